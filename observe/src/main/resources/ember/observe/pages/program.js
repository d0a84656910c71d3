// What the lines of the user's own program cost, and what other cores would change.

import { facts, h, liveTable, show } from './dom.js';
import { bytes, count, millis } from './format.js';
import { getJson } from './store.js';

const RELOAD_MILLIS = 2000;
const CHAIN_ENDS = 20;

/** Stages by the line of the program that they are for. */
export function lines(stages) {
  const byLine = new Map();
  for (const stage of stages) {
    if (stage.state === 'PENDING') continue;
    const one = byLine.get(stage.line) ?? { line: stage.line, names: new Set(), jobs: new Set(), stages: 0, skipped: 0, latest: stage, run: 0, gc: 0, cpu: 0, tasks: 0, failed: 0, read: 0, written: 0, spilled: 0 };
    byLine.set(stage.line, one);
    if (stage.state !== 'SKIPPED' || one.latest.state === 'SKIPPED') one.latest = stage;
    one.names.add(stage.name.replace(/ at .*$/, ''));
    stage.jobs.forEach((job) => one.jobs.add(job));
    one[stage.state === 'SKIPPED' ? 'skipped' : 'stages']++;
    one.run += stage.run;
    one.gc += stage.gc;
    one.cpu += stage.cpu;
    one.tasks += stage.complete;
    one.failed += stage.failed;
    one.read += stage.inputBytes + stage.readBytes;
    one.written += stage.outputBytes + stage.writeBytes;
    one.spilled += stage.spillDisk;
  }
  return [...byLine.values()];
}

/** A line, and below it, when it is opened, what it computed the last time. */
function lineageOf(app, { line, latest }) {
  const text = h('pre', { class: 'lineage', tabindex: 0 }, 'Loading …');
  const load = async () => {
    const { stages: [stage] } = await getJson(`${app.ember}/stages/${latest.id}/${latest.attempt}/graph`);
    text.textContent = stage.lineage;
  };
  return h('details', { ontoggle: (event) => { if (event.target.open) load().catch((error) => { text.textContent = error.message; }); } },
    h('summary', {}, line), h('p', { class: 'note' }, h('a', { href: app.stageLink(latest) }, `Stage ${latest.id}`), ', as toDebugString tells it:'), text);
}

/** Of many stages, those at both ends. */
function chain(app, stages) {
  const link = (id) => h('a', { href: app.latest(id) ? app.stageLink(app.latest(id)) : `${app.home}/stage/${id}/0` }, id);
  const parts = stages.length <= 2 * CHAIN_ENDS + 1 ? stages.map(link)
    : [...stages.slice(0, CHAIN_ENDS).map(link), `${count(stages.length - 2 * CHAIN_ENDS)} more`, ...stages.slice(-CHAIN_ENDS).map(link)];
  return parts.map((part, at) => [at ? ' → ' : '', part]);
}

function estimates(app, answer) {
  const { wallMillis: wall } = answer;
  const share = (value) => wall > 0 ? ` (${Math.round(value / wall * 100)} %)` : '';
  const rows = [...answer.estimates.map((one) => [`${one.cores} ${one.cores === 1 ? 'core' : 'cores'}${one.cores === answer.cores ? ', as it was' : ''}`, one.millis]),
    ['as many cores as there are tasks', answer.unlimitedMillis], [`${answer.cores} cores and even partitions`, answer.evenMillis]];
  return [facts([['It took', millis(wall)], ['The driver alone', `${millis(answer.driverMillis)}${share(answer.driverMillis)}`], ['Cores', count(answer.cores)]]),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Estimates' }, h('table', { 'aria-label': 'Estimates' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'With'), h('th', { scope: 'col', class: 'number' }, 'it would take about'), h('th', { scope: 'col', class: 'number' }, 'of now'))),
      h('tbody', {}, rows.map(([name, value]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'number' }, millis(value)),
        h('td', { class: 'number' }, wall > 0 ? `${Math.round(value / wall * 100)} %` : '')))))),
    h('p', { class: 'note' }, 'Every task as long as it was; stages after their parents, jobs after those that they followed; the driver as it was.'),
    h('h2', {}, 'Critical paths'), h('p', {}, 'The stages that followed each other and took longest, by the longest task of each: no number of cores makes a job faster than that.'),
    h('ul', {}, answer.chains.filter((one) => one.millis > 0).map((one) => h('li', {}, h('a', { href: `${app.home}/job/${one.job}` }, `Job ${one.job}`), `: ${millis(one.millis)}, stages `,
      chain(app, one.stages))))];
}

