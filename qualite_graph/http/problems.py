"""Refusals of the API as problem+json (RFC 9457), in the language of who asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from qualite_graph.errors import InputError, NotFoundError, QualiteGraphError
from qualite_graph.http.access import REALM
from qualite_graph.http.call import language
from qualite_graph.http.endpoint import status_of
from qualite_graph.messages import LANGUAGES
from qualite_graph.vocabulary import PROBLEM

MEDIA: Final = "application/problem+json"
HEADERS: Final = {"Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}

Endpoint = Callable[[Request], Awaitable[Response]]


def language_of(request: Request) -> str:
    """Return `fr` or `en`: the one the address asks for, else the first that the browser names, else French.

    Raises:
        InputError: the address asks for another.
    """
    asked = request.query_params.get("lang")
    if asked is not None:
        if asked not in LANGUAGES:
            raise InputError("unknown_language", value=asked, known=", ".join(LANGUAGES))
        return asked
    return _browser_language(request)


class Answered:
    """A route whose refusals are problems, those of methods that it does not serve included."""

    def __init__(self, endpoint: Endpoint, methods: tuple[str, ...] = ("GET", "HEAD")) -> None:
        """Serve `methods` by an endpoint."""
        self._endpoint = endpoint
        self._methods = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            if request.method not in self._methods:
                allowed = ", ".join(self._methods)
                raise InputError("method_refused", method=request.method, allowed=allowed)
            response = await self._endpoint(request)
        except QualiteGraphError as error:
            response = problem(request, error, self._methods)
        await response(scope, receive, send)


def problem(request: Request, error: QualiteGraphError, methods: tuple[str, ...] = ()) -> Response:
    """Return an error as a problem: its kind as an IRI, its status, its sentence and where it arose."""
    status = status_of(error)
    lang = _browser_language(request)
    if (asked := request.query_params.get("lang")) in LANGUAGES:
        lang = str(asked)
    body = {
        "type": PROBLEM[error.key],
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": error.message(lang),
        "instance": request.url.path,
    }
    headers = {**HEADERS, "Content-Language": lang}
    if status == 401:
        headers["WWW-Authenticate"] = REALM
    if status == 405:
        headers["Allow"] = ", ".join(methods)
    if status == 503:
        headers["Retry-After"] = "5"
    return JSONResponse(body, status, headers, MEDIA)


async def nowhere(request: Request) -> Response:
    """Answer an address at which there is nothing."""
    raise NotFoundError("no_such_address", address=request.url.path)


def _browser_language(request: Request) -> str:
    return language(request.headers.get("accept-language", ""))
