// What the site kept, taken out of its pages and files without the site's own code.

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
export const decode = (text) => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, dec, name) => hex ? String.fromCodePoint(parseInt(hex, 16)) : dec ? String.fromCodePoint(Number(dec)) : named[name] ?? all);

/// The lines somebody reads: one for each paragraph.
export function linesOf(html) {
  return html.replace(/<!--.*?-->/gs, '').split(/<\/?(?:p|li|ul|ol|h\d|blockquote|pre|div|table|tr|td|th|br|hr)\b[^>]*>/i)
    .map((part) => decode(part.replace(/<[^>]*>/g, '')).replace(/\s+/g, ' ').trim()).filter(Boolean);
}

/// The text that was typed back as lines.
export const linesTyped = (text) => text.split('\n').map((one) => one.trim()).filter(Boolean);

const inside = (html, open) => {
  const from = html.indexOf(open);
  return from < 0 ? '' : html.slice(from + open.length, html.indexOf('</div>', from));
};
const number = (text) => Number(text?.replace(/,/g, ''));

/// { answered: Map(answer id -> ...), open: Map(question id -> ...), questions, ofThem } of an archive page.
export function readArchive(html) {
  const answered = new Map(), open = new Map();
  for (const [, id, body] of html.matchAll(/<article class="answer" id="a-(\w+)"[^>]*>(.*?)<\/article>/gs)) {
    const [article, ...comments] = body.split(/<div class="comment" id="c-\w+">/);
    const meta = linesOf(/<p class="meta">(.*?)<\/p>/s.exec(article)?.[1] ?? '').join(' ');
    answered.set(id, {
      question: linesOf(inside(article, '<div class="ask" role="heading" aria-level="3">')),
      asker: /^Asked by ([^,]+?)(?:,.*)?\. [\d,]+ (?:person|people) wanted/.exec(meta)?.[1],
      wanted: number(/([\d,]+) (?:person|people) wanted/.exec(meta)?.[1]),
      answer: linesOf(inside(article, '<div class="prose">')),
      by: decode(/<div class="said">.*?<b>([^<]*)<\/b>/s.exec(article)?.[1] ?? ''),
      thanks: number(/([\d,]+) thanks<\/p>/.exec(article)?.[1] ?? '0'),
      comments: comments.map((c) => ({ by: decode(/<\/span>\s*([^,<]+)/.exec(c)?.[1] ?? '').trim(), words: linesOf(inside(c, '<div class="prose">')) })),
    });
  }
  const rest = /<section id="open".*?<\/section>/s.exec(html)?.[0] ?? '';
  for (const [, id, body] of rest.matchAll(/<li id="q-(\w+)"[^>]*>(.*?)<\/li>/gs)) {
    const meta = linesOf(/<p class="meta">(.*?)<\/p>/s.exec(body)?.[1] ?? '').join(' ');
    open.set(id, { question: linesOf(inside(body, '<div class="strong">')), asker: /^Asked by ([^,.]+)/.exec(meta)?.[1], wanted: number(/([\d,]+) (?:person|people) wanted/.exec(meta)?.[1]) });
  }
  const [, questions, some, of] = /<dt[^>]*>Questions<\/dt><dd[^>]*>([\d,]+)<\/dd><dt[^>]*>Answered<\/dt><dd[^>]*>([\d,]+) of ([\d,]+)<\/dd>/.exec(html) ?? [];
  return { answered, open, questions: number(questions), answeredCount: number(some), ofThem: number(of) };
}

// A spreadsheet is kept from calculating by an apostrophe before the field.
const whole = (field) => /^'+[\s\p{Cc}\p{Cf}]*[=+\-@\t\r＝＋－＠]/u.test(field) ? field.slice(1) : field;

/// Rows by question, as they stand in export.csv.
export function readTable(rows) {
  return rows.map((row) => ({
    question: linesTyped(whole(row.Question)), asker: row['Asked by'], wanted: Number(row['Wanted by']), answer: linesTyped(whole(row.Answer)), isAnswered: row['Answered by'] !== '', by: row['Answered by'], thanks: Number(row.Thanks),
    // A comment here is one line, so a blank one parts them.
    comments: !row.Comments ? [] : whole(row.Comments).split('\n\n').map((one) => /^(.+?), \d{4}-\d\d-\d\d \d\d:\d\d \S+: (.*)$/s.exec(one)).map((m) => ({ by: m?.[1], words: linesTyped(m?.[2] ?? '') })),
  }));
}

/// Sections of export.md.
export function readText(text) {
  return text.split(/^## /m).slice(1).map((section) => {
    const [heading, ...lines] = section.split('\n');
    const got = { question: [heading.replace(/\\(.)/g, '$1')], asker: undefined, wanted: NaN, answer: [], isAnswered: false, thanks: 0, comments: [] };
    let quote = null, first = true;
    for (const line of lines) {
      if (line.startsWith('>')) {
        if (!quote && first) quote = got.question = [];
        quote?.push(line.replace(/^> ?/, ''));
        continue;
      }
      if (!line) continue;
      first = false;
      let m;
      if ((m = /^(?:Asked by )?(.+?)(?:, .*)?, \d{4}-\d\d-\d\d .*?Wanted by (\d+)\./.exec(line))) { got.asker = m[1]; got.wanted = Number(m[2]); quote = null; }
      else if ((m = /^Answered by (.+?), \d{4}-/.exec(line))) { got.isAnswered = true; got.by = m[1]; quote = got.answer; }
      else if ((m = /^Thanks: (\d+)\.$/.exec(line))) { got.thanks = Number(m[1]); quote = null; }
      else if ((m = /^Comment by (.+?), \d{4}-/.exec(line))) { quote = []; got.comments.push({ by: m[1], words: quote }); }
      else quote = [];
    }
    const trim = (list) => list.map((one) => one.trim()).filter(Boolean);
    return { ...got, question: trim(got.question), answer: trim(got.answer), comments: got.comments.map((c) => ({ ...c, words: trim(c.words) })) };
  });
}

/// What -> number, of the report's page.
export const readReport = (html) => Object.fromEntries([...html.matchAll(/<dt>([^<]*)<\/dt>\s*<dd>([^<]*)<\/dd>/g)].map(([, what, n]) => [decode(what), decode(n)]));
