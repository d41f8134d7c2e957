// F16: PostgreSQL is killed and comes back while two servers serve. F17: the bell between them is away. README.md says how.
import { option, rest, until } from '../../site.mjs';
import { Faults, took } from '../faults.mjs';
import { Crowd } from './crowd.mjs';
import { Gate } from './gate.mjs';
import { Stage } from './stage.mjs';
import { Watcher } from './watcher.mjs';

const many = Number(option('watchers', '40')), away = Number(option('away', '60')), gone = Number(option('gone', '8'));
const people = ['bo', 'cy', 'priya.nair', 'omar.siddiq', 'ama.boateng', 'hal.petherick', 'gus', 'ada', 'tunde.alabi', 'kirsty.dunmore'];
const [, host] = /Host=([^;]*)/.exec(process.env.HUB_TEST_POSTGRES);
const gate = await new Gate(host).start(), stage = await Stage.build({ Hub__Postgres: `${gate.connection};Username=postgres;Database=hub_drill` });
const faults = new Faults(), crowd = new Crowd(stage, faults, { pause: 200, patience: 60 });
const watchers = [];

/// What pages answer until it is over: status to how often, and the longest wait.
async function visit(path, isOver) {
    const seen = { slowest: 0 };
    while (!isOver()) {
        const since = performance.now();
        const status = await fetch(stage.address + path, { headers: /z$/.test(path) ? {} : { cookie: crowd.cookieOf('bo') }, redirect: 'manual', signal: AbortSignal.timeout(30_000) }).then(answer => answer.status, fault => fault.name);
        seen[status] = (seen[status] ?? 0) + 1;
        seen.slowest = Math.max(seen.slowest, Math.round(performance.now() - since));
        await rest(250);
    }
    return seen;
}

async function loseTheDatabase(how, stop) {
    const before = crowd.acknowledged, loads = watchers.reduce((sum, watcher) => sum + watcher.loads, 0);
    let isOver = false;
    stop();
    const stopped = performance.now(), pages = ['/communities', crowd.room, '/healthz', '/readyz'].map(async path => [path, await visit(path, () => isOver)]);
    await rest(gone * 1000);
    const meanwhile = crowd.acknowledged - before;
    await stage.startDatabase();
    const back = performance.now();
    await faults.until('something is acknowledged again', () => crowd.acknowledged > before + meanwhile, 15);
    const first = took(back);
    await faults.until('both servers are up and one leads', () => stage.serversUp() === 2 && stage.leaders() === 1, 15);
    await faults.until('both are ready', async () => (await Promise.all(stage.ports.map(async port => (await fetch(`http://localhost:${port}/readyz`)).text()))).every(word => word === 'Healthy'), 15);
    const ready = took(back);
    await rest(2000);
    isOver = true;
    const seen = Object.fromEntries(await Promise.all(pages));
    console.log(`${how}: away for ${((back - stopped) / 1000).toFixed(0)} s; ${meanwhile} writes were acknowledged meanwhile; the first again ${first} s after it was back, both servers ready after ${ready} s`);
    console.log(`  pages answered: ${JSON.stringify(seen)}`);
    faults.check(seen['/healthz'][200] > 0 && Object.keys(seen['/healthz']).length === 2, `/healthz answered ${JSON.stringify(seen['/healthz'])}`);
    faults.check(seen['/readyz'][503] > 0, '/readyz never said that it was not ready');
    for (const path of ['/communities', crowd.room]) faults.check(Object.keys(seen[path]).every(key => ['200', '504', 'slowest'].includes(key)), `${path} answered otherwise than 200 or 504`);
    const loaded = watchers.reduce((sum, watcher) => sum + watcher.loads, 0) - loads;
    console.log(`  ${watchers.filter(watcher => watcher.isLive).length} of ${watchers.length} pages are live, ${loaded} of them were loaded anew`);
    faults.check(watchers.every(watcher => watcher.isLive), 'Not every page is live');
}

