"""Updates and graphs over HTTP: by those who may, on what they may, with history, all or nothing."""

from functools import partial
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from qualite_graph.http import routes
from qualite_graph.http.rights import Right
from qualite_graph.store.base import rows_of
from qualite_graph.workspace import Workspace
from tests.http.asgi import Answer, call

DIRECT = {"content-type": "application/sparql-update"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
TURTLE = {"content-type": "text/turtle"}
GRAPH = "https://w3id.org/qualite-graph/data/coffralp"
NOTE = f"<{GRAPH}/note/1> <http://www.w3.org/2004/02/skos/core#note>"
ADDED = f'INSERT DATA {{ {NOTE} "one" }}'


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture
def send(workspace: Workspace) -> partial[Answer]:
    right = Right(writes=frozenset({"coffralp", "new-one"}), bearer="tests")
    return partial(call, Starlette(routes=routes(lambda: workspace, lambda _: right)))


@pytest.fixture
def reader(workspace: Workspace) -> partial[Answer]:
    return partial(call, Starlette(routes=routes(lambda: workspace, lambda _: Right())))


def holds(send: partial[Answer], pattern: str) -> bool:
    return b"true" in send("/sparql", {"query": f"ASK {{ {pattern} }}"}).body


def test_an_update_changes_the_organisation_and_leaves_its_history(
    send: partial[Answer], workspace: Workspace
) -> None:
    assert send("/update", method="POST", body=ADDED.encode(), headers=DIRECT).status == 204
    assert holds(send, f'GRAPH <{GRAPH}> {{ {NOTE} "one" }}')
    entry = workspace.journal("coffralp")[-1]
    assert (entry.origin.author, entry.added, entry.removed) == ("tests", 1, 0)
    body = urlencode({"update": f"DELETE WHERE {{ {NOTE} ?o }}"}).encode()
    assert send("/update/coffralp", method="POST", body=body, headers=FORM).status == 204
    assert not holds(send, f"{NOTE} ?o")
    workspace.undo("coffralp")
    assert holds(send, f'{NOTE} "one"')


def test_an_update_derives_again(send: partial[Answer]) -> None:
    derived = "?p qg:hasInternalCustomer ?c"
    prefix = "PREFIX qg: <https://w3id.org/qualite-graph/ontology#> "
    assert b"true" in send("/sparql", {"query": f"{prefix}ASK {{ {derived} }}"}).body
    text = f"{prefix}DELETE WHERE {{ ?flow a qg:Flow ; ?p ?o }}"
    assert send("/update", method="POST", body=text.encode(), headers=DIRECT).status == 204
    assert b"false" in send("/sparql", {"query": f"{prefix}ASK {{ {derived} }}"}).body


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("CLEAR ALL", 403),
        ("DROP GRAPH <https://w3id.org/qualite-graph/graph/ontology>", 403),
        ("INSERT DATA { GRAPH <urn:other> { <urn:a> <urn:b> <urn:c> } }", 403),
        ("INSERT DATA { GRAPH <https://w3id.org/qualite-graph/graph/history> { <urn:a> <urn:b> 1 } }", 403),
        (f"INSERT DATA {{ GRAPH <{GRAPH}/derived> {{ <urn:a> <urn:b> 1 }} }}", 403),
        ("LOAD <http://127.0.0.1:9/>", 400),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        ("INSERT DATA {", 400),
        ("", 204),
        (f"INSERT DATA {{ <{GRAPH}/flow/x> a <https://w3id.org/qualite-graph/ontology#Flow> }}", 400),
    ],
)
def test_what_an_update_may_not(send: partial[Answer], workspace: Workspace, text: str, status: int) -> None:
    before = workspace.store.quads(workspace.store.graphs())
    assert send("/update", method="POST", body=text.encode(), headers=DIRECT).status == status
    if status != 204:
        assert workspace.store.quads(workspace.store.graphs()) == before


