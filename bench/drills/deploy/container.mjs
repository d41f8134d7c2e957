// The Dockerfile's steps, without Docker: its publish, its folders, its entrypoint with its environment, its health check, its signal.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../site.mjs';
import { environmentOf, of, root, stages } from './files.mjs';
import { Program, folderOf } from './process.mjs';

/// Runs the first stage. Gives where the published site lies.
export function publish(folder) {
    const out = path.join(folder, 'out'), began = performance.now();
    for (const command of of(stages()[0], 'RUN')) {
        const done = spawnSync('bash', ['-c', command.replaceAll(/(?<=\s)\/out\b/g, out)], { cwd: root, encoding: 'utf8' });
        if (done.status !== 0) throw new Error(`RUN ${command}: ${done.stdout}${done.stderr}`);
    }
    console.log(`the Dockerfile's publish took ${((performance.now() - began) / 1000).toFixed(0)} s`);
    return out;
}

export const entrypoint = () => JSON.parse(of(stages().at(-1), 'ENTRYPOINT')[0]);

export async function tryContainer(published, folder, faults) {
    const [build, last] = stages();
    faults.check(of(last, 'COPY').some(one => one === '--from=build /out /opt/communityhub') && of(last, 'WORKDIR')[0] === '/opt/communityhub', 'What was published is not where the entrypoint is run');
    faults.check(of(build, 'COPY')[0] === '. .' && existsSync(`${root}.dockerignore`), 'Everything is copied, and nothing is left out');
    faults.check(of(last, 'USER')[0] === 'app', 'It runs as root');
    const volumes = JSON.parse(of(last, 'VOLUME')[0]);
    for (const volume of volumes) faults.check(of(last, 'RUN').some(one => one.startsWith('install -d -m 700 -o app -g app') && one.includes(volume)), `${volume} is not its own`);

    const port = await freePort(), address = `http://127.0.0.1:${port}`, declared = environmentOf(last);
    faults.check(volumes.includes(declared.Hub__Data), 'The data are in no volume');
    faults.check(declared.ASPNETCORE_URLS.endsWith(`:${of(last, 'EXPOSE')[0]}`), 'What is exposed is not where it listens');
    const environment = { ...declared, ASPNETCORE_URLS: declared.ASPNETCORE_URLS.replace(/\d+$/, port), Hub__Data: folderOf(path.join(folder, 'container')) };
    const site = new Program(entrypoint(), published, environment);
    const [, check] = /CMD (\[.*\])$/.exec(of(last, 'HEALTHCHECK')[0]);
    const health = () => { const [program, ...words] = JSON.parse(check); return spawnSync(program, words, { env: { PATH: process.env.PATH, ...environment }, timeout: 5000 }).status; };
    try {
        const ready = await site.start(address);
        faults.check(health() === 0, 'HEALTHCHECK says that it is not well');
        const { seconds, code } = await site.stop(of(last, 'STOPSIGNAL')[0]);
        faults.check(code === 0, `It ended with ${code} at its signal`);
        faults.check(health() !== 0, 'HEALTHCHECK says that it is well when it is gone');
        console.log(`ENTRYPOINT ${entrypoint().join(' ')} was ready after ${ready.toFixed(1)} s, HEALTHCHECK agreed, and it ended ${seconds.toFixed(1)} s after its signal`);
    } finally { await site.stop('SIGKILL'); }
}
