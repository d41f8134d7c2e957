// Nine real questions and a candidate's answers go through the site, from the announcement to the archive. README.md says how.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Site, browserOptions, freePort, option, signIn, until } from '../site.mjs';
import { readInterview } from './dump.mjs';
import { readCalendar, readCsv, readMarkdown } from './files.mjs';

const dump = process.argv[2];
if (!dump || dump.startsWith('--')) {
    console.log('Say where the dump is: node run.mjs FOLDER');
    process.exit(2);
}
const names = {
    bo: 'Bo Lindqvist', cy: 'Cy Morrow', 'priya.nair': 'Priya Nair', 'omar.siddiq': 'Omar Siddiq', 'ama.boateng': 'Ama Boateng',
    'hal.petherick': 'Hal Petherick', 'kirsty.dunmore': 'Kirsty Dunmore',
};
const title = 'A year of looking after a site: what would you do?';
const community = 'adult-social-care';

const table = readCsv(await readFile(new URL('votes.csv', import.meta.url), 'utf8'));
const own = option('site') ? null : await mkdtemp(path.join(tmpdir(), 'real-input-'));
const site = own && new Site(await freePort(), own, { published: option('published'), Hub__Limits: '' });
const differences = [];
const people = [];

const words = text => text.split(/\s+/).filter(word => word);
const count = text => Number(/\d+/.exec(text)?.[0]);

// Every word, in order.
function compare(what, expected, found) {
    const at = expected.findIndex((word, i) => word !== found[i]);
    if (at < 0 && expected.length === found.length) return expected.length;
    const from = at < 0 ? expected.length : at;
    differences.push(`${what}: from word ${from + 1} "${expected.slice(from, from + 6).join(' ')}" is "${found.slice(from, from + 6).join(' ')}"`);
    return `${from} of ${expected.length}`;
}

function equal(what, expected, found) {
    if (expected !== found) differences.push(`${what}: expected ${expected}, found ${found}`);
    return found;
}

let browser;
async function enter(who) {
    const profile = await browser.newContext({ baseURL: option('site', site?.address), viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    const page = await profile.newPage();
    page.setDefaultTimeout(30_000);
    page.on('console', message => { if (message.type() === 'error') differences.push(`${who}'s browser complains: ${message.text()}`); });
    page.on('pageerror', error => differences.push(`${who}'s browser complains: ${error.message}`));
    await signIn(page, `${who}@demo.test`);
    people.push(profile);
    return page;
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const live = page => page.locator('[data-live]').first().waitFor({ state: 'attached' });
const shown = async locator => words(await locator.innerText());

async function save(page, link) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link, exact: true }).click()]);
    return readFile(await file.path());
}

async function schedule(ada) {
    const [day, time] = new Date(Date.now() + 30 * 60_000).toLocaleString('sv-SE', { timeZone: 'Europe/London' }).split(' ');
    await ada.goto(`/communities/${community}/hotseats/new`);
    await ada.getByLabel('Title', { exact: true }).fill(title);
    await ada.getByLabel('What it is about', { exact: true }).fill('Nine questions to somebody who would like to help. Real ones, from a real site.');
    await ada.getByLabel('Day', { exact: true }).fill(day);
    await ada.getByLabel('Starts at', { exact: true }).fill(time.slice(0, 5));
    await ada.getByLabel('The guest', { exact: true }).selectOption({ label: 'Gus Hallam, Harrowdale Council' });
    await press(ada, 'Save it as a draft');
    await ada.waitForURL(/\/hotseats\/\w+\/console$/);
    return { id: /hotseats\/(\w+)/.exec(ada.url())[1], starts: `${day}T${time.slice(0, 5)}` };
}

// Somebody who only watches, and never loads the page again.
class Watcher {
    constructor(page) { this.page = page; }

    async sit(address) {
        await this.page.goto(address);
        await live(this.page);
        await this.page.evaluate(() => { window.before = true; });
    }

    waits(number) { return until(`the watcher sees ${number} waiting`, async () => count(await this.page.locator('#queue-h .num').innerText()) === number, 10); }

    row(id) { return this.page.locator(`#queue #q-${id}`); }

    /// The public id of a new question; with it the watcher has read it.
    async reads(question, asker) {
        await this.page.getByRole('button', { name: /^Show \d+ new question/ }).click();
        let id;
        await until(`the watcher reads ${asker}'s question: ${question.words.join(' ')}`, async () => {
            for (const row of await this.page.locator('#queue li.question').filter({ hasText: asker }).all()) {
                if ((await shown(row.locator('.ask'))).join(' ') === question.words.join(' ')) id = (await row.getAttribute('id')).slice(2);
            }
            return id;
        }, 10);
        return id;
    }

