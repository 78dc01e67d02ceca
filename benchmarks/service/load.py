"""Many clients at once, reads with some writes: no error, no lost write, memory flat.

`python -m benchmarks.service.load [--clients 32] [--seconds 600] [--writes 0.01]`
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.service.client import Client, percentile, resident, write_token
from tests.http.service import start

GRAPH = "https://w3id.org/qualite-graph/data/coffralp"
NOTE = "http://www.w3.org/2004/02/skos/core#note"
PROLOGUE = (
    "PREFIX qg: <https://w3id.org/qualite-graph/ontology#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
READS = (
    PROLOGUE + 'SELECT ?code {{ ?p skos:notation "R{n}" ; qg:hasInternalCustomer/skos:notation ?code }}',
    PROLOGUE + "SELECT (COUNT(?flow) AS ?n) {{ ?flow a qg:Flow ; qg:supplier ?p FILTER({n} > 0) }}",
    PROLOGUE + "ASK {{ ?p a qg:Process ; skos:notation 'R{n}' }}",
)


@dataclass
class Found:
    acknowledged: list[str] = field(default_factory=list)
    read_seconds: list[float] = field(default_factory=list)
    write_seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def client(number: int, place: tuple[str, str], until: float, writes: float, found: Found) -> None:
    chance = random.Random(number)
    connection = Client(*place)
    count = 0
    while time.monotonic() < until:
        begun = time.perf_counter()
        try:
            if chance.random() < writes:
                count += 1
                name = f"{GRAPH}/note/{number}-{count}"
                status = connection.update(f'INSERT DATA {{ <{name}> <{NOTE}> "{count}" }}')
                if status == 204:
                    found.acknowledged.append(name)
                    found.write_seconds.append(time.perf_counter() - begun)
                    if connection.query(f"ASK {{ <{name}> ?p ?o }}")[1].find(b"true") < 0:
                        found.errors.append(f"own write not read: {name}")
                else:
                    found.errors.append(f"update {status}")
            else:
                status, _ = connection.query(chance.choice(READS).format(n=chance.randint(1, 9999)))
                found.read_seconds.append(time.perf_counter() - begun)
                if status != 200:
                    found.errors.append(f"query {status}")
        except OSError as error:
            found.errors.append(repr(error))
            connection = Client(*place)
    connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--writes", type=float, default=0.01)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        secret, known = write_token(Path(folder))
        process, address = start(directory=Path(folder) / "data", settings=known)
        try:
            found = Found()
            until = time.monotonic() + asked.seconds
            threads = [
                threading.Thread(target=client, args=(number, (address, secret), until, asked.writes, found))
                for number in range(asked.clients)
            ]
            for thread in threads:
                thread.start()
            memory = []
            while time.monotonic() < until:
                time.sleep(min(asked.seconds / 20, 15))
                memory.append(resident(process.pid))
            for thread in threads:
                thread.join()
            status, body = Client(address, secret).query(f"SELECT ?s {{ ?s <{NOTE}> ?o }}", "text/csv")
            assert status == 200
            kept = set(body.decode().split())
        finally:
            process.terminate()
            process.wait(30)
    lost = [name for name in found.acknowledged if name not in kept]
    reads, changes = len(found.read_seconds), len(found.write_seconds)
    print(f"{asked.clients} clients, {asked.seconds:g} s: {reads} reads, {changes} writes")
    print(f"errors: {len(found.errors)} {sorted(set(found.errors))[:5]}")
    print(f"acknowledged writes lost: {len(lost)}")
    for name, seconds in (("read", found.read_seconds), ("write", found.write_seconds)):
        if seconds:
            figures = [percentile(seconds, share) * 1000 for share in (0.5, 0.99, 1)]
            print(f"{name}: median {figures[0]:.0f} ms, 99 % {figures[1]:.0f} ms, most {figures[2]:.0f} ms")
    half = len(memory) // 2
    print(f"memory, MB: {memory[0]:.0f} first, {memory[half]:.0f} half-way, {memory[-1]:.0f} last")
    return 1 if lost or found.errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
