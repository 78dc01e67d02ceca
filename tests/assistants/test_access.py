"""Over HTTP an assistant is asked for a token where other services ask it, and sees what it opens."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

from qualite_graph import tokens
from qualite_graph.resources import example_workbook
from qualite_graph.vocabulary import entity
from qualite_graph.workspace import EXAMPLE, Workspace

from .test_server import told

OTHER = "autre"
PROCESSES_OF_EXAMPLE = 18
EVERYWHERE = ".".join("0000")
PROCESSES = "SELECT ?p WHERE { ?p a <https://w3id.org/qualite-graph/ontology#Process> }"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(tmp_path / "tokens.json"))
    monkeypatch.delenv("QUALITE_GRAPH_ADDRESS", raising=False)
    directory = tmp_path / "data"
    Workspace.open(directory).load(example_workbook(), OTHER)
    return directory


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data: Path, *arguments: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "qualite_graph", "mcp", "--http", "--port", str(port), "--lang", "fr"]
    with subprocess.Popen([*command, "--data", str(data), *arguments]) as server:
        until = time.monotonic() + 60
        while time.monotonic() < until and server.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        try:
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            server.terminate()
            server.wait(30)


def bearing(address: str, secret: str) -> Any:
    """Return what reaches a server with a token, as the SDK's client takes it."""
    return streamable_http_client(
        address, http_client=create_mcp_http_client({"Authorization": f"Bearer {secret}"})
    )


def seen(server: Any) -> set[str]:
    return {one["notation"] for one in told(server, "list_organisations")}


def status(address: str, **headers: str) -> int:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepted = {"Accept": "application/json, text/event-stream"}
    return httpx2.post(address, json=body, headers={**accepted, **headers}, timeout=30).status_code


def test_a_token_opens_what_it_names_and_no_token_opens_no_organisation(data: Path) -> None:
    with served(data) as address:
        assert seen(address) == {EXAMPLE, OTHER}  # while there is no token, this machine reads everything
        token, secret = tokens.create("read", [OTHER])
        _, every = tokens.create("read")
        assert seen(address) == set()
        assert told(address, "run_sparql", query=PROCESSES)["count"] == 0
        assert seen(bearing(address, secret)) == {OTHER}
        card = told(bearing(address, secret), "read_process", process="R3")
        assert card["process"]["iri"] == entity(OTHER, "process", "R3")
        assert told(bearing(address, secret), "run_sparql", query=PROCESSES)["count"] == PROCESSES_OF_EXAMPLE
        assert seen(bearing(address, every)) == {EXAMPLE, OTHER}
        assert status(address, Authorization="Bearer qg_wrong") == 401
        assert status(address, **{"X-Forwarded-For": "192.0.2.1"}) == 401  # behind a proxy: from elsewhere
        tokens.revoke(token.id)
        assert status(address, Authorization=f"Bearer {secret}") == 401


def test_an_organisation_that_a_token_does_not_name_is_not_there(data: Path) -> None:
    from .test_server import call

    _, secret = tokens.create("read", [OTHER])
    with served(data) as address:
        for tool, arguments in (
            ("read_process", {"process": "R3"}),
            ("ask_question", {"question": "Q36", "parameters": {"process": "R3"}}),
            ("coverage", {}),
            ("run_sparql", {"query": PROCESSES}),
            ("search_terms", {"text": "R3"}),
        ):
            result = call(bearing(address, secret), tool, organisation=EXAMPLE, **arguments)
            assert result.is_error, tool
            assert OTHER in result.content[0].text


@pytest.mark.parametrize("module", ["qualite_graph", "qualite_graph.assistants"])
def test_other_machines_are_served_only_where_a_token_is_asked(data: Path, module: str) -> None:
    command = [sys.executable, "-m", module, *(["mcp"] if module == "qualite_graph" else [])]
    refused = subprocess.run(
        [*command, "--port", str(free_port()), "--address", EVERYWHERE, "--lang", "en"],
        env={**os.environ, "QUALITE_GRAPH_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert refused.returncode == 2
    assert "no token says who may read" in refused.stderr
    _, secret = tokens.create("read", [EXAMPLE])
    with served(data, "--address", EVERYWHERE) as address:
        assert status(address) == 401
        assert seen(bearing(address, secret)) == {EXAMPLE}
