"""What every route shares: who may ask, errors as answers, and the way to the workspace and its workers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send

from qualite_graph.errors import (
    EvaluationError,
    InputError,
    LimitError,
    NotFoundError,
    QualiteGraphError,
    RightError,
)
from qualite_graph.http import access
from qualite_graph.http.call import Call, GoneError
from qualite_graph.http.rights import Right, Rights
from qualite_graph.workers import Job, Reply, Source, limits
from qualite_graph.workers.pool import Pool
from qualite_graph.workspace import Workspace

Opener = Callable[[], Workspace]

_STATUS_OF_KEY: Final[Mapping[str, int]] = {
    "body_too_long": 413,
    "result_too_large": 413,
    "body_too_slow": 408,
    "not_acceptable": 406,
    "query_content_type": 415,
    "unreadable_media": 415,
    "foreign_page": 403,
    "method_refused": 405,
    "write_conflict": 409,
}
_STATUS_OF_KIND: Final = (
    (NotFoundError, 404),
    (InputError, 400),
    (LimitError, 503),
    (EvaluationError, 501),
    (QualiteGraphError, 503),
)
_RETRY_AFTER: Final = "5"


def status_of(error: QualiteGraphError) -> int:
    """Return the status that says over HTTP what an error says in words."""
    if isinstance(error, RightError):
        return access.status_of(error)
    if error.key in _STATUS_OF_KEY:
        return _STATUS_OF_KEY[error.key]
    return next(status for kind, status in _STATUS_OF_KIND if isinstance(error, kind))


class Service:
    """What the routes of one server share: its workspace, its workers, and how rights are told."""

    def __init__(self, open_workspace: Opener, right_of: Rights, workspace: Workspace | None = None) -> None:
        """Keep how the workspace is opened: it may take a moment and change later, unless it is given."""
        self._open = open_workspace
        self._workspace = workspace
        self._right_of = right_of
        self._pools: dict[asyncio.AbstractEventLoop, Pool] = {}
        self.writing = asyncio.Lock()

    async def workspace(self) -> Workspace:
        """Return the workspace, opened beside the event loop."""
        if self._workspace is not None:
            return self._workspace
        return await run_in_threadpool(self._open)

    def right(self, call: Call) -> Right:
        """Return the right of a request."""
        return self._right_of(HTTPConnection(call.scope))

    def pool(self) -> Pool:
        """Return the workers of the running event loop."""
        loop = asyncio.get_running_loop()
        pool = self._pools.get(loop)
        if pool is None:
            self._pools = {each: kept for each, kept in self._pools.items() if not each.is_closed()}
            pool = self._pools[loop] = Pool(limits())
        return pool

    async def run(self, call: Call, job: Job, source: Source) -> Reply:
        """Run a job while its client waits; one that goes away stops it.

        Raises:
            GoneError: the client is gone.
        """
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        watcher: list[asyncio.Task[None]] = []
        left = False

        async def watch() -> None:
            nonlocal left
            await call.gone()
            left = True
            if task is not None:
                task.cancel()

        def begin() -> None:
            watcher.append(loop.create_task(watch()))

        pool = self.pool()
        pool.lasting.begin(begin)
        try:
            return await pool.run(job, source)
        except asyncio.CancelledError:
            if left:
                raise GoneError from None
            raise
        finally:
            pool.lasting.end(begin)
            for one in watcher:
                one.cancel()

    async def close(self) -> None:
        """Stop the workers of the running event loop."""
        pool = self._pools.pop(asyncio.get_running_loop(), None)
        if pool is not None:
            await pool.close()


class Handler(Protocol):
    """What answers the requests of a route."""

    def __call__(self, call: Call, service: Service) -> Awaitable[None]:
        """Answer one request, or raise what keeps it from being answered."""
        ...


class Endpoint:
    """A route as the server sees it: refuses strangers and unknown methods, and answers errors in words."""

    def __init__(self, service: Service, handler: Handler, methods: tuple[str, ...]) -> None:
        """Serve `methods` with `handler`."""
        self._service = service
        self._handler = handler
        self._methods = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        call = Call(scope, receive, send)
        try:
            call.invite()
            if call.method == "OPTIONS":
                await self._options(call)
            elif call.method not in self._methods:
                raise InputError("method_refused", method=call.method, allowed=", ".join(self._methods))
            else:
                await self._handler(call, self._service)
        except GoneError:
            return  # a cut answer is left cut: its length tells
        except QualiteGraphError as error:
            if not call.started:
                await self._refuse(call, error)

    async def _options(self, call: Call) -> None:
        methods = ", ".join((*self._methods, "OPTIONS"))
        headers = [("allow", methods)]
        if "access-control-request-method" in call.headers:
            headers += [
                ("access-control-allow-methods", methods),
                ("access-control-allow-headers", "accept, authorization, content-type, if-none-match"),
                ("access-control-max-age", "600"),
            ]
        await call.reply(204, headers)

    async def _refuse(self, call: Call, error: QualiteGraphError) -> None:
        status = status_of(error)
        headers = [("content-type", "text/plain; charset=utf-8"), ("vary", "Accept-Language")]
        if status == 405:
            headers.append(("allow", ", ".join((*self._methods, "OPTIONS"))))
        if status == 401:
            headers.append(("www-authenticate", access.REALM))
        if status == 503:
            headers.append(("retry-after", _RETRY_AFTER))
        if call.method in ("POST", "PUT") and status in (408, 413):
            headers.append(("connection", "close"))  # the rest of the body is not read
        await call.reply(status, headers, (error.message(call.lang) + "\n").encode())
