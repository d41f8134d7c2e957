#!/usr/bin/env node
// A real meeting's log goes through a live hotseat, in its order, while circuits watch; then everything the site kept is read back and
// compared, line by line. See README.md.
import { writeFileSync } from 'node:fs';
import { sample, cpuPct, sleep, args } from '../circuits/stats.mjs';
import { readCsv } from '../real-input/files.mjs';
import { Person } from './person.mjs';
import { Watchers } from './watchers.mjs';
import { readLog, acts as actsOf, typed, WELCOME } from './log.mjs';
import { decode } from './read-back.mjs';
import { Comparison, compare } from './kept.mjs';

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
  guest: 'Gus Hallam',            // the members who sit in the hotseat
  colleague: 'Joan Petrie',
  'guest-nick': [],               // who they are in the log; otherwise its busiest speakers
  n: 50,                          // circuits that watch
  'per-minute': 60,               // messages of the log
  speed: 0,                       // instead: so many times as fast as if the log were one hour
  most: 0,                        // play only so many messages
  patience: 5,                    // seconds a watcher may take
  'server-pid': [],
  browsers: false,                // the facilitator, the guests and one who watches are Chromium
  browser: '/usr/bin/chromium',
  out: '',
  'through-faults': false,        // servers die meanwhile: watchers may come back, what gets no answer is sent again, and who started this is told of each act
});
const base = o.url.replace(/\/$/, '');
const pids = o['server-pid'].map(Number);
const leads = ['Ada Osei', 'Bo Lindqvist', 'Cy Morrow', 'Dot Ashdown', 'Eve Calder', 'Gus Hallam', 'Fay Winter', 'Ned Marsh'];
const mailOf = (name) => `${leads.includes(name) ? name.split(' ')[0].toLowerCase() : name.toLowerCase().split(' ').join('.')}@demo.test`;

const person = (mail, name) => new Person(base, mail, name, o['through-faults'] ? 30 : 0);
const tell = (what) => process.send?.(what);
process.once('disconnect', () => process.exit(1)); // whoever started this is gone
const to = new Comparison();

// ---- the log
const log = readLog(path);
const messages = o.most ? log.messages.slice(0, o.most) : log.messages;
const { guests: nicks, speakers, acts, leftOut, questions: meant } = actsOf(messages, o['guest-nick']);
const pace = o.speed ? (messages.length / 60) * o.speed : o['per-minute'];
const count = (does) => acts.filter((act) => act.does === does).length;
console.error(`${messages.length} messages: ${count('ask')} questions, ${count('vote')} votes, ${count('answer')} answers, ${count('thank')} thanks, ${count('comment')} comments; ${leftOut.length} messages left out. ${nicks.join(' and ')} sit in the hotseat.`);
if (!count('ask')) { console.error('Nobody asks anything in this log.'); process.exit(2); }

// ---- the hotseat and its people
const ada = await person(o.facilitator).signIn(o.password);
const plan = await ada.get(`/communities/${o.community}/hotseats/new`);
const members = [...plan.matchAll(/<option value="(\w+)"[^>]*>([^<]*)<\/option>/g)].map(([, id, words]) => ({ id, name: decode(words).split(',')[0] })).filter((m) => m.id.length > 3);
const seat = members.find((m) => m.name === o.guest);
for (const name of [o.guest, o.colleague]) if (!members.some((m) => m.name === name)) throw new Error(`${name} is no member of ${o.community}, or the form has no list of members.`);

