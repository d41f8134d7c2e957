// node --test bench/circuits
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { RenderBatch } from './batch.mjs';
import { Page } from './page.mjs';

// ---- a batch, as the server writes it: frames and edits as lists of what they say
const element = (name, size) => [1, size, name, 0, 0], text = [2, 'words', 0, 0, 0], component = (id) => [4, 1, id, 0, 0], region = (size) => [5, size, 0, 0, 0], capture = [6, 0, 0, 0, 0];
const attribute = (name, value, handler = 0) => [3, name, value, handler, 0];
const prepend = (at, frame) => [1, at, frame], remove = (at) => [2, at, 0], set = (at, frame) => [3, at, frame], unset = (at, name) => [4, at, 0, name];
const into = (at) => [6, at, 0], out = [7, 0, 0], move = (from, to) => [9, from, to], moved = [10, 0, 0];

function batch({ updates = [], frames = [], disposedComponents = [], disposedHandlers = [] }) {
  const strings = [], parts = [];
  let at = 0;
  const put = (...numbers) => { const b = Buffer.alloc(numbers.length * 4); numbers.forEach((n, i) => b.writeInt32LE(n, i * 4)); parts.push(b); at += b.length; };
  const string = (value) => typeof value !== 'string' ? value ?? -1 : strings.includes(value) ? strings.indexOf(value) : strings.push(value) - 1;
  const places = updates.map(([id, edits]) => {
    const place = at;
    put(id, edits.length);
    for (const [type, sibling, frame, name] of edits) put(type, sibling, frame, string(name));
    return place;
  });
  const updatedAt = at; put(places.length, ...places);
  const framesAt = at; put(frames.length);
  for (const frame of frames) put(...frame.map(string));
  const componentsAt = at; put(disposedComponents.length, ...disposedComponents);
  const handlersAt = at; put(disposedHandlers.length, ...disposedHandlers.flatMap((id) => [id, 0]));
  const starts = strings.map((value) => { const start = at, b = Buffer.from(value); parts.push(Buffer.from([b.length]), b); at += 1 + b.length; return start; });
  const stringsAt = at; put(...starts);
  put(updatedAt, framesAt, componentsAt, handlersAt, stringsAt);
  return new RenderBatch(Buffer.concat(parts));
}

function drawn(frames, edits = [prepend(0, 0)]) {
  const page = new Page();
  page.attach(0);
  page.apply(batch({ updates: [[0, edits]], frames }));
  return page;
}
const button = (id, handler) => [element('button', 4), attribute('value', id), attribute('onclick', null, handler), text];
const handlerOf = (page, id) => page.find('onclick', 'value', id)?.handlers.onclick;

test('a pill that is gone is not there, though another button has a new handler in the same batch', () => {
  const page = drawn([element('div', 9), ...button('pill', 5), ...button('back', 6)]);
  page.apply(batch({ updates: [[0, [into(0), remove(0), set(0, 0), out]]], frames: [attribute('onclick', null, 9)], disposedHandlers: [5, 6] }));
  assert.equal(page.find('onclick', 'value', 'pill'), undefined);
  assert.equal(handlerOf(page, 'back'), 9);
  assert.equal(page.handlers.size, 1);
});

test('an element keeps what it is when others move', () => {
  const page = drawn([element('ul', 13), ...button('a', 5), ...button('b', 6), ...button('c', 7)]);
  page.apply(batch({ updates: [[0, [into(0), move(0, 2), move(2, 0), moved, set(0, 0), set(2, 1), out]]], frames: [attribute('class', 'first'), attribute('class', 'last')] }));
  assert.deepEqual(['a', 'b', 'c'].map((id) => page.find('onclick', 'value', id).attributes.class), ['last', undefined, 'first']);
});

test('regions and captures are no places of their own; texts and components are', () => {
  const page = drawn([element('div', 14), capture, text, region(5), ...button('a', 5), component(3), region(5), ...button('b', 6)]);
  page.apply(batch({
    updates: [[0, [into(0), set(1, 0), set(3, 1), out]], [3, [prepend(0, 2)]]],
    frames: [attribute('class', 'a'), attribute('class', 'b'), ...button('inside', 7)],
  }));
  assert.deepEqual(['a', 'b', undefined], ['a', 'b', 'inside'].map((id) => page.find('onclick', 'value', id).attributes.class));
  page.apply(batch({ updates: [[0, [into(0), remove(2), unset(1, 'class'), set(2, 0), out]]], frames: [attribute('class', 'next')], disposedComponents: [3], disposedHandlers: [7] }));
  assert.equal(page.find('onclick', 'value', 'inside'), undefined);
  assert.equal(page.find('onclick', 'value', 'a').attributes.class, undefined);
  assert.equal(page.find('onclick', 'value', 'b').attributes.class, 'next');
  assert.equal(page.components.size, 1);
});

test('what does not fit the page is said', () => {
  const page = drawn([element('p', 2), text]);
  assert.throws(() => page.apply(batch({ updates: [[0, [into(0), into(0)]]] })), /no element where an edit says/);
  assert.throws(() => page.apply(batch({ updates: [[4, []]] })), /component 4 stands nowhere/);
});
