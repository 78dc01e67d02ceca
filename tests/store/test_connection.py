"""Requests to a server that is slow, busy, gone or wants to know who asks."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from qualite_graph.errors import StoreError, StoreTimeoutError
from qualite_graph.store.connection import ANONYMOUS, Connection, Credentials, Reply, checked, digest
from qualite_graph.store.dialect import Places
from qualite_graph.store.remote import RemoteStore
from qualite_graph.workspace import Workspace
from tests.store.servers import free_port, oxigraph


class Handler(BaseHTTPRequestHandler):
    """Answers as its server's `moods` say, one a request, the last for ever; keeps what it was sent."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Moody)
        self.rfile.read(int(self.headers.get("content-length") or 0))
        server.seen.append(self.headers.get("authorization", ""))
        mood = server.moods.pop(0) if len(server.moods) > 1 else server.moods[0]
        if mood == "drip":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            for _ in range(200):
                try:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.05)
            return
        if mood == "cut":
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(int(mood))
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


class Moody(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, moods: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.moods = moods
        self.seen: list[str] = []


@contextmanager
def serving(*moods: str) -> Iterator[tuple[str, Moody]]:
    server = Moody(list(moods))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", server
    finally:
        server.shutdown()
        server.server_close()


def send(
    url: str, credentials: Credentials = ANONYMOUS, *, timeout: float = 5, repeatable: bool = True
) -> Reply:
    connection = Connection(credentials, timeout)
    return connection.send("POST", url, body=b"x", headers={}, repeatable=repeatable)


def test_an_answer_that_drips_is_cut_at_the_deadline() -> None:
    with serving("drip") as (url, _):
        started = time.monotonic()
        with pytest.raises(StoreTimeoutError) as caught:
            send(url, timeout=0.5)
        assert time.monotonic() - started < 2
        assert caught.value.key == "store_too_slow"


@pytest.mark.parametrize("fault", ["503", "429", "cut"])
def test_what_may_be_repeated_is_sent_again(fault: str) -> None:
    with serving(fault, fault, "200") as (url, server):
        assert send(url).body == b"ok"
        assert len(server.seen) == 3


@pytest.mark.parametrize("fault", ["503", "cut"])
def test_a_write_that_may_have_arrived_is_not_sent_again(fault: str) -> None:
    with serving(fault, "200") as (url, server):
        try:
            assert send(url, repeatable=False).status == 503
        except StoreError as error:
            assert error.key == "store_unreachable"
        assert len(server.seen) == 1


def test_a_server_that_is_not_there_is_named() -> None:
    url = f"http://me:secret@127.0.0.1:{free_port()}/query?key=secret"
    with pytest.raises(StoreError) as caught:
        send(url)
    assert "127.0.0.1" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_who_asks_is_said_as_the_server_wants() -> None:
    with serving("200") as (url, server):
        send(url)
        send(url, Credentials(bearer="abc"))
        send(url, Credentials("me", "pass"))
        pair = base64.b64encode(b"me:pass").decode()
        assert server.seen == ["", "Bearer abc", f"Basic {pair}"]


def test_digest_is_that_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of RFC 7616, section 3.9.1."""
    own = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    monkeypatch.setattr("qualite_graph.store.connection._own_nonce", lambda: own)
    challenge = {
        "realm": "http-auth@example.org",
        "qop": "auth, auth-int",
        "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        "opaque": "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
    }
    mufasa = Credentials("Mufasa", "Circle of Life")
    url = "http://www.example.org/dir/index.html"
    assert "8ca523f5e9506fed4657c9700eebdbec" in digest(mufasa, challenge, "GET", url, 1)
    sha = digest(mufasa, {**challenge, "algorithm": "SHA-256"}, "GET", url, 1)
    assert "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1" in sha


@pytest.mark.parametrize(
    ("status", "key"), [(401, "store_denied"), (403, "store_denied"), (500, "store_failed")]
)
def test_a_refusal_of_the_server_is_told(status: int, key: str) -> None:
    with pytest.raises(StoreError) as caught:
        checked(Reply(status, {}, b"why not"), "http://127.0.0.1/query")
    assert caught.value.key == key
    assert "why not" in str(caught.value)


def test_what_is_no_sparql_server_is_refused() -> None:
    with serving("200") as (url, _), pytest.raises(StoreError) as caught:
        RemoteStore(Places(url))
    assert caught.value.key == "store_no_sparql"


def test_a_store_that_was_gone_is_used_again_without_a_restart(tmp_path: Path) -> None:
    port = free_port()
    with oxigraph(tmp_path, port) as url:
        workspace = Workspace.at(url)
        before = workspace.ask("Q36", {"process": "R3"}).rows
    with pytest.raises(StoreError) as caught:
        workspace.ask("Q36", {"process": "R3"})
    assert caught.value.key == "store_unreachable"
    with pytest.raises(StoreError):
        workspace.store.check()
    with oxigraph(tmp_path, port):
        workspace.store.check()
        assert workspace.ask("Q36", {"process": "R3"}).rows == before
        assert workspace.undo() > 0


def test_a_question_costs_one_more_round_trip_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    with oxigraph() as url:
        workspace = Workspace.at(url)
        workspace.ask("Q36", {"process": "R3"})
        sent: list[str] = []
        real = Connection.send

        def counted(self: Connection, method: str, url: str, **given: object) -> Reply:
            sent.append(url)
            return real(self, method, url, **given)  # type: ignore[arg-type]

        monkeypatch.setattr(Connection, "send", counted)
        workspace.ask("Q36", {"process": "R1"})
        assert len(sent) == 1
        time.sleep(1.1)
        sent.clear()
        workspace.ask("Q36", {"process": "R4"})
        assert len(sent) == 2
