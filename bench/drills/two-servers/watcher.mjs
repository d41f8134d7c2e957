// Somebody who has the room open, without a browser: comes back by itself when the line breaks, as the page's script does, by loading the page anew.
import { Circuit, request } from '../../circuits/blazor.mjs';
import { RenderBatch } from '../../circuits/batch.mjs';
import { rest } from '../../site.mjs';

export class Watcher {
    constructor(url, cookie) { Object.assign(this, { url, cookie, version: 0, isOver: false, lives: 0, wasAsked: false }); }

    async start() {
        await this.open();
        this.going = this.keep();
    }

    async open() {
        this.version = 0; // each server counts for itself
        this.circuit = new Circuit(this.url, { cookie: this.cookie, deflate: false, negotiate: false, timeout: 10_000, onBatch: (_, bytes) => this.read(bytes) });
        await this.circuit.start();
        this.cookie = this.circuit.cookie; // the proxy has said which server is ours
        this.lives++;
        this.liveSince = performance.now();
    }

    read(bytes) {
        for (const value of new RenderBatch(bytes).values('data-version')) this.version = Math.max(this.version, Number(value));
        if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('You cannot read this page any more')) this.isEmpty = true;
    }

    async keep() {
        while (!this.isOver) {
            if (!this.circuit.closed) { await rest(50); continue; }
            this.isAway = true;
            try {
                await this.open();
                this.isAway = false;
            } catch (fault) {
                if (/account\/login/.test(fault.message)) this.wasAsked = true;
                this.fault = fault.message;
                await rest(500);
            }
        }
    }

    async isSignedIn() { return (await request(new URL('/account', this.url).href, { headers: { accept: 'text/html', cookie: this.cookie } })).status === 200; }

    async end() {
        this.isOver = true;
        await this.going;
        await this.circuit.stop({ beacon: false });
    }
}
