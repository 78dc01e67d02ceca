"""A data directory with the example, and ways to run the command line in it."""

import contextvars
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from qualite_graph.cli import main
from qualite_graph.store import EmbeddedStore
from qualite_graph.vocabulary import DATA
from qualite_graph.workspace import Workspace

Run = Callable[..., "Outcome"]
HOLDER = """
import sys
from pathlib import Path
from qualite_graph.store import EmbeddedStore
from qualite_graph.vocabulary import DATA
from qualite_graph.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("data")
    Workspace.open(directory)
    return directory


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in this process, in French, on the example's directory."""
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(data))
    monkeypatch.delenv("QUALITE_GRAPH_ORGANISATION", raising=False)

    def call(*arguments: str) -> Outcome:
        # A context of its own: the language chosen by one run must not reach the next.
        code = contextvars.Context().run(main, list(arguments))
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def execute(data: Path) -> Run:
    """Run a command line in a process of its own, as a shell does."""

    def call(*arguments: str, **variables: str) -> Outcome:
        environment = {**os.environ, "LC_ALL": "fr_FR.UTF-8", "QUALITE_GRAPH_DATA": str(data), **variables}
        done = subprocess.run(
            [sys.executable, "-m", "qualite_graph", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def held(data: Path) -> Iterator[Path]:
    """The example's directory while another process holds it for writing, as the app does."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield data
        assert holder.stdin is not None
        holder.stdin.close()


def state(directory: Path) -> bytes:
    """Return what a data directory holds of organisations, to see whether something was written."""
    store = EmbeddedStore.snapshot(directory)
    return store.quads(tuple(graph for graph in store.graphs() if graph.startswith(DATA)))
