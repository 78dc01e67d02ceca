"""One request and its answer, close to the server: what is refused is refused before it costs."""

from __future__ import annotations

import asyncio
from codecs import unicode_escape_decode
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.types import Receive, Scope, Send

from qualite_graph.errors import InputError, LimitError
from qualite_graph.http.access import is_invited
from qualite_graph.settings import setting

Headers = Iterable[tuple[str, str]]

FORM: Final = "application/x-www-form-urlencoded"
_PIECE: Final = 1 << 18
_MOST_PARAMETERS: Final = 1000


class GoneError(Exception):
    """The client does not wait for its answer any more."""


class Call:
    """A request with what is read of it once, and the way to answer it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the head of the request."""
        self.scope = scope
        self._receive = receive
        self._send = send
        self.method: str = scope["method"]
        self.headers: dict[str, str] = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        self.started = False
        self._received = False
        self._extra: list[tuple[str, str]] = []

    @property
    def media_type(self) -> str:
        """Return the type of the body, in lower case and without its parameters; empty when none is said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def lang(self) -> str:
        """Return the language to answer in."""
        return language(self.headers.get("accept-language", ""))

    @property
    def address(self) -> str:
        """Return the address of the route, as the client wrote it and without its query."""
        host = self.headers.get("host") or ":".join(map(str, self.scope.get("server") or ("localhost",)))
        return f"{self.scope.get('scheme', 'http')}://{host}{self.scope['path']}"

    def parameters(self) -> list[tuple[str, str]]:
        """Return the parameters of the address, in order.

        Raises:
            InputError: they are not UTF-8, or too many.
        """
        return pairs(self.scope["query_string"])

    def invite(self) -> None:
        """Let the pages of the sites that are invited read the answer."""
        origin = self.headers.get("origin", "")
        if is_invited(origin):
            self._extra += [
                ("access-control-allow-origin", origin),
                ("access-control-expose-headers", "etag, location, retry-after"),
            ]

    async def body(self, most: int) -> bytes:
        """Return the whole body.

        Raises:
            LimitError: it is longer than `most` bytes, or its sender stops for too long.
            GoneError: its sender is gone.
        """
        said = self.headers.get("content-length", "")
        if said.isdecimal() and int(said) > most:
            raise LimitError("body_too_long", most=most)
        parts = bytearray()
        wait = patience()
        while True:
            try:
                message = await asyncio.wait_for(self._receive(), wait)
            except TimeoutError:
                raise LimitError("body_too_slow", seconds=f"{wait:g}") from None
            if message["type"] == "http.disconnect":
                raise GoneError
            parts += message.get("body", b"")
            if len(parts) > most:
                raise LimitError("body_too_long", most=most)
            if not message.get("more_body", False):
                self._received = True
                return bytes(parts)

    async def gone(self) -> None:
        """Wait until the client is gone."""
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def reply(self, status: int, headers: Headers = (), body: bytes = b"") -> None:
        """Send a whole answer."""
        await self._start(status, headers, len(body))
        await self._send({"type": "http.response.body", "body": b"" if self.method == "HEAD" else body})

    async def reply_file(self, status: int, headers: Headers, path: Path, size: int) -> None:
        """Send an answer from a file and remove it; a client that stops taking it is left.

        Raises:
            GoneError: the client takes nothing any more; the answer stays cut, and it can see that.
        """
        wait = patience()
        with path.open("rb") as content:
            path.unlink()
            await self._start(status, headers, size)
            while piece := b"" if self.method == "HEAD" else content.read(_PIECE):
                message = {"type": "http.response.body", "body": piece, "more_body": True}
                try:
                    await asyncio.wait_for(self._send(message), wait)
                except TimeoutError:
                    raise GoneError from None
        await self._send({"type": "http.response.body", "body": b""})

    async def _start(self, status: int, headers: Headers, size: int) -> None:
        self.started = True
        every = [*headers, *self._extra, ("x-content-type-options", "nosniff")]
        if status not in (204, 304):
            every.append(("content-length", str(size)))
        written = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in every]
        await self._send({"type": "http.response.start", "status": status, "headers": written})


def patience() -> float:
    """Return the seconds a client may take to send the next part of a body or take that of an answer."""
    return float(setting("client_seconds"))


def pairs(text: bytes) -> list[tuple[str, str]]:
    """Return the parameters of an address or a form.

    Raises:
        InputError: they are not UTF-8, or too many.
    """
    if text.count(b"&") >= _MOST_PARAMETERS:
        raise InputError("query_encoding")
    try:
        if not text.isascii():
            text.decode()  # half a letter as it stands and half as an escape make none
        return [
            (_unquoted(name), _unquoted(value))
            for name, _, value in [part.partition(b"=") for part in text.split(b"&") if part]
        ]
    except UnicodeDecodeError:
        raise InputError("query_encoding") from None


def _unquoted(text: bytes) -> str:
    """Return a text with its `%20` and `+` read; a `%` that begins no such thing stays.

    >>> _unquoted(b"caf%C3%A9+100%")
    'caf\xe9 100%'
    """
    text = text.replace(b"+", b" ")
    if b"%" not in text:
        return text.decode()
    try:  # read as the escapes of another notation: a query is read four times as fast
        escaped = text.replace(b"\\", b"\\\\").replace(b"%", b"\\x")
        return unicode_escape_decode(escaped)[0].encode("latin-1").decode()
    except UnicodeDecodeError:
        return unquote_to_bytes(text).decode()


def one_of(parameters: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Return parameters by name."""
    named: dict[str, list[str]] = {}
    for name, value in parameters:
        named.setdefault(name, []).append(value)
    return named


def language(accept: str) -> str:
    """Return `fr` or `en`, whichever the header names first; French when it names neither.

    >>> language("en-GB,fr;q=0.5"), language("de, fr"), language("")
    ('en', 'fr', 'fr')
    """
    for part in accept.lower().split(","):
        for lang in ("fr", "en"):
            if part.strip().startswith(lang):
                return lang
    return "fr"
