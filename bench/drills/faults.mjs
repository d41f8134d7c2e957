// What a drill found wrong, and its last word.
import { until } from '../site.mjs';

export class Faults {
    all = [];

    add(words) {
        this.all.push(words);
        console.log(`FAULT  ${words}`);
    }

    check(is, words) { if (!is) this.add(words); }

    /// Until it is so; a fault when it is not in time. Its seconds.
    async until(what, is, limit, more = () => '') {
        try { return await until(what, is, limit); } catch (trouble) {
            this.add(`${trouble.message}${more()}`);
            return Infinity;
        }
    }

    /// Ends the program.
    end(good) {
        console.log(this.all.length ? `${this.all.length} faults` : good);
        process.exit(this.all.length ? 1 : 0);
    }
}

export const took = since => ((performance.now() - since) / 1000).toFixed(1);