async function loseTheBell() {
    const both = stage.ports.map(port => new Watcher(`http://localhost:${port}${crowd.room}`, crowd.cookieOf('kirsty.dunmore')));
    for (const page of both) await page.start();
    const before = crowd.acknowledged, since = performance.now();
    gate.deafen();
    await faults.until('/readyz says Degraded on both', async () => (await Promise.all(stage.ports.map(async port => (await fetch(`http://localhost:${port}/readyz`)).text()))).every(word => word === 'Degraded'), 10);
    const pages = Promise.all(['/communities', crowd.room].map(path => visit(path, () => performance.now() - since > away * 1000)));
    const [{ id }] = stage.look(`SELECT p."PublicId" AS id FROM "People" p JOIN "AspNetUsers" u ON u."PersonId" = p."Id" WHERE u."Email" = 'kirsty.dunmore@demo.test'`);
    const member = `/communities/${crowd.community}/members/${id}`, inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await crowd.writers.ada.post(member, 'act', { do: 'suspend', why: 'For the drill.', until: inAWeek }, member);
    const suspended = performance.now();
    // Also without the bell: what a server remembers of somebody's rights grows old.
    const emptied = Promise.all(both.map(page => until('it is empty', () => page.isEmpty, away).then(s => `${s.toFixed(0)} s`, () => 'not meanwhile')));
    const seen = await pages;
    console.log(`the bell was away for ${took(since)} s (${gate.refused} times it tried to come back); pages answered ${seen.map(one => JSON.stringify(one)).join(' and ')}; ${crowd.acknowledged - before} writes were acknowledged`);
    for (const one of seen) faults.check(Object.keys(one).every(key => key === 'slowest' || key === '200'), `A page answered ${JSON.stringify(one)}`);
    await crowd.pausing(async () => {
        await rest(3000); // what was under way has arrived where it can
        const versions = watchers.map(watcher => watcher.version);
        const heard = performance.now();
        gate.hear();
        await faults.until('every page has caught up without anything new', () => watchers.every((watcher, i) => watcher.version > versions[i]), 8);
        const caught = took(heard);
        await faults.until('both pages of the suspended member are empty', () => both.every(page => page.isEmpty), 5);
        console.log(`when it was back all ${watchers.length} pages had caught up after ${caught} s, with nothing new written`);
        console.log(`the two pages of a member suspended in the gap, ${took(suspended)} s before its end, were empty after ${(await emptied).join(' and ')}`);
    });
    await Promise.all(both.map(page => page.end()));
}

try {
    await stage.start();
    await crowd.enter(people, 'Direct payments: what really works?');
    for (let i = 0; i < many; i++) watchers.push(await new Watcher(stage.address + crowd.room, crowd.cookieOf(people[i % 9])).start());
    crowd.begin({ askers: people.slice(0, 4), guest: 'gus', voters: ['ama.boateng', 'hal.petherick'] });
    await rest(3000);
    await loseTheDatabase('kill -9 of PostgreSQL', () => stage.killDatabase());
    await loseTheDatabase('a stop that ends all lines', () => stage.stopDatabase('fast'));
    await loseTheBell();
    await crowd.stop();
    await rest(2000);
    await crowd.lastWords('bo', [stage.address, ...stage.ports.map(port => `http://localhost:${port}`)], watchers);
    const signedIn = await Promise.all(watchers.map(watcher => watcher.isSignedIn()));
    faults.check(!signedIn.includes(false), 'Somebody was signed out');
    crowd.compare();
    console.log(`the slowest acknowledged write took ${(crowd.slowest / 1000).toFixed(1)} s`);
} finally {
    await crowd.stop();
    for (const watcher of watchers) watcher.isOver = true;
    await stage.end();
    gate.end();
}
faults.end('Nothing is missing or doubled, nobody was signed out, everybody is live.');
