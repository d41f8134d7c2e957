// nginx.conf before two servers that only listen: what reaches them, who they are told the visitor is, which of them it is.
import http from 'node:http';
import { randomBytes } from 'node:crypto';
import { freePort } from '../../site.mjs';
import { Nginx } from '../two-servers/nginx.mjs';
import { send } from './raw.mjs';
import { Upstream, header } from './upstream.mjs';

const lineOf = answer => /^set-cookie: hub_line=([0-9a-f]{32}); (.*)$/im.exec(answer.got);
const serverOf = answer => /^x-server: (\w+)$/im.exec(answer.got)?.[1];
const get = (path, ...headers) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers.map(one => one + '\r\n').join('')}Connection: close\r\n\r\n`;

export async function withNginx(folder, work) {
    const servers = [await new Upstream('one').start(), await new Upstream('two').start()];
    const nginx = new Nginx(folder, await freePort(), await freePort(), servers.map(server => server.port));
    try {
        await nginx.start();
        servers.forEach(server => server.take());
        await work(nginx, servers);
    } finally {
        await nginx.end();
        await Promise.all(servers.map(server => server.stop()));
    }
}

export const tryProxy = (folder, faults) => withNginx(folder, async (nginx, servers) => {
    const ask = (bytes, how) => send(nginx.port, bytes, how), heard = () => servers.flatMap(server => server.take());

    // ---- TLS, and whose site it is
    const redirect = await new Promise(done => http.get({ port: nginx.httpPort, host: '127.0.0.1', path: '/hotseats/x?y=1', headers: { host: 'evil.example' } }, done));
    faults.check(redirect.statusCode === 301 && redirect.headers.location === 'https://localhost/hotseats/x?y=1', `Plain HTTP answers ${redirect.statusCode} to ${redirect.headers.location}`);
    for (const version of ['TLSv1', 'TLSv1.1']) faults.check(!(await ask(get('/'), { maxVersion: version })).got, `${version} is spoken`);
    for (const version of ['TLSv1.2', 'TLSv1.3']) {
        const answer = await ask(get('/'), { maxVersion: version });
        faults.check(answer.statuses[0] === 200, `${version} is not spoken: ${answer.how} ${answer.got.slice(0, 80)}`);
    }
    faults.check(!(await ask(get('/'), { servername: 'evil.example' })).got, 'Another host has a certificate');
    heard();
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1']) {
        const answer = await ask(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
        faults.check(!heard().length && answer.statuses[0] !== 200, `Host: ${host} is answered ${answer.statuses}`);
    }
    const said = /^server: (.*)$/im.exec((await ask(get('/'))).got)?.[1];
    faults.check(said === 'nginx', `It says which nginx it is: ${said}`);
    console.log('TLS 1.2 and 1.3 and no other, plain HTTP leads there, no other host is answered');

    // ---- who the visitor is: what they say of it themselves ends here
    heard();
    await ask(get('/who', 'X-Forwarded-For: 203.0.113.9', 'X-Forwarded-For: 198.51.100.1', 'X-Forwarded-Proto: http', 'X-Forwarded-Host: evil.example', 'Forwarded: for=203.0.113.9;host=evil.example', 'X_Forwarded_For: 203.0.113.9', 'X-Real-IP: 203.0.113.9'));
    const [told] = heard();
    faults.check(header(told, 'x-forwarded-for').join() === '127.0.0.1' && header(told, 'x-forwarded-proto').join() === 'https', `The site is told: ${header(told, 'x-forwarded-for')} by ${header(told, 'x-forwarded-proto')}`);
    for (const name of ['forwarded', 'x-forwarded-host', 'x_forwarded_for']) faults.check(!header(told, name).length, `${name} of the visitor reaches the site`);
    faults.check(header(told, 'host').join() === 'localhost', `Host is ${header(told, 'host')}`);
    console.log('a forged X-Forwarded-For, -Proto, -Host and Forwarded end at nginx');

    // ---- the same server for the same browser
    const first = await ask(get('/')), [, line, how] = lineOf(first) ?? [];
    faults.check(line && /Secure/.test(how) && /HttpOnly/.test(how) && /SameSite=Lax/.test(how), `The first visit gets ${/^set-cookie:.*$/im.exec(first.got)}`);
    const again = await ask(get('/', `Cookie: hub_line=${line}`));
    faults.check(serverOf(again) === serverOf(first) && !lineOf(again), 'Who comes again is sent elsewhere, or named anew');
    const lines = Array.from({ length: 60 }, () => randomBytes(16).toString('hex')), homes = new Map();
    for (const one of lines) homes.set(one, serverOf(await ask(get('/', `Cookie: a=b; hub_line=${one}`))));
    const share = lines.filter(one => homes.get(one) === 'one').length;
    for (const one of lines) faults.check(serverOf(await ask(get('/other', `Cookie: hub_line=${one}; c=d`))) === homes.get(one), 'A line is not honoured');
    faults.check(share > 10 && share < 50, `Of 60 browsers ${share} are at the first server`);
    for (const forged of ['x', line.toUpperCase() + 'z', `${line}/../`, '']) faults.check(lineOf(await ask(get('/', `Cookie: hub_line=${forged}`))), `hub_line=${forged} was taken for one of ours`);
    console.log(`hub_line is honoured: 60 browsers, ${share} at the one and ${60 - share} at the other, each at the same for every page`);

    // ---- live pages
    const socket = await ask('GET /_blazor HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: https://localhost\r\n\r\n');
    faults.check(socket.statuses[0] === 101, `A WebSocket is answered ${socket.statuses}`);
    heard();
    for (const other of ['h2c', 'TLS/1.0', 'websocket, h2c']) {
        await ask(`GET /up HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: ${other}\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n`);
        for (const request of heard()) faults.check(!header(request, 'upgrade').length, `Upgrade: ${other} reaches the site`);
    }
    console.log('a WebSocket passes, and no other upgrade');

    // ---- sizes
    const long = 'x'.repeat(9000), sizes = {
        'a header of 9 kB': get('/', `X-Long: ${long}`), 'forty headers of 1 kB': get('/', ...Array.from({ length: 40 }, (_, i) => `X-${i}: ${long.slice(0, 1000)}`)),
        'an address of 9 kB': get(`/${long}`), 'a body of 13 MB': `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${13 << 20}\r\n\r\n`,
    };
    heard();
    for (const [what, bytes] of Object.entries(sizes)) {
        const answer = await ask(bytes);
        faults.check([400, 413, 414].includes(answer.statuses[0]) && !heard().length, `${what} is answered ${answer.statuses}`);
    }
    await ask(`POST /big HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${11 << 20}\r\nConnection: close\r\n\r\n${'y'.repeat(11 << 20)}`, { silence: 5000 });
    faults.check(heard().some(request => request.body.length === 11 << 20), 'A body of 11 MB does not arrive');
    console.log('over 8 kB of a header and over 12 MB of a body are refused, 11 MB arrive');

    // ---- one of them is gone
    await servers[0].stop();
    let worst = 0;
    for (const one of lines.filter(each => homes.get(each) === 'one')) {
        const began = performance.now(), answer = await ask(get('/', `Cookie: hub_line=${one}`), { silence: 4000 });
        worst = Math.max(worst, performance.now() - began);
        faults.check(serverOf(answer) === 'two', 'Who was at the server that is gone is not taken to the other');
    }
    await servers[0].start(servers[0].port);
    console.log(`when one is gone its browsers are at the other at once (${worst.toFixed(0)} ms at most)`);
});
