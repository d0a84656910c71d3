// What is known of an application: its jobs and stages, kept as the server tells them, all at first and then what changed.

const { dataset } = document.documentElement;
/** Where the server is, whatever a proxy puts before its addresses. */
export const ROOT = new URL(dataset.root, window.location.href.replace(/#.*/, '')).href;
/** A file that holds the answers: what it shows is as it was then. */
export const REPORT = 'report' in dataset;
const kept = new Map(REPORT ? [...document.querySelectorAll('script[data-answer]')].map((element) => [element.dataset.answer, element]) : []);

async function keptJson(path) {
  const element = kept.get(path);
  if (!element) throw new Error(`This file does not hold ${path}`);
  const bytes = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
}

export async function getJson(path) {
  if (REPORT) return keptJson(path);
  const response = await fetch(ROOT + path);
  if (!response.ok) throw new Error(`${response.status}: ${(await response.text()).slice(0, 200)}`);
  return response.json();
}

export class Application {
  constructor(session, entry, attempt) {
    this.session = session;
    this.entry = entry;
    this.attempt = attempt;
    const part = encodeURIComponent(entry.id) + (attempt?.attemptId ? `/${encodeURIComponent(attempt.attemptId)}` : '');
    this.ember = `api/ember/v1/applications/${part}`;
    this.spark = `api/v1/applications/${part}`;
    this.home = `#/app/${part}`;
    this.jobs = new Map();
    this.stages = new Map();
    /** By the id of the stage: the keys of its attempts, in order. */
    this.attemptKeys = new Map();
    this.revision = 0;
    this.clockSkew = 0;
    this.connection = '';
    this.problems = [];
    this.changed = () => {};
  }

  async open() {
    this.take(await getJson(`${this.ember}/state`));
    this.problems = (await getJson(`${this.ember}/problems`)).problems;
    if (this.session.live) this.listen();
    else if (this.facts.end < 0 && !REPORT) this.timer = setInterval(() => this.poll(), 5000);
  }

  listen() {
    this.source = new EventSource(`${ROOT}${this.ember}/events?since=${this.revision}`);
    this.source.onopen = () => this.connected('live');
    this.source.onmessage = (event) => this.take(JSON.parse(event.data));
    this.source.onerror = () => this.connected('not connected: this is what was seen last');
  }

  async poll() {
    try {
      this.take(await getJson(`${this.ember}/state`));
      this.connected('the log is still written to');
    } catch (error) {
      this.connected(`the log cannot be read: ${error.message}`);
    }
  }

  connected(text) {
    this.connection = text;
    this.changed();
  }

  take(state) {
    this.revision = state.revision;
    this.clockSkew = state.now - Date.now();
    this.toldMillis = state.now;
    const forgotten = state.forgottenJobs + state.forgottenStages;
    if (this.forgotten !== undefined && forgotten !== this.forgotten) this.forget();
    this.forgotten = forgotten;
    this.facts = { ...state.application, forgottenJobs: state.forgottenJobs, forgottenStages: state.forgottenStages };
    for (const job of state.jobs) this.jobs.set(job.id, job);
    for (const stage of state.stages) this.put(stage);
    this.changed();
  }

  put(stage) {
    const key = `${stage.id}.${stage.attempt}`;
    if (!this.stages.has(key)) {
      const keys = this.attemptKeys.get(stage.id) ?? [];
      keys.push(key);
      keys.sort((a, b) => this.attemptOf(a) - this.attemptOf(b));
      this.attemptKeys.set(stage.id, keys);
    }
    this.stages.set(key, stage);
  }

  attemptOf(key) {
    return Number(key.slice(key.indexOf('.') + 1));
  }

  /** The server has forgotten jobs or stages: what it still knows is asked for, and the rest is forgotten here too. */
  async forget() {
    try {
      const state = await getJson(`${this.ember}/state`);
      this.jobs.clear();
      this.stages.clear();
      this.attemptKeys.clear();
      this.forgotten = undefined;
      this.take(state);
    } catch (error) {
      this.connected(error.message);
    }
  }

  /** Milliseconds since the epoch by the server's clock. */
  now() {
    if (this.facts.end > 0) return this.facts.end;
    return REPORT ? this.toldMillis : Date.now() + this.clockSkew;
  }

  duration(thing, from = 'start') {
    const start = thing[from] > 0 ? thing[from] : thing.start;
    return start > 0 ? Math.max(0, (thing.end > 0 ? thing.end : this.now()) - start) : -1;
  }

  /** The newest attempt of each stage of a job, by id. */
  stagesOf(job) {
    return job.stages.map((id) => this.latest(id)).filter(Boolean).sort((a, b) => a.id - b.id);
  }

  latest(stageId) {
    return this.attempts(stageId).at(-1);
  }

  attempts(stageId) {
    return (this.attemptKeys.get(stageId) ?? []).map((key) => this.stages.get(key));
  }

  /** Of what is below the server's root. */
  address(path) {
    return ROOT + path;
  }

  stageLink(stage) {
    return `${this.home}/stage/${stage.id}/${stage.attempt}`;
  }

  async kill(kind, id) {
    if (!window.confirm(`Kill ${kind} ${id}?`)) return;
    const response = await fetch(`${ROOT}api/ember/v1/kill/${kind}/${id}?token=${this.session.token}`, { method: 'POST' });
    if (!response.ok) window.alert(await response.text());
  }

  close() {
    this.source?.close();
    clearInterval(this.timer);
    this.changed = () => {};
  }
}
