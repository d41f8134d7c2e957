// The replay of a meeting (bench/replay) as a process of its own, so that the driver has a core and the drill can see each act coming.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../replay/replay.mjs', import.meta.url));

// Whose forms carry a key: these may be cut off in their middle, and sent again.
const isKeyed = act => ['ask', 'answer', 'comment', 'vote'].includes(act.does);

/// A meeting nobody held, for who has no log: 14 people, as many questions as a real one has, in the form of a log.
export async function makeUp(folder, messages = 160) {
    const speakers = Array.from({ length: 12 }, (_, i) => `speaker${i + 1}`), about = ['the gate code', 'night visits', 'a damp wall', 'the new form', 'lone working', 'a late payment'];
    const lines = Array.from({ length: messages }, (_, i) => {
        const who = speakers[(i * 7) % speakers.length], what = `${about[i % about.length]} (${i + 1})`;
        if (i % 7 === 0) return `<${who}> What do you do about ${what}?`;
        if (i % 7 === 2 && i % 3) return `<${i % 2 ? 'guest' : 'colleague'}> We wrote down what we do about ${what}, and it helped.`;
        return `<${i % 11 === 5 ? 'guest' : who}> At our place ${what} took *three* weeks, and_then it was done.`;
    });
    const file = path.join(folder, 'meeting.md');
    await writeFile(file, lines.join('\n'));
    return file;
}

export class Meeting {
    seen = -1; waiting = [];

    constructor(url, folder, { log, watchers, most, perMinute, pids }) {
        this.out = path.join(folder, 'replay.json');
        const words = [log, '--url', url, '--n', watchers, '--most', most, '--per-minute', perMinute, '--through-faults', '--out', this.out, ...pids.flatMap(pid => ['--server-pid', pid])];
        this.process = fork(program, words.map(String), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
        this.over = once(this.process, 'exit');
        this.watching = new Promise((done, broken) => {
            this.process.on('message', word => { if (word.watching !== undefined) done(word); else this.hear(word); });
            this.over.then(() => broken(new Error('The replay ended before it began.')));
        });
        this.watching.catch(() => { }); // heard by whoever waits for it
    }

    hear(act) {
        this.seen = act.act / act.of;
        for (const one of this.waiting.filter(each => this.seen >= each.share && (!each.isKeyed || isKeyed(act)))) {
            this.waiting.splice(this.waiting.indexOf(one), 1);
            one.done(act);
        }
    }

    /// When so much of it has been played, at the moment an act is sent; keyed: one whose form may be cut off. Also when it has ended before.
    reaches(share, keyed = false) { return Promise.race([new Promise(done => this.waiting.push({ share, isKeyed: keyed, done })), this.over]); }

    async result() {
        await this.over;
        return JSON.parse(await readFile(this.out, 'utf8'));
    }

    end() { if (this.process.exitCode === null) this.process.kill('SIGTERM'); }
}
