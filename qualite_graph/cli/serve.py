"""The command `serve`: the data for other programs, without the pages."""

from __future__ import annotations

import os
import sys

from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import open_for_reading, open_for_writing
from qualite_graph.cli.start import check_free, port_number
from qualite_graph.errors import StoreLockedError
from qualite_graph.settings import setting
from qualite_graph.tokens import check_address


def run(context: Context, port: str | None, address: str | None) -> int:
    """Serve queries, updates and graphs until the user stops it.

    Beside another process that writes the data, the service reads what that one commits.

    Raises:
        UsageError: the port is no port number.
        InputError: another program listens there already, or the address needs a token and there is none.
        StoreError: the data cannot be opened.
    """
    number = port_number(port or setting("port"))
    host = address or setting("address")
    check_address(host)
    check_free(host, number)
    os.environ["QUALITE_GRAPH_ADDRESS"] = host
    from qualite_graph.http.server import application, serve  # noqa: PLC0415 -- after every refusal

    key = "cli.serve.starting"
    try:
        workspace = open_for_writing(context)
    except StoreLockedError:
        workspace = open_for_reading(context)
        key = "cli.serve.beside"
    app = application(workspace)
    print(context.text(key, address=f"http://{host}:{number}/sparql"), file=sys.stderr, flush=True)
    serve(app, host, number)
    return 0
