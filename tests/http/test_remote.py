"""The service on a store that another server keeps: the same questions, queries, updates and graphs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from qualite_graph import tokens
from qualite_graph.http import api, operations, routes
from qualite_graph.vocabulary import RDFS, graph_of
from qualite_graph.workspace import Workspace
from tests.http.asgi import call
from tests.store.servers import oxigraph

OWN, OTHER = graph_of("coffralp"), graph_of("other")


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Workspace, Starlette]]:
    with oxigraph() as url:
        workspace = Workspace.at(url)
        every = [f(lambda: workspace) for f in (routes, api.routes, operations.routes)]
        yield workspace, Starlette(routes=[route for some in every for route in some])


@pytest.fixture
def bearer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(tmp_path / "tokens.json"))
    monkeypatch.delenv("QUALITE_GRAPH_ADDRESS", raising=False)
    return {"authorization": f"Bearer {tokens.create('write', ['coffralp'])[1]}"}


def test_queries_and_questions(served: tuple[Workspace, Starlette], bearer: dict[str, str]) -> None:
    _, app = served
    answer = json.loads(call(app, "/api/questions/Q36", {"process": "R3"}, headers=bearer).body)
    assert answer["count"] == 6
    rows = json.loads(call(app, "/sparql/coffralp", {"query": answer["query"]}, headers=bearer).body)
    assert len(rows["results"]["bindings"]) == 6
    assert call(app, "/readyz").status == 200


def test_an_update_is_confined_written_and_noted(
    served: tuple[Workspace, Starlette], bearer: dict[str, str]
) -> None:
    workspace, app = served
    headers = {**bearer, "content-type": "application/sparql-update"}
    text = f'INSERT DATA {{ GRAPH <{OWN}> {{ <{OWN}> <{RDFS.comment}> "relu" }} }}'
    assert call(app, "/update/coffralp", method="POST", body=text.encode(), headers=headers).status == 204
    assert b"relu" in workspace.store.quads((OWN,))
    assert workspace.journal("coffralp")[-1].kind == "edit"
    text = text.replace(f"GRAPH <{OWN}>", f"GRAPH <{OTHER}>")
    assert call(app, "/update/coffralp", method="POST", body=text.encode(), headers=headers).status == 403
    assert workspace.store.quads((OTHER,)) == b""
    fetched = call(app, "/store", {"graph": OWN}, headers={**bearer, "accept": "application/n-triples"})
    assert b"relu" in fetched.body
