"""What stands around the pages: language, styles, and a policy that lets them talk to this server alone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qualite_graph.messages import LANGUAGES

SCRIPT: Final = Path(__file__).parent / "main.py"
"""The script that Streamlit runs for each session."""

POLICY: Final = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",  # Streamlit starts and loads components so
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self' data: blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
_WRITTEN_LANGUAGE: Final = b'<html lang="en"'
_ROOT: Final = b'<div id="root"></div>'
"""What only Streamlit's own page has: papers and published pages pass as they were made."""
_END: Final = b"</body>"
_SHEETS: Final = ("style.css", "pages.css")
_SCRIPT: Final = "page.js"


class PageMiddleware:
    """Rewrites `<html lang>`, which Streamlit fixes to English, adds styles and the ways of links and panels.

    It does so in Streamlit's page alone.

    Every page gets the Content-Security-Policy, unless it brings a stricter one of its own.

    Styles that come with the page are there before anything is shown, and no run sends them again. They stand
    at its end: Streamlit's own, which they amend, come into its head one by one.
    """

    def __init__(self, app: ASGIApp, apart: Callable[[str], bool]) -> None:
        """Wrap the application; addresses that are `apart` are no page's, and pack their answers."""
        self._app = app
        self._apart = apart

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change only Streamlit's page."""
        if scope["type"] != "http" or scope["path"].startswith("/static"):
            await self._app(scope, receive, send)
            return
        headers = scope["headers"]
        if not self._apart(scope["path"]):
            # The page must come uncompressed for its first line to be rewritten.
            headers = [header for header in headers if header[0] != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, _rewriting(send, _language(scope)))


def _rewriting(send: Send, lang: str) -> Send:
    held: Message | None = None
    is_own = False

    async def changed(message: Message) -> None:
        nonlocal held, is_own
        if message["type"] == "http.response.start" and _is_html(message):
            held = message  # its headers go with the page, and the body tells which it is
            return
        if held is not None:
            is_own = _ROOT in message.get("body", b"")
            _head(held, is_own=is_own)
            await send(held)
            held = None
        if is_own:
            written = f'<html lang="{lang}"'.encode()
            body = message.get("body", b"").replace(_WRITTEN_LANGUAGE, written, 1)
            message = {**message, "body": body.replace(_END, _added() + _END, 1)}
        await send(message)

    return changed


def _is_html(start: Message) -> bool:
    return MutableHeaders(scope=start).get("content-type", "").startswith("text/html")


def _head(start: Message, *, is_own: bool) -> None:
    headers = MutableHeaders(scope=start)
    headers.setdefault("content-security-policy", POLICY)
    headers.setdefault("referrer-policy", "same-origin")
    headers.setdefault("x-content-type-options", "nosniff")
    if is_own:
        for name in ("content-length", "etag", "last-modified"):
            del headers[name]  # they describe the page before it is rewritten


@functools.cache
def _added() -> bytes:
    folder = SCRIPT.parent / "static"
    styles = b"".join((folder / name).read_bytes() for name in _SHEETS)
    return b"<style>" + styles + b"</style><script>" + (folder / _SCRIPT).read_bytes() + b"</script>"


def _language(scope: Scope) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [])
    return next((lang for lang in asked if lang in LANGUAGES), LANGUAGES[0])
