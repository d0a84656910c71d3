// The tasks of a stage attempt as the server tells them, in columns; and what is made of them: rows, partitions, errors.

import { getJson } from './store.js';

export class Tasks {
  constructor(answer) {
    this.base = answer.base;
    this.now = answer.now;
    this.count = answer.count;
    this.dropped = answer.dropped;
    this.localities = answer.localities;
    this.columns = answer.columns;
    this.status = answer.status;
    this.rows = [];
    for (let i = 0; i < answer.count; i++) {
      this.rows.push({ at: i, executor: answer.executors[answer.executor[i]], status: answer.status[i], locality: answer.locality[i] });
    }
    for (const text of answer.texts) Object.assign(this.rows[text.row], { error: text.error, cause: text.cause });
  }

  static async load(app, stageId, attempt) {
    return new Tasks(await getJson(`${app.ember}/stages/${stageId}/${attempt}/tasks`));
  }

  has(column) {
    return this.columns[column] !== undefined;
  }

  get(column, at) {
    return this.columns[column]?.[at] ?? 0;
  }

  /** What of the duration was the work itself, without reading and writing shuffles. */
  compute(at) {
    return Math.max(0, this.get('run', at) - this.get('fetchWait', at) - this.get('write', at));
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
      wasted: rows.filter((row) => row.status === 'FAILED' || row.status === 'KILLED').reduce((sum, row) => sum + this.get('duration', row.at), 0),
    }));
  }

  /** Errors that differ only in numbers are one. */
  errors() {
    const groups = new Map();
    for (const row of this.rows) {
      if (!row.error) continue;
      const lines = row.error.split('\n');
      const frame = lines.find((line) => /^\s*at /.test(line) && !/\s(java|jdk|scala|ember|org\.apache\.spark)\./.test(line)) ?? lines[1] ?? '';
      const key = `${lines[0]}|${frame}`.replace(/\d+/g, '#');
      const end = this.base + this.get('launch', row.at) + this.get('duration', row.at);
      const group = groups.get(key) ?? { first: end, last: end, head: lines[0], frame: frame.trim(), text: row.error, rows: [] };
      group.first = Math.min(group.first, end);
      group.last = Math.max(group.last, end);
      group.rows.push(row);
      groups.set(key, group);
    }
    return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
  }
}
