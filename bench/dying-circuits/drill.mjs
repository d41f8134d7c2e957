// What is typed, while circuits, servers, lines and tabs die. Prints what was lost; README.md says how to run it.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Site, rest } from '../site.mjs';

const option = (name, otherwise) => {
    const at = process.argv.indexOf('--' + name);
    return at < 0 ? otherwise : process.argv[at + 1];
};
const own = option('data') ? null : await mkdtemp(path.join(tmpdir(), 'dying-circuits-'));
const site = new Site(Number(option('port', '5190')), option('data', own));
const mail = option('mail', 'bo@demo.test');
const password = option('password', 'demo-Pass-1');
const only = option('only');

let browser, state, room;
const failures = [];

const box = page => page.locator('textarea[name=text]');
const send = page => page.getByRole('button', { name: /Ask my question|Sending/ }).click();
const text = page => box(page).inputValue();
const seconds = since => ((performance.now() - since) / 1000).toFixed(1) + ' s';

async function open(settings = {}, storage = state) {
    const profile = await browser.newContext({ baseURL: site.address, storageState: storage, ...settings });
    const page = await profile.newPage();
    await page.goto(room);
    if (settings.javaScriptEnabled !== false) await page.locator('[data-live]').first().waitFor({ state: 'attached' });
    return page;
}

async function until(what, is, limit = 20000) {
    const since = performance.now();
    while (!await is().catch(() => false)) {
        if (performance.now() - since > limit) throw new Error(`After ${limit / 1000} s still not: ${what}`);
        await rest(50);
    }
    return performance.now() - since;
}

function same(what, expected, found) {
    if (expected !== found) throw new Error(`${what}: ${expected.length} letters typed, ${found.length} there: ${JSON.stringify(found.slice(0, 200))}`);
}

const kept = page => until('the server has the draft', async () => (await (await page.request.get(`/drafts?place=ask/${room.split('/').pop()}`)).json()).text === await text(page), 8000);

async function asked(words) {
    const visitor = await browser.newContext({ baseURL: site.address, javaScriptEnabled: false, storageState: state });
    const page = await visitor.newPage();
    await page.goto(room + '?sort=newest');
    const count = await page.locator('.question .ask').filter({ hasText: words }).count();
    await visitor.close();
    return count;
}

const clear = async page => {
    await box(page).fill('');
    await kept(page);
    await page.context().close();
};

