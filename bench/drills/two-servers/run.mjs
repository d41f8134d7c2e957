// Two servers behind nginx on one PostgreSQL; one is killed in the middle of a meeting. README.md says how.
import { spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Site, browserOptions, freePort, option, rest, signIn, until } from '../../site.mjs';
import { Writer, newKey } from '../kill9/writer.mjs';
import { Nginx } from './nginx.mjs';
import { Watcher } from './watcher.mjs';

const many = Number(option('watchers', '200')), seconds = Number(option('seconds', '20'));
const database = process.env.HUB_TEST_POSTGRES.replace(/Database=[^;]*;?/, '') + ';Database=hub_drill';
const [, host] = /Host=([^;]*)/.exec(database), [, user] = /Username=([^;]*)/.exec(database);
const folder = await mkdtemp(path.join(tmpdir(), 'hub-two-'));
const faults = [];
const fault = words => { faults.push(words); console.log(`FAULT  ${words}`); };
const took = since => ((performance.now() - since) / 1000).toFixed(1);

const ports = [await freePort(), await freePort()];
const sites = [];
for (const [i, port] of ports.entries()) {
    const data = path.join(folder, `server-${i + 1}`);
    await mkdir(data);
    sites.push(new Site(port, data, { published: option('published'), Hub__Database: 'postgres', Hub__Postgres: database, Hub__Proxies: '127.0.0.1' }));
}
const nginx = new Nginx(folder, await freePort(), await freePort(), ports);

