// What a circuit has drawn, as a browser has it: each element with its attributes and handlers as they are now. Texts and markup are places
// that nobody presses, so their words are left out.
import { ELEMENT, TEXT, ATTRIBUTE, COMPONENT, REGION, MARKUP } from './batch.mjs';

const PREPEND_FRAME = 1, REMOVE_FRAME = 2, SET_ATTRIBUTE = 3, REMOVE_ATTRIBUTE = 4, UPDATE_TEXT = 5, STEP_IN = 6, STEP_OUT = 7, UPDATE_MARKUP = 8, MOVE = 9, MOVES_END = 10;
const WORDS = Object.freeze({});

class Element {
  attributes = {}; handlers = {}; children = [];

  constructor(name) { this.name = name; }
}

export class Page {
  components = new Map(); // by id: what each has drawn, { children }
  handlers = new Map();   // by id: { element, event }

  /// A component that stands in the page by itself. Others come as frames of those they stand in.
  attach(component) { this.components.set(component, { children: [] }); }

  apply(batch) {
    for (const { component, edits } of batch.updates()) {
      const place = this.components.get(component);
      if (!place) throw new Error(`component ${component} stands nowhere`);
      this.edit(batch, place, edits);
    }
    for (const component of batch.disposedComponents()) this.components.delete(component);
    for (const handler of batch.disposedHandlers()) this.dispose(handler);
  }

  edit(batch, place, edits) {
    const within = [place];
    let moves = [];
    for (const { type, sibling, frame, name } of edits) {
      const { children } = within.at(-1);
      switch (type) {
        case PREPEND_FRAME: children.splice(sibling, 0, ...this.make(batch, frame, frame + batch.size(frame))); break;
        case REMOVE_FRAME: children.splice(sibling, 1); break;
        case SET_ATTRIBUTE: this.set(elementAt(children, sibling), batch.attribute(frame)); break;
        case REMOVE_ATTRIBUTE: delete elementAt(children, sibling).attributes[batch.name(name)]; break; // a handler is disposed of by its id
        case UPDATE_TEXT: case UPDATE_MARKUP: break;
        case STEP_IN: within.push(elementAt(children, sibling)); break;
        case STEP_OUT: within.pop(); break;
        case MOVE: moves.push({ from: sibling, to: frame }); break;
        case MOVES_END: {
          const before = [...children];
          for (const { from, to } of moves) children[to] = before[from];
          moves = [];
          break;
        }
        default: throw new Error(`an edit of type ${type}`);
      }
    }
  }

  // The nodes of these frames. A region is none of its own; neither are captures.
  make(batch, from, end, nodes = []) {
    for (let i = from; i < end; i += batch.size(i)) {
      switch (batch.type(i)) {
        case ELEMENT: nodes.push(this.makeElement(batch, i)); break;
        case TEXT: case MARKUP: nodes.push(WORDS); break;
        case COMPONENT: this.attach(batch.component(i)); nodes.push(this.components.get(batch.component(i))); break;
        case REGION: this.make(batch, i + 1, i + batch.size(i), nodes); break;
        default: break;
      }
    }
    return nodes;
  }

  makeElement(batch, frame) {
    const element = new Element(batch.elementName(frame)), end = frame + batch.size(frame);
    let i = frame + 1;
    for (; i < end && batch.type(i) === ATTRIBUTE; i++) this.set(element, batch.attribute(i));
    this.make(batch, i, end, element.children);
    return element;
  }

  set(element, { name, value, handler }) {
    if (!handler) { element.attributes[name] = value; return; }
    this.handlers.delete(element.handlers[name]);
    element.handlers[name] = handler;
    this.handlers.set(handler, { element, event: name });
  }

  dispose(handler) {
    const its = this.handlers.get(handler);
    if (!its) return; // the element has another one since
    this.handlers.delete(handler);
    delete its.element.handlers[its.event];
  }

  /// The newest element with a handler of that event, and that attribute where one is named; undefined when there is none.
  find(event, name, value) {
    let found;
    for (const { element, event: its } of this.handlers.values()) if (its === event && (!name || element.attributes[name] === value)) found = element;
    return found;
  }

  /// Every element that somebody could do something with.
  elements() { return new Set([...this.handlers.values()].map((its) => its.element)); }
}

function elementAt(children, sibling) {
  if (!(children[sibling] instanceof Element)) throw new Error(`no element where an edit says (${sibling} of ${children.length})`);
  return children[sibling];
}
