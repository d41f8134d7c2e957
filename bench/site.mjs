// The site as a process of its own, so that it can be killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../CommunityHub.Web/', import.meta.url));

export class Site {
    constructor(port, data) {
        this.address = `http://localhost:${port}`;
        this.settings = { ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', ASPNETCORE_URLS: this.address, Hub__Data: data, Hub__Limits: 'off' };
    }

    async start() {
        const own = this.process = spawn('dotnet', ['bin/Debug/net10.0/CommunityHub.Web.dll'], { cwd: web, env: this.settings, stdio: ['ignore', 'ignore', 'inherit'] });
        for (; ;) {
            if (own.exitCode !== null) throw new Error(`The site ended with ${own.exitCode}. Was it built? dotnet build CommunityHub.Web`);
            try { if ((await fetch(this.address + '/healthz')).ok) return; } catch { /* not yet */ }
            await rest(100);
        }
    }

    async kill() {
        const gone = once(this.process, 'exit');
        this.process.kill('SIGKILL');
        await gone;
    }
}

export const rest = ms => new Promise(done => setTimeout(done, ms));
