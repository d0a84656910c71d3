// All jobs; one job with the graph of its stages.

import { facts, h, liveTable, progress, show } from './dom.js';
import { millis, time } from './format.js';
import { graphOf } from './graph.js';
import { getJson } from './store.js';
import { stageTable } from './stages.js';

/** Nothing where nothing can be killed. */
export function killButton(app, kind, id) {
  return app.session.token ? h('button', { type: 'button', onclick: () => app.kill(kind, id) }, `Kill ${kind} ${id}`) : null;
}

export function jobTable(app, label) {
  return liveTable({ label, key: (job) => job.id, sort: 0, descending: true, columns: [
    { name: 'Job', kind: 'number', value: (job) => job.id, show: (job) => h('a', { href: `${app.home}/job/${job.id}` }, job.id) },
    { name: 'Name', kind: 'text', value: (job) => [job.description, job.name].filter(Boolean).join(' · ') + (job.group ? ` (${job.group})` : '') },
    { name: 'State', value: (job) => job.state, show: (job) => h('span', { class: job.state }, job.state) },
    { name: 'Submitted', value: (job) => job.start, show: (job) => time(job.start) },
    { name: 'Duration', kind: 'number', value: (job) => app.duration(job), show: (job, value) => millis(value) },
    { name: 'Stages', value: (job) => `${job.stagesComplete}/${job.stages.length - job.stagesSkipped}`
      + (job.stagesSkipped ? ` (${job.stagesSkipped} skipped)` : '') + (job.stagesFailed ? ` (${job.stagesFailed} failed)` : '') },
    { name: 'Tasks', value: (job) => job.complete, also: (job) => [job.active, job.failed, job.tasks, job.skipped],
      show: (job) => progress(job.complete, job.active, job.tasks - job.skipped, job.failed) },
  ] });
}

export function jobsPage(app) {
  const heading = h('p', { class: 'note', role: 'status' });
  const table = jobTable(app, 'Jobs');
  return {
    title: 'Jobs',
    element: h('div', {}, h('h1', {}, 'Jobs'), heading, table.element),
    update() {
      const jobs = [...app.jobs.values()];
      const of = (state) => jobs.filter((job) => job.state === state).length;
      heading.textContent = jobs.length === 0 ? 'No job has been started.'
        : `${of('RUNNING')} running, ${of('SUCCEEDED')} succeeded, ${of('FAILED')} failed`;
      table.update(jobs);
    },
  };
}

export function jobPage(app, [idText]) {
  const id = Number(idText);
  const head = h('div');
  const kill = h('div');
  const graph = h('div');
  const table = stageTable(app, 'Stages of this job');
  let lineage = new Map();
  let lineageOf = '';
  let closed = false;

  async function load(stages) {
    const wanted = stages.map((stage) => `${stage.id}.${stage.attempt}`).join();
    if (wanted === lineageOf) return;
    lineageOf = wanted;
    const answer = await getJson(`${app.ember}/jobs/${id}/graph`);
    lineage = new Map(answer.stages.map((stage) => [`${stage.id}.${stage.attempt}`, stage]));
    if (!closed) page.update();
  }

  const page = {
    title: `Job ${id}`,
    element: h('div', {}, head, kill, h('p', {}, h('a', { href: `${app.home}/timeline/job/${id}` }, 'Cores while this job ran')), h('h2', {}, 'Stage graph'), graph, h('h2', {}, 'Stages'), table.element),
    close() { closed = true; },
    update() {
      const job = app.jobs.get(id);
      if (!job) {
        show(head, 'none', () => h('div', {}, h('h1', {}, `Job ${id}`), h('p', { class: 'error' }, 'There is no such job, or it was forgotten (spark.ui.retainedJobs).')));
        return;
      }
      const stages = app.stagesOf(job);
      const attempts = job.stages.flatMap((stage) => app.attempts(stage));
      show(kill, job.state === 'RUNNING' && app.session.token, () => job.state === 'RUNNING' ? killButton(app, 'job', id) : null);
      show(head, [job, Math.floor(app.duration(job) / 1000)], () => h('div', {}, h('h1', {}, `Job ${id}: ${job.name}`), facts([
        ['State', h('span', { class: job.state }, job.state)], ['Description', job.description], ['Group', job.group], ['Submitted', time(job.start)],
        ['Duration', millis(app.duration(job))], ['Tasks', progress(job.complete, job.active, job.tasks - job.skipped, job.failed)],
      ])));
      show(graph, [stages.map((stage) => [stage.state, stage.attempt, stage.complete, stage.active, stage.failed, stage.run, stage.writeBytes]), lineage.size],
        () => graphOf(app, stages, lineage));
      table.update(attempts);
      load(stages).catch((error) => { lineageOf = ''; console.warn(error); });
    },
  };
  return page;
}