// Who asked with their name in this community before: out of the tables of its other hotseats.
const askedBefore = new Set();
const others = new Set([...(await ada.get(`/communities/${o.community}`)).matchAll(/hotseats\/([a-z0-9]{12})(?=["#?])/g)].map((m) => m[1]));
for (const other of others) for (const row of readCsv(await ada.get(`/hotseats/${other}/export.csv`))) askedBefore.add(row['Asked by']);

const pad = new Date(Date.now() + 30 * 60_000).toISOString();
const minutes = Math.min(720, Math.max(60, Math.ceil(messages.length / pace) + 60));
const drafted = await ada.send(`/communities/${o.community}/hotseats/new`, 'schedule', {
  key: `replay-${process.pid}-${Date.now()}`, who: 'guest', title: 'A meeting, played again', about: 'A real meeting from its log.', date: pad.slice(0, 10), start: pad.slice(11, 16), minutes,
  zone: 'Etc/UTC', opens: 'announcement', guest: seat.id, introduction: '', approval: 'at-once', seeds: WELCOME, act: 'save',
}, false);
const id = /hotseats\/(\w+)/.exec(drafted)[1];
const room = `/hotseats/${id}`, desk = `${room}/console`;
const onConsole = async (form, fields, at = desk) => { await ada.get(at); await ada.send(at, form, fields, false); };
const wentLive = { most: Date.now() };
let browsers = null;
if (o.browsers) {
  browsers = await (await import('./browsers.mjs')).Browsers.start(base, room, (words) => to.complain(words));
  await browsers.facilitate(o.facilitator, o.password, o.colleague);
} else {
  await onConsole('act', { do: 'seat', member: o.colleague, line: '' }, `${room}/panel`);
  await onConsole('acts', { act: 'announce' });
  await onConsole('acts', { act: 'go-live' });
}
wentLive.least = Date.now();

const seats = [o.guest, o.colleague];
const free = members.map((m) => m.name).filter((name) => !seats.includes(name) && mailOf(name) !== o.facilitator);
if (free.length < speakers.length) throw new Error(`${speakers.length} people speak, but ${o.community} has ${free.length} members for them.`);
const people = new Map();
for (const [i, who] of [...speakers, ...nicks].entries()) {
  const name = [...free.slice(0, speakers.length), ...seats][i];
  people.set(who, await person(mailOf(name), name).signIn(o.password));
}
for (const each of people.values()) await each.get(room); // its form's token
console.error(`${people.size} people, room ${base}${room}`);

// ---- who watches
if (browsers) {
  await browsers.sit([...people.values()][0].mail, o.password);
  for (const nick of nicks) await browsers.desk(nick, people.get(nick).mail, o.password);
  await browsers.toConsole();
}
const before = sample(pids);
const watching = [...people.values()].filter((p) => !seats.includes(p.name));
const watchers = await Watchers.open(o.n, base + room, watching.map((p) => p.cookie), o['through-faults']);
console.error(`${watchers.all.length} circuits watch`);
tell({ watching: watchers.all.length, room });
await sleep(2000);
const seen = (kind, send, how) => watchers.seen(kind, send, { patience: o.patience, ...how });

// ---- the play
const nobody = person('a visitor'); // the community is open: somebody without an account reads it
// By number: { words, asker, naming, wanted: Set, merged: [], answer: { id, words, by }, thanks: Set, comments: [{ by, words }] }. Least and most: between which moments it was.
const made = (fields) => ({ wanted: new Set(), merged: [], thanks: new Set(), comments: [], ...fields });
const seed = [...(await ada.get(desk)).matchAll(/<li id="q-(\w+)"/g)].map((m) => m[1]);
if (seed.length !== 1) throw new Error(`${seed.length} questions stand in the queue, where one seed was planted.`);
const played = [made({ id: seed[0], words: [WELCOME], naming: 'name', ...wentLive })];
const key = (act) => `replay-${process.pid}-${acts.indexOf(act)}`;
const known = new Set();
let readsFirst = false, answersSent = 0;
async function readFirst(isFirst) {
  if (readsFirst === isFirst) return;
  if (browsers) await browsers.readFirst(isFirst); else await onConsole('approve', { switch: isFirst ? 'on' : 'off' });
  readsFirst = isFirst;
}

async function appears(who, at, words) {
  for (let tries = 0; tries < 120; tries++) {
    const page = await who.get(at);
    if (page.includes(words)) return page;
    await sleep(500);
  }
  throw new Error(`after a minute still not at ${at}: ${words}`);
}

async function ask(act, who) {
  const { naming, approved } = meant[act.question], had = watchers.drawn();
  await readFirst(Boolean(approved));
  const most = Date.now(), isLate = naming !== 'name', how = { counted: !isLate, patience: isLate ? 30 : o.patience };
  const send = () => who.send(room, 'ask', { key: key(act), text: typed(act.words[0]), naming });
  let to;
  if (approved) {
    to = await send();
    const one = /#q-(\w+)/.exec(to)[1];
    // One without a name comes before the facilitators some seconds later, too.
    await appears(ada, desk, `name="one" value="${one}"`);
    await seen('version', () => browsers ? browsers.approve(one) : onConsole('approve', { one }), how);
  } else if (isLate) to = await send();
  else to = await seen('version', send, how);
  if (isLate) {
    const page = await appears(nobody, `${room}?sort=newest`, `id="q-${/#q-(\w+)/.exec(to)[1]}"`);
    // Each server counts its versions for itself, so with two of them this page's says nothing of another's.
    await watchers.newerThan(o['through-faults'] ? had : Number(/data-version="(\d+)"/.exec(page)[1]));
  }
  played[act.question] = made({ id: /#q-(\w+)/.exec(to)[1], words: act.words, naming, approved, asker: who.name, most: most - (isLate ? 60_000 : 0), least: Date.now() });
  played[act.question].wanted.add(who.name);
  await watchers.readOn();
}

async function answer(act, who, question) {
  const text = act.words.map(typed).join('\n\n'), at = `${room}/desk?question=${question.id}`;
  // What the desk's buttons do is drawn too, and is waited for before the answer is sent.
  const quiet = { counted: false };
  if (browsers) {
    await seen('version', () => browsers.claim(act.who, question.id, answersSent++ % 3 === 1), quiet);
    await seen('version', () => browsers.choose(act.who, question.id), quiet);
  } else await seen('version', async () => { await who.get(`${room}/desk`); await who.send(`${room}/desk`, 'choose', { keep: question.id }, false); }, quiet);
  const least = Date.now();
  await seen('version', () => browsers ? browsers.answer(act.who, question.id, text) : who.send(at, 'answer', { key: key(act), text, act: 'send' }));
  const fresh = [...(await who.get(room)).matchAll(/<article class="answer" id="a-(\w+)"/g)].map((m) => m[1]).filter((a) => !known.has(a));
  if (fresh.length !== 1) throw new Error(`${fresh.length} new answers stand in the room, where one was sent.`);
  known.add(fresh[0]);
  question.answer = { id: fresh[0], words: act.words, by: who.name, least, most: Date.now() };
}

async function play(act) {
  const who = people.get(act.who), question = played[act.question];
  if (act.does === 'ask') return ask(act, who);
  if (!question) throw new Error('its question was refused before');
  if (act.does === 'answer') return answer(act, who, question);
  if (act.does === 'vote') {
    // The form's own "me too" says which way, so it is no second press that takes the vote back.
    await seen('votes', () => who.send(room, 'ask', { key: key(act), text: '', metoo: question.id }));
    question.wanted.add(who.name);
  } else if (act.does === 'thank') {
    await who.send(room, 'thanks', { thank: question.answer.id }, false);
    question.thanks.add(who.name);
  } else if (act.does === 'comment') {
    await who.send(`${room}/answers/${question.answer.id}`, 'comment', { key: key(act), text: typed(act.words[0]) });
    question.comments.push({ by: who.name, words: act.words });
  } else if (act.does === 'merge') {
    const stays = played[act.into];
    if (browsers) await browsers.chooseToMerge(stays.id, question.id);
    await seen('version', () => browsers ? browsers.merge() : onConsole('merge', { chosen: [stays.id, question.id], stays: stays.id }, `${room}/merge?chosen=${stays.id}&chosen=${question.id}`));
    question.into = stays;
  } else {
    await seen('version', () => browsers ? browsers.undo(question.id) : onConsole('aside', { unmerge: question.id }));
    delete question.into;
  }
}
const start = performance.now(), load = sample(pids), faults = [], behind = [];
for (const [i, act] of acts.entries()) {
  const wait = start + (act.at * 60_000) / pace - performance.now();
  if (wait > 0) await sleep(wait); else behind.push(-wait);
  tell({ act: i, of: acts.length, does: act.does });
  try { await play(act); } catch (e) { faults.push(`message ${act.at + 1}, ${act.does}: ${e.message}`); if (faults.length > 10) throw new Error(faults.join('\n')); }
  if (i % 50 === 49) console.error(`${i + 1} of ${acts.length} acts, ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
const seconds = (performance.now() - start) / 1000, after = sample(pids);
const watched = watchers.count();
// What was merged at last stands in another one: its words are gone from the page, its people are counted there once.
for (const q of played.filter((q) => q?.into)) { q.into.merged.push(q); for (const name of q.wanted) q.into.wanted.add(name); }
const standing = played.filter((q) => q && !q.into), answers = standing.filter((q) => q.answer);
if (browsers) {
  const got = await browsers.watched(standing.length - answers.length, answers.length);
  to.same('The watching browser: waiting', standing.length - answers.length, got.waiting);
  to.same('The watching browser: answered', answers.length, got.answered);
  to.same('The watching browser: loaded once', true, got.loadedOnce);
  await browsers.close();
  await browsers.end();
} else {
  await onConsole('acts', { act: 'wrap-up' });
  await onConsole('acts', { act: 'archive' });
}
const signedOut = o['through-faults'] ? await watchers.signedOut() : 0;
await watchers.end();

// ---- what was kept
const readable = new Set([...seats, ...standing.flatMap((q) => [...q.comments.map((c) => c.by), ...[q, ...q.merged].filter((p) => p.naming === 'name').map((p) => p.asker)])]);
const present = new Set([...watching.slice(0, o.n).map((p) => p.name), ...browsers ? [...seats, o.facilitator, [...people.values()][0].name] : []]);
const numbers = await compare(to, room, nobody, ada, {
  questions: standing, people: [...people.values()].map((p) => [p.name, readable.has(p.name)]), came: people.size + (browsers ? 1 : 0), peak: present.size, askedBefore, wentLive,
});
const votes = standing.reduce((sum, q) => sum + q.wanted.size, 0);

const result = {
  at: new Date().toISOString(), hotseat: id, messages: messages.length, notMessages: log.others, leftOut: leftOut.length, people: people.size,
  played: {
    questions: played.filter(Boolean).length, standing: standing.length, withoutName: played.filter((q) => q?.naming === 'none').length, toFacilitators: played.filter((q) => q?.naming === 'facilitators').length, approved: played.filter((q) => q?.approved).length,
    votes, answers: answers.length, answerLines: answers.reduce((a, q) => a + q.answer.words.length, 0), thanks: standing.reduce((a, q) => a + q.thanks.size, 0), comments: standing.reduce((a, q) => a + q.comments.length, 0),
    namedNowhere: [...people.values()].filter((p) => !readable.has(p.name)).length, contests: browsers?.contests,
  },
  pace: { perMinute: +pace.toFixed(1), seconds: +seconds.toFixed(1), actsBehind: behind.length, mostBehindMs: Math.round(Math.max(0, ...behind)) },
  watchers: watched,
  throughFaults: o['through-faults'] ? { signedOut, sentAgain: [ada, nobody, ...people.values()].reduce((sum, p) => sum + p.sentAgain, 0) } : undefined,
  server: pids.length ? { cpu: cpuPct(load, after), mb: Math.round(after.rssKb / 1024), mbBefore: Math.round(before.rssKb / 1024) } : undefined,
  report: numbers, compared: to.compared, differences: to.differences.length, faults: faults.length,
};
console.log(JSON.stringify(result, null, 1));
for (const fault of faults) console.log(`REFUSED  ${fault}`);
for (const one of watchers.failures.slice(0, 3)) console.log(`NOT OPENED  ${one}`);
for (const one of watchers.stuck().slice(0, 3)) console.log(`STUCK  ${one}`);
for (const one of to.differences.slice(0, 40)) console.log(`DIFFERENT  ${one}`);
console.log(to.differences.length ? `${to.differences.length} differences of ${to.compared} compared` : `All ${to.compared} compared lines, names and counts are as played.`);
if (o.out) writeFileSync(o.out, JSON.stringify({ ...result, faultList: faults, differenceList: to.differences }, null, 1));
const isWhole = !watchers.failures.length && !watched.missed && !signedOut && watched.alive === watched.opened && (o['through-faults'] || !watched.cameBack);
process.exit(to.differences.length || faults.length || !isWhole ? 1 : 0);
