// What is known of an application: its jobs and stages, kept as the server tells them, all at first and then what changed.

export async function getJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}: ${(await response.text()).slice(0, 200)}`);
  return response.json();
}

export class Application {
  constructor(session, entry, attempt) {
    this.session = session;
    this.entry = entry;
    this.attempt = attempt;
    const part = encodeURIComponent(entry.id) + (attempt?.attemptId ? `/${encodeURIComponent(attempt.attemptId)}` : '');
    this.ember = `/api/ember/v1/applications/${part}`;
    this.spark = `/api/v1/applications/${part}`;
    this.home = `#/app/${part}`;
    this.jobs = new Map();
    this.stages = new Map();
    this.revision = 0;
    this.clockSkew = 0;
    this.connection = '';
    this.changed = () => {};
  }

  async open() {
    this.take(await getJson(`${this.ember}/state`));
    if (this.session.live) this.listen();
    else if (this.facts.end < 0) this.timer = setInterval(() => this.poll(), 5000);
  }

  listen() {
    this.source = new EventSource(`${this.ember}/events?since=${this.revision}`);
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
    this.facts = state.application;
    for (const job of state.jobs) this.jobs.set(job.id, job);
    for (const stage of state.stages) this.stages.set(`${stage.id}.${stage.attempt}`, stage);
    this.changed();
  }

  /** Milliseconds since the epoch by the server's clock. */
  now() {
    return this.facts.end > 0 ? this.facts.end : Date.now() + this.clockSkew;
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
    return [...this.stages.values()].filter((stage) => stage.id === stageId).sort((a, b) => a.attempt - b.attempt);
  }

  stageLink(stage) {
    return `${this.home}/stage/${stage.id}/${stage.attempt}`;
  }

  async kill(kind, id) {
    if (!window.confirm(`Kill ${kind} ${id}?`)) return;
    const response = await fetch(`/api/ember/v1/kill/${kind}/${id}?token=${this.session.token}`, { method: 'POST' });
    if (!response.ok) window.alert(await response.text());
  }

  close() {
    this.source?.close();
    clearInterval(this.timer);
    this.changed = () => {};
  }
}