export function programPage(app) {
  const what = h('div');
  let whole = 0;
  let revision = -1;
  let busy = false;
  let closed = false;
  const table = liveTable({ label: 'Lines', key: (one) => one.line, sort: 2, descending: true, columns: [
    { name: 'Line', kind: 'text', value: (one) => one.line, also: (one) => one.latest.id, show: (one) => lineageOf(app, one) },
    { name: 'Calls', kind: 'text', value: (one) => [...one.names].join(', ') },
    { name: 'Task time', kind: 'number', value: (one) => one.run, show: (one, value) => millis(value) },
    { name: 'Share', kind: 'number', value: (one) => whole > 0 ? one.run / whole : 0, show: (one, value) => `${Math.round(value * 100)} %` },
    { name: 'Processor', kind: 'number', value: (one) => one.cpu, show: (one, value) => value ? millis(value) : '' },
    { name: 'GC', kind: 'number', value: (one) => one.gc, show: (one, value) => value ? millis(value) : '', hot: (one) => one.gc > 0.1 * one.run && one.gc > 100 },
    { name: 'Jobs', kind: 'number', value: (one) => one.jobs.size, also: (one) => [...one.jobs],
      show: (one) => [...one.jobs].slice(0, 3).map((id) => [h('a', { href: `${app.home}/job/${id}` }, id), ' ']).concat(one.jobs.size > 3 ? [`… ${count(one.jobs.size)}`] : []) },
    { name: 'Stages', value: (one) => one.stages, also: (one) => one.skipped, show: (one) => `${one.stages}${one.skipped ? ` (${one.skipped} skipped)` : ''}` },
    { name: 'Tasks', kind: 'number', value: (one) => one.tasks, show: (one, value) => count(value) },
    { name: 'Failed', kind: 'number', value: (one) => one.failed, show: (one, value) => value || '', hot: (one) => one.failed > 0 },
    { name: 'Read', kind: 'number', value: (one) => one.read, show: (one, value) => value ? bytes(value) : '' },
    { name: 'Written', kind: 'number', value: (one) => one.written, show: (one, value) => value ? bytes(value) : '' },
    { name: 'Spilled', kind: 'number', value: (one) => one.spilled, show: (one, value) => value ? bytes(value) : '', hot: (one) => one.spilled > 0 }] });
  const page = {
    title: 'Program',
    element: h('div', {}, h('h1', {}, 'Time per line of the program'), h('p', { class: 'note' }, 'A stage counts for the line whose call it ends with: an action, or a call that shuffles.'), table.element,
      h('h2', {}, 'What if'), what),
    close() { closed = true; },
    async update() {
      const all = lines([...app.stages.values()]);
      whole = all.reduce((sum, one) => sum + one.run, 0);
      table.update(all);
      if (busy || closed || revision === app.revision) return;
      busy = true;
      revision = app.revision;
      try {
        const answer = await getJson(`${app.ember}/estimate`);
        show(what, answer, () => estimates(app, answer));
      } catch (error) {
        what.textContent = error.message;
      }
      setTimeout(() => { busy = false; if (!closed) page.update(); }, RELOAD_MILLIS);
    },
  };
  return page;
}
