// All attempts of all stages, and why each ran or did not.

import { h, liveTable, progress, svg } from './dom.js';
import { others } from './compare.js';
import { bytes, lostWork, millis, time } from './format.js';

export function why(stage) {
  if (!stage.cause) return stage.state === 'SKIPPED' ? 'skipped: its outputs were there' : '';
  const text = stage.state === 'SKIPPED' ? 'skipped, because ' : stage.state === 'PENDING' ? 'waits; ' : 'ran, because ';
  return text + stage.cause.sentence;
}

/** How much longer than half of the tasks the longest took, about. */
export function skew(stage) {
  const { median, max } = stage.durations ?? {};
  return median > 0 ? max / median : 0;
}

/** As a finding: from four tasks on, three times as long, and half a second more. */
export function skewed(stage) {
  return stage.complete >= 4 && skew(stage) >= 3 && stage.durations.max - stage.durations.median >= 500;
}

/** A dot for each duration that tasks had, the larger the more of them; each fourth step to the right is twice as long. */
function dots({ counts, median, p75, max }) {
  const first = counts.findIndex((number) => number > 0);
  const steps = Math.max(12, counts.length - first);
  const most = Math.max(...counts);
  const step = 86 / steps;
  return svg('svg', { viewBox: '0 0 96 18', width: 96, height: 18, role: 'img',
    'aria-label': `Durations: median about ${millis(median)}, three quarters within about ${millis(p75)}, longest ${millis(max)}` },
  svg('line', { class: 'axis', x1: 2, x2: 94, y1: 9, y2: 9 }),
  counts.map((number, at) => number === 0 ? null : svg('circle', { class: 'column', cx: 5 + (at - first) * step, cy: 9, r: (1.5 + 5 * Math.sqrt(number / most)).toFixed(1), 'fill-opacity': 0.75 })));
}

function size(name, field, records) {
  return { name, kind: 'number', value: (stage) => stage[field], also: (stage) => stage[records],
    show: (stage, value) => value || stage[records] ? bytes(value) : '' };
}

export function stageTable(app, label) {
  return liveTable({ label, key: (stage) => `${stage.id}.${stage.attempt}`, sort: 0, descending: true, columns: [
    { name: 'Stage', kind: 'number', value: (stage) => stage.id + stage.attempt / 1000,
      show: (stage) => h('a', { href: app.stageLink(stage) }, stage.attempt ? `${stage.id}.${stage.attempt}` : stage.id) },
    { name: 'Name', kind: 'text', value: (stage) => [stage.description, stage.name].filter(Boolean).join(' · ') },
    { name: 'State', value: (stage) => stage.state, show: (stage) => h('span', { class: stage.state }, stage.state) },
    { name: 'Why', kind: 'text', value: why },
    { name: 'Duration', kind: 'number', value: (stage) => app.duration(stage, 'launched'), show: (stage, value) => stage.start > 0 ? millis(value) : '' },
    { name: 'Tasks', value: (stage) => stage.complete, also: (stage) => [stage.active, stage.failed, stage.tasks],
      show: (stage) => progress(stage.complete, stage.active, stage.tasks, stage.failed) },
    { name: 'Task time', kind: 'number', value: (stage) => stage.run, show: (stage, value) => value ? millis(value) : '' },
    { name: 'Skew', kind: 'number', value: skew, show: (stage, value) => value ? `${value.toFixed(1)}×` : '', hot: (stage) => skewed(stage) },
    { name: 'Spread', value: (stage) => stage.durations?.max ?? 0, also: (stage) => stage.durations?.counts, show: (stage) => stage.durations ? dots(stage.durations) : '' },
    { name: 'GC', kind: 'number', value: (stage) => stage.gc, show: (stage, value) => value ? millis(value) : '', hot: (stage) => stage.gc > 0.1 * stage.run && stage.gc > 100 },
    size('Input', 'inputBytes', 'inputRecords'), size('Output', 'outputBytes', 'outputRecords'),
    size('Shuffle read', 'readBytes', 'readRecords'), size('Shuffle write', 'writeBytes', 'writeRecords'),
    { name: 'Spilled', kind: 'number', value: (stage) => stage.spillDisk, show: (stage, value) => value ? bytes(value) : '', hot: (stage) => stage.spillDisk > 0 },
    { name: 'Lost work', kind: 'number', value: (stage) => stage.lostMillis, also: (stage) => stage.lostBytes,
      show: lostWork, hot: (stage) => stage.lostMillis > 0 },
    { name: 'Failure', kind: 'text', value: (stage) => (stage.failure ?? '').split('\n')[0], hot: () => true },
  ] });
}

/** Pools share the cores in turns; worth a table only where there are several. */
function poolTable(app) {
  return liveTable({ label: 'Pools', key: (pool) => pool.name, sort: 0, noSearch: true, columns: [
    { name: 'Pool', kind: 'text', value: (pool) => pool.name, show: (pool) => h('a', { href: `${app.home}/pool/${encodeURIComponent(pool.name)}` }, pool.name) },
    { name: 'Active stages', kind: 'number', value: (pool) => pool.stages.filter((stage) => stage.state === 'ACTIVE').length },
    { name: 'Running tasks', kind: 'number', value: (pool) => pool.stages.reduce((sum, stage) => sum + stage.active, 0) },
    { name: 'Stages', kind: 'number', value: (pool) => pool.stages.length },
    { name: 'Task time', kind: 'number', value: (pool) => pool.stages.reduce((sum, stage) => sum + stage.run, 0), show: (pool, value) => millis(value) }] });
}

function pools(app) {
  const byName = new Map();
  for (const stage of app.stages.values()) {
    if (!byName.has(stage.pool)) byName.set(stage.pool, []);
    byName.get(stage.pool).push(stage);
  }
  return [...byName].map(([name, stages]) => ({ name, stages }));
}

export function poolPage(app, [name]) {
  const table = stageTable(app, 'Stages of this pool');
  return {
    title: `Pool ${name}`,
    element: h('div', {}, h('h1', {}, `Stages of pool ${name}`), table.element),
    update() { table.update([...app.stages.values()].filter((stage) => stage.pool === name)); },
  };
}

export function stagesPage(app) {
  const table = stageTable(app, 'Stages');
  const poolsOf = poolTable(app);
  const rest = others(app);
  const shares = h('section', { 'aria-label': 'Pools' }, h('h2', {}, 'Pools'), poolsOf.element, h('h2', {}, 'All stages'));
  const heading = h('p', { class: 'note', role: 'status' });
  return {
    title: 'Stages',
    element: h('div', {}, h('h1', {}, 'Stages'), heading, rest.length === 0 ? null : h('details', {}, h('summary', {}, 'Compare with another application'), h('ul', {}, rest.slice(0, 50).map(({ entry, attempt }) =>
      h('li', {}, h('a', { href: `${app.home}/compare/${[entry.id, attempt.attemptId].filter(Boolean).map(encodeURIComponent).join('/')}` }, `${entry.name}, ${entry.id}`), ` ${time(attempt.start)}`)))), shares, table.element),
    update() {
      const stages = [...app.stages.values()];
      const states = new Map();
      stages.forEach((stage) => states.set(stage.state, (states.get(stage.state) ?? 0) + 1));
      heading.textContent = [...states].map(([state, number]) => `${number} ${state.toLowerCase()}`).join(', ');
      const all = pools(app);
      shares.hidden = all.length < 2;
      poolsOf.update(all);
      table.update(stages);
    },
  };
}
