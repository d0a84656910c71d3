// The tasks of a stage over time: a row for each worker of an executor, a colour for each phase, nothing where nothing ran.

import { timeCanvas, LEFT, TOP } from './canvas.js';
import { append, h } from './dom.js';
import { millis } from './format.js';

const PHASES = [['delay', 'Scheduler delay'], ['deserialize', 'Deserialisation'], ['read', 'Shuffle read wait'], ['compute', 'Computing'],
  ['write', 'Shuffle write'], ['serialize', 'Result serialisation'], ['fetch', 'Getting result']];
const LANE = 16;
const MAX_LANES = 64;

export function timeline() {
  const tip = h('p', { class: 'note' }, 'Point at a task to see it.');
  const legend = h('div', { class: 'legend' }, PHASES.map(([name, label]) => h('span', {}, h('i', { class: `p-${name}` }), label)));
  const more = h('p', { class: 'note' });
  let tasks = null;
  let lanes = [];
  let end = 1;
  const picture = timeCanvas({ label: 'Task timeline', paint, height: () => TOP + Math.max(1, Math.min(MAX_LANES, lanes.length)) * LANE + 4, point });

  function assign() {
    const free = new Map();
    lanes = [];
    end = 1;
    const rows = tasks.rows.slice().sort((a, b) => tasks.get('launch', a.at) - tasks.get('launch', b.at));
    for (const row of rows) {
      const launch = tasks.get('launch', row.at);
      const until = launch + tasks.get('duration', row.at);
      end = Math.max(end, until);
      const own = free.get(row.executor) ?? [];
      free.set(row.executor, own);
      let lane = own.find((one) => one.until <= launch);
      if (!lane) {
        lane = { executor: row.executor, number: own.length, rows: [] };
        own.push(lane);
      }
      lane.until = until;
      lane.rows.push(row);
    }
    for (const own of free.values()) lanes.push(...own);
  }

  function paint(pen, { from, to, x, width, colour }) {
    if (!tasks) return;
    lanes.slice(0, MAX_LANES).forEach((lane, at) => {
      const y = TOP + at * LANE;
      pen.fillStyle = colour('--text');
      if (lane.number === 0) pen.fillText(lane.executor.slice(0, 14), 4, y + 12);
      let drawnTo = -1;
      for (const row of lane.rows) {
        const start = tasks.get('launch', row.at);
        const stop = start + tasks.get('duration', row.at);
        if (stop < from || start > to) continue;
        const left = Math.max(LEFT, x(start));
        const right = Math.max(left + 1, Math.min(width - 4, x(stop)));
        if (right <= drawnTo) continue; // smaller than a pixel that has a colour already
        bar(pen, colour, row, left, right, y + 2, x);
        drawnTo = right;
      }
    });
  }

  function bar(pen, colour, row, left, right, y, x) {
    const high = LANE - 4;
    const plain = { FAILED: '--bad', KILLED: '--warn', RUNNING: '--run' }[row.status];
    if (plain || right - left < 4) {
      pen.fillStyle = colour(plain ?? '--p-compute');
      pen.fillRect(left, y, right - left, high);
      return;
    }
    let time = tasks.get('launch', row.at);
    for (const [name, length] of phases(row.at)) {
      if (length <= 0) continue;
      const a = Math.max(left, x(time));
      time += length;
      const b = Math.min(right, x(time));
      pen.fillStyle = colour(`--p-${name}`);
      if (b > a) pen.fillRect(a, y, b - a, high);
    }
  }

  function phases(at) {
    return [['delay', tasks.get('delay', at)], ['deserialize', tasks.get('deserialize', at)], ['read', tasks.get('fetchWait', at)],
      ['compute', tasks.compute(at)], ['write', tasks.get('write', at)], ['serialize', tasks.get('serialize', at)], ['fetch', tasks.get('fetchResult', at)]];
  }

  function point(time, y, perPixel) {
    const row = lanes[Math.floor((y - TOP) / LANE)]?.rows.find((one) => tasks.get('launch', one.at) <= time
      && time <= tasks.get('launch', one.at) + Math.max(tasks.get('duration', one.at), perPixel));
    if (!row) return;
    tip.textContent = `Task ${tasks.get('id', row.at)} (partition ${tasks.get('partition', row.at)}, attempt ${tasks.get('attempt', row.at)}): `
      + `${row.status.toLowerCase()}, ${millis(tasks.get('duration', row.at))}; `
      + phases(row.at).filter(([, length]) => length > 0).map(([name, length]) => `${PHASES.find(([one]) => one === name)[1].toLowerCase()} ${millis(length)}`).join(', ');
  }

  const element = h('div');
  append(element, [legend, picture.tools, picture.canvas, tip, more]);
  return {
    element,
    update(now) {
      tasks = now;
      assign();
      picture.end = end;
      picture.label(`Timeline of ${tasks.count} task attempts in ${lanes.length} lanes over ${millis(end)}; the table below has the same facts`);
      more.textContent = lanes.length > MAX_LANES ? `${lanes.length - MAX_LANES} more lanes are not drawn.` : '';
      picture.draw();
    },
    close: picture.close,
  };
}
