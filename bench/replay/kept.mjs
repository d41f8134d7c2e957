// Everything the site kept of a replay, read back and compared with what was played, line by line.
import { readCsv } from '../real-input/files.mjs';
import { typed, WELCOME } from './log.mjs';
import { readArchive, readTable, readText, readReport, decode } from './read-back.mjs';

export class Comparison {
  differences = [];
  compared = 0;

  complain(words) { this.differences.push(words); }

  same(what, expected, found) {
    this.compared++;
    if (expected !== found) this.differences.push(`${what}: played ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  }

  lines(what, expected, found = []) {
    for (let i = 0; i < Math.max(expected.length, found.length); i++) this.same(`${what}, line ${i + 1}`, expected[i], found[i]);
  }

  comments(what, expected, found = []) {
    this.same(`${what}: comments`, expected.length, found.length);
    expected.forEach((c, i) => {
      this.same(`${what}, comment ${i + 1}: by`, c.by, found[i]?.by);
      this.lines(`${what}, comment ${i + 1}`, c.words, found[i]?.words);
    });
  }

  question(what, q, asker, found, spelt) {
    if (!found) { this.compared++; this.complain(`${what}: not there: ${q.words[0]}`); return; }
    this.lines(`${what}, question`, q.words.map(spelt), found.question);
    this.same(`${what}: asked by`, asker, found.asker);
    this.same(`${what}: votes`, q.wanted.size, found.wanted);
    if (!q.answer) return;
    this.lines(`${what}, answer`, q.answer.words.map(spelt), found.answer);
    this.same(`${what}: answered by`, q.answer.by, found.by);
    this.same(`${what}: thanks`, q.thanks.size, found.thanks);
    this.comments(what, q.comments.map((c) => ({ by: c.by, words: c.words.map(spelt) })), found.comments);
  }

  between(what, least, most, found) {
    this.compared++;
    if (!(found >= least && found <= most)) this.complain(`${what}: played ${least} to ${most}, found ${found}`);
  }
}

/// Of a question as it stands at last: the names that may be read of who asked it and of what was merged into it.
const parts = (q) => [q, ...q.merged];
const asked = (q) => {
  const names = [...new Set(parts(q).filter((p) => p.naming === 'name').map((p) => p.asker))], nameless = parts(q).filter((p) => p.naming !== 'name').length;
  return [...names, ...nameless === 0 ? [] : nameless > 1 ? [`${nameless} members`] : [names.length ? 'a member' : 'A member']].join(' and ');
};
const median = (all) => { const a = [...all].sort((x, y) => x - y), m = a.length >> 1; return a.length % 2 ? a[m] : Math.round((a[m - 1] + a[m]) / 2); };

/// played: { questions, people (name -> whether it may be read somewhere), came, peak, firstTimers, wentLive }. Gives the report's numbers.
export async function compare(to, room, nobody, facilitator, played) {
  const { questions } = played; // the welcome first
  const page = await nobody.get(room), archive = readArchive(page);
  const answers = questions.filter((q) => q.answer), rest = questions.filter((q) => !q.answer);
  to.same('The archive: questions', questions.length, archive.questions);
  to.same('The archive: answered', answers.length, archive.answeredCount);
  to.same('The archive: of', questions.length, archive.ofThem);
  to.same('The archive: answers on the page', answers.length, archive.answered.size);
  to.same('The archive: open questions on the page', rest.length, archive.open.size);

  const files = { 'export.csv': await nobody.get(`${room}/export.csv`), 'export.md': await nobody.get(`${room}/export.md`) };
  const full = readCsv(await facilitator.get(`${room}/export-full.csv`));
  const table = readTable(readCsv(files['export.csv'])), text = readText(files['export.md']);
  to.lines('export.csv: the questions', questions.map((q) => typed(q.words[0])).sort(), table.map((row) => row.question.join('\n')).sort());
  to.same('export.csv: rows', questions.length, table.length);
  to.same('export.md: sections', questions.length, text.length);
  to.same('export-full.csv: rows', questions.length, full.length);
  for (const [i, q] of questions.entries()) {
    const asker = q.words[0] === WELCOME ? 'Seed question' : asked(q);
    const onPage = q.answer ? archive.answered.get(q.answer.id) : archive.open.get(q.id);
    to.question(`Archive, question ${i}`, q, asker === 'Seed question' ? undefined : asker === 'A member' ? 'a member' : asker, onPage, (words) => words);
    for (const [file, rows] of [['export.csv', table], ['export.md', text]]) {
      const at = rows.findIndex((row) => row.question.join('\n') === typed(q.words[0]) && row.isAnswered === Boolean(q.answer) && row.wanted === q.wanted.size);
      const [found] = at < 0 ? [] : rows.splice(at, 1);
      to.question(`${file}, question ${i}`, q, asker, found, typed);
    }
    // Who gave no name stands nowhere beside the question; who gave it to the facilitators stands in their table alone.
    const at = full.findIndex((row) => row.Question.replace(/^'/, '') === typed(q.words[0]) && (row.State === 'answered') === Boolean(q.answer));
    const [given] = at < 0 ? [] : full.splice(at, 1);
    to.same(`export-full.csv, question ${i}: the name for facilitators`, q.naming === 'facilitators' ? q.asker : '', given?.['Name for facilitators'].split(',')[0]);
    to.same(`export-full.csv, question ${i}: asked by`, asker, given?.['Asked by']);
  }
  const print = await nobody.get(`${room}/print`);
  for (const [name, isReadable] of played.people) {
    if (isReadable) continue;
    for (const [where, words] of [['The archive', page], ['The printed page', print], ...Object.entries(files), ['export-full.csv', full.map((row) => JSON.stringify({ ...row, 'Name for facilitators': '' })).join()]]) {
      to.same(`${where} names ${name}, who said nothing with a name`, false, decode(words).includes(name));
    }
  }

  const report = readReport(await facilitator.get(`${room}/report`));
  const numbers = Object.fromEntries(readCsv(await facilitator.get(`${room}/report.csv`)).map((row) => [row.What, row.Number]));
  const named = new Set(questions.flatMap(parts).filter((q) => q.naming === 'name' && q.asker).map((q) => q.asker));
  const expected = {
    'People who came': played.came, 'Most at once': played.peak, Questions: questions.length, Answered: answers.length, Open: rest.length,
    Votes: questions.reduce((sum, q) => sum + q.wanted.size, 0), 'Questions without a name': questions.filter((q) => parts(q).every((p) => p.naming !== 'name')).length,
    'People who asked, with their name': named.size, 'Of them, for the first time here': [...named].filter((name) => !played.askedBefore.has(name)).length,
    'Follow-ups': rest.length, 'Follow-ups still open': rest.length,
  };
  for (const [where, got] of [['The report', report], ['report.csv', numbers]]) {
    for (const [what, number] of Object.entries(expected)) to.same(`${where}: ${what}`, String(number), got[what]);
    // Whole minutes: they may fall on either side of what this program's own watch says.
    const minutes = (which) => median(answers.map((q) => Math.max(0, Math.floor((q.answer[which] - Math.max(q[which], played.wentLive[which])) / 60_000))));
    to.between(`${where}: median minutes to an answer`, minutes('least'), minutes('most'), Number(got['Median minutes to an answer']));
  }
  for (const what of Object.keys(numbers)) to.same(`The report's page and table: ${what}`, numbers[what] || 'none yet', report[what]);
  return numbers;
}
