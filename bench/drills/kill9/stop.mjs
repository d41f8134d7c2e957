// The server is asked to stop while fifty circuits are open and type: how long does it take, are they told, are their drafts there? README.md says how.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Circuit } from '../../circuits/blazor.mjs';
import { Site, browserOptions, freePort, option, rest, signIn, until } from '../../site.mjs';
import { look } from './table.mjs';
import { Writer, newKey } from './writer.mjs';

const people = ['bo', 'cy', 'priya.nair', 'omar.siddiq', 'ama.boateng', 'hal.petherick'];
const inAll = 48; // and two browsers
const folder = await mkdtemp(path.join(tmpdir(), 'hub-stop-'));
const file = path.join(folder, 'hub.db');
const site = new Site(await freePort(), folder, { published: option('published') });
const faults = [];
let isOver = false, browser;

async function type(typist) {
    while (!isOver) {
        typist.next = `Drill draft ${newKey()}`;
        try {
            typist.version = await typist.who.keep(typist.place, typist.next, typist.version, typist.room);
            typist.last = typist.next;
        } catch { /* not acknowledged */ }
        await rest(200 + Math.random() * 200);
    }
}

await site.start();
try {
    const [[[hotseat]]] = look(file, `SELECT PublicId FROM Hotseats WHERE Title = 'Direct payments: what really works?'`);
    const room = `/hotseats/${hotseat}`;
    const writers = await Promise.all(people.map(async name => {
        const who = new Writer(site.address, `${name}@demo.test`);
        await who.signIn();
        await who.readToken(room);
        return who;
    }));
    const typists = [];
    for (let i = 0; i < inAll; i++) {
        const who = writers[i % writers.length];
        const circuit = await new Circuit(site.address + room, { cookie: [...who.cookies].map(pair => pair.join('=')).join('; '), deflate: false, negotiate: false }).start();
        typists.push({ who, circuit, room, place: `drill/${i}`, version: 0, last: '', next: '' });
    }
    browser = await chromium.launch(browserOptions());
    const pages = await Promise.all(['kirsty.dunmore', 'tunde.alabi'].map(async who => {
        const page = await (await browser.newContext({ baseURL: site.address })).newPage();
        await signIn(page, `${who}@demo.test`);
        await page.goto(room);
        await page.locator('[data-live]').first().waitFor({ state: 'attached' });
        await page.evaluate(() => { window.before = true; });
        return page;
    }));
    const box = page => page.locator('textarea[name=text]').first();
    const typing = [...typists.map(type), ...pages.map(page => box(page).pressSequentially('Typed while the server was asked to stop, and for a moment longer', { delay: 60 }))];
    await until('everybody has typed', () => typists.every(typist => typist.last), 60);
    await rest(1000);
    const took = await site.end('SIGTERM');
    await until('every circuit is told', () => typists.every(typist => typist.circuit.closed), 5).catch(() => faults.push(`${typists.filter(typist => !typist.circuit.closed).length} circuits were not told`));
    isOver = true;
    await Promise.all(typing);
    if (site.process.exitCode !== 0) faults.push(`the site ended with ${site.process.exitCode ?? site.process.signalCode}`);
    if (took > 30) faults.push(`the site ended after ${took.toFixed(1)} s`);
    const typed = await Promise.all(pages.map(page => box(page).inputValue()));

    const up = await site.start();
    const kept = new Map(look(file, `SELECT Place, Text FROM Drafts WHERE Place LIKE 'drill/%'`)[0]);
    for (const { place, last, next } of typists) if (![last, next].includes(kept.get(place))) faults.push(`the draft of ${place} is missing`);
    for (const [i, page] of pages.entries()) {
        await until(`page ${i + 1} came back by itself`, () => page.evaluate(() => !window.before && !!document.querySelector('[data-live]')), 30).catch(fault => faults.push(fault.message));
        const found = await box(page).inputValue();
        if (found !== typed[i]) faults.push(`page ${i + 1}: "${typed[i]}" was typed, "${found}" is there`);
    }
    console.log(`${inAll + pages.length} circuits open; the site ended ${took.toFixed(1)} s after SIGTERM, and answered ${up.toFixed(1)} s after its next start; ${kept.size} of ${inAll} drafts there, ${typed.length} pages back with their text`);
} finally {
    isOver = true;
    await browser?.close();
    await site.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
}
for (const fault of faults) console.log(`FAULT  ${fault}`);
console.log(faults.length ? `${faults.length} faults` : 'Nothing is missing.');
process.exit(faults.length ? 1 : 0);
