#!/usr/bin/env node
// A thousand members look at a live room; the server is stopped and started again. How long until all are live again? See README.md.
import { readFileSync } from 'node:fs';
import { OpenPage } from '../circuits/open-page.mjs';
import { summary, sleep } from '../circuits/stats.mjs';
import { Site, option, until } from '../site.mjs';
import { signAllIn } from './people.mjs';

const n = Number(option('n', '1000')), signal = option('signal', 'SIGTERM'), data = option('data');
const site = new Site(Number(option('port', '5301')), data, { published: option('published') });
const page = `${site.address}/hotseats/${option('hotseat')}`;
await site.start();
const people = await signAllIn(site.address, readFileSync(`${data}/people.txt`, 'utf8').split('\n').filter(Boolean), option('password', 'demo-Pass-1'));

// Each comes back as the page's script brings it back.
const readers = Array.from({ length: n }, (_, i) => new OpenPage(page, { cookie: people[i % people.length] }));
let next = 0;
await Promise.all(Array.from({ length: 8 }, async () => { while (next < n) await readers[next++].start(); }));
console.error(`${n} circuits open`);
await sleep(3000);

const stopping = Date.now();
const stopped = await site.end(signal);
const starting = Date.now();
const started = await site.start();
await until('all are live again', () => readers.every((reader) => reader.cameBack && reader.isLive || reader.stuck), 120);
const at = readers.map((reader) => (reader.liveSince - starting) / 1000);
await sleep(1000);
console.log(JSON.stringify({
  at: new Date().toISOString(), circuits: n, signal, secondsToStop: +stopped.toFixed(2), secondsToFirstAnswer: +started.toFixed(2),
  liveAgainAfterStart: summary(at), liveAgainAfterSignal: +((starting - stopping) / 1000 + Math.max(...at)).toFixed(2),
  resumed: readers.filter((reader) => reader.resumes).length, stuck: readers.filter((reader) => reader.stuck).length, loadedMoreThanOnce: readers.filter((reader) => reader.loads > 2).length,
  live: readers.filter((reader) => reader.isLive).length,
}, null, 1));
await Promise.all(readers.map((reader) => reader.end()));
await site.end('SIGTERM');
process.exit(Math.max(...at) <= 15 && readers.every((reader) => !reader.stuck) ? 0 : 1);
