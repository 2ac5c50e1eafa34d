// SPDX-License-Identifier: Apache-2.0
import { ask, element, table } from './elements.js';
import { picture } from './picture.js';

const page = document.getElementById('page');
const message = document.getElementById('message');
const pages = { binds, picture: pictures, tables, statements, query };

/** What the page that is shown wants done again and again, and what ends that. */
let timer = 0;

// The token has done its work, and need not stay in the history.
if (location.search) {
  history.replaceState(null, '', location.pathname + location.hash);
}
addEventListener('hashchange', show);
show();

async function show() {
  clearTimeout(timer);
  const [wanted, argument] = location.hash.slice(1).split(/=(.*)/s);
  const name = Object.hasOwn(pages, wanted) ? wanted : 'binds';
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#${name}`) {
      link.setAttribute('aria-current', 'page');
      document.title = `${link.textContent} – BindKey console`;
    } else {
      link.removeAttribute('aria-current');
    }
  }
  page.setAttribute('aria-busy', 'true');
  message.textContent = '';
  const hash = location.hash;
  try {
    const content = await pages[name](argument ? decodeURIComponent(argument) : '');
    if (hash === location.hash) {
      page.replaceChildren(...[content].flat());
    }
  } catch (failure) {
    page.replaceChildren();
    message.textContent = failure.message;
  }
  page.removeAttribute('aria-busy');
}

/** Asks again in a while, as long as the page stays. */
function again(work, milliseconds) {
  const hash = location.hash;
  timer = setTimeout(async () => {
    if (hash !== location.hash) {
      return;
    }
    try {
      message.textContent = '';
      await work();
    } catch (failure) {
      message.textContent = `The application does not answer: ${failure.message}`;
    }
    if (hash === location.hash) {
      again(work, milliseconds);
    }
  }, milliseconds);
}

const moods = { serves: 'good', waits: '', 'switched-off': '', closed: 'warn', down: 'bad' };

function badge(status, mood) {
  return element('span', { class: `badge ${mood ?? moods[status] ?? 'warn'}` }, status);
}

function heading(key, ...more) {
  return element('h2', {}, key, ...more);
}

function terms(pairs) {
  return element('dl', {}, pairs.filter(([, value]) => value !== null && value !== undefined)
    .flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]));
}

function when(text) {
  return element('time', { datetime: text, title: text }, new Date(text).toLocaleString());
}

// Binds

async function binds() {
  const cards = element('div', { class: 'cards' });
  const shown = new Map();
  const refresh = async () => {
    for (const bind of (await ask('/api/binds')).binds) {
      const { settings, ...state } = bind;
      const text = JSON.stringify(state);
      const before = shown.get(bind.key);
      if (before?.text !== text) {
        const open = before?.card.querySelector('details')?.open ?? false;
        const card = bindCard(bind, settings, open);
        before ? before.card.replaceWith(card) : cards.append(card);
        shown.set(bind.key, { text, card });
      }
    }
  };
  await refresh();
  again(refresh, 2000);
  return cards;
}

function bindCard(bind, settings, open) {
  const pool = bind.pool;
  return element('section', { class: 'card' },
    heading(bind.key, badge(bind.status), bind.readOnly ? badge('read-only', 'warn') : null),
    bind.problem ? element('p', { class: 'note bad' }, `${bind.problem.code}: ${bind.problem.message}`) : null,
    terms([
      ['database', element('code', {}, bind.place)],
      ['product', bind.product ?? 'not reached yet'],
      ['transaction', bind.transaction],
      ['entities', String(bind.entities)],
      ['since', when(bind.since)],
      ['pool', pool ? [
        element('meter', { min: 0, max: pool.max, high: pool.max * 0.8, optimum: 0, value: pool.used, 'aria-label': 'connections in use' }),
        `${pool.used} of ${pool.max} in use, ${pool.idle} idle, ${pool.waiting} waiting`] : null],
    ]),
    bind.replicas.length === 0 ? null : table('Replicas', ['name', 'status', 'behind', 'since'],
      bind.replicas.map((replica) => [replica.name, badge(replica.status),
        replica.lagMillis === null ? '?' : `≤ ${replica.lagMillis} ms`, when(replica.since)])),
    element('details', { open }, element('summary', {}, `${settings.length} settings`),
      table(`Settings of ${bind.key}`, ['property', 'value', 'source'],
        settings.map((setting) => [element('code', {}, setting.property), element('code', {}, setting.value),
          element('span', { class: 'quiet' }, setting.source)]))));
}

// Picture

