// What the tasks of a stage executed, as a flame graph: each call as wide as its share of the samples, what it called below it.

import { append, h, liveTable, show, svg } from './dom.js';
import { count, millis } from './format.js';
import { REPORT, getJson } from './store.js';

const RELOAD_MILLIS = 2000;
const LEAST_WIDTH = 340;
const ROW = 18;
const LETTER = 6.2;
/** In pixels: what is narrower cannot be pointed at. */
const NARROW = 2;
const ENGINES = [['ember.', 'engine'], ['org.apache.spark.', 'engine'], ['scala.', 'engine'], ['java.', 'jdk'], ['jdk.', 'jdk'], ['sun.', 'jdk'], ['javax.', 'jdk']];
const KINDS = [['own', 'The program and its libraries'], ['engine', 'Ember'], ['jdk', 'Java']];

function kindOf(name) {
  return (ENGINES.find(([start]) => name.startsWith(start)) ?? [null, 'own'])[1];
}

function short(name) {
  return name.split('.').slice(-2).join('.');
}

/** Calls with their callers and what they called, the widest first; the first is all together. */
export function treeOf({ names, parents, self }) {
  const root = { name: 'all samples', kind: 'all', self: 0, total: 0, calls: [], depth: 0, parent: null };
  const nodes = names.map((name, at) => ({ name, kind: kindOf(name), self: self[at], total: self[at], calls: [] }));
  nodes.forEach((node, at) => { node.parent = parents[at] < 0 ? root : nodes[parents[at]]; });
  for (const node of nodes.slice().reverse()) node.parent.total += node.total;
  for (const node of nodes) {
    node.depth = node.parent.depth + 1;
    node.parent.calls.push(node);
  }
  [root, ...nodes].forEach((node) => node.calls.sort((a, b) => b.total - a.total));
  return root;
}

/** By method: how often it was innermost, and how often it was anywhere in a stack. */
function methods(root) {
  const found = new Map();
  const walk = [[root, new Set()]];
  while (walk.length) {
    const [node, above] = walk.pop();
    const here = node === root || above.has(node.name) ? above : new Set(above).add(node.name);
    if (node !== root) {
      const one = found.get(node.name) ?? { name: node.name, self: 0, total: 0 };
      one.self += node.self;
      one.total += above.has(node.name) ? 0 : node.total;
      found.set(node.name, one);
    }
    node.calls.forEach((call) => walk.push([call, here]));
  }
  return [...found.values()];
}

