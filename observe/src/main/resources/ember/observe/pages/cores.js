// All cores over the whole application: a row for each, a colour for each stage, nothing where nothing ran; below, what cores did and
// what memory held at the same times.

import { timeCanvas, LEFT, TOP } from './canvas.js';
import { facts, h, show } from './dom.js';
import { bytes, count, digits, millis } from './format.js';
import { REPORT, getJson } from './store.js';

const LANE = 15;
const MAX_LANES = 64;
const CHART = 92;
const GAP = 26;
const USES = [['COMPUTE', 'Computing', '--p-compute'], ['GC', 'Garbage collection', '--bad'], ['FETCH_WAIT', 'Shuffle read wait', '--p-read'],
  ['SHUFFLE_WRITE', 'Shuffle write', '--p-write'], ['DESERIALIZE', 'Deserialisation', '--p-deserialize'], ['SERIALIZE', 'Result serialisation', '--p-serialize'],
  ['FETCH_RESULT', 'Getting result', '--p-fetch'], ['DELAY', 'Scheduler delay', '--p-delay']];
/** Phases of a task in their order, where the server tells them of each. */
const PHASES = [['deserialize', '--p-deserialize'], ['read', '--p-read'], ['compute', '--p-compute'], ['gc', '--bad'], ['write', '--p-write'], ['serialize', '--p-serialize'], ['fetch', '--p-fetch']];
/** In pixels: a task that is wider shows its phases. */
const WIDE = 14;
const DETAIL_MILLIS = 150;
const MEMORY = [['JVMHeapMemory', 'Heap', '--run'], ['OnHeapStorageMemory', 'Storage', '--p-compute'], ['OnHeapExecutionMemory', 'Execution', '--p-deserialize'],
  ['JVMOffHeapMemory', 'Off heap', '--p-read'], ['disk', 'Cached on disk', '--p-write']];
const RELOAD_MILLIS = 1000;

/** From what each task comes after, and how long it takes, to when it starts and ends; phases are what the server tells of them. */
export function unpack(lane, from = 0, exact = false) {
  const size = lane.gap.length;
  const start = new Float64Array(size);
  const end = new Float64Array(size);
  let time = from;
  for (let i = 0; i < size; i++) {
    start[i] = time + lane.gap[i];
    time = start[i] + lane.length[i];
    end[i] = time;
  }
  return { executor: lane.executor, start, end, stage: Int32Array.from(lane.stage), exact, told: lane };
}

/** How long each phase of a task took; what no other phase took, before it ran, is delay. */
function phasesOf(lane, i) {
  const told = (name) => lane.told[name]?.[i] ?? 0;
  const of = { deserialize: told('deserialize'), read: told('read'), gc: told('gc'), write: told('write'), serialize: told('serialize'), fetch: told('fetch') };
  of.compute = Math.max(0, told('run') - of.read - of.gc - of.write);
  const known = PHASES.reduce((sum, [name]) => sum + of[name], 0);
  return { delay: Math.max(0, lane.end[i] - lane.start[i] - known), of };
}

function paintPhases(pen, lane, i, y, { x, width, colour }) {
  const { delay, of } = phasesOf(lane, i);
  let time = lane.start[i];
  for (const [name, style] of [['delay', '--p-delay'], ...PHASES]) {
    const left = Math.max(LEFT, x(time));
    time += name === 'delay' ? delay : of[name];
    const right = Math.min(width - 4, x(time));
    pen.fillStyle = colour(style);
    if (right > left) pen.fillRect(left, y + 6, right - left, LANE - 9);
  }
}

