// Two applications stage by stage: the same program on other data, with other settings, or before and after a change.

import { facts, h, liveTable, show } from './dom.js';
import { millis } from './format.js';
import { Application } from './store.js';

/** Stages of the same name, the first with the first and so on, in the order in which they ran. */
export function pairs(mine, others) {
  const byName = new Map();
  const ran = (stages) => stages.filter((stage) => stage.start > 0 && stage.state !== 'SKIPPED').sort((a, b) => a.id - b.id || a.attempt - b.attempt);
  for (const stage of ran(others)) {
    if (!byName.has(stage.name)) byName.set(stage.name, []);
    byName.get(stage.name).push(stage);
  }
  const found = ran(mine).map((stage) => ({ name: stage.name, here: stage, there: byName.get(stage.name)?.shift() }));
  for (const left of byName.values()) found.push(...left.map((stage) => ({ name: stage.name, here: undefined, there: stage })));
  return found.map((pair, at) => ({ ...pair, at }));
}

export function others(app) {
  return app.session.applications.flatMap((entry) => entry.attempts.map((attempt) => ({ entry, attempt })))
    .filter(({ entry, attempt }) => entry.id !== app.entry.id || attempt.attemptId !== app.attempt.attemptId);
}

export function comparePage(app, [id, attemptId]) {
  const note = h('p', { class: 'note', role: 'status' }, 'Loading …');
  const sums = h('div');
  const figure = (name, field, write) => [
    { name: `${name} here`, kind: 'number', value: (pair) => pair.here ? field(app, pair.here) : -1, show: (pair, value) => value < 0 ? '' : write(value) },
    { name: `${name} there`, kind: 'number', value: (pair) => pair.there ? field(other, pair.there) : -1, show: (pair, value) => value < 0 ? '' : write(value) }];
  const lasted = (of, stage) => of.duration(stage, 'launched');
  const ratio = (pair) => pair.here && pair.there && lasted(app, pair.here) > 0 ? lasted(other, pair.there) / lasted(app, pair.here) : 0;
  const table = liveTable({ label: 'Stages of both', key: (pair) => pair.at, sort: 0, columns: [
    { name: 'Order', kind: 'number', value: (pair) => pair.at }, { name: 'Stage', kind: 'text', value: (pair) => pair.name },
    { name: 'Here', value: (pair) => pair.here?.id, show: (pair) => pair.here ? h('a', { href: app.stageLink(pair.here) }, pair.here.id) : 'none' },
    { name: 'There', value: (pair) => pair.there?.id, show: (pair) => pair.there ? h('a', { href: other.stageLink(pair.there) }, pair.there.id) : 'none' },
    ...figure('Duration', lasted, millis),
    { name: 'There / here', kind: 'number', value: ratio, show: (pair, value) => value ? `${value.toFixed(2)}×` : '', hot: (pair) => ratio(pair) >= 1.5 },
    ...figure('Task time', (of, stage) => stage.run, millis), ...figure('Tasks', (of, stage) => stage.tasks, String)] });
  let other = null;
  let closed = false;

  async function load() {
    const entry = app.session.applications.find((one) => one.id === id);
    const attempt = entry?.attempts.find((one) => one.attemptId === attemptId) ?? entry?.attempts[0];
    if (!entry) throw new Error(`There is no application ${id}`);
    other = new Application(app.session, entry, attempt);
    await other.open();
    if (closed) other.close();
    note.replaceChildren('Here: ', app.facts.name, `, ${app.facts.id}. There: `, h('a', { href: `${other.home}/stages` }, `${other.facts.name}, ${other.facts.id}`));
    page.update();
  }

  const page = {
    title: 'Comparison',
    element: h('div', {}, h('h1', {}, 'Comparison'), note, sums, table.element),
    close() {
      closed = true;
      other?.close();
    },
    update() {
      if (!other?.facts) return;
      const all = (of, field) => [...of.stages.values()].reduce((sum, stage) => sum + stage[field], 0);
      const whole = (of) => of.now() - of.facts.start;
      show(sums, [whole(app), whole(other), all(app, 'run'), all(other, 'run')], () => facts([['Time here', millis(whole(app))], ['there', millis(whole(other))],
        ['Task time here', millis(all(app, 'run'))], ['there', millis(all(other, 'run'))]]));
      table.update(pairs([...app.stages.values()], [...other.stages.values()]));
    },
  };
  load().catch((error) => { note.textContent = error.message; });
  return page;
}
