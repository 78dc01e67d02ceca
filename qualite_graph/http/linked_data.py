"""Linked data: each address of vocabulary, reference and data answers as a page or as statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.http.call import Call
from qualite_graph.http.endpoint import Endpoint, Opener, Service
from qualite_graph.http.negotiation import GRAPH_TYPES, choose
from qualite_graph.http.rights import Right, Rights, right_of
from qualite_graph.http.visible import organisation_of
from qualite_graph.messages import LANGUAGES
from qualite_graph.publication import address_of, dataset_description, described, documentation, resource_page
from qualite_graph.vocabulary import BASE
from qualite_graph.workspace import Workspace

_HTML: Final = "text/html"
_OFFERED: Final[Mapping[str, str]] = {**GRAPH_TYPES, _HTML: "html", "application/xhtml+xml": "html"}
_BY_NAME: Final = {name: media for media, name in reversed(list(GRAPH_TYPES.items()))} | {"html": _HTML}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
_PATHS: Final = ("/ontology", "/ontology/{rest:path}", "/reference/{rest:path}", "/data/{rest:path}")


def routes(open_workspace: Opener, rights: Rights = right_of) -> list[Route]:
    """Return the routes of linked data and of the catalogue.

    Method: cool URIs for the semantic web (W3C, 2008), the format by negotiation or by `?format=`.
    """
    service = Service(open_workspace, rights)
    methods = ("GET", "HEAD")
    found = [Route(path, Endpoint(service, _thing, methods), methods=None) for path in _PATHS]
    return [*found, Route("/catalogue", Endpoint(service, _catalogue, methods), methods=None)]


async def _catalogue(call: Call, service: Service) -> None:
    workspace = await service.workspace()
    service.right(call)
    address = call.address.removesuffix("/catalogue")
    body = await run_in_threadpool(dataset_description, workspace, address)
    await call.reply(200, [("content-type", "text/turtle; charset=utf-8")], body)


async def _thing(call: Call, service: Service) -> None:
    workspace, right = await service.workspace(), service.right(call)
    media, name = _format(call)
    headers = [("content-type", f"{media}; charset=utf-8" if media.startswith("text/") else media)]
    headers += [("vary", "Accept, Accept-Language, Authorization"), ("content-security-policy", _POLICY)]
    body = await run_in_threadpool(_body, workspace, right, call, name)
    await call.reply(200, headers, body)


def _format(call: Call) -> tuple[str, str]:
    wanted = dict(call.parameters()).get("format")
    if wanted is not None and wanted in _BY_NAME:
        return _BY_NAME[wanted], wanted
    accept = call.headers.get("accept", "")
    chosen = choose(accept, _OFFERED)
    if chosen is None or wanted is not None:
        raise InputError("not_acceptable", accept=wanted or accept, offered=", ".join(_OFFERED))
    return chosen


def _body(workspace: Workspace, right: Right, call: Call, format_name: str) -> bytes:
    path = call.scope.get("raw_path") or call.scope["path"].encode()
    address = address_of(path.decode("latin-1").partition("?")[0])
    if address.organisation is not None:
        organisation_of(workspace, right, address.organisation)
    result = described(workspace, address)
    if result is None:
        raise NotFoundError("nothing_known", iri=address.iri)
    if format_name != "html":
        return result.serialize(format_name)
    asked = dict(call.parameters()).get("lang")
    lang = asked if asked in LANGUAGES else call.lang
    if address.is_vocabulary:
        only = None if address.iri == BASE + "ontology" else address.iri
        return documentation(workspace, lang, only).encode()
    return resource_page(workspace, address, lang).encode()
