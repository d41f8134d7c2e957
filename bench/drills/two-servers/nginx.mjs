// nginx with the shipped file: only its ports, names and certificate are changed.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../../site.mjs';

const shipped = fileURLToPath(new URL('../../../deploy/nginx.conf', import.meta.url));

function replaced(words, changes) {
    for (const [from, to] of changes) {
        if (!new RegExp(from, 'm').test(words)) throw new Error(`deploy/nginx.conf has no ${from}`);
        words = words.replaceAll(new RegExp(from, 'gm'), to);
    }
    return words;
}

export class Nginx {
    constructor(folder, port, httpPort, servers) { Object.assign(this, { folder, port, httpPort, servers, address: `https://localhost:${port}` }); }

    async start() {
        const in_ = name => path.join(this.folder, name);
        const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', in_('key.pem'), '-out', in_('cert.pem'), '-days', '2', '-subj', '/CN=localhost']);
        if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`);
        await writeFile(in_('site.conf'), replaced(await readFile(shipped, 'utf8'), [
            [/hub\.example\.org/, 'localhost'],
            [/\/etc\/letsencrypt\/live\/localhost\/fullchain\.pem/, in_('cert.pem')],
            [/\/etc\/letsencrypt\/live\/localhost\/privkey\.pem/, in_('key.pem')],
            [/^.*listen \[::\].*$/, ''],
            [/listen 80;/, `listen ${this.httpPort};`],
            [/listen 443/, `listen ${this.port}`],
            [/# server 127\.0\.0\.1:5081/, `server 127.0.0.1:${this.servers[1]}`],
            [/server 127\.0\.0\.1:5080/, `server 127.0.0.1:${this.servers[0]}`],
        ]));
        const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(what => `${what}_temp_path ${in_(what)};`).join(' ');
        await writeFile(in_('nginx.conf'), `daemon off; worker_processes 1; pid ${in_('nginx.pid')}; error_log ${in_('error.log')};
events { worker_connections 8000; }
http { access_log off; ${temporary} include ${in_('site.conf')}; }
`);
        this.process = spawn('/usr/sbin/nginx', ['-c', in_('nginx.conf'), '-e', in_('error.log')], { stdio: 'inherit' });
        await until('nginx answers', async () => (await fetch(`${this.address}/healthz`)).ok);
    }

    async end() {
        if (!this.process || this.process.exitCode !== null) return;
        const gone = once(this.process, 'exit');
        this.process.kill('SIGTERM');
        await gone;
    }
}
