// What the application has and holds: cached RDDs, executors, environment. From Spark's own REST.

import { facts, h, liveTable, show } from './dom.js';
import { bytes, count, millis } from './format.js';
import { getJson } from './store.js';

const RELOAD_MILLIS = 1000;

/** A page that asks again when something has changed, at most once a second. */
function asking(app, title, ask, body, draw) {
  let revision = -1;
  let busy = false;
  let closed = false;
  const note = h('p', { class: 'note', role: 'status' });
  const page = {
    title,
    element: h('div', {}, h('h1', {}, title), note, body),
    close() { closed = true; },
    async update() {
      if (busy || closed || revision === app.revision) return;
      busy = true;
      const asked = app.revision;
      try {
        draw(await ask(), note);
        revision = asked;
      } catch (error) {
        note.textContent = error.message;
        revision = asked;
      }
      setTimeout(() => { busy = false; page.update(); }, RELOAD_MILLIS);
    },
  };
  return page;
}

const number = (name, value, write = count) => ({ name, kind: 'number', value, show: (row, shown) => write(shown) });

export function storagePage(app) {
  const table = liveTable({ label: 'Cached RDDs', key: (rdd) => rdd.id, sort: 0, columns: [
    { name: 'RDD', kind: 'number', value: (rdd) => rdd.id, show: (rdd) => h('a', { href: `${app.home}/rdd/${rdd.id}` }, rdd.id) },
    { name: 'Name', kind: 'text', value: (rdd) => rdd.name }, { name: 'Level', value: (rdd) => rdd.storageLevel },
    { name: 'Cached', kind: 'number', value: (rdd) => rdd.numCachedPartitions / rdd.numPartitions, also: (rdd) => rdd.numCachedPartitions, show: (rdd) => `${rdd.numCachedPartitions}/${rdd.numPartitions}` },
    number('Memory', (rdd) => rdd.memoryUsed, bytes), number('Disk', (rdd) => rdd.diskUsed, bytes)] });
  const uses = liveTable({ label: 'Use of caches', key: (one) => `${one.id} ${one.unpersisted}`, sort: 0, columns: [
    number('RDD', (one) => one.id), { name: 'Name', kind: 'text', value: (one) => one.name ?? one.callSite }, number('Needed', (one) => one.needed),
    number('Hits', (one) => one.hits), number('Computed', (one) => one.stored), { ...number('Lost', (one) => one.lost), hot: (one) => one.lost > 0 },
    { ...number('Computed again', (one) => Math.max(0, one.stored - one.partitions)), hot: (one) => one.stored > one.partitions },
    number('MiB × seconds', (one) => Math.round(one.byteMillis / 1048576 / 1000)),
    { name: 'State', kind: 'text', value: (one) => (one.unpersisted ? 'given up' : 'kept') + (one.neverReadAgain ? ', never read again' : ''), hot: (one) => one.neverReadAgain }] });
  const body = h('div', {}, table.element, h('h2', {}, 'What keeping was good for'),
    h('p', { class: 'note' }, 'Needed: tasks with the RDD in their lineage. Hits: those that did not compute it. Lost: partitions dropped because memory was short, or with an executor.'), uses.element);
  return asking(app, 'Storage', async () => [await getJson(`${app.spark}/storage/rdd`), (await getJson(`${app.ember}/caches`)).caches], body, ([rdds, caches], note) => {
    note.textContent = rdds.length ? `${rdds.length} ${rdds.length === 1 ? 'RDD is' : 'RDDs are'} cached` : 'Nothing is cached.'
      + (app.session.live ? '' : ' A log tells of cached blocks only if it was written with spark.eventLog.logBlockUpdates.enabled.');
    table.update(rdds);
    uses.update(caches);
  });
}

