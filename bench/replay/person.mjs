// Somebody at the site's forms, over HTTP.
import { request } from '../circuits/blazor.mjs';
import { sleep } from '../circuits/stats.mjs';

const jar = (cookie, res) => {
  const all = new Map((cookie || '').split('; ').filter(Boolean).map((c) => [c.split('=')[0], c]));
  for (const line of res.headers['set-cookie'] || []) { const c = line.split(';')[0]; all.set(c.split('=')[0], c); }
  return [...all.values()].join('; ');
};
const tokenOf = (html) => /name="__RequestVerificationToken"[^>]*value="([^"]*)"/.exec(html)?.[1];

// Beside a field, or in a notice of its own.
const refusal = (html) => (/data-refusal[^>]*>(?:<svg.*?<\/svg>)?([^<]*)/s.exec(html) ?? /role="alert"[^>]*>(?:<svg.*?<\/svg>)?(?:<div[^>]*>)?([^<]*)/s.exec(html))?.[1].trim() ?? '';

export class Person {
  sentAgain = 0;

  /// Patience: for so many seconds what got no answer is asked and sent again, as hub.js does it: the same form, with the same key.
  constructor(base, mail, name, patience = 0) { Object.assign(this, { base, mail, name, patience, cookie: '', token: '' }); }

  async ask(url, settings) {
    for (const since = performance.now(); ; this.sentAgain++) {
      let answer, trouble;
      try { answer = await request(url, settings); } catch (fault) { trouble = fault; }
      if (answer && answer.status < 502) return answer;
      if (performance.now() - since < this.patience * 1000) { await sleep(500); continue; }
      if (trouble) throw trouble;
      return answer;
    }
  }

  async get(at, status = 200) {
    const page = await this.ask(this.base + at, { headers: { accept: 'text/html', ...(this.cookie ? { cookie: this.cookie } : {}) } });
    if (page.status !== status) throw new Error(`${this.mail}: GET ${at} answered ${page.status}`);
    this.cookie = jar(this.cookie, page);
    this.token = tokenOf(page.body) ?? this.token;
    return page.body;
  }

  /// As hub.js sends what was typed: the answer names the place of what was made. A field with a list is sent once for each.
  async send(at, form, fields, byScript = true) {
    const body = new URLSearchParams({ _handler: form, __RequestVerificationToken: this.token });
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
    const answer = await this.ask(this.base + at, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: this.cookie, ...(byScript ? { 'x-hub-send': '1' } : {}) },
      body: body.toString(),
    });
    this.cookie = jar(this.cookie, answer);
    if (answer.status !== 302) throw new Error(`${this.mail}: ${form} at ${at} answered ${answer.status}: ${refusal(answer.body)} ${JSON.stringify(answer.headers)} ${answer.body.slice(0, 300)}`);
    return decodeURIComponent(answer.headers.location);
  }

  async signIn(password) {
    await this.get('/account/login');
    await this.send('/account/login', 'sign-in', { email: this.mail, password, way: 'password' }, false);
    if (!/hub=/.test(this.cookie)) throw new Error(`${this.mail} could not sign in.`);
    return this;
  }
}
