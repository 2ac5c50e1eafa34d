// SPDX-License-Identifier: Apache-2.0
import { drawn } from './elements.js';

const WIDTH = 176;
const GAP = 96;
const RISE = 68;
const EDGE = 16;
/** For what leads back to where it comes from, and for what goes around others. */
const BESIDE = 88;
const LINE = 18;
const HEAD = 30;
const MOST_LINES = 6;
const MOST_IN_A_ROW = 5;

/** The entities of one bind and what leads from one to another; what is chosen in it is told. */
export function picture(bind, chosen) {
  const boxes = new Map(bind.entities.map((entity) => [entity.name, box(entity)]));
  const edges = edgesOf(bind.entities, boxes);
  const rows = rowsOf(boxes, edges, page().perRow);
  const size = place(rows, edges);
  const svg = drawn('svg', {
    viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height, role: 'group',
    'aria-label': `Entities of ${bind.key}`,
  });
  const lines = edges.map((edge) => line(edge));
  const entities = [...boxes.values()].map((one) => drawing(one, () => choose(one)));
  svg.append(...lines, ...entities);
  let selected = null;

  function choose(one) {
    selected = selected === one ? null : one;
    const near = new Set(edges.filter((edge) => edge.from === selected || edge.to === selected)
      .flatMap((edge) => [edge.from, edge.to]));
    entities.forEach((node, index) => {
      const it = [...boxes.values()][index];
      node.setAttribute('aria-pressed', String(it === selected));
      node.classList.toggle('faded', selected !== null && it !== selected && !near.has(it));
    });
    lines.forEach((node, index) => {
      const touched = edges[index].from === selected || edges[index].to === selected;
      node.classList.toggle('lit', selected !== null && touched);
      node.classList.toggle('faded', selected !== null && !touched);
    });
    chosen(selected?.entity ?? null);
  }

  return svg;
}

function page() {
  const width = document.getElementById('page').clientWidth - 80;
  return { perRow: Math.max(1, Math.min(MOST_IN_A_ROW, Math.floor((width + GAP - BESIDE) / (WIDTH + GAP)))) };
}

function box(entity) {
  const plain = entity.attributes.filter((attribute) => attribute.kind !== 'association');
  const lines = plain.slice(0, MOST_LINES).map(({ name, id }) => ({ text: name, style: id ? 'small key' : 'small' }));
  if (plain.length > MOST_LINES) {
    lines.push({ text: `… ${plain.length - MOST_LINES} more`, style: 'small' });
  }
  return { entity, lines, height: HEAD + (lines.length ? lines.length * LINE + 8 : 0), x: 0, y: 0 };
}

/** Both sides of an association are one line. */
function edgesOf(entities, boxes) {
  const edges = [];
  for (const entity of entities) {
    const from = boxes.get(entity.name);
    if (boxes.has(entity.extends)) {
      edges.push({ from, to: boxes.get(entity.extends), label: 'extends', parent: true });
    }
    for (const attribute of entity.attributes) {
      const to = boxes.get(attribute.target);
      if (to && !attribute.mappedBy) {
        edges.push({ from, to, label: attribute.name, many: attribute.many });
      }
    }
  }
  const seen = new Map();
  for (const edge of edges) {
    const pair = [edge.from.entity.name, edge.to.entity.name].sort().join(' ');
    edge.beside = seen.get(pair) ?? 0;
    seen.set(pair, edge.beside + 1);
  }
  return edges;
}

