// Bytes over TLS as nobody's browser would send them, and the answers to them.
import tls from 'node:tls';

/// Everything that comes back until it is closed or silent for so long.
export function send(port, bytes, { silence = 400, servername = 'localhost', maxVersion } = {}) {
    return new Promise(done => {
        let got = '', timer;
        const end = how => { clearTimeout(timer); line.destroy(); done({ got, how, statuses: [...got.matchAll(/^HTTP\/1\.[01] (\d+)/gm)].map(found => Number(found[1])) }); };
        const wait = () => { clearTimeout(timer); timer = setTimeout(() => end('silent'), silence); };
        const line = tls.connect({ port, host: '127.0.0.1', servername, maxVersion, minVersion: maxVersion, rejectUnauthorized: false, ciphers: maxVersion ? 'DEFAULT@SECLEVEL=0' : undefined });
        line.on('secureConnect', () => { line.write(Buffer.from(bytes, 'latin1')); wait(); });
        line.on('data', more => { got += more.toString('latin1'); wait(); });
        line.on('error', fault => end(fault.code ?? fault.message));
        line.on('close', () => end('closed'));
    });
}