    counts(id, number) { return until(`the watcher sees ${number} votes`, async () => count(await this.row(id).locator('button.metoo b').innerText()) === number, 10); }

    async readsAnswer(number, answer, question) {
        const took = await until(`the watcher sees ${number} answers`, async () => count(await this.page.locator('#answers-h .num').innerText()) === number, 10);
        await this.page.getByRole('button', { name: /^Show \d+ new answer/ }).click();
        const article = this.page.locator('#answers article').first();
        await until('the newest answer is on top', async () => (await shown(article.locator('.prose'))).join(' ') === answer.words.join(' '), 10).catch(() => { /* compared next */ });
        compare(`The watcher's question ${number}`, question.words, await shown(article.locator('.ask')));
        compare(`The watcher's answer ${number}`, answer.words, await shown(article.locator('.prose')));
        return took;
    }

    async neverLoadedAgain() { equal('The watcher never loaded the page again', true, await this.page.evaluate(() => window.before === true)); }
}

async function play() {
    const blank = await (await browser.newContext()).newPage();
    const { questions, answers } = await readInterview(blank, dump, '900', '902');
    await blank.context().close();
    console.log(`${questions.length} questions and ${answers.length} answers read, ${[...questions, ...answers].reduce((sum, piece) => sum + piece.words.length, 0)} words.`);

    const asks = questions.map((_, i) => table.find(row => Number(row.question) === i + 1 && row.does === 'asks').who);
    const union = questions.map((_, i) => new Set(table.filter(row => Number(row.question) === i + 1).map(row => row.who)));

    const ada = await enter('ada');
    const { id, starts } = await schedule(ada);
    await live(ada);
    await press(ada, 'Announce it');
    await ada.getByText('Questions are open').waitFor();

    const members = Object.fromEntries(await Promise.all(Object.keys(names).map(async who => [who, await enter(who)])));
    const gus = await enter('gus');
    const watcher = new Watcher(await enter('nadia.farouk'));
    for (const page of Object.values(members)) {
        await page.goto(`/hotseats/${id}`);
        await live(page);
    }
    await watcher.sit(`/hotseats/${id}`);

    const [event] = readCalendar(await save(members.bo, 'Put it in my calendar'));
    equal('The calendar file: title', title, event.title);
    equal('The calendar file: start', starts, event.start.slice(0, 16));
    await press(members.bo, 'I’m coming');
    await members.bo.getByText('You are coming.').waitFor();
    await live(members.bo);

    const ids = [], seen = { questions: [], votes: [], answers: [] };
    const ask = async i => {
        const page = members[asks[i]];
        await page.getByLabel('Your question', { exact: true }).fill(questions[i].markdown);
        await press(page, 'Ask my question');
        await until('the box is empty', async () => await page.getByLabel('Your question', { exact: true }).inputValue() === '');
        seen.questions.push(await watcher.waits(i + 1));
        ids[i] = await watcher.reads(questions[i], names[asks[i]]);
    };
    // A line of the table that says again what was said asks for no second press: it would take the vote back.
    const vote = async i => {
        for (const { who, does } of table.filter(row => Number(row.question) === i + 1)) {
            if (does !== 'wants' || who === asks[i]) continue;
            const button = members[who].locator(`#queue #q-${ids[i]} button.metoo`);
            if (!await button.count()) await press(members[who], 'Newest');
            await button.waitFor();
            if (await button.getAttribute('aria-pressed') === 'true') continue;
            await button.click();
            await until(`${who}'s vote counts`, async () => await button.getAttribute('aria-pressed') === 'true');
        }
        seen.votes.push(await watcher.counts(ids[i], union[i].size));
    };

    for (let i = 0; i < 5; i++) await ask(i);
    for (let i = 0; i < 5; i++) await vote(i);
    await press(ada, 'Open the hotseat now');
    await watcher.page.getByText('Live now').first().waitFor();
    for (let i = 5; i < questions.length; i++) {
        await ask(i);
        await vote(i);
    }

    await gus.goto(`/hotseats/${id}/desk`);
    for (let i = 0; i < questions.length; i++) {
        // The last one is answered after the hour.
        if (i === questions.length - 1) {
            await press(ada, 'Wrap up');
            await watcher.page.getByText('The hour is over. Answers still come in.').waitFor();
        }
        const next = ada.locator(`#queue #q-${ids[i]}`).getByRole('button', { name: /^Answer next/ });
        if (!await next.count()) await press(ada, 'Newest');
        await next.click();
        await until('the watcher sees what is answered now', async () => (await shown(watcher.page.locator('#now .ask'))).join(' ') === questions[i].words.join(' '), 10);
        await live(gus);
        await gus.locator(`#queue #q-${ids[i]}`).getByText('Everybody waits for this one').waitFor();
        await gus.locator(`#queue #q-${ids[i]}`).getByRole('button', { name: /^Answer this one/ }).click();
        await gus.waitForURL(address => address.searchParams.get('question') === ids[i]);
        await gus.getByText('You are answering').waitFor();
        compare(`Question ${i + 1} on the desk`, questions[i].words, await shown(gus.locator('#this-question .ask')));
        await gus.getByLabel('Your answer', { exact: true }).fill(answers[i].markdown);
        await press(gus, 'Send my answer');
        await gus.getByText('Choose a question to begin.').waitFor();
        seen.answers.push(await watcher.readsAnswer(i + 1, answers[i], questions[i]));
    }

    await ada.locator('summary', { hasText: 'Archive now…' }).click();
    await press(ada, 'Archive it for good');
    await ada.getByText('It is over, and kept for good.').waitFor();
    await watcher.page.getByText('It is over, and kept for good.').waitFor();
    await watcher.neverLoadedAgain();
    await watcher.page.getByRole('link', { name: 'Read all of it' }).click();
    await watcher.page.getByRole('heading', { name: /^Questions and answers/ }).waitFor();

    const archive = watcher.page;
    const articles = await archive.locator('#answers article').all();
    equal('Answers in the archive', questions.length, articles.length);
    equal('The archive’s own count', questions.length, count(await archive.locator('#answers-h .num').innerText()));
    equal('The archive’s figures', 'Questions 9 Answered 9 of 9', (await shown(archive.locator('dl.pairs'))).join(' '));
    const csv = readCsv((await save(archive, 'Table (CSV)')).toString('utf8'));
    const md = readMarkdown((await save(archive, 'Plain text')).toString('utf8'));
    equal('Rows in export.csv', questions.length, csv.length);
    equal('Questions in export.md', questions.length, md.length);

    const rows = [];
    for (let i = 0; i < questions.length; i++) {
        const n = i + 1, [question, answer] = [questions[i], answers[i]], asker = names[asks[i]];
        const article = articles[i];
        const meta = await article.locator('.meta').first().innerText();
        equal(`Question ${n} in the archive: who asked`, true, meta.includes(asker));
        for (const link of [...question.links, ...answer.links]) {
            equal(`Question ${n}: the link to ${link.to}`, 1, await article.locator(`a[href="${link.to}"]`).filter({ hasText: link.words }).count());
        }
        const row = csv.find(row => words(row.Question).join(' ') === words(question.markdown).join(' ') && row['Asked by'] === asker) ?? {};
        const part = md.find(part => words(part.question).join(' ') === words(question.markdown).join(' ') && part.asker === asker) ?? {};
        rows.push({
            question: n,
            asker,
            'votes, table': union[i].size,
            archive: equal(`Question ${n} in the archive: votes`, union[i].size, count(/(\d+) (person|people) wanted/.exec(meta)?.[1] ?? '')),
            csv: equal(`Question ${n} in export.csv: votes`, union[i].size, Number(row['Wanted by'])),
            md: equal(`Question ${n} in export.md: votes`, union[i].size, part.wanted),
            'question, words': compare(`Question ${n} in the archive`, question.words, await shown(article.locator('.ask'))),
            'answer, words': compare(`Answer ${n} in the archive`, answer.words, await shown(article.locator('.prose'))),
            'csv, words': compare(`Answer ${n} in export.csv`, words(answer.markdown), words(row.Answer ?? '')),
            'md, words': compare(`Answer ${n} in export.md`, words(answer.markdown), words(part.answer ?? '')),
        });
    }
    console.table(rows);
    const slowest = times => `${Math.max(...times).toFixed(1)} s`;
    console.log(`The watcher saw each question within ${slowest(seen.questions)} of the asker's empty box, each vote count within ${slowest(seen.votes)}, each answer within ${slowest(seen.answers)}, without loading the page again.`);

    if (option('shots')) {
        for (const colorScheme of ['light', 'dark']) {
            await archive.emulateMedia({ colorScheme });
            for (const width of [390, 1280]) {
                await archive.setViewportSize({ width, height: 900 });
                await archive.screenshot({ path: path.join(option('shots'), `archive-${width}-${colorScheme}.png`), fullPage: true });
            }
        }
    }
}

try {
    await site?.start();
    browser = await chromium.launch(browserOptions());
    await play();
} finally {
    await browser?.close();
    await site?.end('SIGTERM');
    if (own) await rm(own, { recursive: true, force: true });
}
for (const difference of differences) console.log(`DIFFERENT  ${difference}`);
console.log(differences.length ? `${differences.length} differences` : 'Every word and every count is there.');
process.exitCode = differences.length ? 1 : 0;