/** What is referred to stands above what refers to it; who has nothing to do with others comes last. */
function rowsOf(boxes, edges, perRow) {
  const all = [...boxes.values()];
  const level = new Map(all.map((one) => [one, 0]));
  const downwards = edges.filter((edge) => edge.from !== edge.to);
  for (let round = 0; round < all.length; round++) {
    let changed = false;
    for (const edge of downwards) {
      const wanted = level.get(edge.to) + 1;
      if (level.get(edge.from) < wanted && wanted < all.length && wanted <= 6) {
        level.set(edge.from, wanted);
        changed = true;
      }
    }
    if (!changed) {
      break;
    }
  }
  if (perRow === 1) {
    return byComponent(all, downwards).map((one) => [one]);
  }
  const linked = new Set(downwards.flatMap((edge) => [edge.from, edge.to]));
  const rows = [];
  for (const depth of [...new Set(all.filter((one) => linked.has(one)).map((one) => level.get(one)))].sort((a, b) => a - b)) {
    const row = all.filter((one) => linked.has(one) && level.get(one) === depth);
    const above = rows.flat();
    const weight = (one) => {
      const places = downwards.filter((edge) => edge.from === one && above.includes(edge.to)).map((edge) => above.indexOf(edge.to));
      return places.length ? places.reduce((sum, at) => sum + at, 0) / places.length : above.length;
    };
    const weights = new Map(row.map((one) => [one, weight(one)]));
    row.sort((a, b) => weights.get(a) - weights.get(b));
    rows.push(...cut(row, perRow));
  }
  rows.push(...cut(all.filter((one) => !linked.has(one)), perRow));
  return rows;
}

/** One below the other: each near those that it has to do with, beginning at ends. */
function byComponent(all, edges) {
  const near = new Map(all.map((one) => [one, []]));
  for (const { from, to } of edges) {
    near.get(from).push(to);
    near.get(to).push(from);
  }
  const order = [];
  const visit = (one) => {
    if (!order.includes(one)) {
      order.push(one);
      near.get(one).forEach(visit);
    }
  };
  const ends = [...all].sort((a, b) => (near.get(a).length || Infinity) - (near.get(b).length || Infinity));
  ends.forEach(visit);
  return order;
}

function cut(row, length) {
  const parts = [];
  for (let at = 0; at < row.length; at += length) {
    parts.push(row.slice(at, at + length));
  }
  return parts;
}

function place(rows, edges) {
  const widest = Math.max(...rows.map((row) => row.length));
  const inside = widest * (WIDTH + GAP) - GAP;
  let y = EDGE;
  rows.forEach((row, number) => {
    let x = EDGE + (inside - (row.length * (WIDTH + GAP) - GAP)) / 2;
    for (const one of row) {
      Object.assign(one, { x, y, number });
      x += WIDTH + GAP;
    }
    y += Math.max(...row.map((one) => one.height)) + RISE;
  });
  const beside = edges.some((edge) => edge.from === edge.to || goesAround(edge));
  return { width: inside + 2 * EDGE + (beside ? BESIDE : 0), height: y - RISE + EDGE };
}

/** Whether others would be in the way. */
function goesAround({ from, to }) {
  return Math.abs(from.number - to.number) > 1 && Math.abs(from.x - to.x) < WIDTH;
}

function short(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function drawing(one, choose) {
  const { entity, x, y, height } = one;
  return drawn('g', {
    class: 'entity', tabindex: 0, role: 'button', 'aria-pressed': 'false', 'aria-label': `Entity ${entity.name}`,
    click: choose,
    keydown: (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        choose();
      }
    },
  },
    drawn('title', {}, entity.class),
    drawn('rect', { class: 'box', x, y, width: WIDTH, height, rx: 8 }),
    drawn('path', { class: 'head', d: head(x + 1, y + 1, WIDTH - 2, HEAD - 2, one.lines.length === 0) }),
    drawn('text', { class: 'name', x: x + WIDTH / 2, y: y + 20, 'text-anchor': 'middle' }, short(entity.name, 22)),
    one.lines.map(({ text, style }, index) => drawn('text', { class: style, x: x + 12, y: y + HEAD + 16 + index * LINE }, short(text, 26))));
}

function head(x, y, width, height, alone) {
  const below = alone ? `q 0 7 -7 7 h ${14 - width} q -7 0 -7 -7` : `v 7 h ${-width} v -7`;
  return `M ${x} ${y + 7} q 0 -7 7 -7 h ${width - 14} q 7 0 7 7 v ${height - 14} ${below} z`;
}

