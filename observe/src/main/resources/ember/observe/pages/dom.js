// Elements are made one by one and text is only ever text: nothing that a program, a log or a client says is read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'width' && element.tagName === 'I') element.style.width = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function h(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function svg(tag, properties, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

/** Replaces what is shown only if its description differs, so that focus and selection survive where nothing changed. */
export function show(element, signature, make) {
  const text = JSON.stringify(signature);
  if (element.shownSignature === text) return;
  element.shownSignature = text;
  element.replaceChildren();
  append(element, [make()].flat(Infinity));
}

export function facts(pairs) {
  return h('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

export function progress(complete, active, all, failed) {
  const share = all > 0 ? Math.min(100, complete / all * 100) : 0;
  const text = `${complete}/${all}` + (active ? ` (${active} running)` : '') + (failed ? ` (${failed} failed)` : '');
  return h('div', { class: 'bar', role: 'img', 'aria-label': `${text} tasks` },
    h('i', { class: complete < all ? 'run' : '', width: `${share}%` }), h('span', {}, text));
}

/**
 * A table that can be sorted, searched and turned into CSV, and whose rows are changed in place.
 * columns: [{name, value(row), show(row, value)?, kind: 'text'|'number', hot(row)?}]; key(row) names a row for ever.
 */
export function liveTable({ label, columns, key, sort, descending, pageSize = 100, tall, noSearch }) {
  const [linkedSort, linkedDown, linkedSearch] = linked(label);
  const linkedColumn = columns.findIndex((column) => column.name === linkedSort);
  let rows = [];
  let sorted = linkedColumn >= 0 ? linkedColumn : sort ?? -1;
  let down = linkedColumn >= 0 ? linkedDown : Boolean(descending);
  let page = 0;
  let wanted = linkedSearch ?? '';
  const known = new Map();
  const body = h('tbody');
  const pager = h('span', { class: 'note', role: 'status' });
  const heads = columns.map((column, at) => h('th', { scope: 'col', class: column.kind === 'number' ? 'number' : '' },
    h('button', { type: 'button', onclick: () => { down = sorted === at ? !down : column.kind === 'number'; sorted = at; changed(); } }, column.name)));
  const search = h('input', { type: 'search', 'aria-label': `Search ${label}`, placeholder: 'Search', value: wanted, oninput: (e) => { wanted = e.target.value.toLowerCase(); changed(); } });
  const turn = (by) => () => { page += by; draw(); };
  const back = h('button', { type: 'button', onclick: turn(-1) }, 'Previous');
  const on = h('button', { type: 'button', onclick: turn(1) }, 'Next');
  const save = (kind, make) => h('button', { type: 'button', onclick: () => download(`${label}.${kind}`, make(columns, selected())) }, kind.toUpperCase());
  const tools = h('div', { class: 'tools table-tools' }, search, back, on, save('csv', csv), save('json', json), pager);
  const element = h('div', {}, tools,
    h('div', { class: tall ? 'scroll tall' : 'scroll', tabindex: 0, role: 'region', 'aria-label': label },
      h('table', { 'aria-label': label }, h('thead', {}, h('tr', {}, heads)), body)));

  function changed() {
    page = 0;
    link(label, [sorted >= 0 ? columns[sorted].name : null, down, wanted]);
    draw();
  }

  function selected() {
    let found = wanted === '' ? rows.slice()
      : rows.filter((row) => columns.some((column) => String(column.value(row) ?? '').toLowerCase().includes(wanted)));
    if (sorted >= 0) {
      const { value } = columns[sorted];
      found.sort((a, b) => compare(value(a), value(b)) * (down ? -1 : 1));
    }
    return found;
  }

  function draw() {
    const found = selected();
    const pages = Math.max(1, Math.ceil(found.length / pageSize));
    page = Math.max(0, Math.min(page, pages - 1));
    const shown = found.slice(page * pageSize, (page + 1) * pageSize);
    heads.forEach((head, at) => at === sorted ? head.setAttribute('aria-sort', down ? 'descending' : 'ascending') : head.removeAttribute('aria-sort'));
    tools.hidden = rows.length === 0;
    search.hidden = pager.hidden = noSearch || rows.length < 8;
    back.hidden = on.hidden = pages === 1;
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
    pager.textContent = pages === 1 ? `${found.length} of ${rows.length}` : `${page * pageSize + 1}–${page * pageSize + shown.length} of ${found.length}`;
    const used = new Set();
    shown.forEach((row, position) => {
      const name = String(key(row));
      used.add(name);
      let line = known.get(name);
      if (!line) {
        line = h('tr', {}, columns.map((column) => h('td', { class: column.kind ?? '' })));
        known.set(name, line);
      }
      columns.forEach((column, at) => setCell(line.children[at], column, row));
      if (body.children[position] !== line) body.insertBefore(line, body.children[position] ?? null);
    });
    for (const [name, line] of known) {
      if (!used.has(name)) {
        line.remove();
        known.delete(name);
      }
    }
  }

  return { element, update: (now) => { rows = now; draw(); } };
}

function setCell(cell, column, row) {
  const value = column.value(row);
  show(cell, [value, column.also?.(row)], () => column.show ? column.show(row, value) : value ?? '');
  cell.classList.toggle('hot', Boolean(column.hot?.(row)));
}

export function compare(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), undefined, { numeric: true });
}

/** How a table is sorted and searched, or what else is chosen, is part of the address, so that a link shows the same. */
export function linked(label) {
  try {
    const state = JSON.parse(new URLSearchParams(window.location.hash.split('?')[1] ?? '').get(label));
    return Array.isArray(state) ? state : [];
  } catch {
    return []; // an address may say anything
  }
}

export function link(label, state) {
  const [path, query] = window.location.hash.split('?');
  const all = new URLSearchParams(query ?? '');
  all.set(label, JSON.stringify(state));
  window.history.replaceState(null, '', `${path || '#/'}?${all}`);
}

function csv(columns, rows) {
  // A cell that a spreadsheet would take for a formula is made text.
  const quote = (value) => `"${String(value ?? '').replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`;
  const lines = [columns.map((c) => quote(c.name)), ...rows.map((row) => columns.map((c) => quote(c.value(row))))];
  return new Blob([lines.map((l) => l.join(',')).join('\r\n')], { type: 'text/csv' });
}

function json(columns, rows) {
  return new Blob([JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((c) => [c.name, c.value(row)]))))], { type: 'application/json' });
}

function download(name, blob) {
  const link = h('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
