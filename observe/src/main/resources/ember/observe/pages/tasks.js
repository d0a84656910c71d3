// The tasks of a stage attempt as the server tells them, in columns; and what is made of them: rows, and partitions with their attempts.

import { getJson } from './store.js';

/** Columns of bytes that a task reads or writes. */
const MOVED = ['inputBytes', 'outputBytes', 'readBytes', 'writeBytes'];

/** Attempts whose work nobody used: those that ended, but the last that succeeded. */
function lost(rows) {
  const used = rows.findLast((row) => row.status === 'SUCCESS');
  return rows.filter((row) => row !== used && row.status !== 'RUNNING');
}

export class Tasks {
  constructor(app) {
    this.app = app;
    this.count = 0;
    this.version = 0;
    this.dropped = 0;
    this.columns = {};
    this.rows = [];
    this.places = new Map();
  }

  /** What is known of a stage attempt, and what has changed since; all of it if the server has forgotten tasks meanwhile. */
  static async load(app, stageId, attempt, before) {
    const path = `${app.ember}/stages/${stageId}/${attempt}/tasks`;
    if (before) {
      const answer = await getJson(`${path}?since=${before.version}`);
      if (answer.dropped === before.dropped && answer.base === before.base) return before.take(answer);
    }
    return new Tasks(app).take(await getJson(path));
  }

  take(answer) {
    this.base = answer.base;
    this.version = answer.version;
    this.dropped = answer.dropped;
    this.localities = answer.localities;
    const all = this.count === 0;
    const names = all ? [] : [...new Set([...Object.keys(this.columns), ...Object.keys(answer.columns)])];
    if (all) this.columns = answer.columns; // a hundred thousand need no copy
    for (const name of names) this.columns[name] ??= new Array(this.count).fill(0);
    for (let i = 0; i < answer.count; i++) {
      const id = answer.columns.id?.[i] ?? 0;
      let at = this.places.get(id);
      if (at === undefined) {
        at = this.count++;
        this.places.set(id, at);
      }
      for (const name of names) this.columns[name][at] = answer.columns[name]?.[i] ?? 0;
      this.rows[at] = { at, executor: answer.executors[answer.executor[i]], status: answer.status[i], locality: answer.locality[i] };
    }
    for (const text of answer.texts) {
      Object.assign(this.rows[this.places.get(answer.columns.id?.[text.row] ?? 0)], { error: text.error, cause: text.cause });
    }
    return this;
  }

  has(column) {
    return this.columns[column] !== undefined;
  }

  get(column, at) {
    // What runs gets longer without being told.
    if (column === 'duration' && this.rows[at].status === 'RUNNING') return Math.max(0, this.app.now() - this.base - this.get('launch', at));
    return this.columns[column]?.[at] ?? 0;
  }

  /** What of the duration was the work itself, without reading and writing shuffles. */
  compute(at) {
    return Math.max(0, this.get('run', at) - this.get('fetchWait', at) - this.get('write', at));
  }

  sumOf(rows, columns) {
    return rows.reduce((sum, row) => sum + columns.reduce((all, column) => all + this.get(column, row.at), 0), 0);
  }

  /** Partitions that were tried more than once, each with its attempts. */
  repeated() {
    const byIndex = new Map();
    for (const row of this.rows) {
      const index = this.get('index', row.at);
      if (byIndex.has(index)) byIndex.get(index).push(row);
      else byIndex.set(index, [row]);
    }
    return [...byIndex].filter(([, rows]) => rows.length > 1).map(([index, rows]) => ({
      index,
      rows,
      lostMillis: this.sumOf(lost(rows), ['duration']),
      lostBytes: this.sumOf(lost(rows), MOVED),
    }));
  }
}
