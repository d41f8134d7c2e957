// compose.yaml, by processes: its PostgreSQL with a password, its two sites on one folder, nginx before them.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';
import { freePort, until } from '../../site.mjs';
import { Nginx } from '../two-servers/nginx.mjs';
import { compose, environmentOf, root, stages } from './files.mjs';
import { entrypoint } from './container.mjs';
import { Program, folderOf } from './process.mjs';

const env = { POSTGRES_PASSWORD: 'a-word-of-this-drill', HUB_ADDRESS: 'https://localhost' };
const bash = words => {
    const done = spawnSync('bash', ['-c', `source ${root}.ci/postgres.sh; programs=$(find_postgres); ${words}`], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${words}: ${done.stdout}${done.stderr}`);
    return done.stdout.trim();
};

/// As the image does it: made with that user, that password and that database, and then started by its command.
async function startDatabase(service, folder, port) {
    const data = path.join(folder, 'postgres'), { POSTGRES_USER: user, POSTGRES_DB: name, POSTGRES_PASSWORD: password } = service.environment;
    bash(`install -d ${data} && { [ "$(id -u)" -ne 0 ] || chown postgres ${data}; }; as_postgres bash -c "$programs/initdb -D ${data} -U ${user} -A scram-sha-256 -E UTF8 --no-sync --pwfile=<(echo '${password}')"`);
    const [, ...options] = service.command;
    const started = spawn('bash', ['-c', `source ${root}.ci/postgres.sh; as_postgres "$(find_postgres)/postgres" -D ${data} -p ${port} -k ${data} ${options.join(' ')}`], { stdio: 'ignore', detached: true });
    const [how, ...test] = service.healthcheck.test;
    if (how !== 'CMD') throw new Error('The health check of the database is no CMD');
    await until('the database is healthy', () => { bash(`"$programs/${test[0]}" ${test.slice(1).join(' ')} -p ${port}`); return true; });
    bash(`PGPASSWORD='${password}' "$programs/createdb" -h 127.0.0.1 -p ${port} -U ${user} ${name}`);
    return { stop: () => { try { process.kill(-started.pid, 'SIGINT'); } catch { /* gone */ } } };
}

export async function tryCompose(published, folder, faults) {
    const file = compose(env), { services } = file;
    faults.check(!file.missing.length, `compose.yaml wants ${file.missing} too: the guide says two names`);
    const sites = ['one', 'two'].map(name => services[name]), databasePort = await freePort(), image = environmentOf(stages().at(-1));
    for (const site of sites) {
        faults.check(site.network_mode === 'host' && site.restart === 'always', 'A site is not on the machine\'s network, or does not come back');
        faults.check(Number.parseInt(site.stop_grace_period, 10) > 30, 'A site is killed before it has told its pages');
        for (const volume of site.volumes) faults.check(volume.split(':')[0] in file.volumes, `${volume} is no volume`);
        faults.check(site.environment.ASPNETCORE_URLS.startsWith('http://127.0.0.1:'), 'A site is reached from outside');
    }
    faults.check(services.web.volumes.some(one => one.startsWith('./nginx.conf:')), 'nginx has not the shipped file');
    const upstreams = sites.map(site => /:(\d+)$/.exec(site.environment.ASPNETCORE_URLS)[1]);
    faults.check(upstreams.join() === '5080,5081', 'The sites are not where nginx.conf looks for them');

    const ports = [await freePort(), await freePort()], data = folderOf(path.join(folder, 'compose-data')), backups = folderOf(path.join(folder, 'compose-backups'));
    const programs = sites.map((site, i) => new Program(entrypoint(), published, {
        ...image, ...site.environment, ASPNETCORE_URLS: `http://127.0.0.1:${ports[i]}`, Hub__Data: data, Hub__Backup__Folder: backups,
        Hub__Postgres: site.environment.Hub__Postgres.replace('Host=127.0.0.1', `Host=127.0.0.1;Port=${databasePort}`),
    }));
    chmodSync(folder, 0o755);
    const database = await startDatabase(services.database, folder, databasePort), nginx = new Nginx(folder, await freePort(), await freePort(), ports);
    try {
        const began = performance.now();
        await Promise.all(programs.map((program, i) => program.start(`http://127.0.0.1:${ports[i]}`)));
        await nginx.start();
        console.log(`compose: PostgreSQL with a password, two sites and nginx up after ${((performance.now() - began) / 1000).toFixed(1)} s, started at once on the empty database`);
        for (const port of ports) {
            const ready = await (await fetch(`http://127.0.0.1:${port}/readyz`)).text();
            faults.check(ready === 'Healthy', `/readyz says ${ready}`);
        }
        const added = programs[0].run(['admin', 'add', 'you@example.org']), link = /(\/account\/\S+)/.exec(added.said)?.[1];
        faults.check(added.code === 0 && link, `admin add: ${added.said}`);
        const page = await fetch(nginx.address + link);
        faults.check(page.status === 200, `The administrator's link answers ${page.status}`);
        const taken = programs[1].run(['backup', path.join(backups, 'now.zip')]);
        faults.check(taken.code === 0 && (statSync(path.join(backups, 'now.zip')).mode & 0o777) === 0o600, `backup: ${taken.said}`);
        const ends = await Promise.all(programs.map(program => program.stop()));
        faults.check(ends.every(end => end.code === 0), `The sites ended with ${ends.map(end => end.code)}`);
        console.log(`compose: both are healthy, an administrator was made by the one and a backup by the other; stopped after ${Math.max(...ends.map(end => end.seconds)).toFixed(1)} s`);
    } finally {
        await nginx.end();
        await Promise.all(programs.map(program => program.stop('SIGKILL')));
        database.stop();
    }
}
