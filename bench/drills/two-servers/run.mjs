// Two servers behind nginx on one PostgreSQL carry a meeting; one is killed in its middle. README.md says how.
import { option, rest } from '../../site.mjs';
import { Faults, took } from '../faults.mjs';
import { Crowd } from './crowd.mjs';
import { Meeting, makeUp } from './meeting.mjs';
import { Stage } from './stage.mjs';
import { Typed } from './typed.mjs';
import { Watcher } from './watcher.mjs';

const many = Number(option('watchers', '200')), beside = 20;
const people = ['bo', 'cy', 'priya.nair', 'omar.siddiq', 'ama.boateng', 'hal.petherick', 'gus', 'ada', 'tunde.alabi', 'beth.longden', 'yusuf.demir', 'kirsty.dunmore', 'moira.kincaid'];
const askers = people.slice(0, 4), voters = ['ama.boateng', 'hal.petherick', 'yusuf.demir'], suspended = ['kirsty.dunmore', 'moira.kincaid'], typing = ['tunde.alabi', 'beth.longden'];
const faults = new Faults(), stage = await Stage.build(), crowd = new Crowd(stage, faults, { pause: 200 });
const { sites, ports } = stage;
const pages = [];
let typed, meeting;

/// Their page is open on both servers, and is empty on both.
async function loseRight(who) {
    const both = ports.map(port => new Watcher(`http://localhost:${port}${crowd.room}`, crowd.cookieOf(who)));
    for (const page of both) await page.start();
    const person = stage.look(`SELECT p."PublicId" AS id FROM "People" p JOIN "AspNetUsers" u ON u."PersonId" = p."Id" WHERE u."Email" = '${who}@demo.test'`)[0].id;
    const member = `/communities/${crowd.community}/members/${person}`, inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const since = performance.now();
    const sent = crowd.writers.ada.post(member, 'act', { do: 'suspend', why: 'For the drill.', until: inAWeek }, member);
    const emptied = await Promise.all(both.map((page, i) => faults.until(`the page on server ${i + 1} is empty`, () => page.isEmpty, 10)));
    await sent;
    console.log(`a suspended member's pages were empty on both servers ${emptied.map(s => s.toFixed(2)).join(' and ')} s after the form was sent (answered after ${took(since)} s at most)`);
    faults.check(Math.max(...emptied) <= 5, 'A page was not empty within 5 s');
    await Promise.all(both.map(page => page.end()));
}

