#!/usr/bin/env node
// A thousand members look at a live room; the server is stopped and started again. How long until all are live again? See README.md.
import { readFileSync } from 'node:fs';
import { Circuit, request } from '../circuits/blazor.mjs';
import { summary, sleep } from '../circuits/stats.mjs';
import { Site, option } from '../site.mjs';
import { signAllIn } from './people.mjs';

const n = Number(option('n', '1000')), signal = option('signal', 'SIGTERM'), data = option('data');
const site = new Site(Number(option('port', '5301')), data, { published: option('published') });
const page = `${site.address}/hotseats/${option('hotseat')}`;
await site.start();
const people = await signAllIn(site.address, readFileSync(`${data}/people.txt`, 'utf8').split('\n').filter(Boolean), option('password', 'demo-Pass-1'));

const healthy = async (path, cookie) => {
  try { return (await request(site.address + path, { headers: { cookie }, timeout: 5000 })).status === 200; } catch { return false; }
};

// As hub.js does it: once the server says whose page this is, one try to take the circuit up again, which a new server has not; then, spread over
// two seconds, the page is loaded anew.
class Reader {
  loads = 0;

  constructor(cookie) { this.cookie = cookie; }

  async open() {
    this.loads++;
    this.circuit = new Circuit(page, { cookie: this.cookie, deflate: false, negotiate: false });
    try { await this.circuit.start(); return true; } catch { this.circuit.ws?.terminate(); return false; }
  }

  async down() {
    this.circuit.closing = true;
    if (!this.circuit.closed) await new Promise((gone) => this.circuit.ws.once('close', gone));
  }

  async comeBack() {
    await this.down();
    for (let i = 0; ; i++) {
      if (i) await sleep(1000 + Math.random() * 1000);
      if (await healthy('/drafts/owner', this.cookie)) break;
    }
    this.resumed = await this.circuit.resume();
    do {
      await sleep(Math.random() * 2000);
      while (!await healthy('/healthz', this.cookie)) await sleep(1000 + Math.random() * 1000);
    } while (!await this.open());
    return performance.now();
  }
}

const readers = Array.from({ length: n }, (_, i) => new Reader(people[i % people.length]));
let next = 0;
await Promise.all(Array.from({ length: 8 }, async () => {
  while (next < n) if (!await readers[next++].open()) throw new Error('a circuit did not open');
}));
console.error(`${n} circuits open`);
await sleep(3000);

const back = readers.map((reader) => reader.comeBack());
const stopping = performance.now();
const stopped = await site.end(signal);
const starting = performance.now();
const started = await site.start();
const at = (await Promise.all(back)).map((when) => (when - starting) / 1000);
await sleep(1000);
console.log(JSON.stringify({
  at: new Date().toISOString(), circuits: n, signal, secondsToStop: +stopped.toFixed(2), secondsToFirstAnswer: +started.toFixed(2),
  liveAgainAfterStart: summary(at), liveAgainAfterSignal: +((starting - stopping) / 1000 + Math.max(...at)).toFixed(2),
  resumed: readers.filter((reader) => reader.resumed).length, loadedMoreThanOnce: readers.filter((reader) => reader.loads > 2).length,
  live: readers.filter((reader) => reader.circuit.interactive && !reader.circuit.closed).length,
}, null, 1));
await Promise.all(readers.map((reader) => reader.circuit.stop({ beacon: false })));
await site.end('SIGTERM');
process.exit(Math.max(...at) <= 15 ? 0 : 1);