export function flames(app, id, attempt) {
  const note = h('p', { class: 'note', role: 'status' });
  const tools = h('div', { class: 'tools' });
  const picture = h('div', { class: 'scroll flames', tabindex: 0, role: 'region', 'aria-label': 'Flame graph' });
  const tip = h('p', { class: 'note' });
  let all = 0;
  let root = null;
  let top = null;
  let drawn = '';
  let busy = false;
  let closed = false;
  let last = 0;
  const share = (value) => all > 0 ? `${(value / all * 100).toFixed(1)} %` : '';
  const table = liveTable({ label: 'Methods', key: (one) => one.name, sort: 1, descending: true, pageSize: 15, columns: [
    { name: 'Method', kind: 'text', value: (one) => one.name },
    { name: 'Itself', kind: 'number', value: (one) => one.self, also: () => all, show: (one, value) => share(value) },
    { name: 'With what it called', kind: 'number', value: (one) => one.total, also: () => all, show: (one, value) => share(value) }] });
  const legend = h('div', { class: 'legend' }, KINDS.map(([kind, label]) => h('span', {}, h('i', { class: `f-${kind}` }), label)));
  const result = h('div', { hidden: true }, legend, picture, tip, h('details', {}, h('summary', {}, 'Methods'), table.element));

  function say({ state, until, samples }) {
    const sampled = samples ? `${count(samples)} samples of this stage's tasks. ` : '';
    const ends = until > app.now() + 1e10 ? '' : `, for ${millis(Math.max(0, until - app.now()))} more`;
    note.textContent = sampled + { OFF: 'No samples are taken: the flight recorder of the JVM runs only when it is asked for, here or by ember.ui.flameGraph=true.',
      ON: `Samples are taken${ends}.${samples ? '' : ' None of this stage is there yet.'}`, OVER: `No more samples are taken.${samples ? '' : ' None is of this stage.'}`,
      MISSING: 'This Java runtime has no flight recorder (the module jdk.jfr), so there are no samples.',
      FAILED: 'The flight recorder of this JVM does not work, so there are no samples; the log says why.' }[state];
    const able = app.session.samplingToken && (state === 'OFF' || state === 'OVER') && !(app.facts.end > 0);
    show(tools, [able], () => able ? h('button', { type: 'button', onclick: ask }, 'Sample for a minute') : '');
  }

  async function ask() {
    const response = await fetch(app.address(`api/ember/v1/sample/${encodeURIComponent(app.entry.id)}?token=${app.session.samplingToken}`), { method: 'POST' });
    if (!response.ok) note.textContent = await response.text();
    load();
  }

  function go(node, focus) {
    top = node;
    draw();
    if (focus) picture.querySelector('[tabindex="0"]')?.focus();
  }

  function describe(node) {
    tip.textContent = `${node.name}: ${share(node.total)}, ${share(node.self)} of it itself.`;
  }

  function frameOf(node, x, width) {
    const y = (node.depth - top.depth) * ROW;
    const letters = Math.floor((width - 6) / LETTER);
    const name = short(node.name);
    const text = letters < 3 ? '' : name.length <= letters ? name : `${name.slice(0, letters - 1)}…`;
    return svg('g', { class: `f-${node.kind}`, role: 'button', tabindex: node === top ? 0 : -1, 'aria-label': `${node.name}, ${share(node.total)}`,
      onclick: () => go(node === top && node.parent ? node.parent : node, true), onmouseenter: () => describe(node), onfocus: () => describe(node),
      onkeydown: (event) => key(event, node) },
    svg('rect', { x, y, width: Math.max(1, width - 0.6), height: ROW - 1 }), text ? svg('text', { x: x + 3, y: y + 13 }, text) : null);
  }

  function key(event, node) {
    const beside = (by) => node.parent?.calls[node.parent.calls.indexOf(node) + by];
    const to = { ArrowDown: () => node.calls[0], ArrowUp: () => node === top ? null : node.parent, ArrowLeft: () => node === top ? null : beside(-1),
      ArrowRight: () => node === top ? null : beside(1) }[event.key];
    if (event.key === 'Enter' || event.key === ' ') go(node === top && node.parent ? node.parent : node, true);
    else if (event.key === 'Escape') go(root, true);
    else if (to) frames.get(to())?.focus();
    else return;
    event.preventDefault();
  }

  const frames = new Map();

  function draw() {
    frames.clear();
    const whole = Math.max(LEAST_WIDTH, picture.clientWidth - 2);
    let rows = 1;
    const made = [];
    const walk = [[top, 0]];
    while (walk.length) {
      const [node, from] = walk.pop();
      const width = node.total / top.total * whole;
      const frame = frameOf(node, from, width);
      frames.set(node, frame);
      made.push(frame);
      rows = Math.max(rows, node.depth - top.depth + 1);
      let x = from;
      for (const call of node.calls) {
        const wide = call.total / top.total * whole;
        if (wide >= NARROW) walk.push([call, x]);
        x += wide;
      }
    }
    picture.replaceChildren();
    append(picture, [svg('svg', { viewBox: `0 0 ${whole} ${rows * ROW}`, width: whole, height: rows * ROW, role: 'group', 'aria-label': `Flame graph of ${count(all)} samples` }, made)]);
    tip.textContent = 'Point at a call to see its share; click it, or press Enter, to see it alone, and again to go back. The arrows move between calls.';
  }

  function take(answer) {
    say(answer);
    const signature = `${answer.samples}`;
    if (signature === drawn || answer.samples === 0) return;
    // Who looks at a part of it is not disturbed while more is sampled.
    if (top !== null && top !== root || picture.contains(document.activeElement) && document.activeElement !== picture) return;
    drawn = signature;
    all = answer.samples;
    root = treeOf(answer);
    top = root;
    result.hidden = false;
    draw();
    table.update(methods(root));
  }

  async function load() {
    if (busy || closed) return;
    busy = true;
    try {
      if (!app.session.live && !REPORT) throw new Error('a log holds none');
      const answer = await getJson(`${app.ember}/stages/${id}/${attempt}/samples`);
      if (!closed) take(answer);
      if (answer.state === 'ON') setTimeout(load, RELOAD_MILLIS);
    } catch {
      note.textContent = 'There are no samples: they are taken only while an application runs, when they are asked for on this page or by ember.ui.flameGraph=true.';
    }
    busy = false;
  }

  return {
    element: h('div', {}, note, tools, result),
    update() {
      if (performance.now() < last + RELOAD_MILLIS) return;
      last = performance.now();
      load();
    },
    close() { closed = true; },
  };
}
