"""Who may open the pages from elsewhere: they show and change everything, so a token that does is needed."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qualite_graph.errors import QualiteGraphError, RightError
from qualite_graph.local import is_local
from qualite_graph.messages import LANGUAGES
from qualite_graph.tokens import right_of_secret, secret_of
from qualite_graph.ui import signing

COOKIE: Final = "qualite-graph"
_CHALLENGE: Final = 'Basic realm="qualite-graph", charset="UTF-8"'
"""A browser asks for a name, which does not count, and a password, which is the token."""


class Guard:
    """Lets programs of this machine through, and from elsewhere who holds a token to everything."""

    def __init__(self, app: ASGIApp, apart: Callable[[str], bool]) -> None:
        """Wrap the application; addresses that are `apart` ask for their own rights."""
        self._app = app
        self._apart = apart

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or ask who it is; where people sign in, the pages ask that themselves."""
        if scope["type"] not in ("http", "websocket") or self._apart(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        client = scope.get("client")
        given = ""
        try:
            if not is_local(client[0] if client else None, headers) and not signing.offered():
                given = secret_of(headers.get("authorization", ""))
                _check(given or _kept(headers.get("cookie", "")))
        except QualiteGraphError as error:
            await _refuse(scope, receive, send, error)
            return
        secure = scope["scheme"] in ("https", "wss") or headers.get("x-forwarded-proto") == "https"
        await self._app(scope, receive, _keeping(send, given, secure=secure) if given else send)


def _check(secret: str) -> None:
    if not secret:
        raise RightError("token_missing")
    right = right_of_secret(secret)
    if right.reads is not None or right.writes is not None:
        raise RightError("pages_need_everything")


def _kept(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _keeping(send: Send, secret: str, *, secure: bool) -> Send:
    """Return `send` that also gives the browser the token as a cookie: its socket has no other way."""
    cookie = f"{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")

    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return adding


async def _refuse(scope: Scope, receive: Receive, send: Send, error: QualiteGraphError) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    status, headers = 503, {}
    if isinstance(error, RightError):
        status, headers = 401, {"www-authenticate": _CHALLENGE}
    text = "\n\n".join([error.message(lang) for lang in LANGUAGES])
    await PlainTextResponse(text + "\n", status, headers)(scope, receive, send)
