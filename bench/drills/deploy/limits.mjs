// The site itself behind nginx: its limits count by who nginx says the visitor is, and a socket opens from its own pages alone.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { freePort } from '../../site.mjs';
import { Writer } from '../kill9/writer.mjs';
import { Nginx } from '../two-servers/nginx.mjs';
import { unit } from './files.mjs';
import { Program, folderOf } from './process.mjs';
import { send } from './raw.mjs';

const socket = origin => `GET /_blazor HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: ${origin}\r\n\r\n`;

export async function tryLimits(published, folder, faults) {
    const { environment } = unit('communityhub.service'), port = await freePort(), address = `http://127.0.0.1:${port}`;
    const site = new Program([path.join(published, 'CommunityHub.Web')], published, { ...environment, ASPNETCORE_URLS: address, Hub__Data: folderOf(path.join(folder, 'limits')) });
    const nginx = new Nginx(folder, await freePort(), await freePort(), [port, await freePort()]);
    try {
        await site.start(address);
        await nginx.start();
        const page = await fetch(nginx.address + '/account/login');
        faults.check(page.headers.get('content-security-policy') && page.headers.get('x-content-type-options') === 'nosniff', 'The headers of the site do not arrive');
        faults.check(page.headers.getSetCookie().some(line => line.startsWith('__Host-') && /secure/i.test(line)), 'The site does not know that it is on TLS');

        const statuses = [];
        for (const origin of [nginx.address, 'https://evil.example', 'null']) statuses.push((await send(nginx.port, socket(origin).replace('PORT', nginx.port))).statuses[0]);
        faults.check(statuses.join() === '101,403,403', `A WebSocket from our page, from another site and from nowhere is answered ${statuses}`);

        // Twenty mails with a link an hour go to one address of the network, whatever its visitor says of it.
        const visitor = new Writer(nginx.address, '');
        await visitor.readToken('/account/forgot');
        const ask = async i => {
            const answer = await visitor.ask('/account/forgot', {
                method: 'POST', headers: { 'X-Forwarded-For': `203.0.113.${i}`, Forwarded: `for=203.0.113.${i}` },
                body: new URLSearchParams({ _handler: 'forgot', __RequestVerificationToken: visitor.token, email: `${randomUUID()}@nowhere.test` }),
            });
            return { status: answer.status, isTooMuch: (await answer.text()).includes('That was a lot at once.') };
        };
        const all = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(i))), last = await ask(99);
        faults.check(!all.some(one => one.isTooMuch) && last.isTooMuch, `Of 20 askings ${all.filter(one => one.isTooMuch).length} were too many, the 21st was ${last.isTooMuch ? '' : 'not'} (${last.status})`);
        console.log('behind nginx: the site\'s headers and cookies are those of TLS, a socket opens from its own pages only, and the 21st link in an hour is refused whatever X-Forwarded-For says');
    } finally {
        await nginx.end();
        await site.stop('SIGKILL');
    }
}
