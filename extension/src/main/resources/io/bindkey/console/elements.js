// SPDX-License-Identifier: Apache-2.0
// Data comes into the page as text alone: by these, never as HTML.

/** An element with attributes, listeners (functions) and children (nodes or texts; null is left out). */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
export function drawn(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(key, value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? '' : String(value));
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A table with a caption, which scrolls by itself where it is too wide. */
export function table(caption, columns, rows) {
  return element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    element('table', {},
      element('caption', {}, caption),
      columns.length === 0 ? null
        : element('thead', {}, element('tr', {}, columns.map((column) => element('th', { scope: 'col' }, column)))),
      element('tbody', {}, rows.map((row) => element('tr', {}, row.map((cell) => element('td', {}, cell)))))));
}

/** Answers of the console as objects; what it refuses becomes an error with its text. */
export async function ask(path, text) {
  const sent = text === undefined ? {} : {
    method: 'POST', body: text, headers: { 'Content-Type': 'application/jpql' },
  };
  const response = await fetch(path, sent);
  const type = response.headers.get('Content-Type') || '';
  const answer = type.startsWith('application/json') ? await response.json() : { error: await response.text() };
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}
