// Somebody who has a room open, without a browser, and what their page shows.
import { OpenPage } from '../../circuits/open-page.mjs';
import { RenderBatch } from '../../circuits/batch.mjs';

export class Watcher extends OpenPage {
    isEmpty = false;

    constructor(url, cookie) { super(url, { cookie }); }

    onLoad() { this.version = 0; } // each server counts for itself

    onBatch(bytes) {
        for (const value of new RenderBatch(bytes).values('data-version')) this.version = Math.max(this.version, Number(value));
        if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('You cannot read this page any more')) this.isEmpty = true;
    }
}
