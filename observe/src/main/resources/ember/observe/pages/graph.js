// The stages of a job as boxes with numbers, in layers from left to right. Each box has a place of its own, and so has each edge
// where it passes a layer: nothing lies on top of anything else.

import { h, svg } from './dom.js';
import { bytes, count, millis } from './format.js';
import { skew, skewed, why } from './stages.js';

const WIDTH = 236;
const BETWEEN = 120;
const GAP = 22;
const LINE = 17;
const MAX_SCOPES = 5;
const MANY = 40;
const ENDS = 4;
const COSTLIEST = 10;

function cut(text, length) {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** The operations of a stage in the order of the data, those in a row that are alike as one. */
export function operations(lineage) {
  const found = [];
  for (const rdd of (lineage?.rdds ?? []).slice().sort((a, b) => a.id - b.id)) {
    let name = rdd.name;
    let id = `rdd${rdd.id}`;
    try {
      const scope = JSON.parse(rdd.scope ?? 'null');
      name = scope?.name ?? name;
      id = scope?.id ?? id;
    } catch {
      // A log may hold a scope that is no JSON: the RDD's name is as good.
    }
    const last = found.at(-1);
    if (last && last.name === name) {
      last.times += last.id === id ? 0 : 1;
      last.persisted ||= rdd.persisted;
    } else {
      found.push({ name, id, times: 1, persisted: rdd.persisted, rdd });
    }
  }
  return found;
}

/** Puts boxes, and a narrow one for each layer that an edge passes, into layers, and these in an order with few crossings. */
export function layout(boxes) {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  for (const box of boxes) { // parents have smaller ids
    box.parents = box.parents.filter((id) => id < box.id && byId.has(id));
    box.layer = box.parents.reduce((most, id) => Math.max(most, byId.get(id).layer + 1), 0);
  }
  const layers = [];
  const put = (node) => (layers[node.layer] ??= []).push(node);
  boxes.forEach(put);
  const edges = [];
  const bends = new Map(); // edges from the same box share their way
  for (const box of boxes) {
    for (const id of box.parents) {
      const path = [byId.get(id)];
      for (let layer = byId.get(id).layer + 1; layer < box.layer; layer++) {
        const key = `${id}.${layer}`;
        let bend = bends.get(key);
        if (!bend) {
          bend = { layer, height: 6, before: [path.at(-1)] };
          bends.set(key, bend);
          put(bend);
        }
        path.push(bend);
      }
      path.push(box);
      (box.before ??= []).push(path.at(-2));
      edges.push(path);
    }
  }
  for (const layer of layers) {
    layer.forEach((node, at) => { node.weight = node.before ? node.before.reduce((sum, one) => sum + one.place, 0) / node.before.length : at; });
    layer.sort((a, b) => a.weight - b.weight);
    layer.forEach((node, at) => { node.place = at; });
  }
  let height = 0;
  for (const layer of layers) {
    let y = GAP / 2;
    for (const node of layer) {
      node.x = node.layer * (WIDTH + BETWEEN) + 8;
      node.y = y;
      y += node.height + GAP;
    }
    height = Math.max(height, y);
  }
  for (const layer of layers) { // shorter layers in the middle
    const shift = (height - (layer.at(-1).y + layer.at(-1).height + GAP / 2)) / 2;
    layer.forEach((node) => { node.y += shift; });
  }
  return { edges, width: layers.length * (WIDTH + BETWEEN) - BETWEEN + 16, height };
}

function lines(app, stage, lineage, whole) {
  const found = [
    { text: `Stage ${stage.id}${stage.attempt ? `.${stage.attempt}` : ''} · ${stage.state.toLowerCase()}`, class: 'strong' },
    { text: cut(stage.name, 32) },
  ];
  if (stage.state === 'SKIPPED' || stage.state === 'PENDING') {
    found.push({ text: cut(why(stage), 34), class: 'faint' });
  } else {
    const share = whole > 0 ? ` · ${Math.round(stage.run / whole * 100)} % of work` : '';
    found.push({ text: `${stage.complete}/${stage.tasks} tasks · ${millis(app.duration(stage, 'launched'))}${share}` });
    const data = [];
    if (stage.inputBytes || stage.inputRecords) data.push(`in ${bytes(stage.inputBytes)}, ${count(stage.inputRecords)} rec`);
    if (stage.outputBytes || stage.outputRecords) data.push(`out ${bytes(stage.outputBytes)}, ${count(stage.outputRecords)} rec`);
    data.forEach((text) => found.push({ text: cut(text, 36), class: 'faint' }));
    const warnings = [stage.failed ? `${stage.failed} failed` : '', skewed(stage) ? `skew ${skew(stage).toFixed(1)}×` : '', stage.spillDisk ? `spilled ${bytes(stage.spillDisk)}` : '',
      stage.attempt ? `attempt ${stage.attempt + 1}` : ''].filter(Boolean);
    if (warnings.length) found.push({ text: cut(warnings.join(' · '), 34), class: 'warn' });
  }
  const made = operations(lineage);
  made.slice(0, MAX_SCOPES).forEach((one) => found.push({ class: 'faint',
    text: `${one.persisted ? '◆' : '·'} ${cut(one.name, 26)}${one.times > 1 ? ` ×${one.times}` : ''}${one.persisted ? ' (persisted)' : ''}` }));
  if (made.length > MAX_SCOPES) found.push({ text: `  and ${made.length - MAX_SCOPES} more`, class: 'faint' });
  return found;
}

function box(app, node) {
  const { stage, stages } = node;
  const sum = (field) => stages.reduce((all, one) => all + one[field], 0);
  const done = sum('tasks') > 0 ? Math.min(1, sum('complete') / sum('tasks')) : 0;
  const one = stages.length === 1;
  return svg(one ? 'a' : 'g', { class: `node ${one ? stage.state : 'several'}`, href: one ? app.stageLink(stage) : null },
    one ? null : svg('rect', { class: 'box', x: node.x + 5, y: node.y + 5, width: WIDTH, height: node.height, rx: 7 }),
    svg('rect', { class: 'box', x: node.x, y: node.y, width: WIDTH, height: node.height, rx: 7 }),
    svg('rect', { class: 'heat', x: node.x + 1, y: node.y + 6, width: 5, height: Math.max(0, node.height - 12), 'fill-opacity': node.share.toFixed(2) }),
    svg('rect', { class: 'done', x: node.x + 7, y: node.y + node.height - 4, width: (WIDTH - 14) * done, height: 3 }),
    node.lines.map((line, at) => svg('text', { class: line.class ?? '', x: node.x + 13, y: node.y + 19 + at * LINE }, line.text)));
}

function edge(path) {
  let way = '';
  for (let i = 1; i < path.length; i++) {
    if (path[i].drawn) continue; // by another edge from the same box
    path[i].drawn = i < path.length - 1;
    const from = path[i - 1];
    const x1 = from.x + WIDTH;
    const y1 = from.y + from.height / 2;
    const x2 = path[i].x - (i === path.length - 1 ? 6 : 0);
    const y2 = path[i].y + path[i].height / 2;
    way += `${way === '' ? `M ${x1} ${y1}` : `L ${x1} ${y1}`} C ${x1 + BETWEEN / 2} ${y1} ${x2 - BETWEEN / 2} ${y2} ${x2} ${y2} `;
  }
  const start = path[0];
  const end = path.at(-1);
  const endY = end.y + end.height / 2;
  const { stage } = start;
  const label = stage.writeBytes && !start.labelled ? [bytes(stage.writeBytes), `${count(stage.writeRecords)} rec`] : [];
  start.labelled = true;
  return [svg('path', { class: 'edge', d: way }), svg('path', { class: 'arrow', d: `M ${end.x} ${endY} l -8 -4 l 0 8 z` }),
    label.map((text, at) => svg('text', { class: 'faint label', x: start.x + WIDTH + 4, y: start.y + start.height / 2 - 6 + at * 20 }, text))];
}

/** Of a long lineage what was skipped is left out, but for what is read. */
export function essential(stages) {
  const read = new Set(stages.filter((stage) => stage.state !== 'SKIPPED').flatMap((stage) => stage.parents));
  return stages.filter((stage) => stage.state !== 'SKIPPED' || read.has(stage.id));
}

/**
 * Of many stages those at both ends, those that run or failed, and the costliest stay alone; those between them, in the order of their
 * ids, are one box each: parents have smaller ids, so no edge leads back.
 */
export function together(stages) {
  const costly = stages.slice().sort((a, b) => b.run - a.run).slice(0, COSTLIEST);
  const alone = new Set([...stages.slice(0, ENDS), ...stages.slice(-ENDS), ...costly, ...stages.filter((stage) => stage.state === 'FAILED' || stage.state === 'ACTIVE').slice(-COSTLIEST)]);
  const groups = [];
  for (const stage of stages) {
    const last = groups.at(-1);
    if (!alone.has(stage) && last && !alone.has(last[0])) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

/** With many stages, those that tell something; all when asked for. */
export function graphOf(app, stages, lineage) {
  const few = stages.length > MANY ? essential(stages) : stages;
  const groups = few.length > MANY ? together(few) : few.map((stage) => [stage]);
  if (groups.length === stages.length) return drawGraph(app, groups, lineage);
  const place = h('div', {}, drawGraph(app, groups, lineage));
  const all = () => place.replaceChildren(drawGraph(app, stages.map((stage) => [stage]), lineage));
  const notes = [stages.length > few.length ? `${count(stages.length - few.length)} skipped stages are not drawn. ` : '',
    groups.length < few.length ? 'Stages that cost little are drawn together. ' : ''];
  return [h('p', {}, notes, h('button', { type: 'button', onclick: all }, `Draw all ${count(stages.length)}`)), place];
}

/** What is told of several stages in one box. */
function linesOfMany(stages, whole) {
  const sum = (field) => stages.reduce((all, stage) => all + stage[field], 0);
  const names = new Map();
  stages.forEach((stage) => names.set(stage.name, (names.get(stage.name) ?? 0) + 1));
  const skipped = stages.filter((stage) => stage.state === 'SKIPPED').length;
  const known = [...names].sort((a, b) => b[1] - a[1]);
  return [{ text: `Stages ${stages[0].id} to ${stages.at(-1).id}`, class: 'strong' },
    { text: `${count(stages.length)} stages${skipped ? `, ${count(skipped)} skipped` : ''}` },
    { text: `${count(sum('complete'))}/${count(sum('tasks'))} tasks${whole > 0 ? ` · ${Math.round(sum('run') / whole * 100)} % of work` : ''}` },
    ...known.slice(0, 2).map(([name, times]) => ({ text: `${cut(name, 28)} ×${times}`, class: 'faint' })),
    ...known.length > 2 ? [{ text: `  and ${known.length - 2} more`, class: 'faint' }] : []];
}

/** groups: the stages of each box. */
function drawGraph(app, groups, lineage) {
  if (groups.length === 0) return h('p', { class: 'note' }, 'This job has no stages.');
  const whole = groups.flat().reduce((sum, stage) => sum + stage.run, 0);
  const boxOf = new Map(groups.flatMap((stages) => stages.map((stage) => [stage.id, stages[0].id])));
  const boxes = groups.map((stages) => {
    const stage = stages.at(-1);
    const text = stages.length > 1 ? linesOfMany(stages, whole) : lines(app, stage, lineage.get(`${stage.id}.${stage.attempt}`), whole);
    const run = stages.reduce((sum, one) => sum + one.run, 0);
    const parents = [...new Set(stages.flatMap((one) => one.parents).map((id) => boxOf.get(id)))].filter((id) => id !== undefined);
    return { id: stages[0].id, parents, stages, stage, lines: text, height: 16 + text.length * LINE, share: whole > 0 ? run / whole : 0 };
  });
  const { edges, width, height } = layout(boxes);
  return h('div', { class: 'scroll tall', tabindex: 0, role: 'region', 'aria-label': 'Stage graph' },
    svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': `Graph of ${boxOf.size} stages` },
      edges.map(edge), boxes.map((node) => box(app, node))));
}
