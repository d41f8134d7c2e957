// communityhub.service and the command communityhub: the published folder, started by what ExecStart says.
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../site.mjs';
import { root, unit } from './files.mjs';
import { Program, folderOf } from './process.mjs';

/// systemd's own view of the file: with the program where it lies here, since it looks for it.
function verify(service, published, folder, faults) {
    const here = path.join(folder, 'communityhub.service');
    writeFileSync(here, service.text.replaceAll('/opt/communityhub', published));
    const said = spawnSync('systemd-analyze', ['verify', here], { encoding: 'utf8' });
    if (said.error) { console.log('systemd-analyze is not here: the unit was only read'); return; }
    const words = (said.stdout + said.stderr).split('\n').filter(line => line.includes('communityhub.service'));
    faults.check(said.status === 0 && !words.length, `systemd-analyze verify: ${words.join('; ') || said.stderr}`);
    const exposed = spawnSync('systemd-analyze', ['security', '--offline=yes', here], { encoding: 'utf8' }).stdout?.split('\n').find(line => line.includes('Overall'));
    console.log(`systemd-analyze verify has nothing to say; ${exposed?.replace(/^\W+/, '') ?? 'security was not rated'}`);
}

/// The script for root's commands, with the folder and the user of this drill in the place of the installed ones.
function commands(service, published, data, folder) {
    const here = path.join(folder, 'communityhub'), settings = path.join(folder, 'communityhub.env');
    writeFileSync(settings, '# as the guide says\nHub__Smtp__From="hub@example.org"\nHub__Backup__Keep=7\n', { mode: 0o600 });
    writeFileSync(here, readFileSync(`${root}deploy/communityhub`, 'utf8').replaceAll('/etc/communityhub.env', settings).replaceAll('/opt/communityhub', published)
        .replaceAll(service.environment.Hub__Data, data).replace('--reuid communityhub --regid communityhub --init-groups', '--reuid 65534 --regid 65534 --clear-groups'));
    chmodSync(here, 0o755);
    return (...words) => { const done = spawnSync(here, words, { encoding: 'utf8' }); return { code: done.status, said: done.stdout + done.stderr }; };
}

export async function tryUnit(published, folder, faults) {
    const service = unit('communityhub.service');
    verify(service, published, folder, faults);
    const port = await freePort(), address = `http://127.0.0.1:${port}`, data = folderOf(path.join(folder, 'unit'));
    const environment = { ...service.environment, ASPNETCORE_URLS: address, Hub__Data: data };
    const [command] = service.ExecStart, site = new Program([command.replace('/opt/communityhub', published)], service.WorkingDirectory[0].replace('/opt/communityhub', published), environment);
    try {
        console.log(`ExecStart=${command} in ${environment.ASPNETCORE_ENVIRONMENT} was ready after ${(await site.start(address)).toFixed(1)} s`);
        for (const file of ['hub.db', 'keys']) faults.check((statSync(path.join(data, file)).mode & 0o077) === 0, `Others may read ${file}`);
        faults.check((await fetch(address + '/dev/mail')).status === 404, 'There is /dev/mail in Production');
        const front = await (await fetch(address + '/')).text();
        faults.check(!/demo/i.test(front), 'The front page speaks of a demo in Production');

        if (process.getuid() === 0) {
            const communityhub = commands(service, published, data, folder), backups = folderOf(path.join(folder, 'backups'));
            const added = communityhub('admin', 'add', 'you@example.org');
            faults.check(added.code === 0 && /\/account\/reset\?key=|\/account\/\w+/.test(added.said), `admin add: ${added.said}`);
            const backup = path.join(backups, 'now.zip'), taken = communityhub('backup', backup);
            faults.check(taken.code === 0 && (statSync(backup).mode & 0o777) === 0o600, `backup: ${taken.said}`);
            console.log('communityhub admin add and communityhub backup did their work beside it');
        }
        const second = new Program(site.words, site.cwd, { ...environment, ASPNETCORE_URLS: `http://127.0.0.1:${await freePort()}` }).run([]);
        faults.check(second.code !== 0 && !/ at CommunityHub/.test(second.said), `A second one on the same folder was not refused in words: ${second.said}`);
        const { seconds, code } = await site.stop();
        faults.check(code === 0 && seconds < Number(service.TimeoutStopSec[0]), `It stopped with ${code} after ${seconds} s`);
        console.log(`a second process on the same folder was refused; SIGTERM ended it with 0 after ${seconds.toFixed(1)} s`);
    } finally { await site.stop('SIGKILL'); }
}
