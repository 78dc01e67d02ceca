"""The command `serve`: the data for other programs, without the pages."""

from __future__ import annotations

import os
import subprocess
import sys

from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import chosen_directory
from qualite_graph.cli.start import check_free, port_number
from qualite_graph.settings import setting
from qualite_graph.tokens import check_address


def run(context: Context, port: str | None, address: str | None) -> int:
    """Serve queries, updates and graphs until the user stops it.

    Raises:
        UsageError: the port is no port number.
        InputError: another program listens there already, or the address needs a token and there is none.
    """
    number = port_number(port or setting("port"))
    host = address or setting("address")
    check_address(host)
    check_free(host, number)
    environment = {**os.environ, "QUALITE_GRAPH_ADDRESS": host}
    if directory := chosen_directory(context):
        environment |= {"QUALITE_GRAPH_DATA": str(directory.absolute()), "QUALITE_GRAPH_STORE": ""}
    if context.store:
        environment["QUALITE_GRAPH_STORE"] = context.store
    command = [sys.executable, "-m", "qualite_graph.http", host, str(number), context.lang]
    if os.name == "posix":
        # In place of this process: whoever stops it stops the service, and no parent is left waiting.
        os.execve(command[0], command, environment)  # noqa: S606 -- our own interpreter
    return subprocess.run(command, env=environment, check=False).returncode
