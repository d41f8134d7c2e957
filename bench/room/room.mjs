#!/usr/bin/env node
// Many members watch one live hotseat: times how long a question takes from its post to the render batch of every circuit that
// watches, and how long a vote takes. See README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { Circuit } from '../circuits/blazor.mjs';
import { Change, Watchers, attribute, steadily } from '../circuits/watchers.mjs';
import { field, get, jar, post, signAllIn } from './people.mjs';
import { summary, sample, cpuPct, args } from '../circuits/stats.mjs';

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
const words = new Change(attribute('data-version')), counts = new Change(attribute('data-votes'));
const watchers = new Watchers(page, { cookies, changes: [words, counts], pids });
await watchers.open(o.n, o.open);

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
  words.tell(++version);
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
  words.tell(++version);
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

let version = 0;
const cold = await watchers.warm(o.warm, (i) => ask(100_000 + i));
version = words.forget();
let votesVersion = counts.forget();

// ---- the load
const faults = [], stands = [];
function stand(from) {
  let last = { s: from, words: 0, votes: 0 };
  return setInterval(() => {
    const s = sample(pids);
    stands.push({
      minute: +((s.t - from.t) / 60_000).toFixed(1), serverMb: Math.round(s.rssKb / 1024), cpu: cpuPct(last.s, s), alive: watchers.alive,
      wordsMs: summary(words.late.slice(last.words), 0), votesMs: summary(counts.late.slice(last.votes), 0), faults: faults.length,
    });
    last = { s, words: words.late.length, votes: counts.late.length };
    console.error(JSON.stringify(stands.at(-1)));
  }, o.every * 1000);
}
let voteCount = 0;
async function vote(i) {
  const voter = voters[i % voters.length];
  const buttons = [...voter.page.elements()].filter((e) => e.handlers.onclick !== undefined && e.name === 'button' && e.attributes.class === 'metoo' && e.attributes.disabled === undefined);
  if (!buttons.length) throw new Error('no question to vote for');
  const button = buttons[Math.floor(i / voters.length) % buttons.length];
  voteCount++;
  counts.tell(++votesVersion);
  await voter.fire(button, 'onclick');
}
const cost = await watchers.measure(async (from) => {
  const timer = o.every ? stand(from) : null;
  await Promise.all([o.words ? steadily(o.words, o.seconds, faults, say) : 0, o.votes ? steadily(o.votes, o.seconds, faults, vote) : 0]);
  clearInterval(timer);
});
// A question also announces the votes, so their version runs ahead of our count: each entry is reached no later than it should be.
const result = {
  at: new Date().toISOString(), circuits: watchers.circuits.length, failed: watchers.failures.length, openSeconds: +watchers.openSeconds.toFixed(1), alive: watchers.alive,
  memory: watchers.memory(),
  words: { cold, ...(o.every ? {} : { slowestOfEach: words.told.map((t) => Math.round(t.last)) }), said, posted: words.told.length, delivered: words.late.length, share: +(words.late.length / (words.told.length * watchers.circuits.length)).toFixed(5), ms: summary(words.late) },
  votes: { cast: voteCount, ms: summary(counts.late) },
  ...cost,
  stands,
  faults: [...new Set(faults)].slice(0, 5), faultCount: faults.length,
};
console.log(JSON.stringify(result, null, 1));
if (o.out) writeFileSync(o.out, JSON.stringify(result, null, 1));
await watchers.stop();
await Promise.all(voters.map((c) => c.stop({ beacon: false })));
process.exit((!o.words || result.words.share === 1) && !watchers.failures.length && !faults.length ? 0 : 1);
