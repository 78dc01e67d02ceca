"""The command `app`: the pages in a browser, served on this machine alone unless told otherwise."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import qualite_graph
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import chosen_directory
from qualite_graph.cli.reasons import reason
from qualite_graph.errors import InputError
from qualite_graph.settings import setting
from qualite_graph.tokens import check_address

_SCRIPT = "streamlit_app.py"


def run(context: Context, port: str | None, address: str | None) -> int:
    """Serve the pages until the user stops them.

    Raises:
        UsageError: the port is no port number.
        InputError: another program listens there already.
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
    command = [sys.executable, "-m", "streamlit", "run", str(script())]
    command += ["--server.address", host, "--server.port", str(number)]
    print(context.text("cli.app.starting", address=f"http://{host}:{number}"), file=sys.stderr, flush=True)
    if os.name == "posix":
        # In place of this process: whoever stops it stops the server, and no parent is left waiting.
        os.execve(command[0], command, environment)  # noqa: S606 -- our own interpreter
    return subprocess.run(command, env=environment, check=False).returncode


def script() -> Path:
    """Return the entry of the pages: inside the installed package, or beside it in a checkout."""
    package = Path(qualite_graph.__file__).parent
    packed = package / _SCRIPT
    return packed if packed.is_file() else package.parent / _SCRIPT


def port_number(text: str) -> int:
    """Read a port number.

    Raises:
        UsageError: the text is none.
    """
    if not (text.isdigit() and 0 < int(text) < 65536):
        raise UsageError("bad_port", value=text)
    return int(text)


def check_free(host: str, port: int) -> None:
    """Make sure that an address can be listened to.

    Raises:
        InputError: another program listens there, or this machine has no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connections linger is free all the same.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InputError("port_taken", address=host, port=port, reason=reason(error)) from None