function line(edge) {
  const { from, to, beside } = edge;
  const [start, end, first, second] = from === to ? loop(from, beside)
    : goesAround(edge) ? around(from, to, beside) : way(from, to, beside);
  const middle = { x: (start.x + 3 * first.x + 3 * second.x + end.x) / 8, y: (start.y + 3 * first.y + 3 * second.y + end.y) / 8 };
  const label = short(edge.label, from === to ? 11 : 20);
  if (from === to) {
    middle.x += 6 + label.length * 3.2;
  }
  return drawn('g', {},
    drawn('path', { class: 'edge', d: `M ${start.x} ${start.y} C ${first.x} ${first.y} ${second.x} ${second.y} ${end.x} ${end.y}` }),
    tip(end, second, edge),
    drawn('rect', { class: 'label-ground', x: middle.x - label.length * 3.2 - 3, y: middle.y - 9, width: label.length * 6.4 + 6, height: 17, rx: 4 }),
    drawn('text', { class: 'small', x: middle.x, y: middle.y + 4, 'text-anchor': 'middle' }, label));
}

function loop(one, beside) {
  const x = one.x + WIDTH;
  const y = one.y + beside * 22;
  return [{ x, y: y + 6 }, { x, y: y + HEAD - 4 }, { x: x + 24, y: y - 8 }, { x: x + 24, y: y + HEAD + 10 }];
}

function around(from, to, beside) {
  const right = Math.max(from.x, to.x) + WIDTH;
  const out = right + 34 + 10 * Math.min(3, Math.abs(from.number - to.number)) + beside * 12;
  const start = { x: from.x + WIDTH, y: from.y + from.height / 2 };
  const end = { x: to.x + WIDTH, y: to.y + to.height / 2 + 6 + beside * 10 };
  return [start, end, { x: out, y: start.y }, { x: out, y: end.y }];
}

/** From the upper edge of the one to the lower edge of the other, or from side to side in a row. */
function way(from, to, beside) {
  const shift = beside * 26;
  const center = (one) => one.x + WIDTH / 2;
  if (from.y === to.y) {
    const right = from.x < to.x;
    const start = { x: right ? from.x + WIDTH : from.x, y: from.y + 15 + shift };
    const end = { x: right ? to.x : to.x + WIDTH, y: to.y + 15 + shift };
    const bend = (end.x - start.x) / 2;
    return [start, end, { x: start.x + bend, y: start.y - 30 }, { x: end.x - bend, y: end.y - 30 }];
  }
  const up = from.y > to.y;
  // Lines to several others leave side by side.
  const lean = Math.max(-60, Math.min(60, (center(to) - center(from)) / 6));
  const start = { x: center(from) + lean + shift, y: up ? from.y : from.y + from.height };
  const end = { x: center(to) - lean + shift, y: up ? to.y + to.height : to.y };
  const bend = Math.max(30, Math.abs(start.y - end.y) / 2) * (up ? -1 : 1);
  return [start, end, { x: start.x, y: start.y + bend }, { x: end.x, y: end.y - bend }];
}

/** An arrow to one, a crow's foot to many, a hollow triangle to what is extended. */
function tip(end, before, edge) {
  const angle = Math.atan2(end.y - before.y, end.x - before.x) * 180 / Math.PI;
  const turned = `translate(${end.x} ${end.y}) rotate(${angle})`;
  if (edge.parent) {
    return drawn('path', { class: 'hollow', d: 'M 0 0 L -13 -7 L -13 7 z', transform: turned });
  }
  return edge.many
    ? drawn('path', { class: 'edge', d: 'M 0 -7 L -12 0 L 0 7 M -12 0 L 0 0', transform: turned })
    : drawn('path', { class: 'tip', d: 'M 0 0 L -10 -5 L -10 5 z', transform: turned });
}
