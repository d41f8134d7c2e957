// The facilitator at the console, two guests at two desks and somebody who only watches, as real browsers.
import { chromium } from 'playwright-core';
import { browserOptions, signIn, until } from '../site.mjs';

const number = async (page, at) => Number(/\d+/.exec(await page.locator(`${at} .num`).innerText({ timeout: 5000 }))?.[0]);
const live = (page) => page.locator('[data-live]').first().waitFor({ state: 'attached' });
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const button = (page, name, id, part = '') => page.locator(`${part} button[name="${name}"][value="${id}"]`);

export class Browsers {
  static async start(url, room, complain) {
    const own = new Browsers();
    Object.assign(own, { url, room, complain, desks: new Map(), contests: { held: 0, first: 0 } });
    own.browser = await chromium.launch({ ...browserOptions(), timeout: 60_000 });
    return own;
  }

  async enter(who, mail, password) {
    const context = await this.browser.newContext({ baseURL: this.url, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('console', (m) => { if (m.type() === 'error') this.complain(`${who}'s browser complains: ${m.text()}`); });
    page.on('pageerror', (e) => this.complain(`${who}'s browser complains: ${e.message}`));
    await signIn(page, mail, password);
    return page;
  }

  async facilitate(mail, password, colleague) {
    const page = this.facilitator = await this.enter('the facilitator', mail, password);
    await page.goto(`${this.room}/panel`);
    await page.getByLabel('Name or mail address of a member').fill(colleague);
    await press(page, 'Add to the panel');
    await page.getByText(colleague).first().waitFor();
    await this.toConsole();
    await press(page, 'Announce it');
    await page.getByText('Questions are open').first().waitFor();
    await press(page, 'Open the hotseat now');
    await page.getByRole('button', { name: 'Wrap up', exact: true }).waitFor();
  }

  async toConsole() {
    await this.facilitator.goto(`${this.room}/console`);
    await live(this.facilitator);
  }

  async sit(mail, password) {
    const page = this.watcher = await this.enter('the watcher', mail, password);
    await page.goto(this.room);
    await live(page);
    await page.evaluate(() => { window.before = true; });
  }

  async desk(nick, mail, password) {
    const page = await this.enter(nick, mail, password);
    this.desks.set(nick, page);
    await page.goto(`${this.room}/desk`);
    await live(page);
  }

  /// Until the question stands free on the desk, wherever it is in the list.
  async find(page, question) {
    await page.goto(`${this.room}/desk`);
    await live(page);
    const others = page.locator('details#others:not([open]) > summary');
    if (await others.count()) await others.click();
    const keep = button(page, 'keep', question);
    for (let turns = 0; !(await keep.count()) && turns < 10; turns++) {
      const next = page.locator('#queue').getByRole('button', { name: /^Next/ });
      if (!(await next.count())) break;
      await next.click();
    }
    await keep.waitFor();
    return keep;
  }

  holds(page, question) { return button(page, 'question', question, '#mine').count(); }

  /// By the desk's button; in a contest both press it at once, exactly one has it, and what the other has is given back.
  async claim(nick, question, isContest) {
    const page = this.desks.get(nick);
    if (!isContest) {
      await (await this.find(page, question)).click();
      return button(page, 'question', question, '#mine').waitFor();
    }
    const pages = [...this.desks.values()];
    const keeps = await Promise.all(pages.map((each) => this.find(each, question)));
    // The second to be too late finds its button gone, or is told who has it.
    await Promise.all(keeps.map((keep) => keep.click({ timeout: 5000 }).catch(() => { })));
    await until('one of them has it', async () => (await Promise.all(pages.map((each) => this.holds(each, question)))).some(Boolean), 30);
    await until('it is free nowhere', async () => !(await Promise.all(keeps.map((keep) => keep.count()))).some(Boolean), 30);
    const have = await Promise.all(pages.map((each) => this.holds(each, question)));
    this.contests.held++;
    if (have.filter(Boolean).length !== 1) this.complain(`A question was claimed by both at once, and ${have.filter(Boolean).length} have it.`);
    if (await this.holds(page, question)) { this.contests.first++; return; }
    const winner = pages[have.findIndex(Boolean)];
    await button(winner, 'back', question, '#mine').click();
    await until('it is given back', async () => !(await this.holds(winner, question)), 30);
    await (await this.find(page, question)).click();
    await button(page, 'question', question, '#mine').waitFor();
  }

  async choose(nick, question) {
    const page = this.desks.get(nick);
    await button(page, 'question', question, '#mine').click();
    await page.waitForURL((address) => address.searchParams.get('question') === question);
    await page.getByLabel('Your answer', { exact: true }).waitFor();
  }

  /// Typed into the desk's box, as it would be.
  async answer(nick, question, text) {
    const page = this.desks.get(nick);
    await page.getByLabel('Your answer', { exact: true }).fill(text);
    await press(page, 'Send my answer');
    await page.waitForURL((address) => address.searchParams.get('question') !== question);
  }

  async readFirst(isFirst) {
    await press(this.facilitator, isFirst ? 'Read them first' : 'Let them appear at once');
    await this.facilitator.getByRole('button', { name: isFirst ? 'Let them appear at once' : 'Read them first', exact: true }).waitFor();
  }

  async approve(question) { await button(this.facilitator, 'one', question).click(); }

  /// Ticked in the queue, and made one on the page that this leads to.
  async chooseToMerge(stays, goes) {
    const page = this.facilitator;
    await this.toConsole();
    for (const id of [stays, goes]) await page.locator(`#queue input[name="chosen"][value="${id}"]`).check();
    await press(page, 'Merge the chosen 2');
    await page.locator(`#stays-${stays}`).check();
  }

  async merge() {
    await press(this.facilitator, 'Merge the 2');
    await this.facilitator.waitForURL(/\/console/);
    await live(this.facilitator);
  }

  async undo(goes) {
    await button(this.facilitator, 'unmerge', goes).click();
    await this.facilitator.getByText('They are two questions again.').first().waitFor();
  }

  /// What the watcher's page says at last, without having been loaded again: { waiting, answered, loadedOnce }.
  async watched(waiting, answered) {
    await until('the watcher has it all', async () => await number(this.watcher, '#queue-h') === waiting && await number(this.watcher, '#answers-h') === answered, 10).catch(() => { /* compared by who asked */ });
    return { waiting: await number(this.watcher, '#queue-h'), answered: await number(this.watcher, '#answers-h'), loadedOnce: await this.watcher.evaluate(() => window.before === true) };
  }

  async close() {
    await press(this.facilitator, 'Wrap up');
    await this.watcher.getByText('The hour is over. Answers still come in.').waitFor();
    await this.facilitator.locator('summary', { hasText: 'Archive now…' }).click();
    await press(this.facilitator, 'Archive it for good');
    await this.facilitator.getByText('It is over, and kept for good.').waitFor();
    await this.watcher.getByText('It is over, and kept for good.').waitFor();
  }

  async end() { await this.browser.close(); }
}
