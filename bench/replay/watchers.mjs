// Who has the room open while it is played, each with a page that comes back by itself.
import { OpenPage } from '../circuits/open-page.mjs';
import { RenderBatch } from '../circuits/batch.mjs';
import { summary, sleep } from '../circuits/stats.mjs';

const PILL = 'onclick class=newpill';
const COMING_BACK = 20_000; // how long one whose line broke is waited for

class Watcher extends OpenPage {
  onLoad() { this.newest = { version: -1, votes: -1 }; }

  onBatch(bytes, at) {
    const batch = new RenderBatch(bytes);
    for (const [kind, name] of [['version', 'data-version'], ['votes', 'data-votes']]) {
      for (const value of batch.values(name)) this.newest[kind] = Math.max(this.newest[kind], Number(value));
    }
    this.hear?.(this, at);
    this.readOn();
  }

  get hasMore() { return this.isLive && !!this.circuit.find(PILL); }

  // What is new waits behind a button: they press it whenever it is there, or a vote for what it hides would change nothing on their screen.
  async readOn() {
    if (this.pressing || !this.circuit.find(PILL)) return;
    this.pressing = true;
    try { await this.circuit.dispatch(PILL); } catch { /* pressed already */ } finally { this.pressing = false; }
  }

  /// Whether it has drawn something newer than it had at that mark. A page that was loaded anew has drawn all there is.
  isNewerThan(mark, kind) { return this.newest[kind] > (this.loads === mark.loads ? mark[kind] : -1); }

  mark() { return { ...this.newest, loads: this.loads, resumes: this.resumes }; }
}

export class Watchers {
  all = []; failures = []; waiting = new Set(); late = { version: [], votes: [] }; missed = 0; due = 0;

  /// Eight at a time. Each is a browser of its own to the proxy: the people's word of which server is theirs is left out.
  static async open(n, url, cookies, comeBack) {
    const own = Object.assign(new Watchers(), { comeBack });
    let next = 0;
    await Promise.all(Array.from({ length: 8 }, async () => {
      while (next < n) {
        const cookie = cookies[next++ % cookies.length].split('; ').filter((one) => !one.startsWith('hub_line=')).join('; ');
        const watcher = new Watcher(url, { cookie, keepElements: true });
        watcher.hear = (who, at) => { for (const one of own.waiting) one(who, at); };
        try { own.all.push(await watcher.start()); } catch (e) { own.failures.push(e.message); }
      }
    }));
    return own;
  }

  /// What each has drawn so far.
  drawn() { return new Map(this.all.map((w) => [w, w.mark()])); }

  // Until every circuit has drawn something newer than it had when this was sent. One act at a time, so that it is this one.
  // Counted: how long it took is written down, and who has not drawn it has missed it. Whoever's line broke meanwhile is waited for, and not timed.
  async seen(kind, send, { counted = true, patience }) {
    const had = this.drawn(), left = new Set(this.all);
    let done;
    const all = new Promise((resolve) => { done = resolve; });
    const began = performance.now();
    const hear = (who, at) => {
      if (!left.has(who) || !who.isNewerThan(had.get(who), kind)) return;
      left.delete(who);
      if (counted && this.isUnbroken(who, had)) this.late[kind].push(at - began);
      if (!left.size) done();
    };
    this.waiting.add(hear);
    if (counted) this.due += this.all.length;
    try {
      const answer = await send();
      if (left.size) await Promise.race([all, sleep(patience * 1000)]);
      while (this.comeBack && performance.now() - began < COMING_BACK && [...left].some((who) => !this.isUnbroken(who, had))) await Promise.race([all, sleep(100)]);
      if (counted) this.missed += left.size;
      return answer;
    } finally { this.waiting.delete(hear); }
  }

  isUnbroken(who, had) { return who.isLive && who.loads === had.get(who).loads && who.resumes === had.get(who).resumes; }

  // Until every circuit has drawn that version, or something newer than it had; who has not in ten seconds (or when it is back) has missed it.
  async newerThan(mark) {
    const behind = () => this.all.filter((w) => typeof mark === 'number' ? w.newest.version < mark : !w.isNewerThan(mark.get(w), 'version')).length;
    for (const until = Date.now() + (this.comeBack ? COMING_BACK : 10_000); behind() && Date.now() < until;) await sleep(20);
    this.due += this.all.length;
    this.missed += behind();
  }

  /// Until nobody has anything left to press, two seconds at most.
  async readOn() {
    for (const until = Date.now() + 2000; Date.now() < until && this.all.some((w) => w.hasMore);) {
      for (const watcher of this.all) watcher.readOn();
      await sleep(50);
    }
  }

  stuck() { return this.all.map((w) => w.stuck).filter(Boolean); }

  count() {
    const back = this.all.filter((w) => w.cameBack);
    return {
      opened: this.all.length, failed: this.failures.length, alive: this.all.filter((w) => w.isLive).length, cameBack: back.length,
      resumed: back.filter((w) => w.loads === 1).length, loadedMoreThanOnce: back.filter((w) => w.loads > 2).length, stuck: this.stuck().length,
      lastBackAt: back.length ? Math.max(...back.map((w) => w.liveSince)) : undefined, awayMs: summary(back.map((w) => w.liveSince - w.lostAt), 0),
      drawingsDue: this.due, missed: this.missed, wordsMs: summary(this.late.version, 0), votesMs: summary(this.late.votes, 0),
    };
  }

  /// How many of them the site does not know any more.
  async signedOut() {
    let out = 0;
    for (let i = 0; i < this.all.length; i += 16) out += (await Promise.all(this.all.slice(i, i + 16).map((w) => w.isSignedIn()))).filter((is) => !is).length;
    return out;
  }

  end() { return Promise.all(this.all.map((w) => w.end())); }
}
