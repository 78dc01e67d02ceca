"""One organisation's data never reaches another's token, whatever is asked, and never changes by its hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from qualite_graph import tokens
from qualite_graph.http import api, linked_data, routes
from qualite_graph.resources import example_workbook
from qualite_graph.vocabulary import BASE, GRAPH_HISTORY, GRAPH_STORE, derived_graph_of, graph_of
from qualite_graph.workspace import Workspace
from tests.http.asgi import Answer, call

WORKSPACE = Workspace.in_memory()
WORKSPACE.load(example_workbook(), "victim")
APP = Starlette(
    routes=[part for module in (routes, api.routes, linked_data.routes) for part in module(lambda: WORKSPACE)]
)
VICTIM, OWN = graph_of("victim"), graph_of("coffralp")
HIDDEN = (VICTIM, derived_graph_of("victim"), GRAPH_HISTORY, GRAPH_STORE)
MARK = "/data/victim"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(tmp_path / "tokens.json"))
    for name in ("QUALITE_GRAPH_ADDRESS", "QUALITE_GRAPH_ORGANISATION", "QUALITE_GRAPH_WRITING"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bearer() -> Iterator[dict[str, str]]:
    """Yield the header of a token that writes the other organisation; nothing of the victim may change."""
    before = WORKSPACE.store.quads((VICTIM, derived_graph_of("victim")))
    _, secret = tokens.create("write", ["coffralp"])
    yield {"authorization": f"Bearer {secret}"}
    assert WORKSPACE.store.quads((VICTIM, derived_graph_of("victim"))) == before


QUERIES = [
    "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o }",
    "SELECT * FROM <V> { ?s ?p ?o }",
    "SELECT * FROM <D> FROM <V> { ?s ?p ?o }",
    "SELECT * FROM NAMED <V> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM NAMED <V> { GRAPH <V> { ?s ?p ?o } }",
    "SELECT * FROM <O> FROM NAMED <V> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <V> { ?s ?p ?o } }",
    "SELECT * { GRAPH <D> { ?s ?p ?o } }",
    "SELECT * { GRAPH <H> { ?s ?p ?o } }",
    "SELECT * { GRAPH <S> { ?s ?p ?o } }",
    "BASE <V/> SELECT * FROM <../victim> { ?s ?p ?o }",
    "PREFIX v: <V> SELECT * FROM v: { ?s ?p ?o }",
    "SELECT * \\u0046ROM <V> { ?s ?p ?o }",
    "SELECT * FROM#\n<V> { ?s ?p ?o }",
    "SELECT * { VALUES ?g { <V> <D> } GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { BIND(<V> AS ?g) GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { BIND(IRI(CONCAT('B', 'data/victim')) AS ?g) GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { { SELECT * { GRAPH <V> { ?s ?p ?o } } } }",
    "SELECT * { OPTIONAL { GRAPH <V> { ?s ?p ?o } } }",
    "SELECT * { { ?s ?p ?o } UNION { GRAPH <V> { ?s ?p ?o } } }",
    "SELECT * { <V> (<x:a>|!<x:b>)* ?o }",
    "SELECT * { <V/process/R3> (!<x:b>)+ ?o }",
    "SELECT * { ?s (!<x:a>|^!<x:b>)* <V/process/R3> }",
    "SELECT ?o { GRAPH ?g { <V/process/R3> !<x:b> ?o } }",
    "SELECT (GROUP_CONCAT(STR(?s)) AS ?all) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { GRAPH <V> { ?s ?p ?o } } }",
    "ASK { GRAPH <V> { ?s ?p ?o } }",
    "ASK FROM <V> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT FROM <V> WHERE { ?s ?p ?o }",
    "DESCRIBE <V>",
    "DESCRIBE <V/process/R3>",
    "DESCRIBE ?s FROM <V> { ?s ?p ?o }",
]


def filled(text: str) -> str:
    """Return a text with the names of graphs in place of the letters that stand for them."""
    names = {
        "<V": f"<{VICTIM}",
        "<D>": f"<{HIDDEN[1]}>",
        "<H>": f"<{GRAPH_HISTORY}>",
        "<S>": f"<{GRAPH_STORE}>",
    }
    for letter, name in {**names, "<O>": f"<{OWN}>", "'B'": f"'{BASE}'"}.items():
        text = text.replace(letter, name)
    return text


def told(answer: Answer, query: str) -> str:
    """Return what an answer says beyond what was asked: the question's own words tell nothing."""
    if answer.status != 200:
        return ""
    if answer.media_type == "application/sparql-results+json":
        document = json.loads(answer.body)
        if "boolean" in document:
            return MARK if document["boolean"] else ""
        rows = [
            row
            for row in document["results"]["bindings"]
            # A variable that the query itself sets to a hidden name shows nothing when all else is empty.
            if set(row) - {"g"}
        ]
        asked_itself = MARK in query and "DESCRIBE" not in query
        texts = [json.dumps(row) for row in rows]
        return "".join([text for text in texts if not asked_itself or "literal" in text])
    return answer.text


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", ["/sparql", "/sparql/coffralp"])
def test_no_query_tells_anything_of_another_organisation(
    bearer: dict[str, str], query: str, path: str
) -> None:
    text = filled(query)
    for headers in (bearer, {}):
        answer = call(APP, path, {"query": text}, headers=headers)
        assert answer.status in (200, 400, 404), answer.text
        assert MARK not in told(answer, text)
        posted = call(
            APP,
            path,
            method="POST",
            body=text.encode(),
            headers={**headers, "content-type": "application/sparql-query"},
        )
        assert MARK not in told(posted, text)


