// What cost time, the costliest first; and the jobs that run or ran last.

import { facts, h, show } from './dom.js';
import { errorList } from './errors.js';
import { count, lostWork, millis } from './format.js';
import { jobTable } from './jobs.js';
import { getJson } from './store.js';

const RELOAD_MILLIS = 2000;
const LAST_JOBS = 10;

function finding(app, one) {
  const link = one.stage >= 0 ? h('a', { href: `${app.home}/stage/${one.stage}/${one.attempt}` }, `Stage ${one.stage}`)
    : one.job >= 0 ? h('a', { href: `${app.home}/job/${one.job}` }, `Job ${one.job}`) : null;
  return h('article', { class: `finding ${one.kind}` }, h('p', {}, h('strong', {}, one.sentence), '.'), h('p', {}, one.remedy),
    h('p', { class: 'note' }, `${one.kind} · at least ${millis(one.costMillis)} · told from: ${one.threshold} · `, link));
}

export function findingsPage(app) {
  const list = h('div', { role: 'status' });
  const errors = h('section', { 'aria-label': 'Errors' });
  const head = h('div');
  const table = jobTable(app, 'Last jobs');
  let revision = -1;
  let errorsSeen = -1;
  let busy = false;
  let closed = false;
  const page = {
    title: 'Findings',
    element: h('div', {}, h('h1', {}, 'Findings'), head, list, errors, h('h2', {}, 'Last jobs'), table.element),
    close() { closed = true; },
    async update() {
      const jobs = [...app.jobs.values()];
      const stages = [...app.stages.values()];
      const sum = (field) => stages.reduce((all, stage) => all + stage[field], 0);
      show(head, [jobs.length, stages.length, sum('complete'), sum('run'), sum('lostMillis')], () => facts([['Jobs', count(jobs.length)], ['Stage attempts', count(stages.length)],
        ['Skipped stages', count(stages.filter((stage) => stage.state === 'SKIPPED').length)], ['Tasks done', count(sum('complete'))], ['Task time', millis(sum('run'))],
        ['Lost work', lostWork({ lostMillis: sum('lostMillis'), lostBytes: sum('lostBytes') })]]));
      table.update(jobs.sort((a, b) => b.id - a.id).slice(0, LAST_JOBS));
      if (busy || closed || revision === app.revision) return;
      busy = true;
      revision = app.revision;
      try {
        const { findings } = await getJson(`${app.ember}/findings`);
        const failed = sum('failed');
        if (failed !== errorsSeen) {
          const answer = failed ? await getJson(`${app.ember}/errors`) : { errors: [] };
          show(errors, answer, () => answer.errors.length ? [h('h2', {}, 'Errors'), errorList(app, answer)] : '');
          errorsSeen = failed;
        }
        show(list, findings, () => findings.length ? findings.map((one) => finding(app, one)) : h('p', {}, 'Nothing stands out.'));
      } catch (error) {
        list.textContent = error.message;
      }
      setTimeout(() => { busy = false; if (!closed) page.update(); }, RELOAD_MILLIS);
    },
  };
  return page;
}
