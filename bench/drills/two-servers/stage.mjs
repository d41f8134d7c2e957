// Two servers of one site on one PostgreSQL, and nginx with the shipped file before them.
import { spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Site, freePort, option, until } from '../../site.mjs';
import { Nginx } from './nginx.mjs';

const ci = fileURLToPath(new URL('../../../.ci/postgres.sh', import.meta.url));

export class Stage {
    static async build(settings = {}) {
        const own = new Stage();
        own.database = process.env.HUB_TEST_POSTGRES.replace(/Database=[^;]*;?/, '') + ';Database=hub_drill';
        [, own.host] = /Host=([^;]*)/.exec(own.database);
        [, own.user] = /Username=([^;]*)/.exec(own.database);
        own.folder = await mkdtemp(path.join(tmpdir(), 'hub-two-'));
        own.ports = [await freePort(), await freePort()];
        own.sites = [];
        for (const [i, port] of own.ports.entries()) {
            const data = path.join(own.folder, `server-${i + 1}`);
            await mkdir(data);
            own.sites.push(new Site(port, data, { published: option('published'), Hub__Database: 'postgres', Hub__Postgres: own.database, Hub__Proxies: '127.0.0.1', ...settings }));
        }
        own.nginx = new Nginx(own.folder, await freePort(), await freePort(), own.ports);
        own.address = own.nginx.address;
        for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => own.end().finally(() => process.exit(1)));
        return own;
    }

    /// On an empty database, both at once unless they are to be started one by one.
    async start(isOneByOne) {
        const made = spawnSync('createdb', ['-h', this.host, '-U', this.user, 'hub_drill'], { encoding: 'utf8' });
        if (made.status !== 0) throw new Error(made.stderr);
        if (isOneByOne) for (const site of this.sites) await site.start();
        else await Promise.all(this.sites.map(site => site.start()));
        await this.nginx.start();
    }

    run(sql) {
        const read = spawnSync('psql', ['-h', this.host, '-U', this.user, '-d', 'hub_drill', '-At', '-v', 'ON_ERROR_STOP=1', '-c', sql], { encoding: 'utf8', maxBuffer: 1 << 28 });
        if (read.status !== 0) throw new Error(read.stderr);
        return read.stdout;
    }

    /// The rows of one query.
    look(sql) { return JSON.parse(this.run(`SELECT coalesce(json_agg(t), '[]') FROM (${sql}) t`)); }

    serversUp() { return this.look(`SELECT 1 FROM hub_servers WHERE seen > clock_timestamp() - interval '3 seconds'`).length; }

    leaders() { return this.look(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${7_203_114_909n & 0xffffffffn}`).length; }

    sockets() { return this.sites.map(site => spawnSync('bash', ['-c', `ls -l /proc/${site.process.pid}/fd | grep -c socket`], { encoding: 'utf8' }).stdout.trim()); }

    /// All of PostgreSQL, by the postmaster's death: its children see it and go.
    killDatabase() { return this.postgres(`kill -9 $(head -1 ${this.host}/data/postmaster.pid)`); }

    stopDatabase(how) { return this.postgres(`as_postgres "$(find_postgres)/pg_ctl" -D ${this.host}/data -m ${how} -w stop >/dev/null`); }

    async startDatabase() {
        this.postgres(`rm -f ${this.host}/data/postmaster.pid; as_postgres "$(find_postgres)/pg_ctl" -D ${this.host}/data -l ${this.host}/log -w start -o "-k ${this.host} -c listen_addresses='' -c fsync=off -c max_connections=300" >/dev/null`);
        await until('PostgreSQL answers', () => this.run('SELECT 1') !== '');
    }

    postgres(command) {
        const done = spawnSync('bash', ['-c', `source ${ci}; ${command}`], { encoding: 'utf8' });
        if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`);
    }

    async end() {
        await this.nginx.end();
        await Promise.all(this.sites.map(site => site.end('SIGKILL')));
        await rm(this.folder, { recursive: true, force: true });
    }
}