const drills = {
    async 'kill -9 while typing, the page comes back by itself'(say) {
        const page = await open();
        await page.evaluate(() => { window.before = true; scrollTo(0, 300); });
        const typing = box(page).pressSequentially('Can someone use a direct payment to pay their sister, if she lives', { delay: 40 });
        await rest(1500);
        await site.kill();
        await typing;
        const typed = await text(page);
        await page.keyboard.press('Control+Home');
        for (let i = 0; i < 11; i++) await page.keyboard.press('ArrowRight');
        const scroll = await page.evaluate(() => scrollY);
        const since = performance.now();
        await site.start();
        const up = performance.now();
        await until('the page came back', () => page.evaluate(() => !window.before && !!document.querySelector('[data-live]')));
        say(`site up after ${seconds(since)}, page live ${seconds(up)} later`);
        same('in the box', typed, await text(page));
        const caret = await box(page).evaluate(own => document.activeElement === own && own.selectionStart);
        if (caret !== 11) throw new Error(`the caret was at 11 and is at ${caret}`);
        await until('the reading place', async () => Math.abs(await page.evaluate(() => scrollY) - scroll) < 3, 4000);
        await page.keyboard.type('!');
        await clear(page);
    },
    async 'kill -9 of the browser while typing'(say) {
        const folder = await mkdtemp(path.join(tmpdir(), 'dying-browser-'));
        const launch = () => chromium.launchPersistentContext(folder, { ...browserOptions, baseURL: site.address });
        let profile = await launch();
        await profile.addCookies(state.cookies);
        let page = profile.pages()[0] ?? await profile.newPage();
        await page.goto(room);
        await box(page).pressSequentially('The last words before the light went out', { delay: 30 });
        const typed = await text(page);
        await kept(page);
        // The folder is this drill's own, so these are its own processes and no other's.
        const gone = new Promise(done => profile.on('close', done));
        for (const id of execFileSync('pgrep', ['-f', `user-data-dir=${folder}`], { encoding: 'utf8' }).trim().split('\n')) {
            try { process.kill(Number(id), 'SIGKILL'); } catch { /* ended with its parent */ }
        }
        await gone;
        profile = await launch();
        await profile.addCookies(state.cookies);
        page = profile.pages()[0] ?? await profile.newPage();
        await page.goto(room);
        await until('the text', async () => await text(page) === typed);
        say('back after a second of rest had passed');
        await box(page).fill('');
        await kept(page);
        await profile.close();
        await rm(folder, { recursive: true, force: true });
    },
    async 'two tabs of one browser'(say) {
        const first = await open();
        const second = await first.context().newPage();
        await second.goto(room);
        await box(first).fill('What the first tab says');
        await box(second).fill('The second tab says something else');
        await first.bringToFront();
        await until('both are offered', async () => await first.locator('.kept-elsewhere').count() + await second.locator('.kept-elsewhere').count() > 0);
        same('first', 'What the first tab says', await text(first));
        same('second', 'The second tab says something else', await text(second));
        const told = await second.locator('.kept-elsewhere').count() ? second : first;
        const other = told === second ? first : second;
        same('offered', await text(other), await told.locator('.kept-text').innerText());
        await Promise.all([first.reload(), second.reload()]);
        await until('both after a reload', async () => await text(first) === 'What the first tab says' && await text(second) === 'The second tab says something else');
        await until('still offered', async () => await told.locator('.kept-elsewhere').count() > 0);
        await told.getByRole('button', { name: 'Use this one' }).first().click();
        same('taken', await text(other), await text(told));
        say('both kept, through a reload of both; one chosen by a click');
        await other.close();
        await clear(told);
    },
    async 'two devices'(say) {
        const phone = await open();
        await box(phone).fill('Begun on the phone');
        await kept(phone);
        const laptop = await open();
        same('on the laptop', 'Begun on the phone', await text(laptop));
        await box(laptop).fill('Begun on the phone, ended on the laptop');
        await kept(laptop);
        await box(phone).pressSequentially(' and more');
        await phone.locator('.kept-elsewhere').waitFor();
        same('offered', 'Begun on the phone, ended on the laptop', await phone.locator('.kept-text').innerText());
        await phone.getByRole('button', { name: 'Keep mine' }).click();
        await kept(phone);
        say('the later one was told of the other before anything was overwritten');
        await laptop.context().close();
        await clear(phone);
    },
    async 'a 40 kB paste'(say) {
        const page = await open();
        const paste = 'Straße 👩‍👩‍👧 naïve text. '.repeat(1600).slice(0, 40 * 1024);
        await box(page).focus();
        const since = performance.now();
        await page.evaluate(words => document.execCommand('insertText', false, words), paste);
        const took = seconds(since);
        await box(page).pressSequentially('xy');
        say(`pasted in ${took}, two letters more after ${seconds(since)}`);
        await kept(page);
        if (!await page.locator('[data-live]').count()) throw new Error('the circuit died');
        await page.reload();
        same('after a reload', paste + 'xy', await text(page));
        await send(page);
        await page.locator('[data-refusal]').waitFor();
        say(`refused: "${await page.locator('[data-refusal]').innerText()}"`);
        same('after the refusal', paste + 'xy', await text(page));
        await clear(page);
    },
    async 'a sleeping phone'(say) {
        const page = await open({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
        await box(page).pressSequentially('Typed on the bus, just before the tunnel', { delay: 10 });
        const typed = await text(page);
        const client = await page.context().newCDPSession(page);
        await page.context().setOffline(true);
        await client.send('Page.setWebLifecycleState', { state: 'frozen' });
        await site.kill();
        await rest(5000);
        await site.start();
        await client.send('Page.setWebLifecycleState', { state: 'active' });
        await page.context().setOffline(false);
        const since = performance.now();
        await until('the page is live again', () => page.evaluate(() => !!document.querySelector('[data-live]')) .then(async live => live && await text(page) === typed && await alive(page)));
        say(`awake and live after ${seconds(since)}`);
        await kept(page);
        await clear(page);
    },
    async 'without JavaScript'(say) {
        const page = await open({ javaScriptEnabled: false });
        const long = 'Far too long. '.repeat(100).trim();
        await box(page).fill(long);
        await send(page);
        await page.locator('[data-refusal]').waitFor();
        same('after the refusal', long, (await text(page)).replace(/\r\n/g, '\n'));
        const words = `Without a script ${Date.now()}`;
        await box(page).fill(words);
        await send(page);
        await until('it is asked', async () => await asked(words) === 1);
        same('the box', '', await text(page));
        say('refused with the text kept, then asked once');
        await page.context().close();
    },
    'the line is cut for 5 s, Send pressed in the cut': say => cut(say, 5),
    'the line is cut for 60 s, Send pressed in the cut': say => cut(say, 60),
    async 'Send pressed, the answer is lost, pressed again'(say) {
        const page = await open();
        const words = `The answer to this was lost ${Date.now()}`;
        await box(page).fill(words);
        let lost = 0;
        await page.route(room, async route => {
            if (route.request().method() !== 'POST' || lost++) return route.fallback();
            await route.fetch({ maxRedirects: 0 }); // the server has it
            await route.abort('connectionreset');
        });
        await send(page);
        await until('the box is empty', async () => await text(page) === '');
        await until('it is asked', async () => await asked(words) > 0);
        if (await asked(words) !== 1) throw new Error(`asked ${await asked(words)} times`);
        say('asked once');
        await page.context().close();
    },
    async 'Send pressed, the server dies, comes back'(say) {
        const page = await open();
        const words = `Asked of a dying server ${Date.now()}`;
        await box(page).fill(words);
        await site.kill();
        await send(page);
        await page.getByText('No connection. What you typed is kept.').waitFor();
        await site.start();
        await until('it is asked', async () => await asked(words) > 0);
        await until('the box is empty', async () => await text(page) === '');
        await rest(5000); // and after the page has loaded itself again
        if (await asked(words) !== 1 || await text(page)) throw new Error(`asked ${await asked(words)} times, box "${await text(page)}"`);
        say('asked once, by itself');
        await page.context().close();
    },
};

// Its circuit answers: a press on a sort changes the order.
const alive = async page => {
    await page.getByRole('button', { name: 'Newest', exact: true }).click({ timeout: 2000 });
    return await page.locator('button[aria-pressed=true]', { hasText: 'Newest' }).count() > 0;
};

async function cut(say, length) {
    const page = await open();
    const words = `Asked in a cut of ${length} seconds ${Date.now()}`;
    await box(page).fill('Before the cut');
    await page.context().setOffline(true);
    await box(page).fill(words);
    await send(page);
    await page.getByText('No connection. What you typed is kept.').waitFor();
    same('in the cut', words, await text(page));
    await rest(length * 1000);
    await send(page); // an impatient second press
    await page.context().setOffline(false);
    const since = performance.now();
    await until('it is asked', async () => await asked(words) > 0);
    say(`asked ${seconds(since)} after the line was back`);
    await until('the box is empty', async () => await text(page) === '');
    await rest(3000);
    if (await asked(words) !== 1) throw new Error(`asked ${await asked(words)} times`);
    await until('the page is live', () => alive(page));
    await page.context().close();
}

// The first hotseat with a box that takes questions, from the front page or a community's.
async function liveOne(page) {
    const links = async pattern => [...new Set(await page.locator(`main a[href*="${pattern}"]`).evaluateAll(all => all.map(link => link.pathname)))];
    const found = await links('hotseats/');
    if (!found.length) {
        await page.goto('/communities');
        for (const community of await links('communities/')) {
            await page.goto(community);
            found.push(...await links('hotseats/'));
        }
    }
    for (const address of found) {
        await page.goto(address);
        if (await page.locator('textarea[name=text]').count()) return address.split('/')[2];
    }
    throw new Error('No hotseat takes questions. Name one with --hotseat.');
}

const browserOptions = {
    executablePath: option('browser', '/usr/bin/chromium'),
    args: [...process.getuid?.() === 0 ? ['--no-sandbox'] : [], '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
};

await site.start();
try {
    browser = await chromium.launch(browserOptions);
    const profile = await browser.newContext({ baseURL: site.address });
    const page = await profile.newPage();
    await page.goto('/account/login');
    await page.getByText('Use my password').click();
    await page.fill('[name=email]', mail);
    await page.fill('[name=password]', password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(address => !address.pathname.startsWith('/account/login'));
    const hotseat = option('hotseat') ?? await liveOne(page);
    room = `${site.address}/hotseats/${hotseat}`;
    state = await profile.storageState();
    await profile.close();

    for (const [name, drill] of Object.entries(drills)) {
        if (only && !name.includes(only)) continue;
        const said = [];
        try {
            await drill(words => said.push(words));
            console.log(`nothing lost   ${name}${said.length ? ': ' + said.join('; ') : ''}`);
        } catch (fault) {
            failures.push(name);
            console.log(`LOST           ${name}: ${fault.message} ${said.join('; ')}`);
            for (const context of browser.contexts()) await context.close();
            if (site.process.exitCode !== null || site.process.signalCode) await site.start();
        }
    }
} finally {
    await browser?.close();
    await site.kill();
    if (own) await rm(own, { recursive: true, force: true });
}
console.log(failures.length ? `${failures.length} drills lost something` : 'All drills: nothing lost.');
process.exitCode = failures.length ? 1 : 0;
