"""Clients that hold the service up are let go after their time; what else of queries needs a real server."""

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from tests.http.service import running
from tests.http.test_service import exchange, fetch

PATIENCE = 2
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 40000"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(settings={"client_seconds": str(PATIENCE)}) as found:
        yield found


def test_a_body_that_does_not_come_is_refused(address: str) -> None:
    head = b"POST /sparql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/sparql-query\r\n"
    start = time.monotonic()
    answer = exchange(address, head + b"content-length: 100\r\n\r\nASK {")
    assert answer.startswith(b"HTTP/1.1 408"), answer[:100]
    assert b"connection: close" in answer
    assert PATIENCE - 0.5 < time.monotonic() - start < PATIENCE + 15


def test_an_answer_that_is_not_taken_is_cut(address: str) -> None:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(60)
        connection.connect((host, int(port)))
        asked = urlencode({"query": MANY})
        connection.sendall(f"GET /sparql?{asked} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode())
        first = connection.recv(2048)
        assert first.startswith(b"HTTP/1.1 200")
        length = int(first.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        time.sleep(3 * PATIENCE)
        got = len(first)
        with contextlib.suppress(ConnectionResetError):
            while piece := connection.recv(1 << 20):
                got += len(piece)
    assert got < length
    assert fetch(f"{address}/sparql?query=ASK%20%7B%7D")[0] == 200


def test_an_answer_taken_slowly_is_whole(address: str) -> None:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        asked = urlencode({"query": MANY})
        head = f"GET /sparql?{asked} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"
        connection.sendall(head.encode())
        parts = [connection.recv(1 << 20)]
        for _ in range(3 * PATIENCE):
            time.sleep(0.5)
            parts.append(connection.recv(1 << 20))
        while piece := connection.recv(1 << 20):
            parts.append(piece)
    body = b"".join(parts).partition(b"\r\n\r\n")[2]
    assert len(json.loads(body)["results"]["bindings"]) == 40000


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
        ("text/turtle", ox.RdfFormat.TURTLE),
    ],
)
def test_graphs_come_in_every_form(address: str, media: str, form: ox.RdfFormat) -> None:
    asked = urlencode({"query": "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c FILTER(isIRI(?s)) }"})

    def statements(accept: str, read_as: ox.RdfFormat) -> set[ox.Triple]:
        status, _, body = fetch(f"{address}/sparql?{asked}", {"accept": accept})
        assert status == 200
        return {quad.triple for quad in ox.parse(body, read_as)}

    found = statements(media, form)
    assert found == statements("application/n-triples", ox.RdfFormat.N_TRIPLES)
    assert len(found) > 100


def test_the_servers_that_are_allowed_are_asked(address: str) -> None:
    def call(server: str) -> str:
        return f"SELECT (COUNT(*) AS ?n) {{ SERVICE <{server}> {{ SELECT ?s {{ ?s ?p ?o }} LIMIT 7 }} }}"

    with running("empty", settings={"federation": f"{address}/sparql"}) as second:
        asked = urlencode({"query": call(f"{address}/sparql")})
        status, _, body = fetch(f"{second}/sparql?{asked}", {"accept": "text/csv"})
        assert (status, body.split()) == (200, [b"n", b"7"])
        for other in (f"{address}/sparql/coffralp", f"{address}/sparql?x", address):
            asked = urlencode({"query": call(other)})
            assert fetch(f"{second}/sparql?{asked}")[0] == 400
