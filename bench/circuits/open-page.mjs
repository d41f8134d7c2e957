// A page that somebody has open, without a browser. When its line breaks it comes back as the site's hub.js brings it back, and by nothing else:
// whoever reads it touches no key. What a browser could not get over by itself is written down in `stuck`.
import { Circuit, request } from './blazor.mjs';
import { sleep } from './stats.mjs';

const aWhile = () => 1000 + Math.random() * 1000;
const MOST_LOADS = 3; // of pages that get no circuit: mayLoadAgain() in hub.js

export class OpenPage {
  loads = 0; resumes = 0; futile = 0; isLive = false; isOver = false; stuck = ''; liveSince = 0; lostAt = 0;

  constructor(url, { cookie, keepElements = false }) { Object.assign(this, { url, cookie, keepElements }); }

  // For who derives from it: a page begins, and what it is sent.
  onLoad() { }
  onBatch() { }

  get cameBack() { return this.loads > 1 || this.resumes > 0; }

  /// Until it is live for the first time; from then on it keeps itself.
  async start() {
    if (!await this.load() || !this.isLive) throw new Error(this.stuck || this.circuit.errors.at(-1));
    this.going = this.keep();
    return this;
  }

  // As when an address is opened. False: the page is there and its circuit is not.
  async load() {
    const circuit = this.circuit = new Circuit(this.url, {
      cookie: this.cookie, deflate: false, negotiate: false, keepElements: this.keepElements, onBatch: (_, bytes, at) => this.onBatch(bytes, at),
    });
    this.loads++;
    this.onLoad();
    try { await circuit.getPage(); } catch (trouble) {
      this.stuck = trouble.message; // a browser shows a page of its own, or the sign-in: somebody has to do something
      return false;
    }
    this.cookie = circuit.cookie; // the proxy has said which server is ours
    const tooLate = setTimeout(() => { if (!circuit.circuitId) circuit.fail(new Error('no circuit within 10 s')); }, 10_000);
    // With a circuit that broke at once it is a lost line like another.
    try { await circuit.connect(); } catch { return !!circuit.circuitId; } finally { clearTimeout(tooLate); }
    this.futile = 0;
    return this.lives();
  }

  lives() {
    this.isLive = true;
    this.liveSince = Date.now();
    return true;
  }

  async keep() {
    while (!this.isOver && !this.stuck) {
      await this.circuit.lost;
      if (this.isOver) return;
      this.isLive = false;
      this.lostAt = Date.now();
      if (await this.connectAgain()) { this.resumes++; this.lives(); continue; }
      while (!this.isOver && !this.stuck && !await this.comeBack());
    }
  }

  // True: the server has the circuit, and goes on with it.
  async connectAgain() {
    for (let i = 0; !this.isOver; i++) {
      if (i) await sleep(aWhile());
      const owner = await this.ask('/drafts/owner');
      if (owner === null) continue;
      if (owner !== this.circuit.person) { this.stuck = `the page of ${this.circuit.person} is now ${owner}'s`; return false; }
      try { return await this.circuit.resume(); } catch { /* no line yet */ }
    }
    return false;
  }

  async comeBack() {
    await sleep(Math.random() * 2000);
    while (!this.isOver && await this.ask('/healthz') === null) await sleep(aWhile());
    const began = performance.now();
    if (this.isOver || await this.load()) return true;
    this.circuit.ws?.terminate();
    if (this.stuck) return false;
    if (++this.futile > MOST_LOADS) this.stuck = `loaded ${MOST_LOADS} times without a circuit: ${this.circuit.errors.at(-1)}`;
    await sleep(Math.max(0, 10_000 - (performance.now() - began))); // hub.js looks once, ten seconds after the page
    return false;
  }

  // Null: no good answer within five seconds.
  async ask(path) {
    try {
      const answer = await request(new URL(path, this.url).href, { headers: { cookie: this.cookie }, timeout: 5000 });
      return answer.status === 200 ? answer.body : null;
    } catch { return null; }
  }

  async isSignedIn() { return (await request(new URL('/account', this.url).href, { headers: { accept: 'text/html', cookie: this.cookie } })).status === 200; }

  async end() {
    this.isOver = true;
    await this.circuit.stop({ beacon: false });
    this.circuit.ws?.terminate();
    await this.going;
  }
}
