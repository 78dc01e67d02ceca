"""The servers asked the same on the same data: the engine's own, rdflib-endpoint and the service."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT
from tests.http.service import free_port, start

_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Server:
    """One that runs: its port, the path of its queries, its process."""

    port: int
    path: str
    pid: int


@contextmanager
def service(directory: Path) -> Iterator[Server]:
    """Serve a directory by the product, limits in force."""
    process, address = start(directory=directory)
    try:
        yield Server(int(address.rpartition(":")[2]), "/sparql", process.pid)
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def engine(directory: Path) -> Iterator[Server]:
    """Serve a directory by the engine's own server, all graphs together as the service does."""
    program = Path(sys.executable).with_name("oxigraph")
    command = [
        str(program),
        "serve-read-only",
        "--location",
        str(directory),
        "--union-default-graph",
        "--bind",
    ]
    with _running(command, "127.0.0.1:{port}", "/query") as server:
        yield server


@contextmanager
def endpoint(directory: Path) -> Iterator[Server]:
    """Serve a directory by rdflib-endpoint on the same engine."""
    command = [sys.executable, "-m", "benchmarks.service.peers", str(directory)]
    with _running(command, "{port}", "/") as server:
        yield server


@contextmanager
def _running(command: list[str], address: str, path: str) -> Iterator[Server]:
    port = free_port()
    whole = [*command, address.format(port=port)]
    with subprocess.Popen(whole, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        try:
            yield Server(port, path, process.pid)
        finally:
            process.kill()  # it may have work for minutes


def main(directory: str, port: str) -> None:
    """Run rdflib-endpoint until it is stopped."""
    import rdflib
    import uvicorn
    from rdflib_endpoint import SparqlEndpoint

    graph = rdflib.Dataset(store="Oxigraph", default_union=True)
    graph.open(directory)
    uvicorn.run(SparqlEndpoint(graph=graph), port=int(port), log_level="critical")


if __name__ == "__main__":
    main(*sys.argv[1:])
