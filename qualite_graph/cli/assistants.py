"""The command `mcp`: the graph's tools for assistants, over the standard streams or over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys

from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import chosen_directory
from qualite_graph.cli.start import check_free, port_number
from qualite_graph.settings import setting
from qualite_graph.tokens import check_address

_MODULE = "qualite_graph.assistants"


def run(context: Context, http: bool, port: str | None, address: str | None) -> int:
    """Serve the tools until the assistant or the user stops them.

    Raises:
        UsageError: the port is no port number.
        InputError: another program listens there already, or the address needs a token and there is none.
    """
    environment = dict(os.environ)
    if directory := chosen_directory(context):
        environment |= {"QUALITE_GRAPH_DATA": str(directory.absolute()), "QUALITE_GRAPH_STORE": ""}
    if context.store:
        environment["QUALITE_GRAPH_STORE"] = context.store
    command = [sys.executable, "-m", _MODULE, "--lang", context.lang]
    if http or port or address:
        number = port_number(port or str(int(setting("port")) + 1))
        host = address or setting("address")
        check_address(host)
        check_free(host, number)
        command += ["--port", str(number), "--address", host]
        place = f"http://{host}:{number}/mcp"
        print(context.text("cli.mcp.starting", address=place), file=sys.stderr, flush=True)
    if os.name == "posix":
        # In place of this process: the assistant speaks to the server itself, and stops it by its pipe.
        os.execve(command[0], command, environment)  # noqa: S606 -- our own interpreter
    return subprocess.run(command, env=environment, check=False).returncode
