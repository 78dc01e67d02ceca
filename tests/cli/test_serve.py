"""The command `serve` serves the data without the pages, and beside whoever writes them."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from qualite_graph.workspace import Workspace
from tests.cli.test_start import answers, free_port

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
NOTE = "http://www.w3.org/2004/02/skos/core#note"


def test_served_beside_the_process_that_writes(data: Path) -> None:
    port = free_port()
    workspace = Workspace.open(data)
    command = [sys.executable, "-m", "qualite_graph", "--lang", "en", "serve"]
    command += ["--port", str(port), "--data", str(data)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            assert answers(f"{address}/sparql", server)
            assert server.stderr is not None
            assert "for reading only" in server.stderr.readline()
            subject = "https://w3id.org/qualite-graph/data/coffralp/note/1"
            workspace.edit(f'<{subject}> <{NOTE}> "seen" .', organisation="coffralp")
            asked = urlencode({"query": f"ASK {{ <{subject}> <{NOTE}> 'seen' }}"})
            with urlopen(f"{address}/sparql?{asked}", timeout=30) as answer:
                assert json.load(answer)["boolean"] is True
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(30) in (0, -signal.SIGTERM)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
