// What the site's files say, read by programs of their own.
import { spawnSync } from 'node:child_process';

/// Rows of a CSV file (RFC 4180), by heading.
export function readCsv(text) {
    const rows = [[]];
    let field = '', quoted = false;
    for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
        const sign = text[i];
        if (quoted) {
            if (sign !== '"') field += sign;
            else if (text[i + 1] === '"') field += text[++i];
            else quoted = false;
        } else if (sign === '"') quoted = true;
        else if (sign === ',' || sign === '\n') {
            rows.at(-1).push(field);
            field = '';
            if (sign === '\n') rows.push([]);
        } else if (sign !== '\r') field += sign;
    }
    if (field || rows.at(-1).length) rows.at(-1).push(field);
    const [headings, ...others] = rows.filter(row => row.length);
    return others.map(row => Object.fromEntries(headings.map((heading, i) => [heading, row[i]])));
}

/// The questions of a Markdown export: { question, answer, asker, wanted }. What was written stands in quotations; a short question is the heading alone.
export function readMarkdown(text) {
    return text.split(/^## /m).slice(1).map(section => {
        const [heading, ...lines] = section.split('\n');
        const quotations = [];
        let before = '', inside = false;
        for (const line of lines) {
            if (line.startsWith('>')) {
                if (!inside) quotations.push('');
                quotations[quotations.length - 1] += line.replace(/^> ?/, '') + '\n';
            } else before += line + '\n';
            inside = line.startsWith('>');
        }
        const [, asker] = /^Asked by ([^,\n]+)/m.exec(before) ?? [];
        const [, wanted] = /Wanted by (\d+)\./.exec(before) ?? [];
        const answer = /^Answered by /m.test(before) ? quotations.pop() : '';
        return { question: quotations[0] ?? heading.replace(/\\(.)/g, '$1'), answer, asker, wanted: Number(wanted) };
    });
}

/// Events of a calendar file, as Python's icalendar reads them.
export function readCalendar(bytes) {
    const script = 'import sys, json\nfrom icalendar import Calendar\nprint(json.dumps([dict(title=str(e["SUMMARY"]), start=e.decoded("DTSTART").isoformat(), end=e.decoded("DTEND").isoformat()) for e in Calendar.from_ical(sys.stdin.buffer.read()).walk("VEVENT")]))';
    const read = spawnSync('/usr/bin/python3', ['-c', script], { input: bytes, encoding: 'utf8' });
    if (read.status !== 0) throw new Error(`The calendar file was not read (it takes Debian's python3-icalendar): ${read.stderr.trim().split('\n').pop()}`);
    return JSON.parse(read.stdout);
}
