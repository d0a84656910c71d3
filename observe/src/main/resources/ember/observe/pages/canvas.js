// What pictures over time have in common: a canvas with an axis in milliseconds that is zoomed and moved by mouse, keys and buttons.

import { h } from './dom.js';
import { tick } from './format.js';

export const LEFT = 92;
export const TOP = 20;

function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  if (least > 20000) return [30, 60, 120, 300, 600, 1800, 3600, 7200, 21600].map((seconds) => seconds * 1000).find((step) => step >= least) ?? Math.ceil(least / 3600000) * 3600000;
  return [1, 2, 5, 10].map((one) => one * power).find((step) => step >= least) ?? 10 * power;
}

export function axis(pen, { from, to, x, width, height, colour }) {
  const step = niceStep((to - from) / Math.max(2, Math.min(8, Math.floor((x(to) - x(from)) / 110))));
  pen.strokeStyle = colour('--line');
  pen.fillStyle = colour('--text');
  for (let count = Math.ceil(from / step); count * step <= to; count++) {
    const time = count * step;
    pen.beginPath();
    pen.moveTo(x(time), TOP - 4);
    pen.lineTo(x(time), height);
    pen.stroke();
    const label = tick(time, step);
    if (x(time) + 2 + pen.measureText(label).width <= width) pen.fillText(label, x(time) + 2, 12);
  }
}

/** The value of a style's colour, asked for once a picture. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(name).trim());
    return known.get(name);
  };
}

/**
 * paint(pen, {from, to, x, width, height, colour}) draws what lies between two times; height() says how high the picture is; point(time,
 * y, perPixel) tells of what is under the mouse; moved(view) is told what is shown, null for all.
 */
export function timeCanvas({ label, paint, height, point, moved }) {
  const canvas = h('canvas', { tabindex: 0, role: 'img', 'aria-label': label });
  const button = (name, act) => h('button', { type: 'button', onclick: act }, name);
  const tools = h('div', { class: 'tools' }, button('Zoom in', () => zoom(0.5)), button('Zoom out', () => zoom(2)), button('Earlier', () => pan(-0.3)),
    button('Later', () => pan(0.3)), button('All', () => show(null)));
  let end = 1;
  let view = null;
  let asked = false;

  function range() {
    return view ?? { from: 0, to: end };
  }

  function show(wanted) {
    view = wanted;
    draw();
    moved?.(view);
  }

  function zoom(factor, at = 0.5) {
    const { from, to } = range();
    const middle = from + (to - from) * at;
    const width = Math.min(end, Math.max(5, (to - from) * factor));
    const start = Math.max(0, Math.min(end - width, middle - width * at));
    show(width >= end ? null : { from: start, to: start + width });
  }

  function pan(share) {
    const { from, to } = range();
    const start = Math.max(0, Math.min(end - (to - from), from + (to - from) * share));
    if (view) show({ from: start, to: start + to - from });
  }

  /** At most once a frame. */
  function draw() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      drawNow();
    });
  }

  function drawNow() {
    if (!canvas.isConnected) return;
    const width = canvas.clientWidth || 800;
    const high = height();
    const scale = window.devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = high * scale;
    canvas.style.height = `${high}px`;
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    pen.font = '11px system-ui, "DejaVu Sans", sans-serif';
    const { from, to } = range();
    const x = (time) => LEFT + (time - from) / (to - from) * (width - LEFT - 4);
    const area = { from, to, x, width, height: high, colour: colours() };
    axis(pen, area);
    paint(pen, area);
  }

  function timeAt(event) {
    const box = canvas.getBoundingClientRect();
    const { from, to } = range();
    const perPixel = (to - from) / (box.width - LEFT - 4);
    return [from + (event.clientX - box.left - LEFT) * perPixel, event.clientY - box.top, perPixel];
  }

  canvas.addEventListener('mousemove', (event) => { if (event.buttons === 0) point(...timeAt(event)); });
  canvas.addEventListener('click', (event) => point(...timeAt(event)));
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons === 1 && view) pan(-event.movementX / (canvas.clientWidth - LEFT));
  });
  canvas.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.7 : 1.4, Math.max(0, Math.min(1, (event.offsetX - LEFT) / (canvas.clientWidth - LEFT))));
  }, { passive: false });
  canvas.addEventListener('keydown', (event) => {
    const act = { '+': () => zoom(0.5), '-': () => zoom(2), ArrowLeft: () => pan(-0.3), ArrowRight: () => pan(0.3), 0: () => show(null) }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  window.addEventListener('resize', draw);
  window.addEventListener('themechange', draw);
  return {
    tools,
    canvas,
    draw,
    drawNow,
    show,
    get view() { return view; },
    range,
    set end(value) { end = Math.max(1, value); },
    label: (text) => canvas.setAttribute('aria-label', text),
    close() {
      window.removeEventListener('resize', draw);
      window.removeEventListener('themechange', draw);
    },
  };
}
