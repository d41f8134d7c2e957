// Between the servers and PostgreSQL: the bell's lines can be kept away for a while, and everything else goes on. The bell says its name as it connects.
import net from 'node:net';
import { once } from 'node:events';

export class Gate {
    bells = new Set(); refused = 0; isDeaf = false;

    constructor(host) { this.socket = `${host}/.s.PGSQL.5432`; }

    async start() {
        this.server = net.createServer(line => line.once('data', hello => this.pass(line, hello)).on('error', () => { })).listen(0, '127.0.0.1');
        await once(this.server, 'listening');
        this.connection = `Host=127.0.0.1;Port=${this.server.address().port};SSL Mode=Disable`;
        return this;
    }

    pass(line, hello) {
        const isBell = hello.includes('CommunityHub line');
        if (isBell && this.isDeaf) { this.refused++; line.destroy(); return; }
        const there = net.connect(this.socket);
        if (isBell) this.bells.add(line);
        for (const [one, other] of [[line, there], [there, line]]) one.on('error', () => other.destroy()).on('close', () => { other.destroy(); this.bells.delete(one); });
        there.write(hello);
        line.pipe(there).pipe(line);
    }

    deafen() {
        this.isDeaf = true;
        for (const line of this.bells) line.destroy();
    }

    hear() { this.isDeaf = false; }

    end() { this.server.close(); }
}