@pytest.mark.parametrize("graph", HIDDEN)
@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_no_parameter_names_another_graph(bearer: dict[str, str], graph: str, parameter: str) -> None:
    query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    answer = call(APP, "/sparql", {"query": query, parameter: graph}, headers=bearer)
    assert answer.status in (400, 403, 404)
    assert MARK not in answer.text.replace(graph, "")


@pytest.mark.parametrize("path", ["/sparql/victim", "/update/victim"])
def test_no_address_names_another_organisation(bearer: dict[str, str], path: str) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"} if path.startswith("/sparql") else {}
    body = urlencode({"update": "CLEAR ALL"}).encode() if not query else b""
    form = {**bearer, "content-type": "application/x-www-form-urlencoded"}
    answer = call(
        APP, path, query, method="POST" if body else "GET", body=body, headers=form if body else bearer
    )
    assert answer.status == 404


UPDATES = [
    "INSERT DATA { GRAPH <V> { <x:a> <x:b> <x:c> } }",
    "INSERT DATA { GRAPH <H> { <x:a> <x:b> <x:c> } }",
    "INSERT DATA { GRAPH <S> { <x:a> <x:b> 999 } }",
    "DELETE WHERE { GRAPH <V> { ?s ?p ?o } }",
    "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
    "INSERT { GRAPH <O> { ?s ?p ?o } } WHERE { GRAPH <V> { ?s ?p ?o } }",
    "INSERT { GRAPH <O> { ?s ?p ?o } } USING <V> WHERE { ?s ?p ?o }",
    "INSERT { GRAPH <O> { ?s ?p ?o } } USING NAMED <V> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "INSERT { GRAPH <O> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?s), 'victim')) }",
    "WITH <V> INSERT { GRAPH <O> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
    "WITH <V> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "COPY <V> TO <O>",
    "ADD <V> TO <O>",
    "MOVE <V> TO <O>",
    "COPY <O> TO <V>",
    "CLEAR GRAPH <V>",
    "DROP GRAPH <V>",
    "DROP ALL",
    "CLEAR NAMED",
    "DROP SILENT GRAPH <S>",
    "LOAD <file:///etc/passwd> INTO GRAPH <O>",
    "LOAD <http://127.0.0.1:9/> INTO GRAPH <O>",
]


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize("path", ["/update", "/update/coffralp"])
def test_no_update_reads_or_changes_another_organisation(
    bearer: dict[str, str], update: str, path: str
) -> None:
    own = WORKSPACE.store.quads((OWN,))
    version = WORKSPACE.store.version
    answer = call(
        APP,
        path,
        method="POST",
        body=filled(update).encode(),
        headers={**bearer, "content-type": "application/sparql-update"},
    )
    assert answer.status in (204, 400, 403, 404, 501), answer.text  # 501: the engine cannot run it
    assert MARK.encode() not in WORKSPACE.store.quads((OWN,))
    if WORKSPACE.store.quads((OWN,)) != own:
        WORKSPACE.undo("coffralp")  # its own graph it may empty
    assert WORKSPACE.store.version - version <= 2
    assert WORKSPACE.store.quads((OWN,)) == own