async function pictures() {
  const all = (await ask('/api/picture')).binds;
  return element('div', { class: 'cards wide' }, all.map((bind) => {
    const details = element('div', { 'aria-live': 'polite' });
    return element('section', { class: 'card' },
      heading(bind.key, bind.open ? null : badge('not open', ''),
        element('span', { class: 'badge' }, bind.entities.length === 1 ? '1 entity' : `${bind.entities.length} entities`)),
      bind.open ? null : element('p', { class: 'note' }, 'The bind is not open, so attributes and associations are not known here.'),
      bind.entities.length === 0 ? element('p', { class: 'quiet' }, 'No entities.')
        : picture(bind, (entity) => details.replaceChildren(...entityDetails(entity))),
      details);
  }));
}

function entityDetails(entity) {
  if (!entity) {
    return [];
  }
  return [element('h3', {}, entity.name),
    terms([['class', element('code', {}, entity.class)], ['bind, because', entity.why], ['extends', entity.extends]]),
    entity.attributes.length === 0 ? '' : table(`Attributes of ${entity.name}`, ['name', 'type', 'kind'],
      entity.attributes.map((attribute) => [attribute.name, attribute.type,
        attribute.id ? 'id' : attribute.mappedBy ? `${attribute.kind}, mapped by ${attribute.mappedBy}` : attribute.kind]))];
}

// Tables

async function tables() {
  return element('div', { class: 'cards wide' }, (await ask('/api/tables')).binds.map(tablesCard));
}

function tablesCard(bind) {
  const count = bind.differences.length;
  const verdict = bind.failure ? element('p', { class: 'note warn' }, bind.failure)
    : !bind.compared ? element('p', { class: 'note' }, bind.active ? 'Not compared: the bind is not open.' : 'The bind is switched off.')
      : count === 0 ? element('p', { class: 'note good' }, 'The database fits the mapping.')
        : element('div', { class: 'note bad' }, count === 1 ? '1 difference:' : `${count} differences:`,
          element('ul', {}, bind.differences.map((difference) => element('li', {}, difference))));
  return element('section', { class: 'card' },
    heading(bind.key, element('span', { class: 'badge' }, bind.tables.length === 1 ? '1 table' : `${bind.tables.length} tables`)),
    verdict,
    bind.tables.length === 0 ? null : element('ul', {}, bind.tables.map((name) => element('li', {}, element('code', {}, name)))),
    bind.active ? scripts(bind.key) : null);
}

function scripts(key) {
  const shown = element('div', { 'aria-live': 'polite' });
  const id = `action-${key}`;
  const choice = element('select', { id },
    ['create', 'drop', 'recreate', 'truncate'].map((action) => element('option', {}, action)));
  const load = async () => {
    try {
      const { statements } = await ask(`/api/ddl?bind=${encodeURIComponent(key)}&action=${choice.value}`);
      shown.replaceChildren(element('pre', { tabindex: 0 }, statements.map((sql) => `${sql};\n`).join('') || 'nothing'));
    } catch (failure) {
      shown.replaceChildren(element('p', { class: 'note warn' }, failure.message));
    }
  };
  choice.addEventListener('change', load);
  return element('details', { toggle: (event) => event.target.open && shown.childElementCount === 0 && load() },
    element('summary', {}, 'Statements'),
    element('p', { class: 'quiet' }, 'What the operation would do; nothing of it is run.'),
    element('label', { for: id }, 'Operation'), choice, shown);
}

// Statements

const MOST_STATEMENTS = 500;

async function statements() {
  const body = element('tbody');
  const none = element('p', { class: 'quiet' }, 'No statement has run yet.');
  const search = element('input', { id: 'search', type: 'search', autocomplete: 'off' });
  const choice = element('select', { id: 'of-bind' }, element('option', { value: '' }, 'all'));
  const pause = element('button', { type: 'button', 'aria-pressed': 'false', click: () => {
    pause.setAttribute('aria-pressed', String(pause.getAttribute('aria-pressed') !== 'true'));
    pause.textContent = paused() ? 'Go on' : 'Pause';
  } }, 'Pause');
  const paused = () => pause.getAttribute('aria-pressed') === 'true';
  const binds = new Set();
  let last = 0;
  const filter = (row) => {
    const [, bind, , , text] = row.cells;
    row.hidden = (choice.value && bind.textContent !== choice.value)
      || !text.textContent.toLowerCase().includes(search.value.toLowerCase());
  };
  const refresh = async () => {
    if (paused()) {
      return;
    }
    for (const one of (await ask(`/api/statements?after=${last}`)).statements) {
      last = one.number;
      if (!binds.has(one.bind)) {
        binds.add(one.bind);
        choice.append(element('option', {}, one.bind));
      }
      const row = element('tr', { class: one.failed ? 'failed' : null },
        element('td', { class: 'narrow' }, element('time', { datetime: one.at, title: one.at }, new Date(one.at).toLocaleTimeString())),
        element('td', { class: 'narrow' }, one.bind),
        element('td', { class: 'narrow number' }, (one.micros / 1000).toFixed(1)),
        element('td', { class: 'narrow number' }, one.failed ? 'failed' : one.rows === null ? '' : String(one.rows)),
        element('td', { class: 'sql' }, element('code', {}, one.text)));
      filter(row);
      body.prepend(row);
    }
    while (body.rows.length > MOST_STATEMENTS) {
      body.lastElementChild.remove();
    }
    none.hidden = body.rows.length > 0;
  };
  const all = () => [...body.rows].forEach(filter);
  search.addEventListener('input', all);
  choice.addEventListener('change', all);
  await refresh();
  again(refresh, 1000);
  return element('section', { class: 'card' },
    element('div', { class: 'row' },
      element('div', {}, element('label', { for: 'of-bind' }, 'Bind'), choice),
      element('div', {}, element('label', { for: 'search' }, 'Text'), search),
      pause),
    element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Statements' },
      element('table', { class: 'statements' }, element('caption', {}, 'The last statements, the newest first'),
        element('thead', {}, element('tr', {}, ['time', 'bind', 'ms', 'rows', 'statement'].map((name) => element('th', { scope: 'col' }, name)))),
        body)),
    none);
}

