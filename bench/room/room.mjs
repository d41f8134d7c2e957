#!/usr/bin/env node
// Many members watch one live hotseat: times how long a question takes from its post to the render batch of every circuit that
// watches, and how long a vote takes. See README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { Circuit } from '../circuits/blazor.mjs';
import { RenderBatch } from '../circuits/batch.mjs';
import { field, get, jar, post, signAllIn } from './people.mjs';
import { summary, sample, machine, cpuPct, busyPct, sleep, args } from '../circuits/stats.mjs';

const o = args(process.argv.slice(2), {
  url: 'http://localhost:5080',
  hotseat: '',                 // public id of a live one; the circuits are dealt out among the people who sign in
  'mail-file': '',             // their addresses, one a line (prepare.sh writes it)
  password: 'demo-Pass-1',
  n: 1000,
  open: 8,
  words: 1,                    // questions a second
  votes: 20,                   // votes a second, through circuits of their own
  voters: 20,
  seconds: 30,
  writers: 20,                 // how many people ask
  'guest-mail': '',            // given: of three words, one is a question, one an answer by that guest, one a comment
  every: 0,                    // seconds: also says how it stands so often
  warm: 5,                     // questions before the clock runs: the first after a start meets code that was never run
  'server-pid': [],
  out: '',
});
const pids = o['server-pid'].map(Number);
const base = o.url.replace(/\/$/, '');

// ---- sign in
const mails = readFileSync(o['mail-file'], 'utf8').split('\n').filter(Boolean);
const cookies = await signAllIn(base, mails, o.password);
const page = `${base}/hotseats/${o.hotseat}`;
console.error(`${cookies.length} people, room ${page}`);

// ---- open the circuits
const told = { version: [], votes: [] }; // what was posted: { at, value }
const late = { version: [], votes: [] }; // ms, every circuit, every change
const seen = new Map();
function onBatch(circuit, bytes, at) {
  const batch = new RenderBatch(bytes);
  for (const [kind, name] of [['version', 'data-version'], ['votes', 'data-votes']]) {
    let newest = -1;
    for (const value of batch.values(name)) newest = Math.max(newest, Number(value));
    const mine = seen.get(circuit);
    if (newest <= mine[kind]) continue;
    for (let i = mine[`${kind}At`]; i < told[kind].length && told[kind][i].value <= newest; i++) {
      late[kind].push(at - told[kind][i].at);
      told[kind][i].reached++;
      told[kind][i].last = Math.round(at - told[kind][i].at);
      mine[`${kind}At`] = i + 1;
    }
    mine[kind] = newest;
  }
}
const fresh = () => ({ version: 0, versionAt: 0, votes: 0, votesAt: 0 });
const before = sample(pids);
const circuits = [], failures = [];
const begun = performance.now();
let next = 0;
await Promise.all(Array.from({ length: o.open }, async () => {
  while (next < o.n) {
    const circuit = new Circuit(page, { cookie: cookies[next++ % cookies.length], deflate: false, negotiate: false, onBatch });
    seen.set(circuit, fresh());
    try { await circuit.start(); circuits.push(circuit); } catch (e) { failures.push(e.message); circuit.closing = true; circuit.ws?.terminate(); }
  }
}));
const openSeconds = (performance.now() - begun) / 1000;
if (failures.length) console.error(`${failures.length} circuits did not open: ${failures[0]}`);

const voters = [];
for (let i = 0; i < o.voters && o.votes; i++) {
  const voter = new Circuit(page, { cookie: cookies[i % cookies.length], deflate: false, negotiate: false, keepElements: true });
  await voter.start();
  voters.push(voter);
}