try {
    const began = performance.now();
    await stage.start(process.argv.includes('--one-by-one'));
    console.log(`two servers and nginx up after ${took(began)} s`);
    for (const [table, sql] of [['People', `SELECT count(*) - count(DISTINCT "Name") AS n FROM "People"`], ['SealingKeys', `SELECT count(*) - 1 AS n FROM "SealingKeys"`]]) {
        faults.check(stage.look(sql)[0].n === 0, `Two that started at once have filled ${table} twice`);
    }
    await crowd.enter(people, 'Direct payments: what really works?');
    for (let i = 0; i < beside; i++) pages.push(await new Watcher(stage.address + crowd.room, crowd.cookieOf(people[i % 11])).start());
    typed = await Typed.open(stage.address, crowd.room, typing);

    // ---- the meeting begins, and beside it another room is written in
    const log = option('log') ?? await makeUp(stage.folder);
    meeting = new Meeting(stage.address, stage.folder, { log, watchers: many, most: option('messages', '0'), perMinute: option('per-minute', '600'), pids: sites.map(site => site.process.pid) });
    await meeting.watching;
    console.log(`${many} watchers are live ${took(began)} s after the start; sockets of each server: ${stage.sockets().join(' and ')}`);
    faults.check(stage.serversUp() === 2, 'Not two servers say that they are up');
    crowd.begin({ askers, guest: 'gus', voters });
    await meeting.reaches(0.2);
    await loseRight(suspended[0]);

    // ---- in its middle one is killed, while a form is on its way
    const act = await meeting.reaches(0.5, true);
    for (const since = performance.now(); crowd.inFlight < 3 && performance.now() - since < 2000;) await rest(1);
    const inFlight = crowd.inFlight, before = crowd.acknowledged;
    await sites[0].kill();
    const killed = performance.now(), killedAt = Date.now();
    console.log(`server 1 was killed at act ${act.act} of ${act.of}, after ${before} acknowledged writes beside it, with ${inFlight} forms on their way there`);
    await faults.until('pages of server 1 have lost their line', () => pages.some(page => page.cameBack || !page.isLive), 10);
    await faults.until('every page beside it is live again', () => pages.every(page => page.isLive), 30, () => `: ${pages.find(page => !page.isLive).stuck}`);
    const moved = pages.filter(page => page.cameBack);
    console.log(`beside it ${moved.length} of ${beside} pages were back ${((Math.max(...moved.map(page => page.liveSince)) - killedAt) / 1000).toFixed(1)} s after the kill`);
    const how = await typed.check(faults);
    console.log(`both browsers show the room, with what was typed, ${took(killed)} s after the kill: ${how}`);
    await faults.until('one leads again', () => stage.leaders() === 1, 10);
    console.log(`there is one leader (asked ${took(killed)} s after the kill)`);
    await meeting.reaches(0.7);
    console.log(`${crowd.acknowledged - before} more writes were acknowledged on the other beside the meeting; the slowest of all took ${(crowd.slowest / 1000).toFixed(1)} s`);

    // ---- it comes back, and everybody hears both
    await sites[0].start();
    await faults.until('two servers say that they are up', () => stage.serversUp() === 2);
    await rest(6000); // fail_timeout of nginx
    for (let i = 0; i < beside; i++) pages.push(await new Watcher(stage.address + crowd.room, crowd.cookieOf(people[i % 11])).start());
    await loseRight(suspended[1]);
    const { watchers, throughFaults, differenceList, faultList, compared, pace, played, server } = await meeting.result();
    const back = (watchers.lastBackAt - killedAt) / 1000;
    console.log(`the meeting was played in ${pace.seconds} s: ${JSON.stringify(played)}`);
    console.log(`${watchers.cameBack} of ${watchers.opened} watchers lost their line; the last of them was live again ${back.toFixed(1)} s after the kill; away, ms: ${JSON.stringify(watchers.awayMs)}`);
    console.log(`${watchers.drawingsDue} drawings due, ${watchers.missed} missed; words ${JSON.stringify(watchers.wordsMs)}, votes ${JSON.stringify(watchers.votesMs)}; ${throughFaults.sentAgain} requests sent again; servers ${JSON.stringify(server)}`);
    faults.check(watchers.cameBack > many / 4, 'Hardly anybody lost their line');
    faults.check(back <= 15, 'Not every watcher was live within 15 s');
    faults.check(watchers.alive === many && !watchers.stuck && !watchers.failed, `Of ${many} watchers ${watchers.alive} are live, ${watchers.stuck} stand where only a hand helps, ${watchers.failed} never opened`);
    faults.check(!watchers.missed, `${watchers.missed} drawings were missed`);
    for (const one of [...faultList, ...differenceList].slice(0, 20)) faults.add(one);
    console.log(`${compared} lines, names and counts of the archive compared with what was played: ${differenceList.length} differences`);
    await crowd.stop();
    await rest(2000);
    await crowd.lastWords('bo', [stage.address, ...ports.map(port => `http://localhost:${port}`)], pages);

    // ---- nobody was signed out; nothing is missing, nothing is there twice
    const signedIn = await Promise.all(pages.map(page => page.isSignedIn()));
    faults.check(!throughFaults.signedOut && !signedIn.includes(false), `${throughFaults.signedOut} watchers were signed out`);
    crowd.compare();
} finally {
    await crowd.stop();
    for (const page of pages) page.isOver = true;
    meeting?.end();
    await typed?.end();
    await stage.end();
}
faults.end('Nothing is missing or doubled, nobody was signed out, everybody is live.');
