// Many circuits on one page, all told the same: how long until each of them has drawn it, and what that costs. room.mjs and watch.mjs use it.
import { Circuit } from './blazor.mjs';
import { RenderBatch } from './batch.mjs';
import { summary, sample, machine, cpuPct, busyPct, sleep } from './stats.mjs';

// One kind of change. A batch carries its number, which only grows (numberIn: the newest in a batch; -1: it says nothing of this).
export class Change {
  told = [];  // { at, value, reached, last }
  late = [];  // ms from there, every circuit, every change
  heard = new Map();

  constructor(numberIn) { this.numberIn = numberIn; }

  tell(value) {
    const entry = { at: performance.now(), value, reached: 0 };
    this.told.push(entry);
    return entry;
  }

  hear(circuit, batch, at) {
    const newest = this.numberIn(batch), mine = this.heard.get(circuit) ?? { newest: 0, next: 0 };
    if (newest <= mine.newest) return;
    for (; mine.next < this.told.length && this.told[mine.next].value <= newest; mine.next++) {
      const entry = this.told[mine.next];
      entry.last = at - entry.at;
      this.late.push(entry.last);
      entry.reached++;
    }
    mine.newest = newest;
    this.heard.set(circuit, mine);
  }

  // Begins anew, from the newest number that any circuit has drawn; gives it.
  forget() {
    const newest = Math.max(0, ...[...this.heard.values()].map((mine) => mine.newest));
    this.told.length = this.late.length = 0;
    for (const circuit of this.heard.keys()) this.heard.set(circuit, { newest, next: 0 });
    return newest;
  }
}

// The newest number under that attribute.
export const attribute = (name) => (batch) => Math.max(-1, ...[...batch.values(name)].map(Number));

export class Watchers {
  circuits = [];
  failures = [];

  constructor(page, { cookies, changes, pids }) {
    Object.assign(this, { page, cookies, changes, pids });
  }

  // So many, dealt out among the people; so many at once.
  async open(n, atOnce) {
    this.before = sample(this.pids);
    const begun = performance.now();
    let next = 0;
    const onBatch = (circuit, bytes, at) => {
      const batch = new RenderBatch(bytes);
      for (const change of this.changes) change.hear(circuit, batch, at);
    };
    await Promise.all(Array.from({ length: atOnce }, async () => {
      while (next < n) {
        const circuit = new Circuit(this.page, { cookie: this.cookies[next++ % this.cookies.length], deflate: false, negotiate: false, onBatch });
        try { await circuit.start(); this.circuits.push(circuit); } catch (e) { this.failures.push(e.message); circuit.closing = true; circuit.ws?.terminate(); }
      }
    }));
    this.openSeconds = (performance.now() - begun) / 1000;
    if (this.failures.length) console.error(`${this.failures.length} circuits did not open: ${this.failures[0]}`);
    await sleep(5000);
    this.atRest = sample(this.pids);
  }

  // Some before the clock runs: the first after a start meets code that was never run. How long each took to reach all.
  async warm(times, act) {
    const cold = [];
    for (let i = 0; i < times; i++) {
      const from = performance.now(), batches = this.circuits.map((c) => c.batches);
      await act(i);
      while (this.circuits.some((c, at) => c.batches === batches[at] && !c.closed)) await sleep(5);
      cold.push(Math.round(performance.now() - from));
      await sleep(1000);
    }
    return cold;
  }

  get alive() { return this.circuits.filter((c) => !c.closed).length; }

  // What a load costs while it runs.
  async measure(load) {
    const quiet = sample(this.pids);
    await sleep(3000);
    const idle = cpuPct(quiet, sample(this.pids));
    const from = { s: sample(this.pids), d: sample(process.pid), m: machine() };
    const sum = (what) => this.circuits.reduce((all, c) => all + c[what], 0);
    const bytes = sum('batchBytes'), batches = sum('batches'), lag = [];
    let tick = performance.now();
    const timer = setInterval(() => { const t = performance.now(); lag.push(Math.max(0, t - tick - 20)); tick = t; }, 20);
    console.error('the load begins');
    await load(from.s);
    const to = { s: sample(this.pids), d: sample(process.pid), m: machine() }, seconds = (to.s.t - from.s.t) / 1000;
    await sleep(3000);
    clearInterval(timer);
    this.after = sample(this.pids);
    const each = (value) => value / this.circuits.length / seconds;
    return {
      cpu: { idle, server: cpuPct(from.s, to.s), driver: cpuPct(from.d, to.d), machine: busyPct(from.m, to.m), driverLagMs: summary(lag) },
      perCircuitAndSecond: { bytes: Math.round(each(sum('batchBytes') - bytes)), batches: +each(sum('batches') - batches).toFixed(2), serverCpuMs: +each(to.s.cpuMs - from.s.cpuMs).toFixed(3) },
    };
  }

  memory() {
    const each = (s) => +((s.rssKb - this.before.rssKb) / this.circuits.length).toFixed(1);
    return { kbPerCircuitOpen: each(this.atRest), kbPerCircuitAfter: each(this.after), serverMb: Math.round(this.after.rssKb / 1024) };
  }

  async stop() { await Promise.all(this.circuits.map((c) => c.stop({ beacon: false }))); }
}

// So many a second until the time is over, none waiting for the one before. What went wrong goes into faults.
export async function steadily(rate, seconds, faults, act) {
  const start = performance.now(), under = [];
  for (let i = 0; (i * 1000) / rate < seconds * 1000; i++) {
    const wait = start + (i * 1000) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    under.push(act(i).catch((e) => faults.push(e.message)));
  }
  await Promise.all(under);
}