@pytest.mark.parametrize("graph", HIDDEN)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE"])
def test_no_graph_of_another_is_fetched_or_put(bearer: dict[str, str], method: str, graph: str) -> None:
    version = WORKSPACE.store.version
    body = b"<x:a> <x:b> <x:c> ." if method in ("PUT", "POST") else b""
    answer = call(
        APP,
        "/store",
        {"graph": graph},
        method=method,
        body=body,
        headers={**bearer, "content-type": "text/turtle"},
    )
    assert answer.status in (403, 404), answer.text
    assert WORKSPACE.store.version == version


def test_a_token_to_read_writes_nothing() -> None:
    _, secret = tokens.create("read", ["coffralp"])
    version = WORKSPACE.store.version
    answer = call(
        APP,
        "/update",
        method="POST",
        body=filled("INSERT DATA { GRAPH <O> { <x:a> <x:b> <x:c> } }").encode(),
        headers={"authorization": f"Bearer {secret}", "content-type": "application/sparql-update"},
    )
    assert answer.status == 403
    assert WORKSPACE.store.version == version


def test_a_write_is_noted_under_its_token() -> None:
    token, secret = tokens.create("write", ["coffralp"])
    text = filled('INSERT DATA { GRAPH <O> { <O> <http://www.w3.org/2000/01/rdf-schema#comment> "relu" } }')
    answer = call(
        APP,
        "/update",
        method="POST",
        body=text.replace("<O>", f"<{OWN}>").encode(),
        headers={"authorization": f"Bearer {secret}", "content-type": "application/sparql-update"},
    )
    assert answer.status == 204, answer.text
    assert WORKSPACE.journal("coffralp")[-1].origin.author == token.id
    WORKSPACE.undo("coffralp")


ADDRESSES = [
    ("/sparql", {"query": "ASK {}"}),
    ("/sparql/nobody", {"query": "ASK {}"}),
    ("/sparql", {}),
    ("/.well-known/void", {}),
    ("/store", {"default": ""}),
    ("/api/organisations/nobody", {}),
    ("/api/terms", {"q": "pro", "organisation": "nobody"}),
    ("/api/questions/Q1", {}),
    ("/data/nobody/process/R3", {}),
    ("/data/victim/process/R3", {}),
    ("/catalogue", {}),
]


@pytest.mark.parametrize(
    "opened", [["coffralp"], ["coffralp", "other"], ["nobody"], ["nobody", "other"], None]
)
@pytest.mark.parametrize(("path", "query"), ADDRESSES)
def test_no_answer_names_an_organisation_that_its_reader_may_not_read(
    opened: list[str] | None, path: str, query: dict[str, str]
) -> None:
    _, secret = tokens.create("read", opened or ["coffralp"])
    headers = {"authorization": f"Bearer {secret}"} if opened else {}  # without one: tokens guard everything
    answer = call(APP, path, query, headers=headers)
    assert "victim" not in answer.text or "victim" in path
    assert opened is not None or "coffralp" not in answer.text
