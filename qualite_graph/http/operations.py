"""What those who run the service need: is it alive, is it ready, what does it do, a line for each request."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final

from prometheus_client import CollectorRegistry, Gauge, PlatformCollector, ProcessCollector, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qualite_graph.http.logs import event, is_heard, start_logging
from qualite_graph.http.problems import Answered
from qualite_graph.http.rights import Rights, right_of
from qualite_graph.http.tally import Tally
from qualite_graph.workspace import Workspace

_PLACES: Final = (
    "/sparql",
    "/update",
    "/store",
    "/api/questions",
    "/api/terms",
    "/api/organisations",
    "/api",
    "/.well-known",
    "/ontology",
    "/reference",
    "/data",
    "/catalogue",
    "/healthz",
    "/readyz",
    "/metrics",
    "/mcp",
)
_NEVER_STORED: Final = {"Cache-Control": "no-store"}
_METRICS_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

REGISTRY: Final = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
_TALLY: Final = Tally()
REGISTRY.register(_TALLY)
_VERSION: Final = Gauge("qualite_graph_store_version", "Number of the store's last write.", registry=REGISTRY)


def routes(open_workspace: Callable[[], Workspace], rights: Rights = right_of) -> list[Route]:
    """Return the routes of operation.

    `/healthz` says that the process answers, `/readyz` that its store does too, `/metrics` counts in the
    format of Prometheus; from elsewhere `/metrics` needs a token.
    """

    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok\n", headers=_NEVER_STORED)

    async def ready(_: Request) -> Response:
        def version() -> int:
            store = open_workspace().store
            store.check()
            return store.version

        return PlainTextResponse(f"ok {await run_in_threadpool(version)}\n", headers=_NEVER_STORED)

    async def metrics(request: Request) -> Response:
        rights(request)
        _VERSION.set(await run_in_threadpool(lambda: open_workspace().store.version))
        return Response(generate_latest(REGISTRY), headers=_NEVER_STORED, media_type=_METRICS_TYPE)

    return [
        Route("/healthz", Answered(healthy), methods=None),
        Route("/readyz", Answered(ready), methods=None),
        Route("/metrics", Answered(metrics), methods=None),
    ]


def place_of(path: str) -> str:
    """Return the part of the service that an address belongs to: few, and nothing of what was asked.

    >>> place_of("/api/organisations/coffralp/processes/R3"), place_of("/sparqlling")
    ('/api/organisations', 'pages')
    """
    return next((place for place in _PLACES if path == place or path.startswith(place + "/")), "pages")


def is_apart(path: str) -> bool:
    """Tell whether an address is the service's, which asks for its own rights, and not a page's."""
    return place_of(path) != "pages"


class Observed:
    """Counts and times each request, gives it a number, and writes a line without anything of who asked."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        start_logging()
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, size = 500, 0
        number = f"{random.getrandbits(64):016x}"  # tells lines apart, and is no secret

        async def noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", number.encode())]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        place, method = place_of(scope["path"]), _known(scope["method"])
        started = time.perf_counter()
        _TALLY.under_way += 1
        try:
            await self._app(scope, receive, noting)
        finally:
            _TALLY.under_way -= 1
            seconds = time.perf_counter() - started
            _TALLY.note((place, method, status), seconds, size)
            if is_heard():
                event(
                    "request",
                    request=number,
                    method=method,
                    place=place,
                    status=status,
                    milliseconds=round(seconds * 1000, 1),
                    bytes=size,
                )


def _known(method: str) -> str:
    """Return a method that HTTP defines; clients may send any word, and each would be counted apart."""
    return method if method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH") else "other"
