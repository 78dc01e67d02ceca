"""Where the command `mcp` lands: the server over the standard streams, or over HTTP."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from qualite_graph.assistants.server import build
from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import LANGUAGES
from qualite_graph.settings import data_directory, setting
from qualite_graph.tokens import check_address
from qualite_graph.workspace import Workspace

FRESH: Final = 5.0
"""Seconds after which what another program wrote meanwhile is looked at again."""
_REFUSED: Final = 2


class Snapshots:
    """The data directory as it was last committed, read again when it is older than `FRESH`."""

    def __init__(self, directory: Path) -> None:
        """Read the directory once, so that what is wrong with it shows at the start."""
        self._directory = directory
        self._lock = threading.Lock()
        self._workspace = Workspace.open(directory, read_only=True)
        self._read_at = time.monotonic()

    def __call__(self) -> Workspace:
        """Return the workspace."""
        with self._lock:
            if time.monotonic() - self._read_at > FRESH:
                self._workspace = Workspace.open(self._directory, read_only=True)
                self._read_at = time.monotonic()
            return self._workspace


def _workspaces() -> Callable[[], Workspace]:
    """Return how a tool gets the workspace: a server that is set says by itself what is new."""
    if not setting("store"):
        return Snapshots(data_directory())
    reached = Workspace.open()
    return lambda: reached


def main() -> int:
    """Serve until the client or the user stops it."""
    parser = argparse.ArgumentParser(prog="qualite-graph mcp")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    parser.add_argument("--port", type=int)
    parser.add_argument("--address", default=setting("address"))
    given = parser.parse_args()
    try:
        workspaces = _workspaces()
        if given.port is None:
            build(workspaces, given.lang).run("stdio")
        else:
            _serve(workspaces, given.lang, given.address, given.port)
    except QualiteGraphError as error:
        print(error.message(given.lang), file=sys.stderr)
        return _REFUSED
    return 0


def _serve(workspaces: Callable[[], Workspace], lang: str, address: str, port: int) -> None:
    import uvicorn  # noqa: PLC0415 -- not over the standard streams

    from qualite_graph.assistants.access import as_seen, guarded  # noqa: PLC0415

    check_address(address)
    os.environ["QUALITE_GRAPH_ADDRESS"] = address  # what is asked without a token depends on it
    server = build(lambda: as_seen(workspaces()), lang)
    app = guarded(server.streamable_http_app(host=address), lang)
    uvicorn.run(app, host=address, port=port, log_level="warning")


if __name__ == "__main__":
    raise SystemExit(main())
