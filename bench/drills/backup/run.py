#!/usr/bin/env python3
"""F3 and F20: backups while a site is written to, kills in the middle of backups and restores, and what comes back.

    python3 bench/drills/backup/run.py CommunityHub.Web/bin/Release/net10.0/CommunityHub.Web.dll [--kills 6]

Plants a seed into a folder of its own, writes to its database as fast as SQLite lets it while backups are taken, restores the last one elsewhere,
and compares. Then kills backups and restores (-9) at chance moments: a backup is there whole or not at all, and a restore that was cut keeps the
site shut and can be run again. Needs dotnet and python3; writes under a temporary folder and takes it away."""
import argparse, json, os, random, shutil, sqlite3, stat, subprocess, sys, tempfile, threading, time, zipfile

ask = argparse.ArgumentParser(); ask.add_argument("dll"); ask.add_argument("--kills", type=int, default=6); ask.add_argument("--members", type=int, default=2000)
told = ask.parse_args(); dll = os.path.abspath(told.dll)
work = tempfile.mkdtemp(prefix="hub-backup-drill-"); failures = []

def command(data, *words):
    return subprocess.Popen(["dotnet", dll, *words], env={**os.environ, "Hub__Data": data, "ASPNETCORE_ENVIRONMENT": "Production"}, cwd=os.path.dirname(dll), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

def run(data, *words):
    started = time.monotonic(); process = command(data, *words); said, _ = process.communicate()
    return process.returncode, said, time.monotonic() - started

def check(is_so, words):
    print(("ok    " if is_so else "WRONG ") + words, flush=True)
    if not is_so: failures.append(words)

def manifest(file):
    with zipfile.ZipFile(file) as archive: return json.loads(archive.read("manifest.json"))

def sums(file): return {t["shape"]["name"]: (t["rows"], t["hash"]) for t in manifest(file)["tables"]}

source = os.path.join(work, "site"); backups = os.path.join(work, "backups"); os.makedirs(backups)
code, said, took = run(source, "seed", "--communities", "40", "--members", str(told.members), "--hotseats", "60", "--questions", "4000")
check(code == 0, f"seeded in {took:.1f} s"); db = os.path.join(source, "hub.db")

# Two rows in one transaction, for ever: a backup that is of one moment has both or neither.
stop = threading.Event(); written = [0]
def write():
    line = sqlite3.connect(db, timeout=30, isolation_level=None); line.execute("PRAGMA synchronous=FULL")
    person = line.execute("SELECT min(Id) FROM People").fetchone()[0]
    while not stop.is_set():
        n = written[0] + 1
        line.execute("BEGIN IMMEDIATE")
        for half in "ab": line.execute("INSERT INTO Sent (PersonId, Key, At, Result) VALUES (?, ?, '2026-01-01 00:00:00', ?)", (person, f"drill-{n}-{half}", "x" * 200))
        line.execute("COMMIT"); written[0] = n
    line.close()
writer = threading.Thread(target=write); writer.start()
for i in range(3):
    before = written[0]; file = os.path.join(backups, f"{i}.zip"); code, said, took = run(source, "backup", file)
    check(code == 0, f"backup {i} beside {written[0] - before} transactions in {took:.1f} s: {said.strip().splitlines()[-1] if said.strip() else ''}")
    with zipfile.ZipFile(file) as archive: keys = [row for row in archive.read("tables/Sent.jsonl").decode().splitlines() if "drill-" in row]
    halves = {row.split("drill-")[1].split('"')[0] for row in keys}; numbers = {int(h.split("-")[0]) for h in halves}
    check(len(halves) == 2 * len(numbers) and numbers == set(range(1, len(numbers) + 1)) and len(numbers) >= before, f"  it holds the first {len(numbers)} transactions whole, and all {before} from before it began")
    check(stat.S_IMODE(os.stat(file).st_mode) == 0o600, "  and only its owner may read it")
stop.set(); writer.join()

last = os.path.join(backups, "2.zip"); fresh = os.path.join(work, "restored")
code, said, took = run(fresh, "restore", last); check(code == 0, f"restored {os.path.getsize(last) / 1e6:.1f} MB in {took:.1f} s")
code, said, _ = run(fresh, "backup", os.path.join(work, "again.zip")); check(code == 0 and sums(os.path.join(work, "again.zip")) == sums(last), "every table of what came back is as in the backup")
check(sqlite3.connect(os.path.join(fresh, "hub.db")).execute("PRAGMA integrity_check").fetchone()[0] == "ok", "integrity_check says ok")
code, said, _ = run(fresh, "restore", last); check(code == 1 and "There is a site in" in said, "a second restore onto it is refused")

for kind in ("backup", "restore"):
    usual = took
    for i in range(told.kills):
        file, into = os.path.join(work, f"killed-{i}.zip"), os.path.join(work, f"killed-{i}")
        process = command(source, "backup", file) if kind == "backup" else command(into, "restore", last)
        time.sleep(random.uniform(0.2, usual)); process.kill(); process.communicate()
        if kind == "backup":
            whole = os.path.exists(file)
            if whole: manifest(file)
            code, said, _ = run(source, "backup", os.path.join(work, f"after-{i}.zip"))
            check(code == 0, f"backup killed: {'it had its name already, and is whole' if whole else 'there is no such file'}; the next one is taken")
        else:
            there, marked = os.path.exists(os.path.join(into, "hub.db")), os.path.exists(os.path.join(into, "restoring"))
            if marked:
                code, said, _ = run(into, "admin", "add", "drill@example.org"); check(code == 1 and "Run the restore again" in said, "restore killed: the site is shut")
            code, said, _ = run(into, "restore", last)
            check(code == (1 if there and not marked else 0), "  it was done already" if there and not marked else "  it was run again, and is done")
            one = sqlite3.connect(os.path.join(into, "hub.db")).execute("SELECT count(*) FROM People").fetchone()[0]
            check(one == dict(sums(last))["People"][0], "  with everybody in it")
shutil.rmtree(work)
print(f"{len(failures)} wrong"); sys.exit(1 if failures else 0)
