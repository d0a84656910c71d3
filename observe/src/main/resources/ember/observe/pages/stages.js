// All attempts of all stages, and why each ran or did not.

import { h, liveTable, progress } from './dom.js';
import { bytes, millis } from './format.js';

export function why(stage) {
  if (!stage.cause) return stage.state === 'SKIPPED' ? 'skipped: its outputs were there' : '';
  const text = stage.state === 'SKIPPED' ? 'skipped, because ' : stage.state === 'PENDING' ? 'waits; ' : 'ran, because ';
  return text + stage.cause.sentence;
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
    { name: 'GC', kind: 'number', value: (stage) => stage.gc, show: (stage, value) => value ? millis(value) : '', hot: (stage) => stage.gc > 0.1 * stage.run && stage.gc > 100 },
    size('Input', 'inputBytes', 'inputRecords'), size('Output', 'outputBytes', 'outputRecords'),
    size('Shuffle read', 'readBytes', 'readRecords'), size('Shuffle write', 'writeBytes', 'writeRecords'),
    { name: 'Spilled', kind: 'number', value: (stage) => stage.spillDisk, show: (stage, value) => value ? bytes(value) : '', hot: (stage) => stage.spillDisk > 0 },
    { name: 'Failure', kind: 'text', value: (stage) => (stage.failure ?? '').split('\n')[0], hot: () => true },
  ] });
}

export function stagesPage(app) {
  const table = stageTable(app, 'Stages');
  const heading = h('p', { class: 'note', role: 'status' });
  return {
    title: 'Stages',
    element: h('div', {}, h('h1', {}, 'Stages'), heading, table.element),
    update() {
      const stages = [...app.stages.values()];
      const states = new Map();
      stages.forEach((stage) => states.set(stage.state, (states.get(stage.state) ?? 0) + 1));
      heading.textContent = [...states].map(([state, number]) => `${number} ${state.toLowerCase()}`).join(', ');
      table.update(stages);
    },
  };
}
