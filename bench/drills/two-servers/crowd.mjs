// People who write in one room over the site's own forms, and what of it the site has acknowledged.
import { rest } from '../../site.mjs';
import { Writer, newKey } from '../kill9/writer.mjs';

export class Crowd {
    asked = new Map(); answered = new Map(); votes = new Set(); unanswered = []; writers = {};
    isOver = false; acknowledged = 0; slowest = 0; number = 0; inFlight = 0; sentAgain = 0;

    /// Pause: how long each rests between two acts, in ms. Patience: how long one of them is tried, in seconds.
    constructor(stage, faults, { pause = 300, patience = 30 } = {}) { Object.assign(this, { stage, faults, pause, patience }); }

    async enter(people, title) {
        const [hotseat] = this.stage.look(`SELECT h."PublicId" AS id, c."Slug" AS slug FROM "Hotseats" h JOIN "Communities" c ON c."Id" = h."CommunityId" WHERE h."Title" = '${title}'`);
        this.room = `/hotseats/${hotseat.id}`;
        this.community = hotseat.slug;
        for (const who of people) {
            await (this.writers[who] = new Writer(this.stage.address, `${who}@demo.test`)).signIn();
            await this.writers[who].readToken(this.room);
        }
    }

    /// Without the proxy's word of which server is theirs.
    cookieOf(who) { return [...this.writers[who].cookies].filter(([name]) => name !== 'hub_line').map(pair => pair.join('=')).join('; '); }

    /// Until it is acknowledged: the same form with the same key, as the page's script sends it again.
    async surely(act) {
        for (const since = performance.now(); ;) {
            this.inFlight++;
            try {
                const result = await act();
                this.acknowledged++;
                this.slowest = Math.max(this.slowest, performance.now() - since);
                return result;
            } catch (trouble) {
                if (trouble.isRefused && !/^5/.test(trouble.message)) { this.faults.add(`Refused: ${trouble.message}`); return null; }
                if (performance.now() - since > this.patience * 1000) { this.faults.add(`Not acknowledged within ${this.patience} s: ${trouble.message}`); return null; }
                this.sentAgain++;
                await rest(100);
            } finally { this.inFlight--; }
        }
    }

    async ask(who, words) {
        const key = newKey();
        const to = await this.surely(() => who.post(this.room, 'ask', { text: words, key }, this.room));
        if (to) this.asked.set(words, to.split('#q-')[1]);
        return to && this.asked.get(words);
    }

    async breathe(ms) {
        await rest(ms);
        while (this.isPaused) await rest(50);
    }

    async asker(who) {
        while (!this.isOver) {
            const id = await this.ask(who, `Drill question ${++this.number} ${newKey()}`);
            if (id && this.number % 3) this.unanswered.push(id);
            await this.breathe(this.pause * (0.7 + Math.random() * 0.6));
        }
    }

    async guest(who) {
        while (!this.isOver) {
            const question = this.unanswered.shift();
            if (!question) { await rest(50); continue; }
            const words = `Drill answer ${++this.number} ${newKey()}`, key = newKey(), desk = `${this.room}/desk?question=${question}`;
            await this.breathe(0);
            if (await this.surely(() => who.post(desk, 'answer', { text: words, key, act: 'send' }, desk))) this.answered.set(words, question);
        }
    }

    // One vote a question: the form takes it back when it is sent twice, so what was not acknowledged is left as it is.
    async voter(who) {
        const done = new Set();
        while (!this.isOver) {
            const id = [...this.asked.values()].findLast(one => !done.has(one));
            if (!id) { await rest(50); continue; }
            done.add(id);
            try {
                await who.post(this.room, 'wants', { question: id }, this.room);
                this.votes.add(`${id} ${who.mail}`);
                this.acknowledged++;
            } catch { /* not acknowledged, or answered meanwhile */ }
            await this.breathe(this.pause / 3);
        }
    }

    begin({ askers, guest, voters }) {
        this.working = [...askers.map(who => this.asker(this.writers[who])), this.guest(this.writers[guest]), ...voters.map(who => this.voter(this.writers[who]))];
    }

    /// Nobody writes while this is done.
    async pausing(work) {
        this.isPaused = true;
        try { await work(); } finally { this.isPaused = false; }
    }

    async stop() {
        this.isPaused = false;
        this.isOver = true;
        await Promise.all(this.working ?? []);
    }

    /// Asked at each place in turn: everybody in the room has it, whichever server they are on.
    async lastWords(who, places, watchers) {
        for (const place of places) {
            const versions = watchers.map(watcher => watcher.version), sent = performance.now();
            await this.ask(Object.assign(Object.create(Writer.prototype), this.writers[who], { address: place }), `Drill last question ${newKey()}`);
            await this.faults.until('the last question reaches every watcher', () => watchers.every((watcher, i) => watcher.version > versions[i]), 10,
                () => `: ${watchers.filter((watcher, i) => watcher.version <= versions[i]).length} did not get it`);
            console.log(`a question asked at ${place} was on all ${watchers.length} pages after ${((performance.now() - sent) / 1000).toFixed(1)} s`);
            await rest(500);
        }
    }

    /// Everything acknowledged is there, and once.
    compare() {
        for (const [what, known, rows] of [
            ['question', this.asked, this.stage.look(`SELECT "Text" AS words, count(*) AS n, max("PublicId") AS id FROM "Questions" WHERE "Text" LIKE 'Drill %' GROUP BY 1`)],
            ['answer', this.answered, this.stage.look(`SELECT a."Text" AS words, count(*) AS n, max(q."PublicId") AS id FROM "Answers" a JOIN "Questions" q ON q."Id" = a."QuestionId" WHERE a."Text" LIKE 'Drill %' GROUP BY 1`)],
        ]) {
            const there = new Map(rows.map(row => [row.words, row]));
            for (const [words, id] of known) this.faults.check(there.get(words)?.id === id, `Acknowledged ${what} is missing: ${words}`);
            for (const row of rows) this.faults.check(row.n === 1, `${what} is there ${row.n} times: ${row.words}`);
        }
        const kept = new Set(this.stage.look(`SELECT q."PublicId" || ' ' || u."Email" AS vote FROM "Votes" v JOIN "Questions" q ON q."Id" = v."QuestionId" JOIN "AspNetUsers" u ON u."PersonId" = v."PersonId"`).map(row => row.vote));
        for (const vote of this.votes) this.faults.check(kept.has(vote), `Acknowledged vote is missing: ${vote}`);
        console.log(`${this.acknowledged} acknowledged writes beside it (${this.asked.size} questions, ${this.answered.size} answers, ${this.votes.size} votes; ${this.sentAgain} times a form was sent again): compared with the database`);
    }
}
