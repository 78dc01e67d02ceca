"""A client of an ASGI application in this process: no port, no server, no other package."""

import asyncio
import functools
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlencode

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@functools.cache
def _loop() -> tuple[ThreadPoolExecutor, asyncio.Runner]:
    """Return the event loop of every call, as a server has one: the service keeps its workers by it.

    It has a thread of its own: a browser driven from the same process leaves a loop running in the main one.
    """
    return ThreadPoolExecutor(1), asyncio.Runner()


def run(work: Coroutine[object, object, None]) -> None:
    """Run what an application does to its end."""
    thread, runner = _loop()
    thread.submit(runner.run, work).result()


def call(
    app: ASGIApp,
    path: str,
    query: Mapping[str, str] | list[tuple[str, str]] = MappingProxyType({}),
    *,
    method: str = "GET",
    body: bytes = b"",
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    """Send one request and return the whole answer."""
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if waiting:
            return waiting.pop(0)
        await asyncio.Event().wait()  # the client stays
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": quote(path).encode(),
        "root_path": "",
        "query_string": urlencode(query).encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", 8501),
        "client": ("127.0.0.1", 1),
        "state": {},
    }
    run(app(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    answered = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    content = b"".join(
        [message.get("body", b"") for message in sent if message["type"] == "http.response.body"]
    )
    return Answer(start["status"], answered, content)
