"""Applications to measure: the product over a directory, and the least that Streamlit itself can do."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.measure import ROOT
from tests.http.service import free_port

_START_SECONDS: Final = 120
_EMPTY: Final = {
    "streamlit_app.py": 'import streamlit as st\n\napp = st.App("main.py")\n',
    "main.py": (
        "import streamlit as st\n\n"
        'pages = [st.Page("one.py", title="One", default=True), st.Page("two.py", title="Two")]\n'
        'st.navigation(pages, position="top").run()\n'
    ),
    "one.py": 'import streamlit as st\n\nst.title("One")\n',
    "two.py": 'import streamlit as st\n\nst.title("Two")\n',
}
"""An application of two empty pages."""


@dataclass(frozen=True, slots=True)
class Served:
    """An application that runs: its port and its process."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Return the address of its pages."""
        return f"http://127.0.0.1:{self.port}"


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used, stretched less by a busy machine."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def product(data: Path) -> Iterator[Served]:
    """Serve the product's pages over a data directory."""
    with _streamlit("streamlit_app.py", ROOT, {"QUALITE_GRAPH_DATA": str(data)}) as served:
        yield served


@contextmanager
def empty(folder: Path) -> Iterator[Served]:
    """Serve two empty pages, with the settings of the product."""
    with script(folder, _EMPTY) as served:
        yield served


@contextmanager
def script(folder: Path, files: Mapping[str, str]) -> Iterator[Served]:
    """Serve an application given by its files, with the settings of the product."""
    settings = folder / ".streamlit"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text((ROOT / ".streamlit" / "config.toml").read_text("utf-8"), "utf-8")
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    with _streamlit("streamlit_app.py", folder, {}) as served:
        yield served


@contextmanager
def _streamlit(entry: str, folder: Path, settings: Mapping[str, str]) -> Iterator[Served]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", entry, "--server.port", str(port)]
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(port, process)
            yield Served(port, process.pid)
        finally:
            process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            asked.request("GET", "/_stcore/health")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            asked.close()
    raise ChildProcessError(f"nothing answers on port {port}")
