// The facilitator, the guest and somebody who only watches, as real browsers.
import { chromium } from 'playwright-core';
import { browserOptions, signIn, until } from '../site.mjs';

const number = async (page, at) => Number(/\d+/.exec(await page.locator(`${at} .num`).innerText({ timeout: 5000 }))?.[0]);
const live = (page) => page.locator('[data-live]').first().waitFor({ state: 'attached' });
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

export class Browsers {
  static async start(url, complain) {
    const own = new Browsers();
    own.url = url;
    own.complain = complain;
    own.browser = await chromium.launch({ ...browserOptions(), timeout: 60_000 });
    return own;
  }

  async enter(who, mail, password) {
    const context = await this.browser.newContext({ baseURL: this.url, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('console', (m) => { if (m.type() === 'error') this.complain(`${who}'s browser complains: ${m.text()}`); });
    page.on('pageerror', (e) => this.complain(`${who}'s browser complains: ${e.message}`));
    await signIn(page, mail, password);
    this[who] = page;
  }

  async facilitate(room) {
    await this.facilitator.goto(`${room}/console`);
    await live(this.facilitator);
    await press(this.facilitator, 'Announce it');
    await this.facilitator.getByText('Questions are open').first().waitFor();
    await press(this.facilitator, 'Open the hotseat now');
    await this.facilitator.getByRole('button', { name: 'Wrap up', exact: true }).waitFor();
  }

  async sit(room) {
    await this.watcher.goto(room);
    await live(this.watcher);
    await this.watcher.evaluate(() => { window.before = true; });
  }

  /// Typed into the desk's box, as it would be.
  async answer(room, question, text) {
    await this.guest.goto(`${room}/desk?question=${question}`);
    await this.guest.getByLabel('Your answer', { exact: true }).fill(text);
    await press(this.guest, 'Send my answer');
    await this.guest.waitForURL((address) => address.searchParams.get('question') !== question);
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
