// SPDX-License-Identifier: Apache-2.0
const ABOUT = {
  default: 'What is sold, and what was ordered',
  audit: 'What somebody tried, in a transaction of its own',
  auth: 'Who may sign in, and gift cards',
  miles: 'Miles of a partner',
  rewards: 'Points',
};
const EVERY_MS = 1000;

const byId = id => document.getElementById(id);
const money = cents => (cents / 100).toFixed(2);
const plural = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** An element with a class and a text. */
const element = (name, className = '', text = '') =>
  Object.assign(document.createElement(name), {className, textContent: text});

/** What the server says; what it refuses is an error with its words. */
async function ask(path, method = 'GET', body = undefined) {
  const answer = await fetch(`api/${path}`, {
    method,
    headers: {'Content-Type': 'application/json', Accept: 'application/json'},
    body: body && JSON.stringify(body),
  }).catch(() => {
    throw new Error('The server does not answer.');
  });
  const text = await answer.text();
  let said = null;
  try {
    said = text && JSON.parse(text);
  } catch {
    // A page of the server's own.
  }
  if (!answer.ok) {
    throw new Error(said?.message ?? `The server says ${answer.status}.`);
  }
  return said;
}

// --- Who is there

let me = {};

async function meet(session) {
  me = await session;
  byId('sign-in').hidden = Boolean(me.name);
  byId('sign-out').hidden = !me.name;
  byId('who').textContent = me.name ?? '';
  for (const purse of ['card', 'points', 'miles']) {
    byId(purse).textContent = me.name ? (me[purse] == null ? 'not known now' : money(me[purse])) : '';
  }
  byId('report').hidden = !me.manager;
  if (me.manager) {
    await report();
  }
}

byId('sign-in').addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.target;
  await told(async () => {
    await meet(ask('session', 'POST', Object.fromEntries(new FormData(form))));
    form.reset();
    document.querySelector('[name=product]')?.focus();
    return `Welcome, ${me.name}.`;
  });
});

byId('sign-out').addEventListener('submit', async event => {
  event.preventDefault();
  await told(async () => {
    await ask('session', 'DELETE');
    await meet(ask('session'));
    byId('sign-in').elements.name.focus();
    return 'Signed out.';
  });
});

// --- The order

/** Does something, and says what became of it. */
async function told(work) {
  const outcome = byId('outcome');
  outcome.className = '';
  outcome.textContent = '…';
  try {
    outcome.textContent = await work();
    outcome.className = 'good';
  } catch (error) {
    outcome.textContent = error.message;
    outcome.className = 'bad';
  }
}

function offer(product, index) {
  const label = element('label', 'choice');
  const radio = Object.assign(document.createElement('input'), {
    type: 'radio', name: 'product', value: product.id, checked: index === 0,
  });
  radio.dataset.price = product.price;
  label.append(radio, element('span', 'name', product.name), ' ', element('output', '', money(product.price)), ' ',
    element('span', 'about', product.about));
  return label;
}

async function catalog() {
  try {
    byId('products').replaceChildren(...(await ask('products')).map(offer));
    total();
  } catch (error) {
    byId('products').replaceChildren(element('p', '', `${error.message} The page looks again.`));
    setTimeout(catalog, 2 * EVERY_MS);
  }
}

function total() {
  const price = document.querySelector('[name=product]:checked')?.dataset.price ?? 0;
  byId('total').textContent = `for ${money(price * byId('order').elements.quantity.value)}`;
}

byId('order').addEventListener('input', total);
byId('order').addEventListener('submit', async event => {
  event.preventDefault();
  const {product, quantity, payBy} = Object.fromEntries(new FormData(event.target));
  await told(async () => {
    const placed = await ask('orders', 'POST', {product: Number(product), quantity: Number(quantity), payBy});
    return `Placed ${placed.text}.`;
  });
  await look();
  await meet(ask('session')).catch(() => {});
});

async function report() {
  const {answeredBy, products} = await ask('reports/revenue');
  document.querySelector('#report tbody').replaceChildren(...products.map(product => {
    const row = document.createElement('tr');
    row.append(element('td', '', product.product),
      ...[product.orders, product.pieces, money(product.total)].map(cell => element('td', 'number', String(cell))));
    return row;
  }));
  byId('answered').textContent =
    `${products.length ? '' : 'Nothing was sold yet. '}Answered by ${answeredBy}, read only.`;
}

// --- The databases

const seen = new Map();

function cardOf(key) {
  let card = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!card) {
    card = byId('database').content.firstElementChild.cloneNode(true);
    card.dataset.key = key;
    card.querySelector('h3').textContent = key;
    card.querySelector('.about').textContent = ABOUT[key] ?? '';
    card.querySelector('button').addEventListener('click', () => turn(card));
    byId('databases').append(card);
  }
  return card;
}

async function turn(card) {
  const button = card.querySelector('button');
  button.setAttribute('aria-busy', 'true');
  await told(async () => {
    const running = card.dataset.running !== 'true';
    await ask(`databases/${card.dataset.key}`, 'POST', {running});
    return `The server of ${card.dataset.key} is ${running ? 'started again' : 'stopped'}.`;
  });
  await look();
  button.removeAttribute('aria-busy');
}

/** Shows a database in the card that it has, so that the focus stays where it is. */
function show(database) {
  const {key, state} = database;
  const card = cardOf(key);
  const before = card.dataset.state;
  card.dataset.state = state;
  card.dataset.running = database.running;
  card.querySelector('.kind').textContent = database.transaction === 'xa' ? 'XA' : 'not XA';
  card.querySelector('.state').textContent = [state, database.problem].filter(Boolean).join(' · ');
  if (state === 'serves') {
    card.querySelector('.rows b').textContent = database.rows;
    card.querySelector('.rows span').textContent =
      [database.rows === 1 ? 'row' : 'rows', ...database.replicas.map(replica => `replica ${replica}`)].join(', ');
    list(card, database);
  }
  const button = card.querySelector('button');
  button.hidden = database.running == null;
  button.textContent = database.running ? 'Stop its server' : 'Start its server';
  button.setAttribute('aria-label', `${button.textContent.replace('its', 'the')} of ${key}`);
  if (before && before !== state) {
    byId('news').textContent = `${key} ${state === 'serves' ? 'serves again' : `is ${state}`}`;
  }
}

/** Shows the newest rows; those that were not there at the last look are marked. */
function list(card, {key, newest}) {
  const known = seen.get(key);
  const ids = newest.map(({at, text}) => at + text);
  if (known?.join() === ids.join()) {
    return;
  }
  seen.set(key, ids);
  card.querySelector('ol').replaceChildren(...newest.map(({at, text}, index) => {
    const row = element('li', known && !known.includes(ids[index]) ? 'new' : '', text);
    row.append(' ', Object.assign(element('time', '', new Date(at).toLocaleTimeString()), {dateTime: at}));
    return row;
  }));
}

async function look() {
  try {
    (await ask('databases')).forEach(show);
  } catch (error) {
    byId('news').textContent = error.message;
  }
}

async function watch() {
  if (!document.hidden) {
    await look();
  }
  setTimeout(watch, EVERY_MS);
}

await Promise.all([meet(ask('session')).catch(() => meet({})), catalog(), watch()]);
