"""The service alone, on uvicorn: it warms its workers, stops them, and lets no client hold it up."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from qualite_graph import settings
from qualite_graph.http import api, linked_data, operations
from qualite_graph.http.call import patience
from qualite_graph.http.endpoint import Service
from qualite_graph.http.rights import Rights, right_of
from qualite_graph.http.routes import routes_of
from qualite_graph.http.sparql import source
from qualite_graph.store import EmbeddedStore
from qualite_graph.workspace import Workspace

_HEAD_SECONDS: Final = 10.0
"""Seconds a client may take to say what it wants."""
_HEAD_BYTES: Final = 64 << 10
_IDLE_SECONDS: Final = 30
_GRACE_SECONDS: Final = 10
_MOST_CONNECTIONS: Final = 2000
_TOO_LONG: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
)


class Joining:
    """Where an answer is written: its head leaves with the first of its body, as one packet."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        """Hold nothing yet."""
        self._transport = transport
        self._loop = loop
        self._head: bytes | None = None
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        """Write a piece; a head waits for the next one, but not beyond the present turn of the loop."""
        if self._head is not None:
            head, self._head = self._head, None
            self._transport.writelines([head, data] if data else [head])
        elif data.startswith(b"HTTP/"):
            self._head = data
            self._loop.call_soon(self._flush)
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Close once everything is written."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        head, self._head = self._head, None
        if head is not None and not self._transport.is_closing():
            self._transport.write(head)


class GuardedProtocol(HttpToolsProtocol):
    """HTTP as uvicorn reads it, with an end to heads that are too long or come too slowly."""

    _head_bytes: int | None = 0  # of the head that is being read; None between head and answer
    _in_head = False  # a head has begun and is not whole
    _deadline: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Expect a request soon."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing more."""
        self._relax()
        self._stop_taking()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head has become too long."""
        if self._head_bytes is not None:
            self._head_bytes += len(data)
            if self._head_bytes > _HEAD_BYTES and not self._is_body(data):
                self.transport.write(_TOO_LONG)
                self.transport.close()
                return
        super().data_received(data)
        # Most heads come whole, and need no clock. What comes between two requests stops the server's own.
        if (self._in_head or self._is_idle()) and self._deadline is None:
            self._expect()

    def on_message_begin(self) -> None:
        """Read a head, for which the clock is set once its first piece is read."""
        super().on_message_begin()
        self._relax()
        self._in_head = True

    def on_headers_complete(self) -> None:
        """Take what follows as the body, which has its own limits."""
        self._relax()
        self._in_head = False
        self._head_bytes = None
        super().on_headers_complete()
        if self.cycle is not None and self.cycle.transport is self.transport:  # one that has just begun
            self.cycle.transport = Joining(self.transport, self.loop)  # type: ignore[assignment]

    def on_message_complete(self) -> None:
        """Count anew for the next request on the connection."""
        super().on_message_complete()
        self._head_bytes = 0

    def pause_writing(self) -> None:
        """Expect the client to take something of what is ready for it."""
        super().pause_writing()
        self._stop_taking()
        self._await_taking(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Write on."""
        self._stop_taking()
        super().resume_writing()

    def _await_taking(self, ready: int) -> None:
        def look() -> None:
            left = self.transport.get_write_buffer_size()
            if left >= ready:
                self.transport.abort()  # closed, it would keep what nobody takes
            else:
                self._await_taking(left)

        self._taking = self.loop.call_later(patience(), look)

    def _stop_taking(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def _is_body(self, data: bytes) -> bool:
        # A head that ends in this very piece is short: the rest of the piece is body.
        end = data.find(b"\r\n\r\n")
        return end >= 0 and (self._head_bytes or 0) - len(data) + end <= _HEAD_BYTES

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _expect(self) -> None:
        self._deadline = self.loop.call_later(_HEAD_SECONDS, self._too_late)

    def _too_late(self) -> None:
        if self._is_idle():
            self.transport.close()
        else:
            self._expect()  # the answer to the request before is still under way

    def _relax(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class FirstExact:
    """Finds a route whose address is written in full at once, before patterns are tried."""

    def __init__(self, app: Starlette, routes: Sequence[BaseRoute]) -> None:
        """Index the routes that have no place to fill."""
        self._app = app
        self._exact: dict[str, ASGIApp] = {
            route.path: route.endpoint
            for route in routes
            if isinstance(route, Route) and "{" not in route.path and route.methods is None
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the route, or leave it to the application."""
        found = self._exact.get(scope["path"]) if scope["type"] == "http" else None
        await (found or self._app)(scope, receive, send)


def application(workspace: Workspace, rights: Rights = right_of) -> ASGIApp:
    """Return every route of the service on a workspace, as an application to be served."""
    service = Service(lambda: workspace, rights, workspace)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        if isinstance(workspace.store, EmbeddedStore):
            await service.pool().warm(await source(workspace))
        yield
        await service.close()

    def opened() -> Workspace:
        return workspace

    every = [
        *routes_of(service),
        *(route for part in (api, operations, linked_data) for route in part.routes(opened, rights)),
    ]
    return operations.Observed(FirstExact(Starlette(routes=every, lifespan=lifespan), every))


def serve(app: ASGIApp, host: str, port: int) -> None:
    """Serve an application until the user stops it; requests under way are finished first."""
    settings.hold()
    gc.collect()
    gc.freeze()  # what is there now stays: to look at it again and again would hold up all clients
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=GuardedProtocol,
        ws="none",
        log_config=None,  # `operations.Observed` has set the lines up
        access_log=False,
        server_header=False,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        limit_concurrency=_MOST_CONNECTIONS,
    )
