// Real browsers in the room, with something typed that must still be there.
import { chromium } from 'playwright-core';
import { browserOptions, signIn } from '../../site.mjs';

export class Typed {
    pages = [];

    static async open(address, room, people) {
        const own = new Typed();
        own.browser = await chromium.launch(browserOptions());
        for (const who of people) {
            const profile = await own.browser.newContext({ baseURL: address, ignoreHTTPSErrors: true });
            const page = await profile.newPage();
            await signIn(page, `${who}@demo.test`);
            await page.goto(room);
            await page.locator('[data-live]').first().waitFor({ state: 'attached' });
            await page.evaluate(() => { window.before = true; });
            await page.locator('textarea[name=text]').first().fill(`Typed before the server of ${who} went away`);
            own.pages.push(page);
        }
        return own;
    }

    /// Live by themselves, with what was typed. Which of them were loaded anew.
    async check(faults) {
        for (const [i, page] of this.pages.entries()) {
            await faults.until(`browser ${i + 1} is live by itself`, () => page.evaluate(() => !!document.querySelector('[data-live]') && !document.querySelector('.components-reconnect-show')), 20);
            const typed = await page.locator('textarea[name=text]').first().inputValue();
            faults.check(typed.startsWith('Typed before'), `Browser ${i + 1} has lost what was typed: "${typed}"`);
        }
        return Promise.all(this.pages.map(page => page.evaluate(() => window.before ? 'the same page' : 'loaded anew')));
    }

    end() { return this.browser.close(); }
}
