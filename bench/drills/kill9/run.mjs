// The server is killed under load, again and again: is everything there that it had acknowledged? README.md says how.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Site, browserOptions, freePort, option, rest, signIn, until } from '../../site.mjs';
import { look } from './table.mjs';
import { Writer, newKey } from './writer.mjs';

const rounds = Number(option('rounds', '20'));
const folder = await mkdtemp(path.join(tmpdir(), 'hub-kill-'));
const file = path.join(folder, 'hub.db');
const site = new Site(await freePort(), folder, { published: option('published') });
const faults = [];
const asked = new Map(), answered = new Map(), votes = new Map(), drafts = new Map(), sent = new Set();
const unanswered = [];
let acknowledged = 0, isOver = false, goOn, hotseat, room, number = 0;
let running = Promise.resolve();

const text = what => { const words = `Drill ${what} ${++number} ${newKey()}`; sent.add(words); return words; };

// Until it is acknowledged: after a crash the same form with the same key goes again, as hub.js sends it.
async function surely(act) {
    for (; ;) {
        await running;
        if (isOver) return null;
        try {
            const result = await act();
            acknowledged++;
            return result;
        } catch (fault) {
            if (fault.isRefused && !/^5/.test(fault.message)) { faults.push(`Refused: ${fault.message}`); return null; }
            await rest(50);
        }
    }
}

async function asker(who) {
    while (!isOver) {
        const [words, key] = [text('question'), newKey()];
        const to = await surely(() => who.post(room, 'ask', { text: words, key }, room));
        if (!to) continue;
        asked.set(words, to.split('#q-')[1]);
        unanswered.push(asked.size % 2 ? { id: asked.get(words), words } : null);
        await rest(Math.random() * 60);
    }
}

async function guest(who) {
    while (!isOver) {
        const question = unanswered.shift();
        if (!question) { await rest(20); continue; }
        const [words, key] = [text('answer'), newKey()];
        const desk = `${room}/desk?question=${question.id}`;
        if (await surely(() => who.post(desk, 'answer', { text: words, key, act: 'send' }, desk))) answered.set(words, question.id);
    }
}

// One vote a question; the form takes it back when it is sent twice, so what was not acknowledged is left as it is.
async function voter(who) {
    const done = new Set();
    while (!isOver) {
        await running;
        const id = [...asked.values()].findLast(id => !done.has(id));
        if (!id) { await rest(20); continue; }
        done.add(id);
        try {
            await who.post(room, 'wants', { question: id }, room);
            votes.set(`${id} ${who.mail}`, true);
            acknowledged++;
        } catch { /* not acknowledged, or answered meanwhile */ }
        await rest(Math.random() * 60);
    }
}

async function drafter(who, place) {
    let version = 0;
    const state = { last: '', next: '' };
    drafts.set(`${who.mail} ${place}`, state);
    while (!isOver) {
        state.next = text('draft');
        const kept = await surely(async () => {
            try { return await who.keep(place, state.next, version, room); } catch (fault) {
                if (/^409/.test(fault.message)) { version = JSON.parse(fault.message.slice(4)).version; return who.keep(place, state.next, version, room); }
                throw fault;
            }
        });
        if (kept) [version, state.last] = [kept, state.next];
        await rest(Math.random() * 60);
    }
}

function check(round) {
    const fault = words => faults.push(`Round ${round}: ${words}`);
    const [integrity, foreign, questions, answers, voted, kept, halves] = look(file,
        'PRAGMA integrity_check', 'PRAGMA foreign_key_check',
        `SELECT Text, count(*), max(PublicId) FROM Questions WHERE Text LIKE 'Drill %' GROUP BY Text`,
        `SELECT a.Text, count(*), max(q.PublicId), max(q.AnsweredAt IS NOT NULL) FROM Answers a JOIN Questions q ON q.Id = a.QuestionId WHERE a.Text LIKE 'Drill %' GROUP BY a.Text`,
        'SELECT q.PublicId, c.Email FROM Votes v JOIN Questions q ON q.Id = v.QuestionId JOIN AspNetUsers c ON c.PersonId = v.PersonId',
        'SELECT c.Email, d.Place, d.Text FROM Drafts d JOIN AspNetUsers c ON c.PersonId = d.PersonId',
        `SELECT count(*) FROM Questions q WHERE NOT EXISTS (SELECT 1 FROM QuestionAskers a WHERE a.QuestionId = q.Id) OR (q.Text LIKE 'Drill %' AND NOT EXISTS (SELECT 1 FROM Votes v JOIN QuestionAskers a ON a.QuestionId = v.QuestionId AND a.PersonId = v.PersonId WHERE v.QuestionId = q.Id))
            OR ((q.AnsweredAt IS NOT NULL) <> EXISTS (SELECT 1 FROM Answers a WHERE a.QuestionId = q.Id))`);
    if (integrity[0][0] !== 'ok') fault(`integrity_check says ${integrity[0][0]}`);
    if (foreign.length) fault(`foreign_key_check says ${JSON.stringify(foreign)}`);
    if (halves[0][0]) fault(`${halves[0][0]} questions are half there`);
    for (const [what, rows, known] of [['question', questions, asked], ['answer', answers, answered]]) {
        const there = new Map(rows.map(([words, count, id]) => [words, { count, id }]));
        for (const [words, id] of known) if (there.get(words)?.id !== id) fault(`acknowledged ${what} is missing: ${words}`);
        for (const [words, { count }] of there) {
            if (count !== 1) fault(`${what} is there ${count} times: ${words}`);
            if (!sent.has(words)) fault(`${what} that nobody sent: ${words}`);
        }
    }
    const there = new Set(voted.map(([id, mail]) => `${id} ${mail}`));
    for (const vote of votes.keys()) if (!there.has(vote)) fault(`acknowledged vote is missing: ${vote}`);
    const texts = new Map(kept.map(([mail, place, words]) => [`${mail} ${place}`, words]));
    for (const [key, { last, next }] of drafts) if (last && ![last, next].includes(texts.get(key))) fault(`acknowledged draft is missing: ${key}`);
}

