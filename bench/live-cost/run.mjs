#!/usr/bin/env node
// Starts the room once for each variant named, drives circuits on it, and prints one line of figures for each.
//   node run.mjs [--n 1000] [--seconds 20] [--probe words|votes] [--repeat 1] name[:KEY=value,KEY=value] ...
// A name is a page: bare, components, inline, markup, delegated, kept, compact. KEY=value goes to the server's environment.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const asked = { n: 1000, seconds: 20, probe: 'words', repeat: 1, port: 5871, deflate: 'false' };
const variants = [];
for (const args = process.argv.slice(2); args.length;) {
  const arg = args.shift();
  if (arg.startsWith('--')) asked[arg.slice(2)] = args.shift(); else variants.push(arg);
}

const url = `http://127.0.0.1:${asked.port}`;
const out = mkdtempSync(join(tmpdir(), 'live-cost-'));
const columns = ['variant', 'kB a circuit', 'kB after load', 'p50 ms', 'p99 ms', 'last p50', 'server CPU %', 'driver CPU %', 'machine %', 'bytes a change', 'batches', 'reads', 'lag p99', 'delivered'];
console.log(`| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}`);

async function answers() {
  for (let i = 0; i < 200; i++) {
    try { await fetch(`${url}/memory`); return; } catch { await new Promise((r) => setTimeout(r, 100)); }
  }
  throw new Error('the room did not start');
}

async function run(variant) {
  const [page, settings = ''] = variant.split(/:(.*)/s);
  const own = Object.fromEntries(settings.split(',').filter(Boolean).map((s) => s.split(/=(.*)/s).slice(0, 2)));
  const words = asked.probe === 'words';
  const env = { ...process.env, DOTNET_ENVIRONMENT: 'Production', ASPNETCORE_URLS: url, ...(words ? {} : { Words: '1' }), ...own };
  const server = spawn('dotnet', [join(here, 'bin/Release/net10.0/LiveCost.dll')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await answers();
    const file = join(out, 'result.json');
    // A vote is folded with those of its second, so no two of the driver's may fall into one.
    const rate = words ? 1 : 0.6;
    const path = page === 'bare' ? '/bare' : `/room/${page}`;
    const driver = spawn('node', [join(here, '../circuits/circuits.mjs'), '--url', url + path, '--n', asked.n, '--warm', '50', '--settle', '3',
      '--deflate', asked.deflate, '--post-url', `${url}/${words ? 'answer' : 'vote'}?text={text}`, '--rate', rate, '--seconds', asked.seconds,
      '--server-pid', server.pid, '--mem-url', `${url}/memory`, '--out', file].map(String), { stdio: 'ignore' });
    await new Promise((r) => driver.on('exit', r));
    const { delivery: d, memory: m } = JSON.parse(readFileSync(file));
    const reads = m.own.afterLoad.wordsReads - m.own.open.wordsReads;
    const cells = [variant, m.rssPerCircuitKb, m.rssPerCircuitAfterLoadKb, d.latencyMs.p50, d.latencyMs.p99, d.lastCircuitMs.p50, d.serverCpuPct, d.driverCpuPct, d.machineBusyPct,
      d.batchBytesPerDelivery, d.batchesPerDelivery, reads, d.driverLagMs.p99, d.share];
    console.log(`| ${cells.join(' | ')} |`);
  } finally {
    const gone = new Promise((r) => server.on('exit', r));
    server.kill('SIGKILL');
    await gone;
  }
}

for (let i = 0; i < Number(asked.repeat); i++) for (const variant of variants) await run(variant);
rmSync(out, { recursive: true });
