"""The pages from elsewhere: nothing without a token to everything, by HTTP and by socket."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from qualite_graph import tokens
from qualite_graph.ui.guard import COOKIE, Guard
from tests.http.asgi import call, run

PAGE = Route("/", lambda _: PlainTextResponse("the pages"))
get = partial(call, Guard(Starlette(routes=[PAGE]), apart=lambda path: path == "/sparql"), "/")


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(tmp_path / "tokens.json"))
    monkeypatch.delenv("QUALITE_GRAPH_ADDRESS", raising=False)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_ADDRESS", "192.0.2.7")


def basic(secret: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"me:{secret}".encode()).decode()}


def test_on_this_machine_the_pages_are_open() -> None:
    assert get().text == "the pages"


@pytest.mark.usefixtures("elsewhere")
def test_from_elsewhere_the_browser_is_asked_and_then_keeps_the_token() -> None:
    refused = get()
    assert (refused.status, refused.headers["www-authenticate"][:5]) == (401, "Basic")
    assert "the pages" not in refused.text
    _, secret = tokens.create("write")
    opened = get(headers=basic(secret))
    assert opened.text == "the pages"
    assert "HttpOnly; SameSite=Strict" in opened.headers["set-cookie"]
    again = get(headers={"cookie": f"{COOKIE}={secret}"})
    assert again.text == "the pages"
    assert "set-cookie" not in again.headers


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(("scope", "slugs"), [("read", []), ("write", ["coffralp"]), ("read", ["coffralp"])])
def test_a_token_to_less_than_everything_does_not_open_them(scope: str, slugs: list[str]) -> None:
    _, secret = tokens.create(scope, slugs)
    assert get(headers=basic(secret)).status == 401
    assert get(headers={"cookie": f"{COOKIE}={secret}"}).status == 401


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via"])
def test_a_proxy_on_this_machine_opens_nothing(header: str) -> None:
    assert get(headers={header: "192.0.2.9"}).status == 401


def test_another_name_given_to_this_machine_opens_nothing() -> None:
    assert get(headers={"host": "attacker.example:8501"}).status == 401
    assert get(headers={"host": "localhost:8501"}).text == "the pages"


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("cookie", ["", "=;;=", f"{COOKIE}=wrong", "\x00"])
def test_a_cookie_that_is_no_token_opens_nothing(cookie: str) -> None:
    assert get(headers={"cookie": cookie}).status == 401


def socket(headers: list[tuple[bytes, bytes]]) -> list[str]:
    sent: list[str] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message["type"])

    scope = {"type": "websocket", "scheme": "ws", "path": "/_stcore/stream", "headers": headers}
    scope["client"] = ("192.0.2.9", 1)
    run(Guard(page, apart=lambda path: False)(scope, receive, send))
    return sent


@pytest.mark.usefixtures("elsewhere")
def test_the_socket_of_the_pages_is_guarded_too() -> None:
    _, secret = tokens.create("write")
    assert socket([]) == ["websocket.close"]
    assert socket([(b"cookie", f"{COOKIE}={secret}".encode())]) == ["websocket.accept"]
