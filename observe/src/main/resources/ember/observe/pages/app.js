// Which page is shown: the part of the address behind # says it, so that every view has a link of its own.

import { append, h, liveTable, show } from './dom.js';
import { millis, time } from './format.js';
import { Application, REPORT, ROOT, getJson } from './store.js';
import { jobPage, jobsPage } from './jobs.js';
import { poolPage, stagesPage } from './stages.js';
import { stagePage } from './stage.js';
import { environmentPage, executorsPage, rddPage, storagePage } from './resources.js';
import { findingsPage } from './findings.js';
import { timelinePage } from './cores.js';
import { programPage } from './program.js';
import { comparePage } from './compare.js';

const TABS = [['findings', 'Findings'], ['jobs', 'Jobs'], ['stages', 'Stages'], ['timeline', 'Timeline'], ['program', 'Program'], ['storage', 'Storage'],
  ['environment', 'Environment'], ['executors', 'Executors']];
const PAGES = { findings: findingsPage, timeline: timelinePage, program: programPage, compare: comparePage, jobs: jobsPage, job: jobPage, stages: stagesPage, pool: poolPage, stage: stagePage,
  storage: storagePage, rdd: rddPage, environment: environmentPage, executors: executorsPage };
const REDRAW_MILLIS = 200;

// The address of the page may change before a browser asks for its icon: from then on it does not depend on it.
const icon = document.querySelector('link[rel=icon]');
if (icon) icon.href = icon.href;

const main = document.getElementById('main');
let app = null;
let page = null;
let pending = false;
let drawn = 0;
/** For tests that measure. */
window.emberPage = () => page;

function byId(id, children) {
  const element = document.getElementById(id);
  element.replaceChildren();
  append(element, children);
}

