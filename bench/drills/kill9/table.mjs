// Looks into the database with Python's sqlite3, reading only.
import { spawnSync } from 'node:child_process';

const script = 'import sys, json, sqlite3\ndb = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True, timeout=10)\nprint(json.dumps([db.execute(sql).fetchall() for sql in json.load(sys.stdin)]))';

/// The rows of each query.
export function look(file, ...queries) {
    const read = spawnSync('python3', ['-c', script, file], { input: JSON.stringify(queries), encoding: 'utf8', maxBuffer: 1 << 28 });
    if (read.status !== 0) throw new Error(read.stderr.trim().split('\n').pop());
    return JSON.parse(read.stdout);
}
