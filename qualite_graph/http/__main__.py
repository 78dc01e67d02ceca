"""The service in a process of its own, as the command `serve` starts it."""

from __future__ import annotations

import sys

from qualite_graph.errors import QualiteGraphError, StoreLockedError
from qualite_graph.http.server import application, serve
from qualite_graph.messages import messages, use_language
from qualite_graph.workspace import Workspace

_REFUSED = 2


def main(arguments: list[str]) -> int:
    """Serve the data that the settings name at an address and a port, and say so in a language."""
    host, port, lang = arguments
    use_language(lang)
    texts = messages(lang)
    key = "cli.serve.starting"
    try:
        try:
            workspace = Workspace.open()
        except StoreLockedError:
            workspace = Workspace.open(read_only=True)
            key = "cli.serve.beside"
        app = application(workspace)
    except QualiteGraphError as error:
        print(error.message(lang), file=sys.stderr)
        return _REFUSED
    print(texts.text(key, address=f"http://{host}:{port}/sparql"), file=sys.stderr, flush=True)
    serve(app, host, int(port))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
