// The files of deploy/, read as what starts them reads them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const text = name => readFileSync(`${root}deploy/${name}`, 'utf8');

/// Of a unit of systemd: each name with all its values, in their order.
export function unit(name) {
    const found = {};
    for (const line of text(name).split('\n')) {
        const [, key, value] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
        if (key) (found[key] ??= []).push(value);
    }
    return { text: text(name), ...found, environment: Object.fromEntries((found.Environment ?? []).map(one => /^([^=]+)=(.*)$/.exec(one).slice(1))) };
}

const words = line => line.trim().split(/\s+/);

/// Of the Dockerfile: its stages, each a list of [instruction, rest].
export function stages() {
    const all = [];
    for (const line of text('Dockerfile').replace(/\\\n/g, ' ').split('\n')) {
        const [, what, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
        if (what === 'FROM') all.push([]);
        if (what) all.at(-1).push([what, rest]);
    }
    return all;
}

export const of = (stage, what) => stage.filter(one => one[0] === what).map(one => one[1]);
export const environmentOf = stage => Object.fromEntries(of(stage, 'ENV').flatMap(words).map(one => /^([^=]+)=(.*)$/.exec(one).slice(1)));

/// compose.yaml with its anchors merged and what stands in .env put in.
export function compose(settings) {
    const missing = new Set();
    const filled = text('compose.yaml').replace(/\$\{(\w+)\}/g, (_, name) => settings[name] ?? (missing.add(name), ''));
    return { ...parse(filled, { merge: true }), missing: [...missing] };
}
