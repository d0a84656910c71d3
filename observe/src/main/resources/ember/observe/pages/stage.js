// One stage attempt: why it ran, its operations, its tasks over time, how they differ, what failed, and every one of them.

import { append, facts, h, liveTable, progress, show } from './dom.js';
import { errorList } from './errors.js';
import { UNITS, bytes, count, lostWork, millis, time } from './format.js';
import { FIGURES, distribution } from './distribution.js';
import { flames } from './flame.js';
import { operations } from './graph.js';
import { killButton } from './jobs.js';
import { getJson } from './store.js';
import { why } from './stages.js';
import { Tasks } from './tasks.js';
import { timeline } from './timeline.js';

const RELOAD_MILLIS = 300;

function amount(size, records) {
  return size || records ? `${bytes(size)}, ${count(records)} records` : '';
}

function taskTable(tasks) {
  const figures = FIGURES.filter(([name]) => tasks.has(name) && name !== 'duration');
  return liveTable({ label: 'Tasks', tall: true, key: (row) => tasks.id(row), sort: 0, columns: [
    { name: 'Task', kind: 'number', value: (row) => tasks.id(row) },
    { name: 'Partition', kind: 'number', value: (row) => tasks.now.get('partition', row.at) },
    { name: 'Attempt', kind: 'number', value: (row) => tasks.now.get('attempt', row.at) },
    { name: 'State', value: (row) => row.status, show: (row) => h('span', { class: row.status }, row.status + (tasks.now.get('speculative', row.at) ? ' (speculative)' : '')) },
    { name: 'Executor', value: (row) => row.executor },
    { name: 'Locality', value: (row) => row.locality },
    { name: 'Launched', kind: 'number', value: (row) => tasks.now.get('launch', row.at), show: (row, value) => `+${millis(value)}` },
    { name: 'Duration', kind: 'number', value: (row) => tasks.now.get('duration', row.at), show: (row, value) => millis(value), hot: (row) => tasks.slow > 0 && tasks.now.get('duration', row.at) >= tasks.slow },
    ...figures.map(([name, label, unit]) => ({ name: label, kind: 'number', value: (row) => tasks.now.get(name, row.at), show: (row, value) => value ? UNITS[unit](value) : '',
      hot: (row) => name.startsWith('spill') && tasks.now.get(name, row.at) > 0 })),
    { name: 'Why', kind: 'text', value: (row) => row.cause ?? '' },
    { name: 'Error', kind: 'text', value: (row) => (row.error ?? '').split('\n')[0], hot: () => true },
  ] });
}

/** Attempts of a partition side by side. */
function attemptTable(shared) {
  return liveTable({ label: 'Attempts by partition', key: (one) => one.index, sort: 2, descending: true, columns: [
    { name: 'Partition', kind: 'number', value: (one) => shared.now.get('partition', one.rows[0].at) },
    { name: 'Attempts', value: (one) => one.rows.map((row) => `${row.status} ${shared.now.get('attempt', row.at)} on ${row.executor}`).join('; '), also: (one) => one.lostMillis,
      show: (one) => one.rows.map((row) => h('div', {}, h('span', { class: row.status }, row.status),
        ` ${shared.now.get('attempt', row.at)}${shared.now.get('speculative', row.at) ? ' (speculative)' : ''} on ${row.executor}, ${millis(shared.now.get('duration', row.at))}${row.cause ? `, because ${row.cause}` : ''}`)) },
    { name: 'Lost', kind: 'number', value: (one) => one.lostMillis, show: (one, value) => millis(value) },
    { name: 'Lost bytes', kind: 'number', value: (one) => one.lostBytes, show: (one, value) => value ? bytes(value) : '' }] });
}

