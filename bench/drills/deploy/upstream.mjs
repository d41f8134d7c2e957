// Two servers that only write down what nginx passes to them, byte by byte, and say which of them they are.
import net from 'node:net';
import { once } from 'node:events';

export class Upstream {
    heard = []; lines = new Set();

    constructor(name) { this.name = name; }

    async start(port = 0) {
        this.server = net.createServer(line => this.listen(line)).listen(port, '127.0.0.1');
        await once(this.server, 'listening');
        this.port = this.server.address().port;
        return this;
    }

    // What comes is one request after the other with a length: nginx writes them so, and whatever else comes here has been smuggled.
    listen(line) {
        this.lines.add(line);
        let got = Buffer.alloc(0);
        line.on('error', () => { }).on('close', () => this.lines.delete(line)).on('data', bytes => {
            got = Buffer.concat([got, bytes]);
            for (;;) {
                const end = got.indexOf('\r\n\r\n');
                if (end < 0) return;
                const head = got.subarray(0, end).toString('latin1'), length = Number(/^content-length: *(\d+)$/im.exec(head)?.[1] ?? 0);
                if (got.length < end + 4 + length) return;
                const request = { head, first: head.split('\r\n')[0], body: got.subarray(end + 4, end + 4 + length).toString('latin1') };
                this.heard.push(request);
                got = got.subarray(end + 4 + length);
                const isSocket = /^upgrade: websocket$/im.test(head) && /^connection: *upgrade$/im.test(head);
                line.write(isSocket ? 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'
                    : `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Server: ${this.name}\r\nX-Path: ${request.first.split(' ')[1]}\r\nContent-Length: 2\r\n\r\nok`);
                if (isSocket) { line.removeAllListeners('data'); line.on('data', more => line.write(more)); return; } // an echo
            }
        });
    }

    /// What was heard since the last time.
    take() { return this.heard.splice(0); }

    async stop() {
        for (const line of this.lines) line.destroy();
        this.server.close();
        await once(this.server, 'close');
    }
}

export const header = (request, name) => request.head.split('\r\n').filter(line => line.toLowerCase().startsWith(name + ':')).map(line => line.slice(name.length + 1).trim());
