// A meeting's log as acts of a hotseat: who asks, who answers, what is said under it, who wants it too. The same log gives the same acts.
import { readFileSync } from 'node:fs';

const MOST = 1000;        // letters of a question and of a comment
const STILL_MEANT = 12;   // so many messages later, a reply of the guest is to something else

const address = /\b(?:https?:\/\/|ftp:\/\/|www\.|mailto:)\S+/gi;
const line = (text) => text.replace(/\s+/g, ' ').trim().normalize('NFC');

/// { speaker, words } of each message. "**\<nick\>** words" and "<nick> words" are read; what somebody does ("* nick waves") is no message.
export function readLog(path) {
  const messages = [];
  let others = 0;
  for (const raw of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const found = /^\s*(?:\*\*)?\\?<([^>]+?)\\?>(?:\*\*)?\s+(.*)$/.exec(raw);
    const words = found && line(found[2].replace(/\\([!-/:-@[-`{-~])/g, '$1')); // the log is Markdown: \_ is a typed _
    if (words) messages.push({ speaker: found[1].replace(/\\/g, ''), words });
    else if (/^\s*\\?\* \S/.test(raw)) others++;
  }
  return { messages, others };
}

/// What has to be typed so that the words are shown as they are: no sign of theirs is a mark, and an address stays one.
export function typed(words) {
  let out = '', at = 0;
  const plain = (part) => part.replace(/[\\`*_[\]<>~]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&');
  for (const link of words.matchAll(address)) {
    out += plain(words.slice(at, link.index)) + link[0];
    at = link.index + link[0].length;
  }
  out += plain(words.slice(at));
  return out.replace(/^([#+=-])/, '\\$1').replace(/^(\d+)(?=[.)])/, '$1\\');
}

export const asks = (words) => /\?(?!\w)/.test(words.replace(address, ' '));

function hash(text) {
  let h = 0x811c9dc5;
  for (const byte of Buffer.from(text)) h = Math.imul(h ^ byte, 0x01000193) >>> 0;
  return h;
}

/// The rule of the votes: one speaker in four, by a hash of the number and the name; never the asker, never the guest.
export const votersFor = (number, asker, speakers) => speakers.filter((who) => who !== asker && hash(`${number} ${who}`) % 4 === 0);

/// How the asker of a question is shown: one in six without a name, one in six to the facilitators only.
export const namingOf = (number) => ['none', 'facilitators'][hash(`${number} is asked by`) % 6] ?? 'name';

/// One speaker in five thanks for an answer.
const thankersFor = (number, speakers) => speakers.filter((who) => hash(`${number} thanked by ${who}`) % 5 === 0);

export const WELCOME = 'What is this hour about, and how does it go?';
const WELCOME_ANSWER = 'Welcome, everybody. Say hello under this, and then ask.';

/// { guests, speakers, acts, leftOut, questions }. Acts: { does: 'ask' | 'vote' | 'answer' | 'thank' | 'comment' | 'merge' | 'undo', who, question: its number, words: [line], at: the
/// message }. Question 0 is the welcome, a seed: what was said before the first answer stands under its answer.
export function acts(messages, named = []) {
  const count = new Map();
  for (const { speaker } of messages) count.set(speaker, (count.get(speaker) ?? 0) + 1);
  const busiest = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([who]) => who);
  const guests = [...named, ...busiest.filter((who) => !named.includes(who))].slice(0, 2);
  for (const guest of guests) if (!count.has(guest)) throw new Error(`${guest} says nothing in this log.`);
  const speakers = [...count.keys()].filter((who) => !guests.includes(who));

  const acts = [], questions = [{ who: null, at: -1, answered: true, naming: 'name' }], leftOut = [];
  const answer = (who, question, words, at) => {
    questions[question].answered = true;
    acts.push({ does: 'answer', who, question, words, at });
    for (const thanks of thankersFor(question, speakers)) acts.push({ does: 'thank', who: thanks, question, at });
  };
  answer(guests[0], 0, [WELCOME_ANSWER], 0);
  let current = 0; // the question whose answer came last
  for (let i = 0; i < messages.length; i++) {
    const { speaker: who, words } = messages[i];
    if (typed(words).length > MOST) { leftOut.push(words); continue; }
    if (!guests.includes(who)) {
      if (!asks(words)) { acts.push({ does: 'comment', who, question: current, words: [words], at: i }); continue; }
      const question = questions.push({ who, at: i, answered: false }) - 1;
      questions[question].naming = namingOf(question);
      acts.push({ does: 'ask', who, question, words: [words], at: i });
      for (const voter of votersFor(question, who, speakers)) acts.push({ does: 'vote', who: voter, question, at: i });
      continue;
    }
    // One after the other, a guest's lines are one reply.
    const said = [words];
    let last = i;
    while (messages[last + 1]?.speaker === who && typed(messages[last + 1].words).length <= MOST) said.push(messages[++last].words);
    const open = [...questions.keys()].filter((q) => !questions[q].answered && i - questions[q].at <= STILL_MEANT);
    const question = open.filter((q) => said[0].toLowerCase().startsWith(questions[q].who.toLowerCase())).at(-1) ?? open.at(-1);
    if (question !== undefined) answer(who, current = question, said, i);
    else said.forEach((one, n) => acts.push({ does: 'comment', who, question: current, words: [one], at: i + n }));
    i = last;
  }

  // The middle third of the questions appears when a facilitator has read it.
  const asked = questions.length - 1;
  questions.forEach((q, number) => { q.approved = number > asked / 3 && number <= (2 * asked) / 3; });
  // The first two that nobody answers become one, two again, and one.
  const [stays, goes] = [...questions.keys()].filter((q) => !questions[q].answered);
  if (goes !== undefined) {
    const last = acts.findLastIndex((act) => act.question === goes), at = acts[last].at;
    acts.splice(last + 1, 0, ...['merge', 'undo', 'merge'].map((does) => ({ does, question: goes, into: stays, at })));
  }
  return { guests, speakers, acts, leftOut, questions };
}
