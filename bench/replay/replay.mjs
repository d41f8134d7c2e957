#!/usr/bin/env node
// A real meeting's log goes through a live hotseat, in its order, while circuits watch; then everything the site kept is read back and
// compared, line by line. See README.md.
import { writeFileSync } from 'node:fs';
import { Circuit, request } from '../circuits/blazor.mjs';
import { RenderBatch } from '../circuits/batch.mjs';
import { summary, sample, cpuPct, sleep, args } from '../circuits/stats.mjs';
import { readCsv } from '../real-input/files.mjs';
import { readLog, acts as actsOf, typed } from './log.mjs';
import { readArchive, readTable, readText, readReport, decode } from './read-back.mjs';

const path = process.argv[2];
if (!path || path.startsWith('--')) {
  console.log('Say where the log is: node replay.mjs LOG.md --url http://localhost:5080');
  process.exit(2);
}
const o = args(process.argv.slice(3), {
  url: 'http://localhost:5080',
  community: 'housing-repairs',   // the demo world's open one
  password: 'demo-Pass-1',
  facilitator: 'ada@demo.test',
  guest: 'Gus Hallam',            // the member who sits in the hotseat
  'guest-mail': 'gus@demo.test',
  'guest-nick': '',               // who that is in the log; otherwise its busiest speaker
  n: 50,                          // circuits that watch
  'per-minute': 60,               // messages of the log
  speed: 0,                       // instead: so many times as fast as if the log were one hour
  most: 0,                        // play only so many messages
  patience: 5,                    // seconds a watcher may take
  'server-pid': [],
  browsers: false,                // the facilitator, the guest and one who watches are Chromium
  browser: '/usr/bin/chromium',
  out: '',
});
const base = o.url.replace(/\/$/, '');
const pids = o['server-pid'].map(Number);
const leads = ['Ada Osei', 'Bo Lindqvist', 'Cy Morrow', 'Dot Ashdown', 'Eve Calder', 'Gus Hallam', 'Fay Winter', 'Ned Marsh'];
const mailOf = (name) => `${leads.includes(name) ? name.split(' ')[0].toLowerCase() : name.toLowerCase().split(' ').join('.')}@demo.test`;

// ---- the site's forms, over HTTP
const jar = (cookie, res) => {
  const all = new Map((cookie || '').split('; ').filter(Boolean).map((c) => [c.split('=')[0], c]));
  for (const line of res.headers['set-cookie'] || []) { const c = line.split(';')[0]; all.set(c.split('=')[0], c); }
  return [...all.values()].join('; ');
};
const tokenOf = (html) => /name="__RequestVerificationToken"[^>]*value="([^"]*)"/.exec(html)?.[1];

class Person {
  constructor(mail, name) { Object.assign(this, { mail, name, cookie: '', token: '' }); }

  async get(at, status = 200) {
    const page = await request(base + at, { headers: { accept: 'text/html', ...(this.cookie ? { cookie: this.cookie } : {}) } });
    if (page.status !== status) throw new Error(`${this.mail}: GET ${at} answered ${page.status}`);
    this.cookie = jar(this.cookie, page);
    this.token = tokenOf(page.body) ?? this.token;
    return page.body;
  }

  // As hub.js sends what was typed: the answer names the place of what was made.
  async send(at, form, fields, byScript = true) {
    const answer = await request(base + at, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: this.cookie, ...(byScript ? { 'x-hub-send': '1' } : {}) },
      body: new URLSearchParams({ _handler: form, __RequestVerificationToken: this.token, ...fields }).toString(),
    });
    this.cookie = jar(this.cookie, answer);
    if (answer.status !== 302) throw new Error(`${this.mail}: ${form} at ${at} answered ${answer.status}: ${/data-refusal[^>]*>(?:<svg.*?<\/svg>)?([^<]*)/s.exec(answer.body)?.[1] ?? ''}`);
    return decodeURIComponent(answer.headers.location);
  }

  async signIn() {
    await this.get('/account/login');
    await this.send('/account/login', 'sign-in', { email: this.mail, password: o.password, way: 'password' }, false);
    if (!/hub=/.test(this.cookie)) throw new Error(`${this.mail} could not sign in.`);
    return this;
  }
}

