"""How fast the service answers, limits in force, beside the engine's own server on the same data.

`python -m benchmarks.service.speed [--processes 10000] [--seconds 5]`
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks import synthetic
from benchmarks.service.client import percentile, resident
from qualite_graph.history import Origin
from qualite_graph.workspace import Workspace
from tests.http.service import free_port, start

CONNECTIONS = (1, 8, 32)
PREFIXES = (
    "PREFIX qg: <https://w3id.org/qualite-graph/ontology#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
SMALL = PREFIXES + 'SELECT ?code {{ ?p skos:notation "P{n}" ; ^qg:supplier/qg:customer/skos:notation ?code }}'
ROWS = PREFIXES + "SELECT ?flow ?s ?c {{ ?flow qg:supplier ?s ; qg:customer ?c }} LIMIT {rows} #{n}"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


class Wire:
    """A connection that sends a request and takes the answer, and does nothing else."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, path: str, query: str) -> int:
        """Return the length of the answer's body."""
        head = f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        self._socket.sendall(f"{head}Accept: application/sparql-results+json\r\n\r\n".encode())
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._take()
        text = bytes(data[:end]).decode("latin-1").lower()
        assert text.startswith("http/1.1 200"), text
        if "transfer-encoding: chunked" in text:
            while not data.endswith(b"\r\n0\r\n\r\n"):
                data = data[-7:] + self._take()
            return 0
        length = int(text.split("content-length: ")[1].split("\r\n")[0])
        got = len(data) - end - 4
        while got < length:
            got += len(self._take())
        return length

    def _take(self) -> bytes:
        piece = self._socket.recv(1 << 18)
        assert piece, "the server hung up"
        return piece


def rate(
    port: int, path: str, text: Callable[[int], str], connections: int, seconds: float
) -> tuple[float, float]:
    """Return answers a second and the 99th percentile in milliseconds."""
    counts = [0] * connections
    taken: list[float] = []
    refused: list[int] = []
    until = time.perf_counter() + seconds

    def run(number: int) -> None:
        wire = Wire(port)
        while (begun := time.perf_counter()) < until:
            try:
                wire.ask(path, text(number * 1_000_003 + counts[number]))
            except AssertionError:
                refused.append(number)
                return
            counts[number] += 1
            taken.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if refused:
        print(f"{len(refused)} of {connections} connections were refused")
    return sum(counts) / seconds, percentile(taken or [float("nan")], 0.99) * 1000


@contextmanager
def engine_server(directory: Path) -> Iterator[int]:
    """Serve a directory by the engine's own server, all graphs together as the service does."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve-read-only", "--location", str(directory), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen([*command, "--union-default-graph"], stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        try:
            yield port
        finally:
            process.terminate()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=5)
    asked = parser.parse_args()
    size, seconds = asked.processes, asked.seconds
    texts: dict[str, Callable[[int], str]] = {
        "small query": lambda n: SMALL.format(n=1 + n % size),
        "small query, repeated": lambda _: SMALL.format(n=1),
        "10 000 rows": lambda n: ROWS.format(rows=10_000, n=n),
        "10 000 rows, repeated": lambda _: ROWS.format(rows=10_000, n=0),
    }
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name) / "data"
        workspace = Workspace.open(directory)
        workspace.replace_statements(synthetic.SLUG, synthetic.text(size).encode(), Origin.now("speed"))
        workspace.remove("coffralp")
        workspace.store.backup(Path(name) / "copy")
        del workspace
        figures: dict[tuple[str, str], list[tuple[float, float]]] = {}
        with engine_server(Path(name) / "copy") as port:
            for title, text in texts.items():
                figures["engine", title] = [rate(port, "/query", text, n, seconds) for n in CONNECTIONS]
        process, address = start(directory=directory)
        try:
            port = int(address.rpartition(":")[2])
            for title, text in texts.items():
                figures["service", title] = [rate(port, "/sparql", text, n, seconds) for n in CONNECTIONS]
            _flat(port, process.pid)
            _runaway(port, texts["small query"], seconds)
        finally:
            process.terminate()
            process.wait(30)
            shutil.rmtree(directory, ignore_errors=True)
    print(f"{size} processes; answers a second (99th percentile, ms) with {CONNECTIONS} connections")
    for title in texts:
        for who in ("engine", "service"):
            shown = "  ".join([f"{count:8.1f} ({worst:6.1f})" for count, worst in figures[who, title]])
            print(f"{title:24} {who:8} {shown}")
        ratios = [
            ours[0] / theirs[0]
            for ours, theirs in zip(figures["service", title], figures["engine", title], strict=True)
        ]
        print(f"{'':24} ratio    {'  '.join([f'{ratio:17.2f}' for ratio in ratios])}")
    return 0


def _flat(port: int, pid: int) -> None:
    before = resident(pid)
    most = before
    for number in range(5):
        length = Wire(port).ask("/sparql", ROWS.format(rows=100_000, n=number))
        most = max(most, resident(pid))
    print(f"100 000 rows: {length / 1e6:.1f} MB each, resident {before:.0f} MB before, {most:.0f} MB at most")


def _runaway(port: int, text: Callable[[int], str], seconds: float) -> None:
    _, calm = rate(port, "/sparql", text, 4, seconds)

    def run() -> None:
        try:
            Wire(port).ask("/sparql", RUNAWAY)
        except AssertionError:
            return  # it is stopped, as it should be

    culprit = threading.Thread(target=run)
    culprit.start()
    _, troubled = rate(port, "/sparql", text, 4, 12)
    culprit.join()
    print(f"a runaway stopped: the others' 99th percentile {calm:.1f} ms before, {troubled:.1f} ms beside it")


if __name__ == "__main__":
    raise SystemExit(main())
