#!/usr/bin/env node
// What a first visit costs: bytes over the wire, by kind, with nothing in the cache, and how far things move while the page comes in. See README.md.
import { chromium } from 'playwright-core';
import { browserOptions, option } from '../site.mjs';

const site = option('url', 'http://localhost:5080').replace(/\/$/, '');
const paths = option('paths', '/').split(' ');
const most = 100_000;
const browser = await chromium.launch(browserOptions());
console.log('| page | width | requests | kB over the wire | document | style | script | font | other | layout shift |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
let isOver = false;
for (const path of paths) {
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } }); // a new profile: an empty cache
    const page = await context.newPage();
    // Headers and bodies as they came, packed.
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    const kinds = new Map(), bytes = {};
    let requests = 0, failed = 0;
    network.on('Network.responseReceived', (got) => { kinds.set(got.requestId, got.type); if (got.response.status >= 400) failed++; });
    network.on('Network.loadingFailed', () => failed++);
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId) ?? 'Other';
      requests++;
      bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
    });
    await page.addInitScript(() => {
      globalThis.moved = 0;
      new PerformanceObserver((list) => { for (const shift of list.getEntries()) globalThis.moved += shift.value; }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(site + path, { waitUntil: 'networkidle' });
    // Fonts and islands are there; two frames later nothing is still to be laid out.
    await page.evaluate(async () => { await document.fonts.ready; for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame); });
    const moved = await page.evaluate(() => globalThis.moved);
    const all = Object.values(bytes).reduce((sum, one) => sum + one, 0);
    const named = ['Document', 'Stylesheet', 'Script', 'Font'];
    const other = all - named.reduce((sum, kind) => sum + (bytes[kind] ?? 0), 0);
    const kb = (count) => ((count ?? 0) / 1000).toFixed(1);
    console.log(`| ${path} | ${width} | ${requests} | ${kb(all)} | ${named.map((kind) => kb(bytes[kind])).join(' | ')} | ${kb(other)} | ${moved.toFixed(4)} |`);
    isOver ||= all > most || moved > 0 || failed > 0;
    if (failed) console.log(`  ${failed} failed`);
    await context.close();
  }
}
await browser.close();
process.exit(isOver ? 1 : 0);
