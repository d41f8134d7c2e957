// A program as the unit or the container starts it: with that environment and no other, and as somebody without rights.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync } from 'node:fs';
import { until } from '../../site.mjs';

const nobody = 65534, isRoot = process.getuid() === 0;
const bare = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs', '--bounding-set=-all'] : ['env'];
const base = { PATH: process.env.PATH, LANG: 'C.UTF-8' };

/// A folder of theirs, closed to others.
export function folderOf(path) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (isRoot) chownSync(path, nobody, nobody);
    return path;
}

export class Program {
    constructor(words, cwd, environment) { Object.assign(this, { words, cwd, environment: { ...base, ...environment }, said: '' }); }

    /// Until its address says that it is ready. Its seconds.
    start(address) {
        this.process = spawn('bash', ['-c', 'umask 077; exec "$@"', 'bash', ...bare, ...this.words], { cwd: this.cwd, env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
        for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', bytes => { this.said = (this.said + bytes).slice(-20_000); });
        this.gone = once(this.process, 'exit');
        return until(`${this.words[0]} is ready`, async () => {
            if (this.process.exitCode !== null) throw new Error(this.said);
            return (await fetch(address + '/readyz')).ok;
        }, 60).catch(trouble => { throw new Error(`${trouble.message}\n${this.said}`); });
    }

    /// One command beside it, as the same user with the same settings. What it said, with its exit code.
    run(more) {
        const done = spawnSync('bash', ['-c', 'umask 077; exec "$@"', 'bash', ...bare, ...this.words, ...more], { cwd: this.cwd, env: this.environment, encoding: 'utf8' });
        return { code: done.status, said: done.stdout + done.stderr };
    }

    /// Its seconds from the signal to the end, and how it ended.
    async stop(signal = 'SIGTERM') {
        if (!this.process || this.process.exitCode !== null) return { seconds: 0, code: this.process?.exitCode };
        const began = performance.now();
        this.process.kill(signal);
        const [code] = await this.gone;
        return { seconds: (performance.now() - began) / 1000, code };
    }
}
