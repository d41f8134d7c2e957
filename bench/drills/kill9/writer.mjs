// Somebody without a browser: signs in and posts the site's own forms. Remembers only what the site has acknowledged.
import { randomBytes } from 'node:crypto';

const hidden = (html, name) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1].replaceAll('&amp;', '&').replaceAll('&#x2B;', '+');
export const newKey = () => randomBytes(12).toString('hex');

export class Writer {
    constructor(address, mail) { Object.assign(this, { address, mail, cookies: new Map() }); }

    async ask(path, settings = {}) {
        const answer = await fetch(this.address + path, {
            redirect: 'manual',
            signal: AbortSignal.timeout(20_000),
            ...settings,
            headers: { ...settings.headers, Cookie: [...this.cookies].map(pair => pair.join('=')).join('; ') },
        });
        for (const line of answer.headers.getSetCookie()) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
            this.cookies.set(name, value);
        }
        return answer;
    }

    async signIn() {
        await this.post('/account/login', 'sign-in', { email: this.mail, password: 'demo-Pass-1', way: 'password' }, '/account/login');
        this.token = undefined;
    }

    /// The token of a page; it outlives the server, whose keys are in its folder.
    async readToken(path) { this.token = hidden(await (await this.ask(path)).text(), '__RequestVerificationToken'); }

    /// Where the site sends us: it has done it. Throws what it said otherwise, or that the line broke.
    async post(path, form, fields, page) {
        if (!this.token) await this.readToken(page);
        const answer = await this.ask(path, { method: 'POST', headers: { 'X-Hub-Send': '1' }, body: new URLSearchParams({ _handler: form, __RequestVerificationToken: this.token, ...fields }) });
        const to = answer.headers.get('location');
        if (answer.status !== 302 || !to || to.includes('/account/login')) {
            const page = await answer.text(), said = /data-refusal[^>]*>(?:<svg.*?<\/svg>)?([^<]*)/.exec(page)?.[1];
            throw Object.assign(new Error(`${answer.status} ${to ?? said ?? `${form}: ${JSON.stringify(Object.fromEntries(answer.headers))} ${page.slice(0, 300)}`}`), { isRefused: true });
        }
        return decodeURIComponent(to);
    }

    /// Gives the draft's version.
    async keep(place, text, version, page) {
        if (!this.token) await this.readToken(page);
        const answer = await this.ask('/drafts', { method: 'PUT', headers: { 'Content-Type': 'application/json', RequestVerificationToken: this.token }, body: JSON.stringify({ place, text, version }) });
        if (!answer.ok) throw Object.assign(new Error(`${answer.status} ${await answer.text()}`), { isRefused: true });
        return (await answer.json()).version;
    }

    async draft(place) { return (await this.ask(`/drafts?place=${place}`, { headers: { RequestVerificationToken: this.token } })).json(); }
}
