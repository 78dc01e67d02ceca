"""The service under way: kept answers, marks, packing, other sites, and clients that hold it up."""

import gzip
import json
import socket
import time
from collections.abc import Iterator
from functools import partial
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from starlette.applications import Starlette

from qualite_graph.http import routes
from qualite_graph.workspace import Workspace
from tests.http.asgi import Answer, call
from tests.http.service import running

ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
NOTE = (
    '<https://w3id.org/qualite-graph/data/coffralp/note/1> <http://www.w3.org/2004/02/skos/core#note> "1" .'
)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture(scope="module")
def get(workspace: Workspace) -> partial[Answer]:
    return partial(call, Starlette(routes=routes(lambda: workspace)), "/sparql")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    limits = {"query_seconds": "2", "query_result": "1", "query_memory": "400", "body_size": "1"}
    with running(settings=limits) as found:
        yield found


def test_an_answer_has_a_mark_until_something_is_written(get: partial[Answer], workspace: Workspace) -> None:
    asked = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    first = get(asked)
    mark = first.headers["etag"]
    assert get(asked).body == first.body
    same = get(asked, headers={"if-none-match": f'W/"other", {mark}'})
    assert (same.status, same.body, same.headers["etag"]) == (304, b"", mark)
    workspace.edit(NOTE, organisation="coffralp")
    fresh = get(asked, headers={"if-none-match": mark})
    assert fresh.status == 200
    assert fresh.headers["etag"] != mark
    assert fresh.body != first.body


def test_what_does_not_last_is_not_kept(get: partial[Answer]) -> None:
    asked = {"query": "SELECT (STRUUID() AS ?x) {}"}
    answers = [get(asked) for _ in range(2)]
    assert answers[0].body != answers[1].body
    assert "etag" not in answers[0].headers


def test_a_kept_answer_is_for_the_address_that_was_asked(get: partial[Answer]) -> None:
    for host in ("127.0.0.1:8501", "localhost:8501"):
        answer = get({"query": "SELECT ?x { VALUES ?x { <x> } }"}, headers={"host": host})
        assert f"http://{host}/" in answer.text