function createDatabase() {
    const made = spawnSync('createdb', ['-h', host, '-U', user, 'hub_drill'], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
}

/// The rows of one query.
function look(sql) {
    const read = spawnSync('psql', ['-h', host, '-U', user, '-d', 'hub_drill', '-At', '-c', `SELECT coalesce(json_agg(t), '[]') FROM (${sql}) t`], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (read.status !== 0) throw new Error(read.stderr);
    return JSON.parse(read.stdout);
}

const asked = new Map(), answered = new Map(), votes = new Set(), unanswered = [];
let isOver = false, acknowledged = 0, number = 0, slowest = 0;

/// Until it is acknowledged: the same form with the same key, as the page's script sends it again.
async function surely(act) {
    for (const since = performance.now(); ;) {
        try {
            const result = await act();
            acknowledged++;
            slowest = Math.max(slowest, performance.now() - since);
            return result;
        } catch (trouble) {
            if (trouble.isRefused && !/^5/.test(trouble.message)) { fault(`Refused: ${trouble.message}`); return null; }
            if (performance.now() - since > 30_000) { fault(`Not acknowledged within 30 s: ${trouble.message}`); return null; }
            await rest(100);
        }
    }
}

async function ask(who, words) {
    const key = newKey();
    const to = await surely(() => who.post(room, 'ask', { text: words, key }, room));
    if (to) asked.set(words, to.split('#q-')[1]);
    return to && asked.get(words);
}

async function asker(who) {
    while (!isOver) {
        const id = await ask(who, `Drill question ${++number} ${newKey()}`);
        if (id && number % 3) unanswered.push(id);
        await rest(200 + Math.random() * 200);
    }
}

async function guest(who) {
    while (!isOver) {
        const question = unanswered.shift();
        if (!question) { await rest(50); continue; }
        const words = `Drill answer ${++number} ${newKey()}`, key = newKey(), desk = `${room}/desk?question=${question}`;
        if (await surely(() => who.post(desk, 'answer', { text: words, key, act: 'send' }, desk))) answered.set(words, question);
    }
}

// One vote a question: the form takes it back when it is sent twice, so what was not acknowledged is left as it is.
async function voter(who) {
    const done = new Set();
    while (!isOver) {
        const id = [...asked.values()].findLast(one => !done.has(one));
        if (!id) { await rest(50); continue; }
        done.add(id);
        try {
            await who.post(room, 'wants', { question: id }, room);
            votes.add(`${id} ${who.mail}`);
            acknowledged++;
        } catch { /* not acknowledged, or answered meanwhile */ }
        await rest(100);
    }
}

let browser, room;
const watchers = [];
const people = ['bo', 'cy', 'priya.nair', 'omar.siddiq', 'ama.boateng', 'hal.petherick', 'gus', 'ada', 'tunde.alabi', 'beth.longden', 'yusuf.demir', 'kirsty.dunmore'];
const writers = {};
try {
    const began = performance.now();
    createDatabase();
    if (process.argv.includes('--one-by-one')) for (const site of sites) await site.start();
    else await Promise.all(sites.map(site => site.start())); // on an empty database
    await nginx.start();
    console.log(`two servers and nginx up after ${took(began)} s`);
    for (const [table, count] of [['People', `SELECT count(*) - count(DISTINCT "Name") AS n FROM "People"`], ['SealingKeys', `SELECT count(*) - 1 AS n FROM "SealingKeys"`]]) {
        if (look(count)[0].n !== 0) fault(`Two that started at once have filled ${table} twice`);
    }
    const hotseat = look(`SELECT h."PublicId" AS id, c."Slug" AS slug FROM "Hotseats" h JOIN "Communities" c ON c."Id" = h."CommunityId" WHERE h."Title" = 'Direct payments: what really works?'`)[0];
    room = `/hotseats/${hotseat.id}`;

    for (const who of people) {
        await (writers[who] = new Writer(nginx.address, `${who}@demo.test`)).signIn();
        await writers[who].readToken(room);
    }
    const cookieOf = who => [...writers[who].cookies].filter(([name]) => name !== 'hub_line').map(pair => pair.join('=')).join('; ');
    for (let i = 0; i < many; i++) watchers.push(new Watcher(nginx.address + room, cookieOf(people[i % (people.length - 1)])));
    for (let i = 0; i < many; i += 8) await Promise.all(watchers.slice(i, i + 8).map(watcher => watcher.start()));
    const shares = sites.map(site => spawnSync('bash', ['-c', `ls -l /proc/${site.process.pid}/fd | grep -c socket`], { encoding: 'utf8' }).stdout.trim());
    console.log(`${many} watchers are live; sockets of each server: ${shares.join(' and ')}`);

    // ---- a lost right, on both
    const both = ports.map(port => new Watcher(`http://localhost:${port}${room}`, cookieOf('kirsty.dunmore')));
    for (const page of both) await page.start();
    const person = look(`SELECT p."PublicId" AS id FROM "People" p JOIN "AspNetUsers" u ON u."PersonId" = p."Id" WHERE u."Email" = 'kirsty.dunmore@demo.test'`)[0].id;
    const member = `/communities/${hotseat.slug}/members/${person}`;
    const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const since = performance.now();
    await writers.ada.post(member, 'act', { do: 'suspend', why: 'For the drill.', until: inAWeek }, member);
    const emptied = await Promise.all(both.map((page, i) => until(`the page on server ${i + 1} is empty`, () => page.isEmpty, 10).catch(trouble => { fault(trouble.message); return 99; })));
    console.log(`a suspended member's pages were empty on both servers ${emptied.map(s => s.toFixed(2)).join(' and ')} s after the form was sent (answered after ${took(since)} s)`);
    if (Math.max(...emptied) > 5) fault('A page was not empty within 5 s');
    await Promise.all(both.map(page => page.end()));

    // ---- two browsers, with something typed
    browser = await chromium.launch(browserOptions());
    const pages = [];
    for (const [who, address] of [['tunde.alabi', room], ['beth.longden', room]]) {
        const profile = await browser.newContext({ baseURL: nginx.address, ignoreHTTPSErrors: true });
        const page = await profile.newPage();
        await signIn(page, `${who}@demo.test`);
        await page.goto(address);
        await page.locator('[data-live]').first().waitFor({ state: 'attached' });
        await page.evaluate(() => { window.before = true; });
        await page.locator('textarea[name=text]').first().fill(`Typed before the server of ${who} went away`);
        pages.push(page);
    }

    // ---- the meeting; in its middle one is killed
    const leader = look(`SELECT s.name FROM hub_servers s`).length;
    if (leader !== 2) fault(`${leader} servers say that they are up`);
    const working = [...['bo', 'cy', 'priya.nair', 'omar.siddiq'].map(who => asker(writers[who])), guest(writers.gus), ...['ama.boateng', 'hal.petherick', 'yusuf.demir'].map(who => voter(writers[who]))];
    await rest(seconds * 500);
    const before = acknowledged;
    await sites[0].kill();
    const killed = performance.now();
    await until('the watchers of server 1 have lost their line', () => watchers.filter(watcher => watcher.lives > 1 || watcher.circuit.closed).length > many / 4, 10).catch(trouble => fault(trouble.message));
    await rest(2000);
    await until('every watcher is live again', () => watchers.every(watcher => !watcher.circuit.closed && !watcher.isAway), 30).catch(trouble => fault(`${trouble.message}: ${watchers.find(watcher => watcher.isAway)?.fault}`));
    const moved = watchers.filter(watcher => watcher.lives > 1), back = Math.max(...moved.map(watcher => watcher.liveSince - killed)) / 1000;
    console.log(`server 1 was killed after ${before} acknowledged writes; ${moved.length} of ${many} watchers lost their line, and the last of them was live again ${back.toFixed(1)} s after the kill`);
    if (back > 15) fault('Not every watcher was live within 15 s');
    for (const [i, page] of pages.entries()) {
        await until(`browser ${i + 1} is live by itself`, () => page.evaluate(() => !!document.querySelector('[data-live]') && !document.querySelector('.components-reconnect-show')), 20).catch(trouble => fault(trouble.message));
        const typed = await page.locator('textarea[name=text]').first().inputValue();
        if (!typed.startsWith('Typed before')) fault(`Browser ${i + 1} has lost what was typed: "${typed}"`);
    }
    console.log(`both browsers show the room, with what was typed, ${took(killed)} s after the kill; ${await Promise.all(pages.map(page => page.evaluate(() => window.before ? 'the same page' : 'loaded anew')))}`);
    await until('one leads again', () => look(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${7_203_114_909n & 0xffffffffn}`).length === 1, 10).then(s => console.log(`there is one leader (asked ${took(killed)} s after the kill)`), trouble => fault(trouble.message));
    await rest(seconds * 500);
    console.log(`${acknowledged - before} more writes were acknowledged on the other; the slowest of all took ${(slowest / 1000).toFixed(1)} s`);

    // ---- it comes back, and everybody hears both
    await sites[0].start();
    await until('nginx takes it again', async () => { await fetch(nginx.address + '/healthz'); return look(`SELECT 1 FROM hub_servers WHERE seen > clock_timestamp() - interval '3 seconds'`).length === 2; });
    await rest(6000); // fail_timeout
    const newcomers = Array.from({ length: 20 }, (_, i) => new Watcher(nginx.address + room, cookieOf(people[i % 11])));
    await Promise.all(newcomers.map(watcher => watcher.start()));
    isOver = true;
    await Promise.all(working);
    await rest(2000);
    for (const place of [nginx.address, ...ports.map(port => `http://localhost:${port}`)]) {
        const all = [...watchers, ...newcomers], versions = all.map(watcher => watcher.version);
        const who = Object.assign(Object.create(Writer.prototype), writers.bo, { address: place });
        const sent = performance.now();
        await ask(who, `Drill last question ${newKey()}`);
        await until('the last question reaches every watcher', () => all.every((watcher, i) => watcher.version > versions[i]), 10).catch(trouble => fault(`${trouble.message}: ${all.filter((watcher, i) => watcher.version <= versions[i]).length} did not get it`));
        console.log(`a question asked at ${place} was on all ${all.length} pages after ${took(sent)} s`);
        await rest(500);
    }

    // ---- nobody was signed out
    const signedIn = await Promise.all(watchers.slice(0, 60).map(watcher => watcher.isSignedIn()));
    if (signedIn.includes(false) || watchers.some(watcher => watcher.wasAsked)) fault('Somebody was signed out');
    else console.log('nobody was signed out');

    // ---- nothing is missing, nothing is there twice
    for (const [what, known, rows] of [
        ['question', asked, look(`SELECT "Text" AS words, count(*) AS n, max("PublicId") AS id FROM "Questions" WHERE "Text" LIKE 'Drill %' GROUP BY 1`)],
        ['answer', answered, look(`SELECT a."Text" AS words, count(*) AS n, max(q."PublicId") AS id FROM "Answers" a JOIN "Questions" q ON q."Id" = a."QuestionId" WHERE a."Text" LIKE 'Drill %' GROUP BY 1`)],
    ]) {
        const there = new Map(rows.map(row => [row.words, row]));
        for (const [words, id] of known) if (there.get(words)?.id !== id) fault(`Acknowledged ${what} is missing: ${words}`);
        for (const row of rows) if (row.n !== 1) fault(`${what} is there ${row.n} times: ${row.words}`);
    }
    const kept = new Set(look(`SELECT q."PublicId" || ' ' || u."Email" AS vote FROM "Votes" v JOIN "Questions" q ON q."Id" = v."QuestionId" JOIN "AspNetUsers" u ON u."PersonId" = v."PersonId"`).map(row => row.vote));
    for (const vote of votes) if (!kept.has(vote)) fault(`Acknowledged vote is missing: ${vote}`);
    console.log(`${acknowledged} acknowledged writes (${asked.size} questions, ${answered.size} answers, ${votes.size} votes)`);
    for (const watcher of [...watchers, ...newcomers]) watcher.isOver = true;
} finally {
    isOver = true;
    for (const watcher of watchers) watcher.isOver = true;
    await browser?.close();
    await nginx.end();
    await Promise.all(sites.map(site => site.end('SIGKILL')));
    await rm(folder, { recursive: true, force: true });
}
console.log(faults.length ? `${faults.length} faults` : 'Nothing is missing, nobody was signed out, everybody is live.');
process.exit(faults.length ? 1 : 0);
