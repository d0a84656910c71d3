// How the figures of tasks are distributed: five quantiles of each, and a histogram of one.

import { append, h, link, linked, show, svg } from './dom.js';
import { UNITS, count } from './format.js';

export const FIGURES = [['duration', 'Duration', 'millis'], ['run', 'Run time', 'millis'], ['cpu', 'CPU time', 'millis'], ['gc', 'GC time', 'millis'],
  ['delay', 'Scheduler delay', 'millis'], ['deserialize', 'Deserialisation', 'millis'], ['fetchResult', 'Getting result', 'millis'],
  ['fetchWait', 'Shuffle read wait', 'millis'], ['write', 'Shuffle write time', 'millis'], ['inputBytes', 'Input', 'bytes'], ['inputRecords', 'Input records', 'count'],
  ['outputBytes', 'Output', 'bytes'], ['outputRecords', 'Output records', 'count'], ['readBytes', 'Shuffle read', 'bytes'], ['readRecords', 'Shuffle read records', 'count'],
  ['writeBytes', 'Shuffle write', 'bytes'], ['writeRecords', 'Shuffle write records', 'count'], ['spillMemory', 'Spilled from memory', 'bytes'],
  ['spillDisk', 'Spilled to disk', 'bytes'], ['peakMemory', 'Peak execution memory', 'bytes'], ['resultBytes', 'Result size', 'bytes']];
const QUANTILES = [[0, 'Min'], [0.25, '25 %'], [0.5, 'Median'], [0.75, '75 %'], [1, 'Max']];
/** Columns of a dot strip, and how many dots stand in one before they are drawn darker. */
const COLUMNS = 155;
const SKEWED = 3;
const BARS = 30;
const WORST = 5;

/** As Spark: one of the values, none in between. */
export function quantile(sorted, q) {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

export function distribution() {
  let tasks = null;
  let [chosen = 'duration', all = false] = linked('Distribution');
  const table = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Quantiles' });
  const chart = h('div');
  const named = h('p', { class: 'note' });
  const chosenOf = h('div', { class: 'tools' });
  const select = h('select', { 'aria-label': 'Figure of the histogram', onchange: (e) => { chosen = e.target.value; changed(); } });
  const everyone = h('input', { type: 'checkbox', id: 'all-tasks', checked: all, onchange: (e) => { all = e.target.checked; changed(); } });

  append(chosenOf, [h('span', {}, 'Histogram of '), select]);

  function changed() {
    link('Distribution', [chosen, all]);
    draw();
  }

  function values(name) {
    const found = new Float64Array(tasks.count);
    let size = 0;
    for (const row of tasks.rows) if (all || row.status === 'SUCCESS') found[size++] = tasks.get(name, row.at);
    return found.subarray(0, size).sort();
  }

  /** The partitions with the greatest values. */
  function worstOf(name) {
    const found = [];
    for (const row of tasks.rows) {
      const value = tasks.get(name, row.at);
      if ((all || row.status === 'SUCCESS') && (found.length < WORST || value > found.at(-1)[1])) {
        found.push([tasks.get('partition', row.at), value]);
        found.sort((a, b) => b[1] - a[1]);
        found.length = Math.min(found.length, WORST);
      }
    }
    return found;
  }

  function draw() {
    if (!tasks) return;
    const figures = FIGURES.filter(([name]) => tasks.has(name));
    const rows = figures.map(([name, label, unit]) => ({ name, label, unit, sorted: values(name) }));
    const number = rows[0]?.sorted.length ?? 0;
    chosenOf.hidden = chart.hidden = number === 0;
    show(select, figures.map(([name]) => name), () => figures.map(([name, label]) => h('option', { value: name, selected: name === chosen }, label)));
    const picked = rows.map((row) => [row.label, row.unit, ...QUANTILES.map(([q]) => quantile(row.sorted, q))]);
    show(table, [number, picked], () => number === 0 ? h('p', { class: 'note' }, 'No task has succeeded yet.') : h('table', { 'aria-label': 'Quantiles' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, `Of ${count(number)} tasks`), QUANTILES.map(([, label]) => h('th', { scope: 'col', class: 'number' }, label)),
        h('th', { scope: 'col', class: 'number' }, 'Max / 75 %'), h('th', { scope: 'col', class: 'number' }, 'Max / median'))),
      h('tbody', {}, picked.map(([label, unit, ...numbers]) => {
        const ratio = numbers[2] > 0 ? numbers[4] / numbers[2] : 0;
        return h('tr', {}, h('th', { scope: 'row' }, label), numbers.map((value) => h('td', { class: 'number' }, UNITS[unit](value))),
          h('td', { class: 'number' }, numbers[3] > 0 ? `${(numbers[4] / numbers[3]).toFixed(1)}×` : ''),
          h('td', { class: ratio >= SKEWED && number >= 4 ? 'number hot' : 'number' }, ratio ? `${ratio.toFixed(1)}×${ratio >= SKEWED && number >= 4 ? ' skewed' : ''}` : ''));
      }))));
    const row = rows.find((one) => one.name === chosen) ?? rows[0];
    const worst = row ? worstOf(row.name) : [];
    show(named, [row?.name, worst], () => worst.length === 0 ? '' : `Most: ${worst.map(([partition, value]) => `partition ${partition} with ${UNITS[row.unit](value)}`).join(', ')}.`);
    if (row && number > 0) show(chart, [row.name, row.sorted.length, picked.find(([label]) => label === row.label), binned(row.sorted)], () => [histogram(row), dotStrip(row)]);
  }

  return {
    element: h('div', {}, h('div', { class: 'tools' }, h('span', {}, everyone, h('label', { for: 'all-tasks' }, ' with failed, killed and running tasks'))),
      table, chosenOf, chart, named),
    update(now) {
      tasks = now;
      draw();
    },
  };
}

