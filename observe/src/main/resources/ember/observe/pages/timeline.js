// Tasks over time on a canvas: a row for each worker of an executor, a colour for each phase, nothing where nothing ran.

import { append, h } from '/static/dom.js';
import { millis } from '/static/format.js';

const PHASES = [['delay', 'Scheduler delay'], ['deserialize', 'Deserialisation'], ['read', 'Shuffle read wait'], ['compute', 'Computing'],
  ['write', 'Shuffle write'], ['serialize', 'Result serialisation'], ['fetch', 'Getting result']];
const LANE = 16;
const MAX_LANES = 64;
const LEFT = 92;
const TOP = 20;

export function timeline() {
  const canvas = h('canvas', { tabindex: 0, role: 'img', 'aria-label': 'Task timeline' });
  const tip = h('p', { class: 'note' }, 'Point at a task to see it.');
  const legend = h('div', { class: 'legend' }, PHASES.map(([name, label]) => h('span', {}, h('i', { class: `p-${name}` }), label)));
  const button = (label, act) => h('button', { type: 'button', onclick: act }, label);
  const tools = h('div', { class: 'tools' }, button('Zoom in', () => zoom(0.5)), button('Zoom out', () => zoom(2)), button('Earlier', () => pan(-0.3)),
    button('Later', () => pan(0.3)), button('All', () => { view = null; draw(); }));
  let tasks = null;
  let lanes = [];
  let end = 1;
  let view = null;

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

  function range() {
    return view ?? { from: 0, to: end };
  }

  function zoom(factor, at = 0.5) {
    const { from, to } = range();
    const middle = from + (to - from) * at;
    const width = Math.min(end, Math.max(5, (to - from) * factor));
    const start = Math.max(0, Math.min(end - width, middle - width * at));
    view = width >= end ? null : { from: start, to: start + width };
    draw();
  }

  function pan(share) {
    const { from, to } = range();
    const start = Math.max(0, Math.min(end - (to - from), from + (to - from) * share));
    if (view) view = { from: start, to: start + to - from };
    draw();
  }

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    return { ...Object.fromEntries(PHASES.map(([name]) => [name, of(`--p-${name}`)])), text: of('--text'), line: of('--line'), bad: of('--bad'), warn: of('--warn'), run: of('--run') };
  }

  function draw() {
    if (!tasks || !canvas.isConnected) return;
    const shown = lanes.slice(0, MAX_LANES);
    const width = canvas.clientWidth || 800;
    const height = TOP + Math.max(1, shown.length) * LANE + 4;
    const scale = window.devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas.style.height = `${height}px`;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    pen.font = '11px system-ui, "DejaVu Sans", sans-serif';
    const colour = colours();
    const { from, to } = range();
    const x = (time) => LEFT + (time - from) / (to - from) * (width - LEFT - 4);
    axis(pen, colour, from, to, x, height);
    shown.forEach((lane, at) => {
      const y = TOP + at * LANE;
      pen.fillStyle = colour.text;
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

  function axis(pen, colour, from, to, x, height) {
    const step = niceStep((to - from) / 6);
    pen.strokeStyle = colour.line;
    pen.fillStyle = colour.text;
    for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
      pen.beginPath();
      pen.moveTo(x(time), TOP - 4);
      pen.lineTo(x(time), height);
      pen.stroke();
      pen.fillText(millis(time), x(time) + 2, 12);
    }
  }

  function bar(pen, colour, row, left, right, y, x) {
    const high = LANE - 4;
    const plain = { FAILED: colour.bad, KILLED: colour.warn, RUNNING: colour.run }[row.status];
    if (plain || right - left < 4) {
      pen.fillStyle = plain ?? colour.compute;
      pen.fillRect(left, y, right - left, high);
      return;
    }
    let time = tasks.get('launch', row.at);
    for (const [name, length] of phases(row.at)) {
      if (length <= 0) continue;
      const a = Math.max(left, x(time));
      time += length;
      const b = Math.min(right, x(time));
      pen.fillStyle = colour[name];
      if (b > a) pen.fillRect(a, y, b - a, high);
    }
  }

  function phases(at) {
    return [['delay', tasks.get('delay', at)], ['deserialize', tasks.get('deserialize', at)], ['read', tasks.get('fetchWait', at)],
      ['compute', tasks.compute(at)], ['write', tasks.get('write', at)], ['serialize', tasks.get('serialize', at)], ['fetch', tasks.get('fetchResult', at)]];
  }

  function point(event) {
    if (!tasks) return;
    const box = canvas.getBoundingClientRect();
    const { from, to } = range();
    const time = from + (event.clientX - box.left - LEFT) / (box.width - LEFT - 4) * (to - from);
    const lane = lanes[Math.floor((event.clientY - box.top - TOP) / LANE)];
    const row = lane?.rows.find((one) => tasks.get('launch', one.at) <= time && time <= tasks.get('launch', one.at) + Math.max(tasks.get('duration', one.at), (to - from) / box.width));
    if (!row) return;
    tip.textContent = `Task ${tasks.get('id', row.at)} (partition ${tasks.get('partition', row.at)}, attempt ${tasks.get('attempt', row.at)}): `
      + `${row.status.toLowerCase()}, ${millis(tasks.get('duration', row.at))}; `
      + phases(row.at).filter(([, length]) => length > 0).map(([name, length]) => `${PHASES.find(([one]) => one === name)[1].toLowerCase()} ${millis(length)}`).join(', ');
  }

  canvas.addEventListener('mousemove', point);
  canvas.addEventListener('click', point);
  canvas.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.7 : 1.4, Math.max(0, Math.min(1, (event.offsetX - LEFT) / (canvas.clientWidth - LEFT))));
  }, { passive: false });
  canvas.addEventListener('keydown', (event) => {
    const act = { '+': () => zoom(0.5), '-': () => zoom(2), ArrowLeft: () => pan(-0.3), ArrowRight: () => pan(0.3), 0: () => { view = null; draw(); } }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  window.addEventListener('resize', draw);
  window.addEventListener('themechange', draw);
  const more = h('p', { class: 'note' });
  const element = h('div');
  append(element, [legend, tools, canvas, tip, more]);
  return {
    element,
    update(now) {
      tasks = now;
      assign();
      canvas.setAttribute('aria-label', `Timeline of ${tasks.count} task attempts in ${lanes.length} lanes over ${millis(end)}; the table below has the same facts`);
      more.textContent = lanes.length > MAX_LANES ? `${lanes.length - MAX_LANES} more lanes are not drawn.` : '';
      draw();
    },
    close() {
      window.removeEventListener('resize', draw);
      window.removeEventListener('themechange', draw);
    },
  };
}

function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((one) => one * power).find((step) => step >= least) ?? 10 * power;
}
