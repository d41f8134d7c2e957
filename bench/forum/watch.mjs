#!/usr/bin/env node
// Many members have one discussion open, and somebody posts to it: how long until each of their pages says "N new posts". See README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { Change, Watchers, steadily } from '../circuits/watchers.mjs';
import { summary, args } from '../circuits/stats.mjs';
import { field, get, jar, postFiles, signAllIn } from '../room/people.mjs';

const o = args(process.argv.slice(2), {
  url: 'http://localhost:5080',
  discussion: '',              // its public id
  'mail-file': '',             // addresses of members, one a line (prepare.sh writes it)
  password: 'demo-Pass-1',
  n: 1000,
  open: 8,
  posts: 1,                    // a second
  seconds: 20,
  writers: 20,
  warm: 5,                     // posts before the clock runs: the first after a start meets code that was never run
  'server-pid': [],
  out: '',
});
const base = o.url.replace(/\/$/, ''), page = `${base}/discussions/${o.discussion}`;
const cookies = await signAllIn(base, readFileSync(o['mail-file'], 'utf8').split('\n').filter(Boolean), o.password);
console.error(`${cookies.length} people, discussion ${page}`);

// "3 new posts": since the page was drawn, and all were drawn before the first of them.
const posts = new Change((batch) => Math.max(-1, ...[...batch.texts()].map((text) => Number(/^([\d,]+) new posts?\b/.exec(text)?.[1].replaceAll(',', '') ?? -1))));
const watchers = new Watchers(page, { cookies, changes: [posts], pids: o['server-pid'].map(Number) });
const writers = [];
for (const cookie of cookies.slice(0, o.writers)) {
  const drawn = await get(page, cookie);
  writers.push({ cookie: jar(cookie, drawn), token: field(drawn.body, '__RequestVerificationToken') });
}
await watchers.open(o.n, o.open);

const answered = []; // ms until who posted was told that it is in
let number = 0;
async function write(n) {
  const { cookie, token } = writers[n % writers.length], told = posts.tell(++number);
  const answer = await postFiles(page, cookie, {
    _handler: 'reply', __RequestVerificationToken: token, key: `bench-${process.pid}-${n}`, act: 'send',
    text: `${['We tried it for a year', 'It never worked here', 'Ask your own team first', 'There is a form for that'][n % 4]}, number ${n} of them. ${Math.random().toString(36).slice(2)}`,
  });
  const place = decodeURIComponent(answer.headers.location ?? '');
  if (answer.status !== 302 || !/posted=/.test(place)) throw new Error(`a post was answered ${answer.status}: ${place || answer.body.match(/class="notice bad[^>]*>([^<]*)/)?.[1]}`);
  told.answered = performance.now() - told.at;
  answered.push(told.answered);
}
const cold = await watchers.warm(o.warm, (i) => write(100_000 + i));
number = posts.forget();
answered.length = 0;
const faults = [];
const cost = await watchers.measure(() => steadily(o.posts, o.seconds, faults, write));
const result = {
  at: new Date().toISOString(), circuits: watchers.circuits.length, failed: watchers.failures.length, openSeconds: +watchers.openSeconds.toFixed(1), alive: watchers.alive,
  memory: watchers.memory(),
  posts: {
    cold, posted: posts.told.length, delivered: posts.late.length, share: +(posts.late.length / (posts.told.length * watchers.circuits.length)).toFixed(5),
    answeredMs: summary(answered), sinceSentMs: summary(posts.late), slowestOfEach: posts.told.map((t) => Math.round(t.last)),
    slowestSinceAnswered: posts.told.map((t) => Math.round(t.last - t.answered)),
  },
  ...cost, faults: [...new Set(faults)].slice(0, 5), faultCount: faults.length,
};
console.log(JSON.stringify(result, null, 1));
if (o.out) writeFileSync(o.out, JSON.stringify(result, null, 1));
await watchers.stop();
process.exit(result.posts.share === 1 && !watchers.failures.length && !faults.length ? 0 : 1);