export function stagePage(app, [idText, attemptText]) {
  const id = Number(idText);
  const attempt = Number(attemptText ?? 0);
  const head = h('div');
  const kill = h('div');
  const lineage = h('div');
  const note = h('p', { class: 'note', role: 'status' });
  const errors = h('section', { 'aria-label': 'Errors' });
  const lostNote = h('p');
  const repeated = h('section', { 'aria-label': 'Attempts', hidden: true });
  const table = h('div');
  const line = timeline();
  const spread = distribution();
  const flame = flames(app, id, attempt);
  const shared = { now: null, slow: 0, id: (row) => shared.now.get('id', row.at) };
  const attempts = attemptTable(shared);
  append(repeated, [h('h2', {}, 'Partitions with several attempts'), lostNote, attempts.element]);
  let errorsSeen = -1;
  let grid = null;
  let gridOf = '';
  let loaded = '';
  let loading = false;
  let closed = false;
  let sampled = false;

  async function load(stage) {
    const wanted = JSON.stringify([stage.state, stage.tasksVersion, stage.end]);
    if (wanted === loaded || loading || closed) return;
    loading = true;
    try {
      const tasks = await Tasks.load(app, id, attempt, shared.now);
      loaded = wanted;
      if (!closed) draw(tasks);
    } catch (error) {
      note.textContent = error.message;
    }
    // A page of many tasks is asked for less often.
    setTimeout(() => {
      loading = false;
      if (!closed) page.update();
    }, RELOAD_MILLIS + (shared.now?.count ?? 0) / 20);
  }

  function draw(tasks) {
    shared.now = tasks;
    const durations = tasks.rows.filter((row) => row.status === 'SUCCESS').map((row) => tasks.get('duration', row.at)).sort((a, b) => a - b);
    shared.slow = durations.length >= 4 ? Math.max(100, 3 * durations[Math.floor(durations.length / 2)]) : 0;
    const columns = Object.keys(tasks.columns).join();
    if (gridOf !== columns) {
      gridOf = columns;
      grid = taskTable({ ...shared, get now() { return shared.now; }, get slow() { return shared.slow; }, has: (name) => tasks.has(name) });
      table.replaceChildren(grid.element);
    }
    grid.update(tasks.rows);
    line.update(tasks);
    spread.update(tasks);
    note.textContent = tasks.dropped ? `${count(tasks.dropped)} task attempts were forgotten (spark.ui.retainedTasks); what follows is of the rest.` : '';
    const again = tasks.repeated();
    repeated.hidden = again.length === 0;
    lostNote.textContent = `${count(again.length)} ${again.length === 1 ? 'partition was' : 'partitions were'} tried more than once.`;
    attempts.update(again);
  }

  async function loadErrors({ failed }) {
    if (failed === errorsSeen) return;
    errorsSeen = failed;
    const answer = failed ? await getJson(`${app.ember}/stages/${id}/${attempt}/errors`) : { errors: [] };
    show(errors, answer, () => answer.errors.length ? [h('h2', {}, 'Errors'), errorList(app, answer)] : '');
  }

  async function loadLineage() {
    const answer = await getJson(`${app.ember}/stages/${id}/${attempt}/graph`);
    const [stage] = answer.stages;
    lineage.replaceChildren(h('ol', {}, operations(stage).map((one) => h('li', {}, h('strong', {}, one.name), ` ${one.rdd.name} [${one.rdd.id}] at ${one.rdd.callSite}`,
      one.persisted ? ' (persisted)' : ''))), h('details', {}, h('summary', {}, 'Lineage, as toDebugString tells it'), h('pre', { class: 'lineage', tabindex: 0 }, stage.lineage)),
    h('details', {}, h('summary', {}, 'Call stack'), h('pre', { tabindex: 0 }, stage.details)));
  }

  const page = {
    title: `Stage ${id}`,
    element: h('div', {}, head, kill, note, h('h2', {}, 'Operations'), lineage, errors, h('h2', {}, 'Timeline'), line.element,
      h('h2', {}, 'Distribution'), spread.element, repeated, h('h2', {}, 'Flame graph'), flame.element, h('h2', {}, 'Tasks'), table),
    close() {
      closed = true;
      flame.close();
      line.close();
    },
    update() {
      const stage = app.stages.get(`${id}.${attempt}`);
      if (!stage) {
        show(head, 'none', () => h('div', {}, h('h1', {}, `Stage ${id}.${attempt}`), h('p', { class: 'error' }, 'There is no such stage, or it was forgotten (spark.ui.retainedStages).')));
        return;
      }
      const others = app.attempts(id);
      show(kill, stage.state === 'ACTIVE' && app.session.token, () => stage.state === 'ACTIVE' ? killButton(app, 'stage', id) : null);
      show(head, [stage, Math.floor(app.duration(stage) / 1000), others.length], () => h('div', {},
        h('h1', {}, `Stage ${id}${attempt ? `.${attempt}` : ''}: ${stage.name}`), facts([
          ['State', h('span', { class: stage.state }, stage.state)], ['Why', why(stage)], ['Submitted', time(stage.start)],
          ['Duration', stage.start > 0 ? millis(app.duration(stage, 'launched')) : ''], ['Task time', millis(stage.run)],
          ['Tasks', progress(stage.complete, stage.active, stage.tasks, stage.failed)], ['Input', amount(stage.inputBytes, stage.inputRecords)],
          ['Output', amount(stage.outputBytes, stage.outputRecords)], ['Shuffle read', amount(stage.readBytes, stage.readRecords)],
          ['Shuffle write', amount(stage.writeBytes, stage.writeRecords)],
          ['Lost work', lostWork(stage) ? h('span', { class: 'spilled' }, lostWork(stage)) : ''],
          ['Spilled', stage.spillDisk ? h('span', { class: 'spilled' }, `${bytes(stage.spillDisk)} to disk`) : ''],
          ['Jobs', stage.jobs.map((job) => [h('a', { href: `${app.home}/job/${job}` }, job), ' '])], ['Pool', h('a', { href: `${app.home}/pool/${encodeURIComponent(stage.pool)}` }, stage.pool)],
          ['Attempts', others.length > 1 ? others.map((one) => [h('a', { href: app.stageLink(one) }, `${one.attempt} ${one.state.toLowerCase()}`), ' ']) : ''],
        ]), stage.failure ? h('pre', { class: 'error', tabindex: 0 }, stage.failure) : null));
      load(stage);
      loadErrors(stage).catch((error) => { errors.textContent = error.message; });
      if (app.session.live && !(app.facts.end > 0) || !sampled) flame.update();
      sampled = true;
    },
  };
  loadLineage().catch((error) => { lineage.textContent = error.message; });
  return page;
}
