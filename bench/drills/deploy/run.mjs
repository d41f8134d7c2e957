// The files of deploy/, tried by processes. README.md says how.
import { chmodSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { option } from '../../site.mjs';
import { Faults } from '../faults.mjs';
import { publish, tryContainer } from './container.mjs';
import { tryCompose } from './compose.mjs';
import { tryLimits } from './limits.mjs';
import { tryProxy } from './proxy.mjs';
import { trySmuggling } from './smuggling.mjs';
import { tryUnit } from './unit.mjs';

const faults = new Faults(), folder = await mkdtemp(path.join(tmpdir(), 'hub-deploy-')), only = option('only');
chmodSync(folder, 0o755); // the site runs as somebody else
const at = async (name, work) => {
    if (only && only !== name) return;
    await work().catch(trouble => faults.add(`${name}: ${trouble.stack}`));
};
try {
    const from = option('published');
    let published = from && path.join(folder, 'site');
    if (from) await cp(from, published, { recursive: true });
    else if (!only || !['proxy', 'smuggling'].includes(only)) published = publish(folder);
    await at('unit', () => tryUnit(published, folder, faults));
    await at('container', () => tryContainer(published, folder, faults));
    await at('compose', () => tryCompose(published, folder, faults));
    await at('proxy', () => tryProxy(folder, faults));
    await at('smuggling', () => trySmuggling(folder, faults));
    await at('limits', () => tryLimits(published, folder, faults));
} finally { await rm(folder, { recursive: true, force: true }); }
faults.end('What deploy/ says is so.');
