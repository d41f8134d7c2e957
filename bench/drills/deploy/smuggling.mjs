// H20: requests that nginx and the site could read differently. What reaches the site is one request for each that nginx took, and no other.
import { send } from './raw.mjs';
import { withNginx } from './proxy.mjs';

const hidden = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\nX: y\r\n\r\n', length = Buffer.byteLength(hidden);
const post = (headers, body, path = '/post') => `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${headers.map(one => one + '\r\n').join('')}\r\n${body}`;
const chunked = body => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

/// Each with what may reach the site of it: nothing, or one request whose body swallows the rest.
const shapes = {
    'two lengths': [0, post(['Content-Length: 0', `Content-Length: ${length}`], hidden)],
    'two lengths, the same': [0, post([`Content-Length: ${length}`, `Content-Length: ${length}`], hidden)],
    'a list of lengths': [0, post([`Content-Length: ${length}, 0`], hidden)],
    'a length with a sign': [0, post([`Content-Length: +${length}`], hidden)],
    'a length below nothing': [0, post(['Content-Length: -1'], hidden)],
    'a length in hexadecimal': [0, post(['Content-Length: 0x10'], hidden)],
    'a length and chunks': [0, post([`Content-Length: ${length + 5}`, 'Transfer-Encoding: chunked'], `0\r\n\r\n${hidden}`)],
    'chunks and a length': [0, post(['Transfer-Encoding: chunked', 'Content-Length: 4'], `0\r\n\r\n${hidden}`)],
    'chunks of a kind there is not': [0, post(['Transfer-Encoding: xchunked'], hidden)],
    'chunks and nothing': [0, post(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${hidden}`)],
    'chunks twice': [0, post(['Transfer-Encoding: chunked', 'Transfer-Encoding: x'], `0\r\n\r\n${hidden}`)],
    'chunks after a vertical tab': [0, post(['Transfer-Encoding: \x0bchunked'], `0\r\n\r\n${hidden}`)],
    'chunks with a NUL': [0, post(['Transfer-Encoding: chunked\x00'], `0\r\n\r\n${hidden}`)],
    'chunks in a folded header': [0, post(['Transfer-Encoding:', ' chunked'], `0\r\n\r\n${hidden}`)],
    'a blank before the colon': [1, post(['Transfer-Encoding : chunked', `Content-Length: ${length}`], hidden)],
    'an underscore': [1, post(['Transfer_Encoding: chunked', `Content-Length: ${length}`], hidden)],
    'a length with a blank before its colon': [0, post([`Content-Length : ${length}`], '')],
    'an extension of a chunk': [1, post(['Transfer-Encoding: chunked'], `${length.toString(16)};a="${'b'.repeat(20)}"\r\n${hidden}\r\n0\r\n\r\n`)],
    'an extension with a bare LF': [1, post(['Transfer-Encoding: chunked'], `${length.toString(16)};a\n${hidden}\r\n0\r\n\r\n`)],
    'a chunk that says more than it is': [0, post(['Transfer-Encoding: chunked'], `ffffffffffffffff\r\n${hidden}`)],
    'a chunk that says less': [0, post(['Transfer-Encoding: chunked'], `4\r\n${hidden}`)],
    'a chunk below nothing': [0, post(['Transfer-Encoding: chunked'], `-1\r\n${hidden}`)],
    'a trailer that is a length': [1, post(['Transfer-Encoding: chunked'], `${length.toString(16)}\r\n${hidden}\r\n0\r\nContent-Length: 0\r\n\r\n`)],
    'bare LFs all along': [1, `POST /post HTTP/1.1\nHost: localhost\nContent-Length: ${length}\n\n${hidden}`],
    'a bare CR in a header': [1, post([`X: y\rContent-Length: 0`, `Content-Length: ${length}`], hidden)],
    'a bare CR that hides chunks': [1, post([`X: y\rTransfer-Encoding: chunked`, `Content-Length: ${length}`], hidden)],
    'a GET with a body': [1, `GET /post HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n${hidden}`],
    'HTTP 1.0 with chunks': [1, `POST /post HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(hidden)}`],
    'two hosts': [0, `GET /post HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n`],
    'no host': [0, 'GET /post HTTP/1.1\r\nX: y\r\n\r\n'],
    'an address with another host': [0, 'GET http://evil.example/post HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    'an address with a blank': [0, 'GET /post HTTP/1.1 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    'a socket that is none': [1, `GET /post HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 777\r\nContent-Length: ${length}\r\n\r\n${hidden}`],
};

export const trySmuggling = (folder, faults) => withNginx(folder, async (nginx, servers) => {
    const heard = () => servers.flatMap(server => server.take()), unlike = [];
    for (const [what, [most, bytes]] of Object.entries(shapes)) {
        const answer = await send(nginx.port, bytes), reached = heard();
        if (reached.some(request => request.first.includes('smuggled')) || /^x-path: \/smuggled/im.test(answer.got)) faults.add(`${what}: the hidden request reached the site`);
        if (reached.length > most) unlike.push(`${what}: ${reached.length} reached the site (${reached.map(request => request.first)})`);
        // Whatever was left on a line that nginx uses again would be the next visitor's.
        for (let i = 0; i < 4; i++) {
            const after = await send(nginx.port, `GET /after-${i} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
            if (!new RegExp(`^x-path: /after-${i}`, 'im').test(after.got)) faults.add(`${what}: the next visitor got another's answer`);
        }
        heard();
    }
    for (const one of unlike) faults.add(one);
    console.log(`${Object.keys(shapes).length} shapes of smuggled requests: none reached the site, and no visitor after them got another's answer`);
});
