"""The service in a process of its own, as clients meet it: `python -m tests.http.service PORT KIND`."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

_START_SECONDS = 30
ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    kind: str = "example",
    *,
    directory: Path | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:
    """Start the service and give its address: on the example or on nothing, in memory or in a directory."""
    process, address = start(kind, directory=directory, settings=settings)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(20)


def start(
    kind: str = "example",
    *,
    directory: Path | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> tuple[subprocess.Popen[bytes], str]:
    """Start the service and return it with its address, once it listens."""
    port = free_port()
    command = [sys.executable, "-m", "tests.http.service", str(port), kind, str(directory or "")]
    names = {f"QUALITE_GRAPH_{name.upper()}": value for name, value in settings.items()}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **names}
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, f"http://127.0.0.1:{port}"
        assert process.poll() is None, "the service stopped"
        time.sleep(0.05)
    process.kill()
    raise AssertionError("the service does not listen")


def _main(port: str, kind: str, directory: str) -> None:
    from qualite_graph.http.server import application, serve
    from qualite_graph.store import EmbeddedStore
    from qualite_graph.workspace import Workspace

    path = Path(directory) if directory else None
    if kind == "empty":
        workspace = Workspace(EmbeddedStore.open(path) if path else EmbeddedStore.in_memory())
    else:
        workspace = Workspace.open(path) if path else Workspace.in_memory()
    serve(application(workspace), "127.0.0.1", int(port))


if __name__ == "__main__":
    _main(*sys.argv[1:])
