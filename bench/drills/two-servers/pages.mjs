// L12: ten live pages a person and 500 an address, counted over two servers behind nginx, whatever a visitor says of their address. README.md says how.
import { Circuit } from '../../circuits/blazor.mjs';
import { rest } from '../../site.mjs';
import { Faults, took } from '../faults.mjs';
import { Crowd } from './crowd.mjs';
import { Stage } from './stage.mjs';

const faults = new Faults(), stage = await Stage.build({ Hub__Limits: 'on' }), crowd = new Crowd(stage, faults);
const servers = stage.ports.map(port => `http://localhost:${port}`), open = [];
const words = 'Too many pages are open at once.';
let number = 0;

/// True when it opened; false when it was refused in the words there are for it.
async function opens(address, room, cookie = '') {
    const forged = `203.0.113.${++number % 250}`;
    const circuit = new Circuit(address + room, { cookie, deflate: false, negotiate: false, timeout: 30_000, headers: address === stage.address ? { 'X-Forwarded-For': forged, Forwarded: `for=${forged}` } : {} });
    try { open.push(await circuit.start()); return true; } catch (trouble) {
        faults.check(trouble.message.includes(words), `A page was refused otherwise: ${trouble.message}`);
        circuit.closing = true;
        circuit.ws?.terminate();
        return false;
    }
}

const count = results => results.filter(Boolean).length;
async function many(n, address, room) {
    const results = [];
    let begun = 0;
    await Promise.all(Array.from({ length: 12 }, async () => { while (begun++ < n) results.push(await opens(address, room)); }));
    return count(results);
}

try {
    await stage.start();
    await crowd.enter(['bo'], 'Direct payments: what really works?');
    const bo = crowd.cookieOf('bo'), theirs = async n => count(await Promise.all(Array.from({ length: n }, () => opens(servers[1], crowd.room, bo))));
    for (let i = 0; i < 6; i++) faults.check(await opens(servers[0], crowd.room, bo), `Page ${i + 1} of one person was refused`);
    await rest(2000); // what one server has, the other hears each second
    for (let i = 6; i < 10; i++) faults.check(await opens(servers[1], crowd.room, bo), `Page ${i + 1} of one person was refused`);
    await rest(2000);
    for (const server of servers) faults.check(!await opens(server, crowd.room, bo), `An eleventh page opened at ${server}`);
    const waiting = theirs(1), since = performance.now();
    await open.shift().stop({ beacon: false });
    faults.check(await waiting === 1, 'Nothing opened when another page was closed');
    console.log(`ten pages of one person on two servers, six and four; the eleventh was refused on both, and opened ${took(since)} s after another was closed on the other server`);

    // Open to everybody, so that visitors without an account fill it.
    const [{ id }] = stage.look(`SELECT h."PublicId" AS id FROM "Hotseats" h WHERE h."Title" = 'Grab rails, ramps and repairs: who does what?'`), room = `/hotseats/${id}`;
    const began = performance.now(), first = await many(470, stage.address, room);
    await rest(2500);
    const more = await many(60, stage.address, room);
    await rest(2500);
    const last = await many(12, stage.address, room);
    console.log(`${open.length} pages are open from one address over nginx after ${took(began)} s (${first}, then ${more} of 60, then ${last} of 12); each said that it came from an address of its own`);
    faults.check(first === 470 && last === 0, 'The limit of an address was not held');
    faults.check(open.length >= 500 && open.length <= 530, `${open.length} pages are open from one address`);

    await stage.sites[0].kill();
    const killed = performance.now();
    faults.check(await opens(stage.address, room), 'Nobody can open a page when a server has died with its pages');
    console.log(`one server was killed: a page at the other opened ${took(killed)} s later`);
} finally {
    for (const circuit of open) { circuit.closing = true; circuit.ws.terminate(); }
    await stage.end();
}
faults.end('The limits of open pages hold over both.');
