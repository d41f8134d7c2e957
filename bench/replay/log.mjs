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

/// { guest, speakers, acts, leftOut }. Acts: { does: 'ask' | 'vote' | 'answer' | 'comment', who, question: its index, words: [line], at: the message }.
export function acts(messages, guestNamed) {
  const count = new Map();
  for (const { speaker } of messages) count.set(speaker, (count.get(speaker) ?? 0) + 1);
  const guest = guestNamed || [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
  if (!count.has(guest)) throw new Error(`${guest} says nothing in this log.`);
  const speakers = [...count.keys()].filter((who) => who !== guest);

  const acts = [], questions = [], leftOut = [];
  let current = null; // the question whose answer came last
  for (let i = 0; i < messages.length; i++) {
    const { speaker: who, words } = messages[i];
    if (typed(words).length > MOST) { leftOut.push(words); continue; }
    if (who !== guest && asks(words)) {
      const question = questions.push({ who, at: i, answered: false }) - 1;
      acts.push({ does: 'ask', who, question, words: [words], at: i });
      for (const voter of votersFor(question + 1, who, speakers)) acts.push({ does: 'vote', who: voter, question, at: i });
      continue;
    }
    if (who === guest) {
      // One after the other, the guest's lines are one reply.
      const said = [words];
      let last = i;
      while (messages[last + 1]?.speaker === guest && typed(messages[last + 1].words).length <= MOST) said.push(messages[++last].words);
      const open = [...questions.keys()].filter((q) => !questions[q].answered && i - questions[q].at <= STILL_MEANT);
      const named = open.filter((q) => said[0].toLowerCase().startsWith(questions[q].who.toLowerCase()));
      const question = named.at(-1) ?? open.at(-1);
      if (question !== undefined) {
        questions[question].answered = true;
        current = question;
        acts.push({ does: 'answer', who, question, words: said, at: i });
      } else if (current !== null) said.forEach((one, n) => acts.push({ does: 'comment', who, question: current, words: [one], at: i + n }));
      else leftOut.push(...said);
      i = last;
      continue;
    }
    if (current === null) leftOut.push(words);
    else acts.push({ does: 'comment', who, question: current, words: [words], at: i });
  }
  return { guest, speakers, acts, leftOut };
}