// Query

async function query(text) {
  const input = element('textarea', { id: 'jpql', spellcheck: 'false', autocapitalize: 'off', 'aria-describedby': 'jpql-hint',
    placeholder: 'select p from Purchase p' });
  const verdict = element('div', { 'aria-live': 'polite' });
  const result = element('div', { 'aria-live': 'polite' });
  const run = element('button', { class: 'first', type: 'submit', disabled: true }, 'Run');
  input.value = text;
  let asked = 0;
  const explain = async () => {
    const number = ++asked;
    if (!input.value.trim()) {
      run.disabled = true;
      verdict.replaceChildren();
      return;
    }
    try {
      const route = await ask('/api/explain', input.value);
      if (number === asked) {
        run.disabled = !route.bind || !route.reads;
        verdict.replaceChildren(...explained(route));
      }
    } catch (failure) {
      verdict.replaceChildren(element('p', { class: 'note bad' }, failure.message));
    }
  };
  let typing = 0;
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(explain, 250);
    history.replaceState(null, '', input.value ? `#query=${encodeURIComponent(input.value)}` : '#query');
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    }
  });
  const form = element('form', { submit: async (event) => {
    event.preventDefault();
    run.disabled = true;
    try {
      result.replaceChildren(...ran(await ask('/api/run', input.value)));
    } catch (failure) {
      result.replaceChildren(element('p', { class: 'note bad' }, failure.message));
    }
    run.disabled = false;
  } },
    element('label', { for: 'jpql' }, 'JPQL'), input,
    element('div', { class: 'row' }, run,
      element('span', { id: 'jpql-hint', class: 'quiet' }, 'Ctrl+Enter runs it: reads only, the first 50 rows, nothing is kept.')));
  await explain();
  return element('section', { class: 'card' }, form, verdict, result);
}

function explained(route) {
  const shown = [];
  if (route.refusal) {
    shown.push(element('p', { class: 'note bad' }, route.refusal));
  } else {
    shown.push(element('p', { class: 'note good' }, 'Goes to the bind ', element('strong', {}, route.bind),
      route.why ? `: ${route.why}` : ''));
    if (!route.reads) {
      shown.push(element('p', { class: 'note warn' }, 'It writes, so it is not run here.'));
    }
  }
  if (route.named.length > 0) {
    shown.push(table('Why', ['it names', 'that is', 'in bind', 'because'], route.named.flatMap((named) =>
      named.entities.length === 0 ? [[named.name, 'no entity', '', '']]
        : named.entities.map((entity) => [named.name, element('code', {}, entity.class), entity.bind, entity.why]))));
  }
  return shown;
}

function ran(result) {
  const rows = result.rows.length === 1 ? '1 row' : `${result.rows.length} rows`;
  return [
    element('h3', {}, `${result.more ? 'The first ' : ''}${rows} from ${result.bind}, ${result.millis} ms`),
    sqlOf(result.statements),
    result.rows.length === 0 ? '' : table('Rows', result.columns, result.rows),
  ];
}

/** The query itself ends last. What comes again and again is shown once. */
function sqlOf(statements) {
  const times = new Map();
  for (const sql of statements.slice().reverse()) {
    times.set(sql, (times.get(sql) ?? 0) + 1);
  }
  return element('details', { open: times.size <= 3 },
    element('summary', {}, statements.length === 1 ? '1 statement' : `${statements.length} statements`),
    [...times].map(([sql, count]) => element('pre', { tabindex: 0 },
      count > 1 ? element('strong', {}, `${count} times: `) : null, sql)));
}