/** The first that ends after a time. */
function firstAfter(end, time, low) {
  let high = end.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (end[middle] > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Looks at no more tasks than there are pixels, and draws what is too narrow to be seen alone in one piece with what is beside it. */
export function paintLane(pen, lane, y, colourOf, area) {
  const { from, to, x, width } = area;
  const perPixel = (to - from) / (width - LEFT - 4);
  let stage = -1;
  let runLeft = 0;
  let runRight = -1;
  const flush = () => {
    if (stage < 0) return;
    pen.fillStyle = colourOf(stage);
    pen.fillRect(runLeft, y, runRight - runLeft, LANE - 3);
    stage = -1;
  };
  let i = firstAfter(lane.end, from, 0);
  while (i < lane.start.length && lane.start[i] < to) {
    const left = Math.max(LEFT, x(lane.start[i]));
    const right = Math.min(width - 4, x(lane.end[i]));
    const wide = right - left;
    if (wide > 3) {
      flush();
      pen.fillStyle = colourOf(lane.stage[i]);
      pen.fillRect(left, y, wide - 0.5, LANE - 3);
      if (lane.exact && wide > WIDE) paintPhases(pen, lane, i, y, area);
    } else {
      if (lane.stage[i] !== stage || left > runRight + 0.5) {
        flush();
        stage = lane.stage[i];
        runLeft = left;
      }
      runRight = Math.max(left + 1, right);
    }
    i = wide < 1 ? firstAfter(lane.end, lane.start[i] + perPixel, i + 1) : i + 1;
  }
  flush();
}

export function timelinePage(app, [what, id]) {
  const note = h('p', { class: 'note', role: 'status' });
  const sums = h('div');
  const tip = h('p', { class: 'note' }, 'Point at a task to see its stage. Drag, or Ctrl and the wheel, or the keys + − ← → 0 move the picture.');
  const legend = h('div', { class: 'legend' });
  let data = null;
  let lanes = [];
  /** A part of the time with every task in it, where the whole has too many to tell. */
  let detail = null;
  let detailTimer = 0;
  let memory = [];
  let revision = -1;
  let busy = false;
  let closed = false;
  let dark = false;
  const hues = new Map();
  const picture = timeCanvas({ label: 'Core timeline', paint, point, moved: link, height: () => TOP + shownLanes() * LANE + GAP + CHART + (memory.length ? GAP + CHART : 0) + 4 });

  function shownLanes() {
    return Math.max(1, Math.min(MAX_LANES, lanes.length));
  }

  function link(view) {
    clearTimeout(detailTimer);
    if (view && data && !data.exact && !REPORT) detailTimer = setTimeout(() => loadDetail(view), DETAIL_MILLIS);
    window.history.replaceState(null, '', `${app.home}/timeline${view ? `/at/${Math.round(view.from)}-${Math.round(view.to)}` : ''}`);
  }

  /** What is shown, and as much again on both sides. */
  async function loadDetail(view) {
    const wide = view.to - view.from;
    if (detail && detail.from <= view.from && detail.to >= view.to && (detail.exact || detail.to - detail.from < 4 * wide)) return;
    const from = Math.max(0, Math.floor(view.from - wide));
    const to = Math.min(data.to - data.from, Math.ceil(view.to + wide));
    try {
      const answer = await getJson(`${app.ember}/timeline?from=${data.from + from}&to=${data.from + to}`);
      detail = { from, to, exact: answer.exact, lanes: answer.lanes.map((lane) => unpack(lane, from, answer.exact)) };
      if (!closed) picture.draw();
    } catch (error) {
      note.textContent = error.message;
    }
  }

  /** The lanes to draw a part of the time from. */
  function seen(from, to) {
    return detail && detail.from <= from && detail.to >= to ? detail.lanes : lanes;
  }

  function colourOf(stage) {
    if (!hues.has(stage)) hues.set(stage, `hsl(${Math.round(stage * 137.5) % 360} 55% ${dark ? 62 : 42}%)`);
    return hues.get(stage);
  }

  function paint(pen, area) {
    if (!data) return;
    const isDark = document.documentElement.dataset.theme === 'dark';
    if (isDark !== dark) hues.clear();
    dark = isDark;
    seen(area.from, area.to).slice(0, MAX_LANES).forEach((lane, at) => {
      const y = TOP + at * LANE;
      if (at === 0 || lanes[at - 1].executor !== lane.executor) {
        pen.fillStyle = area.colour('--text');
        pen.fillText(String(data.executors[lane.executor]).slice(0, 14), 4, y + 11);
      }
      paintLane(pen, lane, y + 1, colourOf, area);
    });
    const below = TOP + shownLanes() * LANE + GAP;
    paintCores(pen, area, below);
    if (memory.length) paintMemory(pen, area, below + CHART + GAP);
  }

  function frame(pen, { colour, width }, top, title, most) {
    pen.fillStyle = colour('--text');
    pen.fillText(title, 4, top - 6);
    pen.fillText(most, 4, top + 9);
    pen.strokeStyle = colour('--line');
    pen.strokeRect(LEFT, top, width - LEFT - 4, CHART);
  }

  function clip(pen, { width }, top, act) {
    pen.save();
    pen.beginPath();
    pen.rect(LEFT, top, width - LEFT - 4, CHART);
    pen.clip();
    act();
    pen.restore();
  }

  function paintCores(pen, area, top) {
    const bins = data.cores.COMPUTE.length;
    const span = data.to - data.from;
    const most = Math.max(1, data.coreCount) * 1000;
    frame(pen, area, top, 'Cores in use', count(data.coreCount));
    clip(pen, area, top, () => {
      for (let bin = 0; bin < bins; bin++) {
        const left = Math.floor(area.x(bin / bins * span));
        const right = Math.floor(area.x((bin + 1) / bins * span));
        let y = top + CHART;
        for (const [use, , name] of USES) {
          const high = data.cores[use][bin] / most * CHART;
          pen.fillStyle = area.colour(name);
          pen.fillRect(left, y - high, Math.max(1, right - left), high);
          y -= high;
        }
      }
      pen.fillStyle = area.colour('--text'); // steps: a line of so many points would take longer than all the rest
      for (let bin = 0; bin < bins; bin++) {
        const left = Math.floor(area.x(bin / bins * span));
        pen.fillRect(left, top + CHART - data.cores.CPU[bin] / most * CHART - 1, Math.max(1, Math.floor(area.x((bin + 1) / bins * span)) - left), 2);
      }
    });
  }

  function polyline(pen, points, colour) {
    pen.strokeStyle = colour;
    pen.lineWidth = 2;
    pen.beginPath();
    points.forEach(([x, y], i) => pen[i === 0 ? 'moveTo' : 'lineTo'](x, y));
    pen.stroke();
    pen.lineWidth = 1;
  }

  /** Between two measurements, which part of the time the JVM collected garbage. */
  function paintPauses(pen, area, top, one) {
    pen.fillStyle = area.colour('--bad');
    for (let i = 1; i < one.time.length; i++) {
      const share = (one.TotalGCTime[i] - one.TotalGCTime[i - 1]) / Math.max(1, one.time[i] - one.time[i - 1]);
      const left = area.x(one.time[i - 1] - data.from);
      if (share > 0) pen.fillRect(left, top + CHART * (1 - Math.min(1, share)), Math.max(1, area.x(one.time[i] - data.from) - left), CHART * Math.min(1, share));
    }
  }

  function paintMemory(pen, area, top) {
    const most = Math.max(1, ...memory.flatMap((one) => MEMORY.flatMap(([name]) => one[name])));
    frame(pen, area, top, 'Memory', bytes(most));
    clip(pen, area, top, () => {
      for (const one of memory) {
        paintPauses(pen, area, top, one);
        const until = area.x(Math.max(one.time.at(-1), data.to) - data.from);
        for (const [name, , colour] of MEMORY) {
          const points = one.time.map((time, i) => [area.x(time - data.from), top + CHART - one[name][i] / most * CHART]);
          polyline(pen, [...points, [until, points.at(-1)[1]]], area.colour(colour)); // until the next measurement, the last
        }
      }
    });
  }

  /** What was measured last before a time. */
  function pointAtMemory(time) {
    const parts = memory.map((one) => {
      const i = Math.max(0, one.time.findLastIndex((at) => at - data.from <= time));
      return `${one.executor} after ${millis(one.time[i] - data.from)}: ${MEMORY.map(([name, label]) => `${label.toLowerCase()} ${bytes(one[name][i])}`).join(', ')}, ${millis(one.TotalGCTime[i])} of garbage collection so far`;
    });
    tip.textContent = `${parts.join('; ')}.`;
  }

  function point(time, y, perPixel) {
    const { from, to } = picture.range();
    if (memory.length && y > TOP + shownLanes() * LANE + GAP + CHART) pointAtMemory(time);
    const lane = seen(from, to)[Math.floor((y - TOP) / LANE)];
    if (!lane) return;
    const i = firstAfter(lane.end, time - perPixel, 0);
    if (i >= lane.start.length || lane.start[i] > time + perPixel) return;
    const { id: stageId, attempt } = data.stages[lane.stage[i]];
    const stage = app.stages.get(`${stageId}.${attempt}`);
    const parts = [];
    if (lane.exact) {
      const { delay, of } = phasesOf(lane, i);
      [['scheduler delay', delay], ['deserialisation', of.deserialize], ['shuffle read wait', of.read], ['computing', of.compute], ['garbage collection', of.gc],
        ['shuffle write', of.write], ['result serialisation', of.serialize], ['getting result', of.fetch]].forEach(([name, length]) => { if (length > 0) parts.push(`${name} ${millis(length)}`); });
    }
    tip.replaceChildren(`${lane.exact ? 'A task' : 'Tasks'} of ${millis(lane.end[i] - lane.start[i])} on ${data.executors[lane.executor]}, of `,
      h('a', { href: `${app.home}/stage/${stageId}/${attempt}` }, `stage ${stageId}${attempt ? `.${attempt}` : ''}`), stage ? `: ${stage.name}` : '', parts.length ? `; ${parts.join(', ')}` : '');
  }

  function take(answer) {
    const first = data === null;
    data = answer;
    lanes = data.lanes.map((lane) => unpack(lane, 0, data.exact));
    detail = null;
    memory = data.memory.filter((one) => one.time.some((time) => time < data.to));
    const span = data.to - data.from;
    picture.end = span;
    const all = (use) => data.cores[use].reduce((sum, one) => sum + one, 0) / data.cores[use].length / 1000;
    const used = USES.reduce((sum, [use]) => sum + all(use), 0);
    show(sums, [data.tasks, data.coreCount, data.cores], () => facts([['Task attempts', count(data.tasks)], ['Time', millis(span)], ['Cores seen', count(data.coreCount)],
      ['Cores in use', `${digits(used)} on average`], ['Processor', `${digits(all('CPU'))} cores`], ['Garbage collection', used > 0 ? `${Math.round(all('GC') / used * 100)} % of task time` : ''],
      ['Idle', data.coreCount ? `${Math.max(0, Math.round((1 - used / data.coreCount) * 100))} %` : '']]));
    const ofMemory = [...MEMORY.map(([name, label, colour]) => [name, `Memory: ${label}`, colour]), ['', 'Memory: share of the time in garbage collection', '--bad']];
    show(legend, [memory.length > 0], () => [...USES, ['CPU', 'Processor (line)', '--text'], ...memory.length ? ofMemory : []]
      .map(([, label, colour]) => h('span', {}, h('i', { class: colour.slice(2) }), label)));
    picture.label(`Timeline of ${data.tasks} task attempts on ${data.coreCount} cores over ${millis(span)}`);
    note.textContent = data.tasks === 0 ? 'No task has been started.' : data.coreCount > MAX_LANES ? `${data.coreCount - MAX_LANES} more cores are not drawn.` : '';
    if (first) picture.show(startView());
    else {
      picture.draw();
      if (picture.view) link(picture.view);
    }
  }

  function startView() {
    const job = what === 'job' ? app.jobs.get(Number(id)) : null;
    if (job) {
      const room = Math.max(5, app.duration(job) * 0.05);
      return { from: Math.max(0, job.start - data.from - room), to: job.start - data.from + app.duration(job) + room };
    }
    const [from, to] = what === 'at' ? id.split('-').map(Number) : [];
    return to > from ? { from, to } : null;
  }

  const page = {
    title: 'Timeline',
    element: h('div', {}, h('h1', {}, 'Timeline'), sums, note, legend, picture.tools, picture.canvas, tip),
    close() {
      closed = true;
      clearTimeout(detailTimer);
      picture.close();
    },
    async update() {
      if (busy || closed || revision === app.revision) return;
      busy = true;
      revision = app.revision;
      try {
        const answer = await getJson(`${app.ember}/timeline`);
        if (!closed) take(answer);
      } catch (error) {
        note.textContent = error.message;
      }
      // What is large is asked for less often.
      setTimeout(() => { busy = false; if (!closed) page.update(); }, RELOAD_MILLIS + (data?.tasks ?? 0) / 20);
    },
    /** The part of the time that is shown, since the epoch. */
    shown() {
      const { from, to } = picture.range();
      return data && { from: data.from + from, to: data.from + to };
    },
    /** Draws many frames that each move the picture; how long they take. */
    measure(frames) {
      const span = data.to - data.from;
      const begin = performance.now();
      for (let i = 0; i < frames; i++) {
        const width = span * (1 - 0.9 * i / frames);
        picture.show({ from: (span - width) * i / frames, to: (span - width) * i / frames + width });
        picture.drawNow();
      }
      return performance.now() - begin;
    },
  };
  return page;
}
