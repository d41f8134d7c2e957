// People of a seeded site over HTTP, as the room's programs need them: signing in, forms.
import { request } from '../circuits/blazor.mjs';

export const jar = (cookie, res) => {
  const all = new Map((cookie || '').split('; ').filter(Boolean).map((c) => [c.split('=')[0], c]));
  for (const line of res.headers['set-cookie'] || []) { const c = line.split(';')[0]; all.set(c.split('=')[0], c); }
  return [...all.values()].join('; ');
};
export const field = (html, name) => (html.match(new RegExp(`name="${name}"[^>]*value="([^"]*)"`)) || [])[1];
const form = (fields) => new URLSearchParams(fields).toString();

export async function get(address, cookie) {
  return request(address, { headers: { accept: 'text/html', ...(cookie ? { cookie } : {}) } });
}

export async function post(address, cookie, fields) {
  return request(address, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-hub-send': '1', cookie }, body: form(fields) });
}

// A form that takes files sends itself in parts.
export async function postFiles(address, cookie, fields) {
  const edge = 'x-bench-part';
  const body = Object.entries(fields).map(([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('') + `--${edge}--\r\n`;
  return request(address, { method: 'POST', headers: { 'content-type': `multipart/form-data; boundary=${edge}`, 'x-hub-send': '1', cookie }, body });
}

async function signIn(base, mail, password) {
  const page = await get(base + '/account/login');
  const cookie = jar('', page);
  const answer = await post(base + '/account/login', cookie, {
    _handler: 'sign-in', __RequestVerificationToken: field(page.body, '__RequestVerificationToken'),
    email: mail, password, way: 'password',
  });
  const signedIn = jar(cookie, answer);
  if (answer.status !== 302 || !/hub=/.test(signedIn)) throw new Error(`${mail} could not sign in: ${answer.status}`);
  return signedIn;
}

// Four at a time: a password is meant to be slow. Their cookies.
export async function signAllIn(base, mails, password) {
  const cookies = [];
  for (let i = 0; i < mails.length; i += 4) cookies.push(...await Promise.all(mails.slice(i, i + 4).map((mail) => signIn(base, mail, password))));
  return cookies;
}