def test_readers_change_nothing(reader: partial[Answer]) -> None:
    assert reader("/update", method="POST", body=ADDED.encode(), headers=DIRECT).status == 403
    assert reader("/store", {"graph": GRAPH}, method="PUT", body=b"", headers=TURTLE).status == 403
    assert reader("/store", {"graph": GRAPH}, method="DELETE").status == 403
    assert reader("/update").status == 405


def test_graphs_are_read_by_name_and_at_their_address(reader: partial[Answer]) -> None:
    by_name = reader("/store", {"graph": GRAPH}, headers={"accept": "application/n-triples"})
    at_address = reader("/store/data/coffralp", headers={"accept": "application/n-triples"})
    assert by_name.status == at_address.status == 200
    assert sorted(by_name.body.split(b"\n")) == sorted(at_address.body.split(b"\n"))
    head = reader("/store", {"graph": GRAPH}, method="HEAD")
    assert (head.status, head.body, head.media_type) == (200, b"", "text/turtle")
    assert head.headers["etag"]
    for graph in ("https://w3id.org/qualite-graph/graph/history", "urn:none", f"{GRAPH}/none"):
        assert reader("/store", {"graph": graph}).status == 404
    assert reader("/store").status == 400
    assert reader("/store", {"graph": "no iri"}).status == 400


def test_a_graph_is_put_added_to_and_deleted(send: partial[Answer], workspace: Workspace) -> None:
    graph = "https://w3id.org/qualite-graph/data/new-one"
    body = f'<{graph}/note/1> <http://www.w3.org/2004/02/skos/core#note> "one" .'.encode()
    assert send("/store", {"graph": graph}, method="PUT", body=body, headers=TURTLE).status == 201
    assert send("/store", {"graph": graph}, method="PUT", body=body, headers=TURTLE).status == 204
    more = body.replace(b"one", b"two")
    parts = b"--x\r\ncontent-disposition: form-data; name=f; filename=a.ttl\r\n\r\n" + more + b"\r\n--x--\r\n"
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert send("/store", {"graph": graph}, method="POST", body=parts, headers=form).status == 204
    found = send("/store", {"graph": graph}, headers={"accept": "application/n-triples"})
    assert found.body.count(b" .\n") == 2
    assert [entry.kind for entry in workspace.journal("new-one")] == ["load", "edit", "edit"]
    assert send("/store", {"graph": graph}, method="DELETE").status == 204
    assert send("/store", {"graph": graph}).status == 404
    assert send("/store", {"graph": graph}, method="DELETE").status == 404


def test_adding_to_a_graph_reads_no_more_than_it_adds_to(
    send: partial[Answer], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    quads = workspace.store.quads
    monkeypatch.setattr(workspace.store, "quads", lambda graphs: read.extend(graphs) or quads(graphs))
    body = f'{NOTE} "one" . [] <urn:p> "two" .'.encode()
    for number in (1, 2):
        assert send("/store", {"graph": GRAPH}, method="POST", body=body, headers=TURTLE).status == 204
        # A blank node is a new thing each time that it is sent, whatever stands already.
        found = workspace.query("SELECT ?blank { ?blank <urn:p> ?o }", organisation="coffralp")
        assert len(rows_of(found)) == number
    assert GRAPH not in read
    assert holds(send, f'GRAPH <{GRAPH}> {{ {NOTE} "one" . ?blank <urn:p> "two" }}')
    entry = workspace.journal("coffralp")[-1]
    assert (entry.origin.author, entry.added, entry.removed) == ("tests", 1, 0)


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (TURTLE, b"<urn:a> <urn:b>", 400),
        ({"content-type": "image/png"}, b"", 415),
        ({"content-type": "multipart/form-data"}, b"", 400),
        ({"content-type": "multipart/form-data; boundary=x"}, b"--x--", 400),
        ({"content-type": "application/ld+json"}, b"{", 400),
        ({"content-type": "application/rdf+xml"}, b"<a", 400),
    ],
)
def test_what_does_not_read_is_refused(
    send: partial[Answer], headers: dict[str, str], body: bytes, status: int
) -> None:
    assert send("/store", {"graph": GRAPH}, method="PUT", body=body, headers=headers).status == status