/** Addresses of Spark's pages lead to the same page here. */
function fromSpark() {
  const { search, hash } = window.location;
  const pathname = window.location.href.replace(/[?#].*/, '').slice(ROOT.length);
  if (REPORT || pathname === '' || hash) return null;
  const id = Number(new URLSearchParams(search).get('id'));
  const attempt = Number(new URLSearchParams(search).get('attempt') ?? 0);
  const parts = pathname.split('/').filter(Boolean);
  const history = parts[0] === 'history' ? parts.splice(0, parts.length > 2 && !(parts[2] in PAGES) ? 3 : 2).slice(1) : null;
  const where = parts[1] === 'job' ? `job/${id}` : parts[1] === 'stage' ? `stage/${id}/${attempt}`
    : parts[1] === 'rdd' ? `rdd/${id}` : parts[0] ?? 'findings';
  return { history, where };
}

async function route() {
  try {
    await go();
  } catch (error) {
    byId('main', [h('h1', {}, 'This cannot be shown'), h('p', { class: 'error', role: 'alert' }, error.message)]);
  }
}

async function go() {
  page?.close?.();
  page = null;
  const old = fromSpark();
  let parts = window.location.hash.split('?')[0].replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  const session = await getJson('api/ember/v1/applications');
  if (old) {
    const only = session.applications[0];
    const named = old.history ?? (only ? [only.id] : []);
    window.history.replaceState(null, '', `${ROOT}#/app/${named.map(encodeURIComponent).join('/')}/${old.where}`);
    return go();
  }
  if (parts[0] !== 'app') {
    if ((session.live || REPORT) && session.applications.length === 1) parts = ['app', session.applications[0].id, 'findings'];
    else return showList(session);
  }
  const entry = session.applications.find((one) => one.id === parts[1]);
  if (!entry) throw new Error(`There is no application ${parts[1]}`);
  const attempt = entry.attempts.find((one) => one.attemptId === parts[2]) ?? entry.attempts[0];
  const below = parts.slice(attempt.attemptId && attempt.attemptId === parts[2] ? 3 : 2);
  const make = Object.hasOwn(PAGES, below[0] ?? 'findings') ? PAGES[below[0] ?? 'findings'] : null;
  if (!make) throw new Error(`There is no page ${below[0]}`);
  if (app?.entry.id !== entry.id || app?.attempt?.attemptId !== attempt.attemptId) {
    app?.close();
    app = null;
    const opened = new Application(session, entry, attempt);
    await opened.open();
    app = opened;
  }
  app.session = session;
  banner();
  app.changed = redrawSoon;
  page = make(app, below.slice(1));
  main.replaceChildren(page.element);
  frame(below[0] ?? 'findings');
  redraw();
}

function frame(current) {
  document.title = `${page.title} – ${app.facts.name} – Ember`;
  byId('application', [app.facts.name || app.facts.id]);
  const tab = { job: 'jobs', stage: 'stages', pool: 'stages', compare: 'stages', rdd: 'storage' }[current] ?? current;
  byId('export', REPORT ? [] : [h('a', { href: `${ROOT}${app.ember}/report`, download: `${app.facts.id}.html` }, 'Export')]);
  byId('tabs', TABS.map(([name, label]) => h('a', { href: `${app.home}/${name}`, 'aria-current': name === tab ? 'page' : null }, label)));
}

function banner() {
  const { forgottenJobs, forgottenStages } = app.facts;
  const forgotten = [forgottenJobs ? `${forgottenJobs} jobs (spark.ui.retainedJobs)` : '', forgottenStages ? `${forgottenStages} stages (spark.ui.retainedStages)` : ''].filter(Boolean);
  const all = [...app.problems, ...forgotten.length ? [`Forgotten, for there were too many: ${forgotten.join(', ')}. An event log keeps them all.`] : []];
  show(document.getElementById('banner'), all, () => all.length === 0 ? '' : h('details', { class: 'banner', open: all.length < 4 },
    h('summary', {}, `This is not everything: ${all.length} ${all.length === 1 ? 'place' : 'places'}`), h('ul', {}, all.map((one) => h('li', {}, one)))));
}

function redrawSoon() {
  if (pending) return;
  pending = true;
  // What comes alone is drawn at once; of many changes no more than so many a second.
  setTimeout(() => {
    pending = false;
    drawn = performance.now();
    redraw();
  }, Math.max(0, drawn + REDRAW_MILLIS - performance.now()));
}

function redraw() {
  if (!page) return;
  banner();
  page.update();
  const connection = document.getElementById('connection');
  if (connection.textContent !== app.connection) connection.textContent = app.connection;
  const up = app.facts.start > 0 ? millis(app.now() - app.facts.start) : '';
  document.getElementById('footer').textContent = `${app.facts.id} · Spark ${app.attempt.sparkVersion ?? ''} · ${app.facts.user}`
    + ` · started ${time(app.facts.start)} · ${app.facts.end > 0 ? 'ended after' : 'up'} ${up}`
    + (REPORT ? ` · as of ${time(app.toldMillis)}` : '');
}

function showList(session) {
  app?.close();
  app = null;
  document.title = 'Applications – Ember';
  byId('tabs', []);
  byId('application', []);
  byId('export', []);
  byId('banner', []);
  const rows = session.applications.flatMap((entry) => entry.attempts.map((attempt) => ({ ...attempt, id: entry.id, name: entry.name })));
  const table = liveTable({ label: 'Applications', key: (row) => [row.id, row.attemptId].join(), sort: 3, descending: true, columns: [
    { name: 'Id', value: (row) => row.id, show: (row) => h('a', { href: `#/app/${[row.id, row.attemptId].filter(Boolean).map(encodeURIComponent).join('/')}/findings` }, row.id) },
    { name: 'Name', kind: 'text', value: (row) => row.name }, { name: 'Attempt', value: (row) => row.attemptId ?? '' }, { name: 'Started', value: (row) => row.start, show: (row) => time(row.start) },
    { name: 'Duration', kind: 'number', value: (row) => row.duration, show: (row) => millis(row.duration) }, { name: 'User', value: (row) => row.user },
    { name: 'Spark', value: (row) => row.sparkVersion ?? '' }, { name: 'State', value: (row) => row.completed ? 'completed' : 'not completed' }] });
  byId('main', [h('h1', {}, 'Applications'), rows.length === 0 ? h('p', {}, 'There is no event log in this directory.') : table.element]);
  table.update(rows);
}

function theme() {
  const button = document.getElementById('theme');
  const set = (name) => {
    document.documentElement.dataset.theme = name;
    button.textContent = name === 'dark' ? 'Light' : 'Dark';
    window.dispatchEvent(new Event('themechange'));
  };
  set(recalled() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  button.addEventListener('click', () => {
    const name = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    set(name);
    try {
      localStorage.setItem('theme', name);
    } catch {
      // A browser may refuse to remember: the choice lasts as long as the page.
    }
  });
}

function recalled() {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null;
  }
}

theme();
window.addEventListener('hashchange', async () => {
  await route();
  main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
});
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
// What runs gets longer without an event.
setInterval(() => { if (app && !REPORT && !(app.facts.end > 0) && !document.hidden) redrawSoon(); }, 1000);
route();