const differences = [];
let compared = 0;
function same(what, expected, found) {
  compared++;
  if (expected !== found) differences.push(`${what}: played ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}
function sameLines(what, expected, found = []) {
  for (let i = 0; i < Math.max(expected.length, found.length); i++) same(`${what}, line ${i + 1}`, expected[i], found[i]);
}

// ---- the log
const log = readLog(path);
const messages = o.most ? log.messages.slice(0, o.most) : log.messages;
const { guest: nick, speakers, acts, leftOut } = actsOf(messages, o['guest-nick']);
const pace = o.speed ? (messages.length / 60) * o.speed : o['per-minute'];
const count = (does) => acts.filter((act) => act.does === does).length;
console.error(`${messages.length} messages: ${count('ask')} questions, ${count('vote')} votes, ${count('answer')} answers, ${count('comment')} comments; ${leftOut.length} messages have no place (before the first answer). ${nick} sits in the hotseat.`);
if (!count('ask')) { console.error('Nobody asks anything in this log.'); process.exit(2); }

// ---- the hotseat and its people
const ada = await new Person(o.facilitator).signIn();
const plan = await ada.get(`/communities/${o.community}/hotseats/new`);
const members = [...plan.matchAll(/<option value="(\w+)"[^>]*>([^<]*)<\/option>/g)].map(([, id, words]) => ({ id, name: decode(words).split(',')[0] })).filter((m) => m.id.length > 3);
const seat = members.find((m) => m.name === o.guest);
if (!seat) throw new Error(`${o.guest} is no member of ${o.community}, or the form has no list of members.`);
const pad = new Date(Date.now() + 30 * 60_000).toISOString();
const minutes = Math.min(720, Math.max(60, Math.ceil(messages.length / pace) + 60));
const drafted = await ada.send(`/communities/${o.community}/hotseats/new`, 'schedule', {
  key: `replay-${process.pid}-${Date.now()}`, who: 'guest', title: 'A meeting, played again', about: 'A real meeting from its log.', date: pad.slice(0, 10), start: pad.slice(11, 16), minutes,
  zone: 'Etc/UTC', opens: 'announcement', guest: seat.id, introduction: '', approval: 'at-once', act: 'save',
}, false);
const id = /hotseats\/(\w+)/.exec(drafted)[1];
const room = `/hotseats/${id}`, desk = `${room}/console`;
async function press(act) {
  await ada.get(desk);
  await ada.send(desk, 'acts', { act }, false);
}
let browsers = null;
if (o.browsers) {
  browsers = await (await import('./browsers.mjs')).Browsers.start(base, (words) => differences.push(words));
  await browsers.enter('facilitator', o.facilitator, o.password);
  await browsers.enter('guest', o['guest-mail'], o.password);
  await browsers.facilitate(room);
} else {
  await press('announce');
  await press('go-live');
}

const others = members.map((m) => m.name).filter((name) => name !== o.guest && mailOf(name) !== o.facilitator);
if (others.length < speakers.length) throw new Error(`${speakers.length} people speak, but ${o.community} has ${others.length} members for them.`);
const people = new Map();
for (const [i, who] of speakers.entries()) people.set(who, await new Person(mailOf(others[i]), others[i]).signIn());
people.set(nick, await new Person(o['guest-mail'], o.guest).signIn());
for (const person of people.values()) await person.get(room); // its form's token
console.error(`${people.size} people, room ${base}${room}`);

// ---- who watches
const watchers = [], failures = [];
const waiting = new Set();
const newest = new Map();
function onBatch(circuit, bytes, at) {
  const batch = new RenderBatch(bytes), mine = newest.get(circuit);
  for (const [kind, name] of [['version', 'data-version'], ['votes', 'data-votes']]) {
    for (const value of batch.values(name)) mine[kind] = Math.max(mine[kind], Number(value));
  }
  for (const one of waiting) one(circuit, mine, at);
}
if (browsers) {
  await browsers.enter('watcher', [...people.values()][0].mail, o.password);
  await browsers.sit(room);
}
const before = sample(pids);
const watching = [...people.values()].filter((p) => p.mail !== o['guest-mail']);
for (let i = 0; i < o.n; i++) {
  const circuit = new Circuit(base + room, { cookie: watching[i % watching.length].cookie, deflate: false, negotiate: false, keepElements: true, onBatch });
  newest.set(circuit, { version: -1, votes: -1 });
  try { await circuit.start(); watchers.push(circuit); } catch (e) { failures.push(e.message); circuit.closing = true; }
}
console.error(`${watchers.length} circuits watch`);
await sleep(2000);

const late = { version: [], votes: [] };
let missed = 0, due = 0;
// Until every circuit has drawn something newer than it had when this was sent. One act at a time, so that it is this one.
async function seen(kind, send) {
  const had = new Map(watchers.map((c) => [c, newest.get(c)[kind]]));
  const left = new Set(watchers);
  let done;
  const all = new Promise((resolve) => { done = resolve; });
  const began = performance.now();
  const hear = (circuit, mine, at) => {
    if (!left.has(circuit) || mine[kind] <= had.get(circuit)) return;
    left.delete(circuit);
    late[kind].push(at - began);
    if (!left.size) done();
  };
  waiting.add(hear);
  due += watchers.length;
  try {
    const answer = await send();
    if (left.size) await Promise.race([all, sleep(o.patience * 1000)]);
    missed += left.size;
    return answer;
  } finally { waiting.delete(hear); }
}

// What is new waits behind a button: each watcher presses it, or a vote for it would change nothing on their screen.
const readOn = () => Promise.all(watchers.map(async (circuit) => {
  for (let pills = 0; pills < 2 && !circuit.closed && circuit.find('onclick class=newpill'); pills++) await circuit.dispatch('onclick class=newpill');
}));

// ---- the play
const played = []; // questions: { words, asker, wanted: Set, answer: { id, words }, comments: [{ by, words }] }
const key = (act) => `replay-${process.pid}-${acts.indexOf(act)}`;
const known = new Set();
async function play(act) {
  const person = people.get(act.who), question = played[act.question];
  if (act.does === 'ask') {
    const to = await seen('version', () => person.send(room, 'ask', { key: key(act), text: typed(act.words[0]) }));
    played[act.question] = { id: /#q-(\w+)/.exec(to)[1], words: act.words, asker: person.name, wanted: new Set([person.name]), comments: [] };
    await readOn();
  } else if (act.does === 'vote') {
    // The form's own "me too" says which way, so it is no second press that takes the vote back.
    await seen('votes', () => person.send(room, 'ask', { key: key(act), text: '', metoo: question.id }));
    question.wanted.add(person.name);
  } else if (act.does === 'answer') {
    await seen('version', () => browsers ? browsers.answer(room, question.id, act.words.map(typed).join('\n\n')) : person.send(`${room}/desk?question=${question.id}`, 'answer', { key: key(act), text: act.words.map(typed).join('\n\n'), act: 'send' }));
    const fresh = [...(await person.get(room)).matchAll(/<article class="answer" id="a-(\w+)"/g)].map((m) => m[1]).filter((a) => !known.has(a));
    if (fresh.length !== 1) throw new Error(`${fresh.length} new answers stand in the room, where one was sent.`);
    known.add(fresh[0]);
    question.answer = { id: fresh[0], words: act.words };
  } else {
    await person.send(`${room}/answers/${question.answer.id}`, 'comment', { key: key(act), text: typed(act.words[0]) });
    question.comments.push({ by: person.name, words: act.words });
  }
}
const start = performance.now(), load = sample(pids), faults = [], behind = [];
for (const [i, act] of acts.entries()) {
  const wait = start + (act.at * 60_000) / pace - performance.now();
  if (wait > 0) await sleep(wait); else behind.push(-wait);
  try { await play(act); } catch (e) { faults.push(`message ${act.at + 1}, ${act.does}: ${e.message}`); if (faults.length > 10) throw new Error(faults.join('\n')); }
  if (i % 50 === 49) console.error(`${i + 1} of ${acts.length} acts, ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
const seconds = (performance.now() - start) / 1000, after = sample(pids);
const alive = watchers.filter((c) => !c.closed).length;
if (browsers) {
  const all = played.filter(Boolean), answered = all.filter((q) => q.answer).length;
  const got = await browsers.watched(all.length - answered, answered);
  same('The watching browser: waiting', all.length - answered, got.waiting);
  same('The watching browser: answered', answered, got.answered);
  same('The watching browser: loaded once', true, got.loadedOnce);
  await browsers.close();
  await browsers.end();
} else {
  await press('wrap-up');
  await press('archive');
}
await Promise.all(watchers.map((c) => c.stop({ beacon: false })));

// ---- what was kept
const nobody = new Person('a visitor'); // the community is open: somebody without an account reads it
const archive = readArchive(await nobody.get(room));
const answers = played.filter((q) => q?.answer), rest = played.filter((q) => q && !q.answer);
const asked = played.filter(Boolean);
same('The archive: questions', asked.length, archive.questions);
same('The archive: answered', answers.length, archive.answeredCount);
same('The archive: of', asked.length, archive.ofThem);
same('The archive: answers on the page', answers.length, archive.answered.size);
same('The archive: open questions on the page', rest.length, archive.open.size);

function sameComments(what, expected, found = []) {
  same(`${what}: comments`, expected.length, found.length);
  expected.forEach((c, i) => {
    same(`${what}, comment ${i + 1}: by`, c.by, found[i]?.by);
    sameLines(`${what}, comment ${i + 1}`, c.words, found[i]?.words);
  });
}
function sameQuestion(what, q, found, spelt) {
  if (!found) { compared++; differences.push(`${what}: not there: ${q.words[0]}`); return; }
  sameLines(`${what}, question`, q.words.map(spelt), found.question);
  same(`${what}: asked by`, q.asker, found.asker);
  same(`${what}: votes`, q.wanted.size, found.wanted);
  if (!q.answer) return;
  sameLines(`${what}, answer`, q.answer.words.map(spelt), found.answer);
  sameComments(what, q.comments.map((c) => ({ by: c.by, words: c.words.map(spelt) })), found.comments);
}
const table = readTable(readCsv(await nobody.get(`${room}/export.csv`)));
const text = readText(await nobody.get(`${room}/export.md`));
sameLines('export.csv: the order of the questions', asked.map((q) => typed(q.words[0])), table.map((row) => row.question.join('\n')));
same('export.csv: rows', asked.length, table.length);
same('export.md: sections', asked.length, text.length);
for (const [i, q] of asked.entries()) {
  sameQuestion(`Archive, question ${i + 1}`, q, q.answer ? archive.answered.get(q.answer.id) : archive.open.get(q.id), (words) => words);
  for (const [file, rows] of [['export.csv', table], ['export.md', text]]) {
    const at = rows.findIndex((row) => row.asker === q.asker && row.question.join('\n') === typed(q.words[0]) && row.isAnswered === Boolean(q.answer));
    const [found] = at < 0 ? [] : rows.splice(at, 1);
    sameQuestion(`${file}, question ${i + 1}`, q, found, typed);
  }
}
const votes = asked.reduce((sum, q) => sum + q.wanted.size, 0);
const report = readReport(await ada.get(`${room}/report`));
const numbers = Object.fromEntries(readCsv(await ada.get(`${room}/report.csv`)).map((row) => [row.What, row.Number]));
for (const [where, got] of [['The report', report], ['report.csv', numbers]]) {
  const expected = {
    Questions: asked.length, Answered: answers.length, Open: rest.length, Votes: votes, 'Questions without a name': 0,
    'People who asked, with their name': new Set(asked.map((q) => q.asker)).size, 'Follow-ups': rest.length, 'Follow-ups still open': rest.length,
  };
  for (const [what, number] of Object.entries(expected)) same(`${where}: ${what}`, String(number), got[what]);
}
for (const what of Object.keys(numbers)) same(`The report's page and table: ${what}`, numbers[what] || 'none yet', report[what]);

const result = {
  at: new Date().toISOString(), hotseat: id, messages: messages.length, notMessages: log.others, leftOut: leftOut.length, people: people.size,
  played: { questions: asked.length, votes, answers: answers.length, answerLines: answers.reduce((a, q) => a + q.answer.words.length, 0), comments: asked.reduce((a, q) => a + q.comments.length, 0) },
  pace: { perMinute: +pace.toFixed(1), seconds: +seconds.toFixed(1), actsBehind: behind.length, mostBehindMs: Math.round(Math.max(0, ...behind)) },
  watchers: { opened: watchers.length, failed: failures.length, alive, drawingsDue: due, missed, wordsMs: summary(late.version, 0), votesMs: summary(late.votes, 0) },
  server: pids.length ? { cpu: cpuPct(load, after), mb: Math.round(after.rssKb / 1024), mbBefore: Math.round(before.rssKb / 1024) } : undefined,
  report: numbers, compared, differences: differences.length, faults: faults.length,
};
console.log(JSON.stringify(result, null, 1));
for (const fault of faults) console.log(`REFUSED  ${fault}`);
for (const one of failures.slice(0, 3)) console.log(`NOT OPENED  ${one}`);
for (const one of differences.slice(0, 40)) console.log(`DIFFERENT  ${one}`);
console.log(differences.length ? `${differences.length} differences of ${compared} compared` : `All ${compared} compared lines, names and counts are as played.`);
if (o.out) writeFileSync(o.out, JSON.stringify({ ...result, faultList: faults, differenceList: differences }, null, 1));
process.exit(differences.length || faults.length || failures.length || missed || alive < watchers.length ? 1 : 0);
