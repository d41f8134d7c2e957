// How long a facilitator waits from a key to what it paints, on a console with 600 questions. README.md says how.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Site, browserOptions, freePort, option, signIn } from '../site.mjs';

const questions = Number(option('questions', 600)), times = Number(option('times', 30));
const data = await mkdtemp(path.join(tmpdir(), 'console-'));
const site = new Site(await freePort(), data, { published: option('published') });
await site.start(); // makes the demo world
await site.end('SIGTERM');
const hotseat = execFileSync(fileURLToPath(new URL('prepare.sh', import.meta.url)), [data, questions]).toString().trim();
await site.start();

const browser = await chromium.launch(browserOptions());
const page = await (await browser.newContext({ baseURL: site.address, viewport: { width: 1280, height: 900 } })).newPage();
await signIn(page, 'ada@demo.test');
await page.goto(`/hotseats/${hotseat}/console`);
await page.locator('[data-live]').first().waitFor({ state: 'attached' });

// From the key's own time stamp to the second frame after the focus, the box or the list has changed.
await page.evaluate(() => {
    window.press = isDone => new Promise(done => {
        addEventListener('keydown', event => {
            const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - event.timeStamp)));
            const list = document.querySelector('#queue');
            if (isDone === 'focus') return painted();
            const watch = new MutationObserver(() => { watch.disconnect(); painted(); });
            watch.observe(list, { childList: true, subtree: true, attributes: true, characterData: true });
        }, { once: true, capture: true });
    });
});

const figures = [];
async function time(what, key, isDone, before = () => { }) {
    const all = [];
    for (let i = 0; i < times; i++) {
        await before(i);
        // Listened for before it is pressed, or a quick press would never be heard.
        await page.evaluate(kind => { window.pressed = window.press(kind); }, isDone);
        await page.keyboard.press(key);
        const ms = await page.evaluate(() => Promise.race([window.pressed, new Promise(done => setTimeout(done, 5000, null))]));
        if (ms === null) throw new Error(`${what}, press ${i + 1}: nothing has changed in five seconds.`);
        all.push(ms);
        await page.waitForTimeout(50); // the next press is another one
    }
    all.sort((a, b) => a - b);
    console.error(`${what}: ${all.map(Math.round).join(' ')}`);
    figures.push([what, all[Math.floor(all.length / 2)], all[Math.floor(all.length * 0.95)], all.at(-1)]);
}

const rows = page.locator('#queue ul[data-walk] > li');
await rows.first().getByRole('button').first().focus();
await time('j, the next question', 'j', 'focus', i => i % 19 === 0 && rows.first().getByRole('button').first().focus());
await time('Tab', 'Tab', 'focus', i => i % 19 === 0 && rows.first().getByRole('button').first().focus());
await time('Space, a question is ticked', 'Space', 'change', i => rows.nth(i % 20).getByRole('checkbox').focus());
await time('Enter, another order', 'Enter', 'change', i => page.getByRole('button', { name: i % 2 ? 'Most wanted' : 'Newest', exact: true }).focus());
await time('Enter, the next twenty', 'Enter', 'change', i => page.getByRole('button', { name: /^(Next|Previous) 20/ }).first().focus());
await time('Enter, answer next', 'Enter', 'change', i => rows.nth(2 + i % 18).getByRole('button').first().focus());

console.log(`${questions} questions, ${times} presses each, ms from key to paint`);
console.log('| press | p50 | p95 | most |\n| --- | --- | --- | --- |');
for (const [what, ...numbers] of figures) console.log(`| ${what} | ${numbers.map(number => Math.round(number)).join(' | ')} |`);
await browser.close();
await site.end('SIGTERM');
await rm(data, { recursive: true });