export function rddPage(app, [id]) {
  const head = h('div');
  const hosts = liveTable({ label: 'Executors', key: (share) => share.address, noSearch: true, columns: [
    { name: 'Address', value: (share) => share.address }, number('Memory used', (share) => share.memoryUsed, bytes),
    number('Memory left', (share) => share.memoryRemaining, bytes), number('Disk', (share) => share.diskUsed, bytes)] });
  const blocks = liveTable({ label: 'Blocks', key: (block) => block.blockName, sort: 0, columns: [
    { name: 'Block', value: (block) => block.blockName }, { name: 'Level', value: (block) => block.storageLevel },
    number('Memory', (block) => block.memoryUsed, bytes), number('Disk', (block) => block.diskUsed, bytes), { name: 'Executors', value: (block) => block.executors.join(', ') }] });
  return asking(app, `RDD ${id}`, () => getJson(`${app.spark}/storage/rdd/${encodeURIComponent(id)}`), h('div', {}, head, hosts.element, h('h2', {}, 'Blocks'), blocks.element), (rdd, note) => {
    note.textContent = '';
    show(head, rdd, () => facts([['Name', rdd.name], ['Level', rdd.storageLevel], ['Cached', `${rdd.numCachedPartitions}/${rdd.numPartitions} partitions`],
      ['Memory', bytes(rdd.memoryUsed)], ['Disk', bytes(rdd.diskUsed)]]));
    hosts.update(rdd.dataDistribution ?? []);
    blocks.update(rdd.partitions ?? []);
  });
}

export function executorsPage(app) {
  const threads = h('div');
  const table = liveTable({ label: 'Executors', key: (one) => one.id, sort: 0, columns: [
    { name: 'Executor', value: (one) => one.id }, { name: 'Address', value: (one) => one.hostPort },
    { name: 'State', value: (one) => (one.isActive ? 'alive' : `gone: ${one.removeReason ?? ''}`) + (one.isExcluded ? ' (excluded)' : '') },
    number('Cores', (one) => one.totalCores), number('Running', (one) => one.activeTasks),
    { ...number('Failed', (one) => one.failedTasks), hot: (one) => one.failedTasks > 0 }, number('Complete', (one) => one.completedTasks),
    number('Task time', (one) => one.totalDuration, millis), { ...number('GC', (one) => one.totalGCTime, millis), hot: (one) => one.totalGCTime > 0.1 * one.totalDuration && one.totalGCTime > 100 },
    number('Cached blocks', (one) => one.rddBlocks), { name: 'Storage memory', kind: 'number', value: (one) => one.memoryUsed, also: (one) => one.maxMemory, show: (one) => `${bytes(one.memoryUsed)} / ${bytes(one.maxMemory)}` },
    number('Disk', (one) => one.diskUsed, bytes), number('Input', (one) => one.totalInputBytes, bytes), number('Shuffle read', (one) => one.totalShuffleRead, bytes), number('Shuffle write', (one) => one.totalShuffleWrite, bytes)] });
  async function dump() {
    try {
      const all = await getJson(`${app.spark}/executors/driver/threads`);
      threads.replaceChildren(h('h2', {}, 'Threads'), ...all.map((thread) => h('details', {}, h('summary', {}, `${thread.threadName} (${thread.threadState})`),
        h('pre', { tabindex: 0 }, (thread.stackTrace.elems ?? []).join('')))));
    } catch (error) {
      threads.replaceChildren(h('p', { class: 'error', role: 'alert' }, error.message));
    }
  }
  const button = app.session.live ? h('button', { type: 'button', onclick: dump }, 'Thread dump') : null;
  return asking(app, 'Executors', () => getJson(`${app.spark}/allexecutors`), h('div', {}, table.element, h('div', { class: 'tools' }, button), threads), (all, note) => {
    note.textContent = `${all.filter((one) => one.isActive).length} alive, ${all.filter((one) => !one.isActive).length} gone`;
    table.update(all);
  });
}

export function environmentPage(app) {
  const parts = [['sparkProperties', 'Spark properties'], ['runtime', 'Runtime'], ['systemProperties', 'System properties'], ['hadoopProperties', 'Hadoop properties'],
    ['metricsProperties', 'Metrics properties'], ['classpathEntries', 'Class path']].map(([field, label]) => ({ field, label,
    table: liveTable({ label, key: (pair) => pair.join('='), sort: 0, pageSize: 500, columns: [
      { name: 'Name', kind: 'text', value: (pair) => pair[0] }, { name: 'Value', kind: 'text', value: (pair) => pair[1] }] }) }));
  const body = h('div', {}, parts.map((part) => h('details', { open: part.field === 'sparkProperties' || part.field === 'runtime' }, h('summary', {}, part.label), part.table.element)));
  return asking(app, 'Environment', () => getJson(`${app.spark}/environment`), body, (answer, note) => {
    note.textContent = '';
    for (const { field, table } of parts) table.update(Array.isArray(answer[field]) ? answer[field] : Object.entries(answer[field] ?? {}));
  });
}
