#!/usr/bin/env python3
"""ACCEPTANCE F2: the first start is killed at a random moment, 20 times over; the next start completes, and the data is whole.

    python3 bench/drills/first-start.py [rounds] [seed] [a published site, to skip building one]

Needs the .NET SDK and python3. Every third round kills twice. A start that takes over ten seconds is counted apart: on a machine that is
busy with other things it says little. The last result is in bench/drills/README.md.
"""
import os, random, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, time, urllib.request

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
CHANCE = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OUT = sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp(prefix="hub-drill-site-")
LONGEST = 10  # seconds from the start to the first answer
GIVE_UP = 180
MIGRATIONS = len([name for name in os.listdir(os.path.join(ROOT, "CommunityHub.Domain/Data/Sqlite/Migrations")) if name[0].isdigit() and "Designer" not in name])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder, port):
    settings = dict(os.environ, ASPNETCORE_ENVIRONMENT="Development", Hub__Data=folder, ASPNETCORE_URLS=f"http://127.0.0.1:{port}")
    log = open(os.path.join(folder, "log"), "a")
    return subprocess.Popen(["dotnet", os.path.join(OUT, "CommunityHub.Web.dll")], cwd=OUT, env=settings, stdout=log, stderr=log)


def wait_ready(site, port):
    began = time.monotonic()
    while time.monotonic() - began < GIVE_UP:
        if site.poll() is not None:
            raise SystemExit(f"The site ended by itself with {site.returncode}.")
        try:
            if urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2).status == 200:
                return time.monotonic() - began
        except OSError:
            time.sleep(0.02)
    raise SystemExit("The site never became ready.")


def one(db, sql):
    return db.execute(sql).fetchone()[0]


def check(folder):
    with sqlite3.connect(os.path.join(folder, "hub.db")) as db:
        counts = tuple(one(db, f'SELECT count(*) FROM "{table}"') for table in ("People", "Communities", "Hotseats", "Questions", "Answers"))
        return {
            "whole": one(db, "PRAGMA integrity_check") == "ok" and db.execute("PRAGMA foreign_key_check").fetchall() == [],
            "demo world once": counts == (48, 5, 4, 74, 44),
            "write-ahead log": one(db, "PRAGMA journal_mode") == "wal",
            "acts stay": one(db, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'Acts_stay%'") == 2,
        }


def main():
    if len(sys.argv) < 4:
        subprocess.run(["dotnet", "publish", "CommunityHub.Web", "-c", "Release", "-o", OUT, "-v", "q", "--nologo"], cwd=ROOT, check=True)
    folder = tempfile.mkdtemp(prefix="hub-drill-")
    site = start(folder, port := free_port())
    usual = wait_ready(site, port)
    site.kill()
    site.wait()
    shutil.rmtree(folder)
    print(f"A first start without a kill: {usual:.1f} s", flush=True)

    slowest, slow, halves, faults = 0.0, 0, 0, 0
    for round_number in range(1, ROUNDS + 1):
        folder = tempfile.mkdtemp(prefix="hub-drill-")
        moments = [CHANCE.uniform(0.15, 1.1) * usual for _ in range(2 if round_number % 3 == 0 else 1)]
        for moment in moments:
            site = start(folder, free_port())
            time.sleep(moment)
            site.send_signal(signal.SIGKILL)
            site.wait()
        # Looked at in a copy, so that looking repairs nothing: all migrations, or none.
        shutil.copytree(folder, folder + "-look")
        with sqlite3.connect(os.path.join(folder + "-look", "hub.db")) as db:
            has_some = one(db, "SELECT count(*) FROM sqlite_master") > 0
            half = has_some and one(db, 'SELECT count(*) FROM "__EFMigrationsHistory"') != MIGRATIONS
        shutil.rmtree(folder + "-look")
        halves += half

        site = start(folder, port := free_port())
        took = wait_ready(site, port)
        site.terminate()
        site.wait(30)
        slowest = max(slowest, took)
        wrong = [what for what, is_so in check(folder).items() if not is_so]
        slow += took > LONGEST
        faults += bool(wrong)
        print(f"{round_number:3} killed at {', '.join(f'{moment:.2f}' for moment in moments)} s{', half migrated' if half else ''}; ready after {took:.1f} s; {', '.join(wrong) or 'whole'}", flush=True)
        shutil.rmtree(folder)
    if len(sys.argv) < 4:
        shutil.rmtree(OUT)
    print(f"{ROUNDS} rounds, {halves} left half migrated, slowest start {slowest:.1f} s, {slow} over {LONGEST} s, {faults} faults")
    raise SystemExit(1 if faults or slow or halves else 0)


main()
