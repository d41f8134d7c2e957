// The site as a process of its own, so that it can be killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../CommunityHub.Web/', import.meta.url));

export class Site {
    /// With its data in one folder. Published: where `dotnet publish` left it; otherwise what `dotnet build` made. Further settings as the environment has them.
    constructor(port, data, { published, ...settings } = {}) {
        this.address = `http://localhost:${port}`;
        this.folder = published ? path.resolve(published) : web;
        this.program = published ? 'CommunityHub.Web.dll' : 'bin/Debug/net10.0/CommunityHub.Web.dll';
        this.settings = { ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', ASPNETCORE_URLS: this.address, Hub__Data: data, Hub__Limits: 'off', ...settings };
    }

    /// Until it can serve: its seconds from the start to the first answer.
    async start() {
        const began = performance.now();
        const own = this.process = spawn('dotnet', [this.program], { cwd: this.folder, env: this.settings, stdio: ['ignore', 'ignore', 'inherit'] });
        for (; ;) {
            if (own.exitCode !== null) throw new Error(`The site ended with ${own.exitCode}. Was it built? dotnet build CommunityHub.Web`);
            try { if ((await fetch(this.address + '/readyz')).ok) return (performance.now() - began) / 1000; } catch { /* not yet */ }
            await rest(50);
        }
    }

    get isRunning() { return this.process && this.process.exitCode === null && this.process.signalCode === null; }

    async kill() { await this.end('SIGKILL'); }

    /// Its seconds from the signal to the end.
    async end(signal) {
        if (!this.isRunning) return 0;
        const gone = once(this.process, 'exit');
        const began = performance.now();
        this.process.kill(signal);
        await gone;
        return (performance.now() - began) / 1000;
    }
}

export const rest = ms => new Promise(done => setTimeout(done, ms));

/// Until it is so; polled, because the other side is another process. Its seconds.
export async function until(what, is, limit = 20) {
    const since = performance.now();
    for (; ;) {
        if (await Promise.resolve().then(is).catch(() => false)) return (performance.now() - since) / 1000;
        if (performance.now() - since > limit * 1000) throw new Error(`After ${limit} s still not: ${what}`);
        await rest(50);
    }
}

export async function freePort() {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address();
    probe.close();
    return port;
}

/// What is said on the command line as --name WORD.
export const option = (name, otherwise) => {
    const at = process.argv.indexOf('--' + name);
    return at < 0 ? otherwise : process.argv[at + 1];
};

export const browserOptions = () => ({
    executablePath: option('browser', '/usr/bin/chromium'),
    args: [...process.getuid?.() === 0 ? ['--no-sandbox'] : [], '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});

/// Through the real form.
export async function signIn(page, mail, password = 'demo-Pass-1') {
    await page.goto('/account/login');
    await page.getByText('Use my password').click();
    await page.fill('[name=email]', mail);
    await page.fill('[name=password]', password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(address => !address.pathname.startsWith('/account/login'));
}