// ---- the forms of those who ask
const askers = [];
for (const cookie of cookies.slice(0, o.writers)) {
  const room = await get(page, cookie);
  askers.push({ cookie: jar(cookie, room), token: field(room.body, '__RequestVerificationToken') });
}
async function ask(n) {
  const { cookie, token } = askers[n % askers.length];
  const entry = { at: performance.now(), value: ++version, reached: 0 };
  told.version.push(entry);
  const answer = await post(page, cookie, { _handler: 'ask', __RequestVerificationToken: token, key: `bench-${process.pid}-${n}`, text: `What would you do differently, and why? Number ${n}.` });
  unanswered.push(/#q-(\w+)/.exec(decodeURIComponent(answer.headers.location ?? ''))?.[1]);
  if (answer.status !== 302 || !/\/sent/.test(answer.headers.location)) throw new Error(`a question was answered ${answer.status}: ${answer.headers.location ?? answer.body.match(/data-refusal[^>]*>([^<]*)/)?.[1]}`);
}

// ---- what else is said, where a guest is there
const unanswered = [], answers = [];
const guest = o['guest-mail'] ? { cookie: (await signAllIn(base, [o['guest-mail']], o.password))[0] } : null;
const said = { questions: 0, answers: 0, comments: 0 };
async function answer(n) {
  const question = unanswered.shift(), at = `${page}/desk?question=${question}`;
  const desk = await get(at, guest.cookie);
  guest.cookie = jar(guest.cookie, desk);
  told.version.push({ at: performance.now(), value: ++version, reached: 0 });
  const sent = await post(at, guest.cookie, { _handler: 'answer', __RequestVerificationToken: field(desk.body, '__RequestVerificationToken'), key: `bench-${process.pid}-a${n}`, text: `We tried it for a year, and would do it again. Number ${n}.`, act: 'send' });
  if (sent.status !== 302) throw new Error(`an answer was answered ${sent.status}: ${sent.body.match(/data-refusal[^>]*>([^<]*)/)?.[1]}`);
  answers.push(...[...(await get(page, guest.cookie)).body.matchAll(/id="a-(\w+)"/g)].map((m) => m[1]).filter((id) => !answers.includes(id)));
}
async function comment(n) {
  const { cookie } = askers[n % askers.length], at = `${page}/answers/${answers.at(-1)}`;
  const asked = await get(at, cookie);
  const sent = await post(at, jar(cookie, asked), { _handler: 'comment', __RequestVerificationToken: field(asked.body, '__RequestVerificationToken'), key: `bench-${process.pid}-c${n}`, text: `It went the same way here. Number ${n}.` });
  if (sent.status !== 302) throw new Error(`a comment was answered ${sent.status}`);
}
async function say(n) {
  const kind = !guest || n % 3 === 0 ? 'questions' : n % 3 === 1 && unanswered.length ? 'answers' : answers.length ? 'comments' : 'questions';
  said[kind]++;
  return { questions: ask, answers: answer, comments: comment }[kind](n);
}

await sleep(5000);
const open = sample(pids);
let version = 0;
const cold = [];
for (let i = 0; i < o.warm; i++) {
  const from = performance.now(), seenBatches = circuits.map((c) => c.batches);
  await ask(100_000 + i);
  while (circuits.some((c, at) => c.batches === seenBatches[at] && !c.closed)) await sleep(5);
  cold.push(Math.round(performance.now() - from));
  await sleep(1000);
}
told.version.length = late.version.length = 0;
// What every circuit was told so far: the newest version of all.
version = Math.max(...[...seen.values()].map((s) => s.version));
let votesVersion = Math.max(...[...seen.values()].map((s) => s.votes));
for (const s of seen.values()) Object.assign(s, fresh(), { version, votes: votesVersion });
const q0 = sample(pids);
await sleep(3000);
const idle = cpuPct(q0, sample(pids));

// ---- the load
const l0 = { s: sample(pids), d: sample(process.pid), m: machine() };
const bytes0 = circuits.reduce((a, c) => a + c.batchBytes, 0), batches0 = circuits.reduce((a, c) => a + c.batches, 0);
const lag = [];
let tick = performance.now();
const lagTimer = setInterval(() => { const t = performance.now(); lag.push(Math.max(0, t - tick - 20)); tick = t; }, 20);
const faults = [];
const stands = [];
let last = { s: l0.s, words: 0, votes: 0 };
const standTimer = o.every ? setInterval(() => {
  const s = sample(pids);
  stands.push({
    minute: +((s.t - l0.s.t) / 60_000).toFixed(1), serverMb: Math.round(s.rssKb / 1024), cpu: cpuPct(last.s, s), alive: circuits.filter((c) => !c.closed).length,
    wordsMs: summary(late.version.slice(last.words), 0), votesMs: summary(late.votes.slice(last.votes), 0), faults: faults.length,
  });
  last = { s, words: late.version.length, votes: late.votes.length };
  console.error(JSON.stringify(stands.at(-1)));
}, o.every * 1000) : null;
const until = performance.now() + o.seconds * 1000;
async function steadily(rate, act) {
  const start = performance.now();
  const under = [];
  for (let i = 0; ; i++) {
    const due = start + (i * 1000) / rate;
    if (due >= until) break;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    under.push(act(i).catch((e) => faults.push(e.message)));
  }
  await Promise.all(under);
}
let voteCount = 0;
async function vote(i) {
  const voter = voters[i % voters.length];
  const buttons = voter.handlers.filter((e) => e.handlers.onclick !== undefined && e.name === 'button' && e.attributes.class === 'metoo' && e.attributes.disabled === undefined);
  if (!buttons.length) throw new Error('no question to vote for');
  const button = buttons[Math.floor(i / voters.length) % buttons.length];
  voteCount++;
  told.votes.push({ at: performance.now(), value: ++votesVersion, reached: 0 });
  await voter.dispatch(`onclick value=${button.attributes.value}`);
}
await Promise.all([o.words ? steadily(o.words, say) : 0, o.votes ? steadily(o.votes, vote) : 0]);
const l1 = { s: sample(pids), d: sample(process.pid), m: machine() };
await sleep(3000);
clearInterval(lagTimer);
clearInterval(standTimer);
const after = sample(pids);
const wordsExpected = told.version.length * circuits.length;
// A question also announces the votes, so their version runs ahead of our count: each entry is reached no later than it should be.
const result = {
  at: new Date().toISOString(), circuits: circuits.length, failed: failures.length, openSeconds: +openSeconds.toFixed(1), alive: circuits.filter((c) => !c.closed).length,
  memory: { kbPerCircuitOpen: +((open.rssKb - before.rssKb) / circuits.length).toFixed(1), kbPerCircuitAfter: +((after.rssKb - before.rssKb) / circuits.length).toFixed(1), serverMb: Math.round(after.rssKb / 1024) },
  words: { cold, ...(o.every ? {} : { slowestOfEach: told.version.map((t) => t.last) }), said, posted: told.version.length, delivered: late.version.length, share: +(late.version.length / wordsExpected).toFixed(5), ms: summary(late.version) },
  votes: { cast: voteCount, ms: summary(late.votes) },
  cpu: { idle, server: cpuPct(l0.s, l1.s), driver: cpuPct(l0.d, l1.d), machine: busyPct(l0.m, l1.m), driverLagMs: summary(lag) },
  perCircuitAndSecond: { bytes: Math.round((circuits.reduce((a, c) => a + c.batchBytes, 0) - bytes0) / circuits.length / o.seconds), batches: +((circuits.reduce((a, c) => a + c.batches, 0) - batches0) / circuits.length / o.seconds).toFixed(2) },
  stands,
  faults: [...new Set(faults)].slice(0, 5), faultCount: faults.length,
};
console.log(JSON.stringify(result, null, 1));
if (o.out) writeFileSync(o.out, JSON.stringify(result, null, 1));
await Promise.all([...circuits, ...voters].map((c) => c.stop({ beacon: false })));
process.exit(result.words.share === 1 && !failures.length && !faults.length ? 0 : 1);
