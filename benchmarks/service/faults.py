"""What the service does when it is killed, when its disk is full or cannot be written, when the clock jumps.

`python -m benchmarks.service.faults [--kills 50] [--window 3]`
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.service.client import Client, write_token
from tests.http.service import start

GRAPH = "https://w3id.org/qualite-graph/data/coffralp"
NOTE = "http://www.w3.org/2004/02/skos/core#note"
PAIR = 'INSERT DATA {{ <{graph}/a/{name}> <{note}> "x" . <{graph}/b/{name}> <{note}> "x" }}'


def write_until_killed(place: tuple[str, str], run: int, number: int, acknowledged: list[str]) -> None:
    client = Client(*place)
    count = 0
    while True:
        count += 1
        name = f"{run}-{number}-{count}"
        try:
            if client.update(PAIR.format(graph=GRAPH, note=NOTE, name=name)) == 204:
                acknowledged.append(name)
        except (OSError, http.client.HTTPException):
            return


def kills(folder: Path, times: int, window: float) -> str:
    """Kill the service by surprise while four clients write pairs of statements."""
    secret, known = write_token(folder)
    chance = random.Random(9)
    acknowledged: list[str] = []
    starts = []
    written: list[int] = []
    for run in range(times):
        begun = time.monotonic()
        process, address = start(directory=folder / "data", settings=known)
        starts.append(time.monotonic() - begun)
        written.append(len(acknowledged))
        threads = [
            threading.Thread(target=write_until_killed, args=((address, secret), run, number, acknowledged))
            for number in range(4)
        ]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(window / 3, window))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for thread in threads:
            thread.join()
    process, address = start(directory=folder / "data", settings=known)
    try:
        _, body = Client(address, secret).query(f"SELECT ?s {{ ?s <{NOTE}> 'x' }}", "text/csv")
    finally:
        process.terminate()
        process.wait(30)
    kept = set(body.decode().split())
    lost = [name for name in acknowledged if f"{GRAPH}/a/{name}" not in kept]
    each = [after - before for before, after in itertools.pairwise([*written, len(acknowledged)])]
    halves = [one for one in kept if "/a/" in one and one.replace("/a/", "/b/") not in kept]
    return (
        f"{times} kills, {len(acknowledged)} acknowledged writes ({min(each)} to {max(each)} before each):"
        f" {len(lost)} lost,"
        f" {len(halves)} half-written; start after a kill at most {max(starts):.1f} s"
    )


def disk_full(folder: Path) -> str:
    """Write until the file system, a small one in memory, is full; make room; write again."""
    place = folder / "small"
    place.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], check=False
        ).returncode
    ):
        return "disk full: not tried (needs the right to mount)"
    secret, known = write_token(folder)
    process, address = start(directory=place / "data", settings=known)
    try:
        client = Client(address, secret)
        ballast = place / "ballast"
        free = os.statvfs(place).f_bavail * os.statvfs(place).f_frsize
        ballast.write_bytes(bytes(max(0, free - (1 << 18))))
        statuses = []
        for number in range(200):
            text = "x" * 600_000
            statuses.append(client.update(f'INSERT DATA {{ <{GRAPH}/a/{number}> <{NOTE}> "{text}" }}'))
            if statuses[-1] != 204:
                break
        read = client.query("ASK { ?s ?p ?o }")[0]
        ballast.unlink()
        again = [
            client.update(f'INSERT DATA {{ <{GRAPH}/a/z{number}> <{NOTE}> "z" }}') for number in range(3)
        ]
        return f"disk full: updates {sorted(set(statuses))}, a query {read}; with room again: updates {again}"
    finally:
        process.terminate()
        process.wait(30)
        subprocess.run(["umount", str(place)], check=False)


def read_only(folder: Path) -> str:
    """Serve a directory that may not be written."""
    directory = folder / "locked"
    process, _ = start(directory=directory)
    process.terminate()
    process.wait(30)
    subprocess.run(["mount", "--bind", str(directory), str(directory)], check=False)
    done = subprocess.run(["mount", "-o", "remount,bind,ro", str(directory)], check=False)
    if done.returncode:
        return "read-only directory: not tried (needs the right to mount)"
    try:
        command = [sys.executable, "-m", "qualite_graph", "--lang", "en", "--data", str(directory), "serve"]
        tried = subprocess.run(
            [*command, "--port", "18999"], capture_output=True, text=True, timeout=30, check=False
        )
        return f"read-only directory: exit {tried.returncode}, {tried.stderr.strip()[:160]}"
    except subprocess.TimeoutExpired:
        return "read-only directory: served"
    finally:
        subprocess.run(["umount", str(directory)], check=False)


def clock(folder: Path) -> str:
    """Let the wall clock of the service jump by ten years, by the library faketime where it is there."""
    library = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
    if library is None:
        return "clock jump: not tried (needs libfaketime); deadlines and waits use the monotonic clock"
    rate = folder / "clock"
    rate.write_text("+0")
    os.environ |= {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(rate), "FAKETIME_NO_CACHE": "1"}
    os.environ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
    secret, known = write_token(folder)
    try:
        process, address = start(directory=folder / "clocked", settings=known)
    finally:
        for name in ("LD_PRELOAD", "FAKETIME_TIMESTAMP_FILE", "FAKETIME_NO_CACHE"):
            del os.environ[name]
    try:
        found = []
        for jump in ("+0", "+3650d", "-3650d"):
            rate.write_text(jump)
            client = Client(address, secret)
            year = client.query("SELECT (YEAR(NOW()) AS ?y) { }", "text/csv")[1].split()[-1].decode()
            change = client.update(f'INSERT DATA {{ <{GRAPH}/a/{year}> <{NOTE}> "x" }}')
            found.append(f"in {year} an update {change}")
        return f"clock jump: {', '.join(found)}"
    finally:
        process.terminate()
        process.wait(30)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--window", type=float, default=3, help="seconds of writing before a kill, at most")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        print(kills(folder, asked.kills, asked.window), flush=True)
        print(disk_full(folder), flush=True)
        print(read_only(folder), flush=True)
        print(clock(folder), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