/** A dot for each task where its value is, stacked; where there are too many to tell apart, a dot stands for several. */
function dotStrip({ label, unit, sorted }) {
  const low = sorted[0];
  const high = sorted.at(-1);
  const width = 620;
  const columns = new Array(COLUMNS).fill(0);
  for (const value of sorted) columns[high > low ? Math.min(COLUMNS - 1, Math.floor((value - low) / (high - low) * COLUMNS)) : 0]++;
  const most = Math.max(...columns);
  const each = Math.max(1, Math.ceil(most / 8));
  return svg('svg', { viewBox: `-34 -4 ${width + 44} 44`, width: '100%', class: 'histogram', role: 'img',
    'aria-label': `Dot strip of ${label}: a dot for ${each === 1 ? 'each task' : `up to ${count(each)} tasks`}, from ${UNITS[unit](low)} to ${UNITS[unit](high)}` },
  svg('line', { class: 'axis', x1: 0, x2: width, y1: 38, y2: 38 }),
  columns.flatMap((number, at) => Array.from({ length: Math.ceil(number / each) }, (unused, dot) =>
    svg('circle', { class: 'column', cx: (at + 0.5) * width / COLUMNS, cy: 35 - dot * 4.4, r: 2, 'fill-opacity': 0.8 }))));
}

function binned(sorted) {
  const low = sorted[0];
  const high = sorted.at(-1);
  const bins = new Array(BARS).fill(0);
  for (const value of sorted) bins[high > low ? Math.min(BARS - 1, Math.floor((value - low) / (high - low) * BARS)) : 0]++;
  return bins;
}

function histogram({ label, unit, sorted }) {
  const bins = binned(sorted);
  const most = Math.max(...bins);
  const low = sorted[0];
  const high = sorted.at(-1);
  const write = UNITS[unit];
  const width = 620;
  const height = 150;
  const bar = width / BARS;
  return svg('svg', { viewBox: `-34 -14 ${width + 44} ${height + 40}`, width: '100%', class: 'histogram', role: 'img',
    'aria-label': `Histogram of ${label}: ${sorted.length} tasks from ${write(low)} to ${write(high)}, median ${write(quantile(sorted, 0.5))}` },
  bins.map((number, at) => number === 0 ? null : svg('rect', { class: 'column', x: at * bar + 1, width: bar - 2,
    y: height - Math.max(2, number / most * height), height: Math.max(2, number / most * height) },
  svg('title', {}, `${count(number)} tasks from ${write(low + (high - low) * at / BARS)} to ${write(low + (high - low) * (at + 1) / BARS)}`))),
  svg('line', { class: 'axis', x1: 0, x2: width, y1: height, y2: height }),
  svg('text', { x: -4, y: 4, 'text-anchor': 'end' }, count(most)), svg('text', { x: 0, y: height + 18 }, write(low)),
  svg('text', { x: width, y: height + 18, 'text-anchor': 'end' }, write(high)));
}