def test_long_answers_are_packed_when_asked(get: partial[Answer]) -> None:
    plain = get({"query": ALL})
    packed = get({"query": ALL}, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 3
    assert len(json.loads(gzip.decompress(packed.body))["results"]["bindings"]) == len(
        json.loads(plain.body)["results"]["bindings"]
    )


def test_head_tells_the_length(get: partial[Answer]) -> None:
    whole, head = get({"query": ALL}), get({"query": ALL}, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_other_sites_read_where_they_are_invited(
    get: partial[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"origin": "https://yasgui.example", "sec-fetch-site": "cross-site"}
    assert get({"query": "ASK {}"}, headers=headers).status == 403
    monkeypatch.setenv("QUALITE_GRAPH_ORIGINS", "https://yasgui.example")
    answer = get({"query": "ASK {}"}, headers=headers)
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "https://yasgui.example"
    asking = {**headers, "access-control-request-method": "POST"}
    before = get(method="OPTIONS", headers=asking)
    assert before.status == 204
    assert "POST" in before.headers["access-control-allow-methods"]
    assert get({"query": "ASK {}"}, headers={**headers, "origin": "https://other.example"}).status == 403


def test_void_is_where_it_is_looked_for(workspace: Workspace) -> None:
    import rdflib

    app = Starlette(routes=routes(lambda: workspace))
    for accept, name in (("text/turtle", "turtle"), ("application/rdf+xml", "xml")):
        answer = call(app, "/.well-known/void", headers={"accept": accept})
        graph = rdflib.Graph().parse(data=answer.body, format=name)
        assert [str(found) for found in graph.objects(predicate=rdflib.VOID.sparqlEndpoint)] == [
            "http://127.0.0.1:8501/sparql"
        ]
        assert len(set(graph.objects(predicate=rdflib.VOID.triples))) > 3


def fetch(
    url: str, headers: dict[str, str] | None = None, body: bytes | None = None
) -> tuple[int, str, bytes]:
    try:
        with urlopen(Request(url, body, headers or {}), timeout=60) as answer:
            return answer.status, "", answer.read()
    except HTTPError as error:
        return error.code, error.headers.get("retry-after", ""), error.read()


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT (COUNT(*) AS ?n) {CROSS}",
        f"SELECT * {CROSS}",
        f"SELECT * {CROSS} ORDER BY ?c",
        f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {CROSS} GROUP BY ?a ?d ?g",
        "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
)
def test_a_runaway_is_answered_with_what_to_do(address: str, query: str) -> None:
    asked = urlencode({"query": query})
    status, retry, body = fetch(f"{address}/sparql?{asked}", {"accept-language": "en"})
    assert status in (413, 503)
    assert (status == 503) == bool(retry)
    assert b"QUALITE_GRAPH_QUERY_" in body
    assert fetch(f"{address}/sparql?query=ASK%20%7B%7D")[0] == 200


def test_a_body_too_long_is_refused_unread(address: str) -> None:
    headers = {"content-type": "application/sparql-query"}
    assert fetch(f"{address}/sparql", headers, b"ASK {} #" + b"x" * 1_000_000)[0] == 413


def exchange(address: str, *parts: bytes, pause: float = 0.0, wait: float = 20.0) -> bytes:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=wait) as connection:
        try:
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
            return connection.recv(4096)
        except (ConnectionError, BrokenPipeError):
            return b""


def test_a_short_answer_comes_in_one_piece(address: str) -> None:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        for number in range(20):
            asked = urlencode({"query": f"ASK {{}} # {number}"})
            connection.sendall(f"GET /sparql?{asked} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode())
            first = connection.recv(1 << 16)
            assert first.startswith(b"HTTP/1.1 200")
            assert first.endswith(b"}"), "the head came alone"


def test_a_head_too_long_is_refused(address: str) -> None:
    lines = b"".join([b"x-%d: %s\r\n" % (number, b"y" * 1000) for number in range(200)])
    assert exchange(address, b"GET /sparql HTTP/1.1\r\nhost: 127.0.0.1\r\n" + lines) in (
        b"",
        b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
    )


def test_a_head_that_does_not_end_is_dropped(address: str) -> None:
    start = time.monotonic()
    assert exchange(address, b"GET /sparql HTTP/1.1\r\nhost: 127.0.0.1\r\n", wait=40) == b""
    assert 5 < time.monotonic() - start < 35


ASK = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
LONG = urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (ASK, b"GET /sparql HTTP/1.1\r\nhost: "),
        (ASK, b"\r\n"),
        (ASK.replace(b"\r\n\r\n", b"\r\ncontent-length: 100\r\n\r\n"), b"x"),
    ],
    ids=["half a head", "an empty line", "a piece of a body"],
)
def test_what_follows_an_answer_and_does_not_go_on_is_dropped(
    address: str, first: bytes, then: bytes
) -> None:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=25) as connection:
        connection.sendall(first)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        connection.sendall(then)
        start = time.monotonic()
        assert connection.recv(4096) == b""
        assert time.monotonic() - start > 5


def test_half_a_head_does_not_cut_the_answer_before_it() -> None:
    seconds = 13  # more than a head may take
    with running(settings={"query_seconds": str(seconds)}) as address:
        head = f"GET /sparql?{LONG} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode()
        answer = exchange(address, head + b"GET /sparql HTTP/1.1\r\nhost: ", wait=40)
    assert answer.startswith(b"HTTP/1.1 503"), answer[:100]


@pytest.mark.parametrize(
    "head",
    [
        b"GET /sparql?query=%FF HTTP/1.1",
        b"GET /sparql?query=" + b"%41" * 20_000 + b" HTTP/1.1",
        b"GET /sparql?" + b"a&" * 1500 + b" HTTP/1.1",
        b"BREW /sparql HTTP/1.1",
        b"GET /store?graph=%00 HTTP/1.1",
        b"GET /store/%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
        b"GET /sparql/%F0%9F%90%88 HTTP/1.1",
    ],
)
def test_odd_requests_are_refused_in_words(address: str, head: bytes) -> None:
    answer = exchange(address, head + b"\r\nhost: 127.0.0.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 4"), answer[:200]


def test_the_service_alone_publishes_what_the_pages_do(address: str) -> None:
    for path in ("/ontology", "/reference/principle/P1", "/data/coffralp/process/R3", "/catalogue"):
        with urlopen(Request(f"{address}{path}", headers={"accept": "text/turtle"})) as answer:
            assert answer.headers["content-type"].startswith("text/turtle"), path
            assert b"w3id.org/qualite-graph" in answer.read(), path
