// What tasks failed with, each error once.

import { h } from './dom.js';
import { count, time } from './format.js';

/** Where there is no clipboard, as in a page from a disk, the text is marked for the keys that copy. */
async function copy(pre, note) {
  try {
    await navigator.clipboard.writeText(pre.textContent);
    note.textContent = 'Copied.';
  } catch {
    window.getSelection().selectAllChildren(pre);
    note.textContent = 'Marked: press Ctrl and C.';
  }
}

function tasksOf(app, { tasks, count: all }) {
  const stages = [...new Set(tasks.map((task) => `${task.stage}/${task.attempt}`))];
  return [tasks.map((task) => task.task).join(', '), all > tasks.length ? ' …' : '', ' of ',
    stages.map((place, at) => [at ? ', ' : '', h('a', { href: `${app.home}/stage/${place}` }, `stage ${place.replace('/0', '').replace('/', '.')}`)])];
}

export function errorList(app, { errors, more }) {
  return h('div', {}, errors.map((error) => {
    const pre = h('pre', { tabindex: 0 }, error.trace);
    const note = h('span', { class: 'note', role: 'status' });
    return h('article', { class: 'finding failed-tasks' }, h('p', {}, h('strong', {}, error.head)), error.frame ? h('p', { class: 'note' }, `at ${error.frame}`) : null,
      h('p', {}, error.count === 1 ? `Once, at ${time(error.first)}; task ` : `${count(error.count)} times, from ${time(error.first)} to ${time(error.last)}; tasks `, tasksOf(app, error)),
      h('details', {}, h('summary', {}, 'Whole trace'), pre, h('div', { class: 'tools' }, h('button', { type: 'button', onclick: () => copy(pre, note) }, 'Copy'), note)));
  }), more ? h('p', { class: 'note' }, `And ${count(more)} other errors.`) : null);
}
