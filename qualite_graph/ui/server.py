"""What stands around the pages: language, styles, and a policy that lets them talk to this server alone."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
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
_END: Final = b"</body>"
_SHEETS: Final = ("style.css", "pages.css")


class PageMiddleware:
    """Rewrites `<html lang>`, which Streamlit fixes to English; adds styles and the Content-Security-Policy.

    Styles that come with the page are there before anything is shown, and no run sends them again. They stand
    at its end: Streamlit's own, which they amend, come into its head one by one.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change only HTML pages."""
        if scope["type"] != "http" or scope["path"].startswith("/static"):
            await self._app(scope, receive, send)
            return
        # The page must come uncompressed for its first line to be rewritten.
        headers = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, _rewriting(send, _language(scope)))


def _rewriting(send: Send, lang: str) -> Send:
    is_page = False

    async def changed(message: Message) -> None:
        nonlocal is_page
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_page = headers.get("content-type", "").startswith("text/html")
            if is_page:
                for name in ("content-length", "etag", "last-modified"):
                    del headers[name]  # they describe the page before it is rewritten
                headers["content-security-policy"] = POLICY
                headers["referrer-policy"] = "same-origin"
                headers["x-content-type-options"] = "nosniff"
                headers["vary"] = "Accept-Language"
        elif is_page and message["type"] == "http.response.body":
            written = f'<html lang="{lang}"'.encode()
            body = message.get("body", b"").replace(_WRITTEN_LANGUAGE, written, 1)
            message = {**message, "body": body.replace(_END, _styles() + _END, 1)}
        await send(message)

    return changed


@functools.cache
def _styles() -> bytes:
    folder = SCRIPT.parent / "static"
    return b"<style>" + b"".join((folder / name).read_bytes() for name in _SHEETS) + b"</style>"


def _language(scope: Scope) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [])
    return next((lang for lang in asked if lang in LANGUAGES), LANGUAGES[0])


MIDDLEWARE: Final = [Middleware(PageMiddleware)]