let browser;
async function open(mail, address) {
    const profile = await browser.newContext({ baseURL: site.address });
    const page = await profile.newPage();
    await signIn(page, mail);
    await page.goto(address);
    await page.locator('[data-live]').first().waitFor({ state: 'attached' });
    return page;
}

await site.start();
try {
    [[[hotseat]]] = look(file, `SELECT PublicId FROM Hotseats WHERE Title = 'Direct payments: what really works?'`);
    room = `/hotseats/${hotseat}`;
    browser = await chromium.launch(browserOptions());
    const writers = {};
    for (const who of ['bo', 'cy', 'priya.nair', 'omar.siddiq', 'gus', 'ama.boateng', 'hal.petherick', 'tunde.alabi', 'beth.longden', 'yusuf.demir']) {
        await (writers[who] = new Writer(site.address, `${who}@demo.test`)).signIn();
        await writers[who].readToken(room);
    }
    const [[[reserved]]] = look(file, `SELECT q.PublicId FROM Questions q JOIN Hotseats h ON h.Id = q.HotseatId WHERE h.PublicId = '${hotseat}' AND q.AnsweredAt IS NULL AND q.DeclinedAt IS NULL AND q.WithdrawnAt IS NULL LIMIT 1`);
    const pages = [await open('kirsty.dunmore@demo.test', room), await open('gus@demo.test', `${room}/desk?question=${reserved}`)];
    const box = page => page.locator('textarea[name=text]').first();

    const working = [
        ...['bo', 'cy', 'priya.nair', 'omar.siddiq'].map(who => asker(writers[who])), guest(writers.gus), voter(writers['ama.boateng']), voter(writers['hal.petherick']),
        drafter(writers['tunde.alabi'], `ask/${hotseat}`), drafter(writers['beth.longden'], `ask/${hotseat}`), drafter(writers['yusuf.demir'], `ask/${hotseat}`),
    ];
    let slowestStart = 0, slowestPage = 0;
    for (let round = 1; round <= rounds; round++) {
        const [before, most] = [acknowledged, 20 + Math.floor(Math.random() * 180)];
        for (const [i, page] of pages.entries()) {
            await page.evaluate(() => { window.before = true; });
            await box(page).fill(`Round ${round}, page ${i + 1}: typed before the server went away`);
        }
        const typing = box(pages[0]).press('End').then(() => box(pages[0]).pressSequentially(', and while it went', { delay: 30 }));
        await until(`${most} writes`, () => acknowledged - before >= most, 60);
        running = new Promise(done => { goOn = done; });
        await site.kill();
        await typing;
        const typed = await Promise.all(pages.map(page => box(page).inputValue()));
        const count = acknowledged - before;
        const took = await site.start();
        const at = performance.now();
        check(round);
        goOn();
        const back = await Promise.all(pages.map(async (page, i) => {
            await until(`page ${i + 1} came back by itself`, () => page.evaluate(() => !window.before && !!document.querySelector('[data-live]')), 60).catch(fault => faults.push(`Round ${round}: ${fault.message}`));
            const found = await box(page).inputValue();
            if (found !== typed[i]) faults.push(`Round ${round}, page ${i + 1}: "${typed[i]}" was typed, "${found}" is there`);
            return (performance.now() - at) / 1000;
        }));
        if (took > 10) faults.push(`Round ${round}: the site answered after ${took.toFixed(1)} s`);
        if (Math.max(...back) > 15) faults.push(`Round ${round}: a page was back after ${Math.max(...back).toFixed(1)} s`);
        [slowestStart, slowestPage] = [Math.max(slowestStart, took), Math.max(slowestPage, ...back)];
        console.log(`${String(round).padStart(3)} killed after ${count} writes; site up after ${took.toFixed(1)} s, pages back ${back.map(s => s.toFixed(1)).join(' and ')} s later; ${faults.length} faults so far`);
    }
    isOver = true;
    await Promise.all(working);
    check('end');
    console.log(`${rounds} kills, ${acknowledged} acknowledged writes (${asked.size} questions, ${answered.size} answers, ${votes.size} votes, the others drafts); slowest start ${slowestStart.toFixed(1)} s, slowest page ${slowestPage.toFixed(1)} s`);
} finally {
    isOver = true;
    goOn?.();
    await browser?.close();
    await site.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
}
for (const fault of faults.slice(0, 30)) console.log(`FAULT  ${fault}`);
console.log(faults.length ? `${faults.length} faults` : 'Nothing that was acknowledged is missing.');
process.exitCode = faults.length ? 1 : 0;
