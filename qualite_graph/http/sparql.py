"""The read-only SPARQL 1.1 Protocol endpoint: a standard client needs no word of ours to query the graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from qualite_graph.errors import InputError, NotFoundError, QualiteGraphError
from qualite_graph.http.negotiation import GRAPH_TYPES, TABLE_TYPES, choose
from qualite_graph.settings import setting
from qualite_graph.store import Dataset
from qualite_graph.store.base import everything
from qualite_graph.workspace import Workspace

PATH: Final = "/sparql"
_MOST_BYTES: Final = 1_000_000
"""A query longer than this is a mistake."""

_OWN_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_DESCRIPTION: Final = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

<{url}> a sd:Service ;
    sd:endpoint <{url}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML , formats:SPARQL_Results_CSV ,
        formats:SPARQL_Results_TSV , formats:Turtle , formats:N-Triples , formats:JSON-LD , formats:RDF_XML .
"""


def routes(open_workspace: Callable[[], Workspace]) -> list[Route]:
    """Return the endpoint's routes: the default organisation's, and one organisation's by its slug.

    Method: SPARQL 1.1 Protocol (W3C, 2013), query operation; updates are refused.
    """

    async def answer(request: Request) -> Response:
        return await _answer(request, open_workspace)

    return [
        Route(PATH, answer, methods=["GET", "POST"]),
        Route(PATH + "/{organisation}", answer, methods=["GET", "POST"]),
    ]


async def _answer(request: Request, open_workspace: Callable[[], Workspace]) -> Response:
    lang = _language(request.headers.get("accept-language", ""))
    try:
        _refuse_strangers(request)
        asked = await _parameters(request)
        if not asked:
            description = _DESCRIPTION.format(url=request.url.replace(query=""))
            return Response(description, media_type="text/turtle")
        return await run_in_threadpool(
            _run,
            open_workspace,
            asked,
            request.path_params.get("organisation"),
            request.headers.get("accept", ""),
        )
    except NotFoundError as error:
        return _refusal(error, lang, 404)
    except InputError as error:
        status = {
            "query_too_long": 413,
            "not_acceptable": 406,
            "query_content_type": 415,
            "foreign_page": 403,
        }.get(error.key, 400)
        return _refusal(error, lang, status)
    except QualiteGraphError as error:
        return _refusal(error, lang, 503)


def _refuse_strangers(request: Request) -> None:
    """Refuse a page of another site, and a name of another site given to this machine (DNS rebinding)."""
    names = {*_OWN_NAMES, setting("address")}
    own_name = setting("address") not in _OWN_NAMES or request.url.hostname in names
    if request.headers.get("sec-fetch-site") == "cross-site" or not own_name:
        raise InputError("foreign_page")


def _refusal(error: QualiteGraphError, lang: str, status: int) -> Response:
    return PlainTextResponse(error.message(lang) + "\n", status)


async def _parameters(request: Request) -> Mapping[str, list[str]]:
    """Return the protocol's parameters, empty when the request asks nothing."""
    named = {key: request.query_params.getlist(key) for key in request.query_params}
    if request.method == "POST":
        body = await _body(request)
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media == _DIRECT:
            named["query"] = [body]
        elif media == _FORM:
            named |= parse_qs(body, keep_blank_values=True)
        else:
            raise InputError("query_content_type", given=media or "–", expected=f"{_FORM}, {_DIRECT}")
    if "update" in named:
        raise InputError("update_refused")
    if request.method == "POST" or named:
        if len(named.get("query", [])) != 1:
            raise InputError("query_missing")
        return named
    return {}


async def _body(request: Request) -> str:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > _MOST_BYTES:
            raise InputError("query_too_long", most=_MOST_BYTES)
    try:
        return parts.decode()
    except UnicodeDecodeError:
        raise InputError("query_encoding") from None


def _run(
    open_workspace: Callable[[], Workspace],
    asked: Mapping[str, list[str]],
    organisation: str | None,
    accept: str,
) -> Response:
    workspace = open_workspace()
    if organisation is not None or workspace.organisations():
        organisation = workspace.organisation(organisation)
    dataset = _dataset(organisation, asked)
    result = workspace.store.query(asked["query"][0], dataset)
    offered = GRAPH_TYPES if result.kind == "graph" else TABLE_TYPES
    if result.kind == "ask":  # CSV and TSV are defined for tables alone
        offered = {media: name for media, name in TABLE_TYPES.items() if name in ("json", "xml")}
    chosen = choose(accept, offered)
    if chosen is None:
        del result  # the engine wants its results dropped in their own thread, and the error outlives it
        raise InputError("not_acceptable", accept=accept, offered=", ".join(offered))
    media, format_name = chosen
    return Response(
        result.serialize(format_name),
        media_type=media,
        # Another site's page must not read what is on this machine: no CORS header is ever sent.
        headers={"Vary": "Accept, Accept-Language", "X-Content-Type-Options": "nosniff"},
    )


def _dataset(organisation: str | None, asked: Mapping[str, list[str]]) -> Dataset:
    """Return the graphs to query: those the request names among those it may see, else all of these."""
    visible = everything(organisation)
    named = [*asked.get("default-graph-uri", []), *asked.get("named-graph-uri", [])]
    unknown = [graph for graph in named if graph not in visible.graphs]
    if unknown:
        raise InputError("unknown_graph", graph=unknown[0], known=", ".join(visible.graphs))
    return Dataset(tuple(dict.fromkeys(named))) if named else visible


def _language(accept: str) -> str:
    """Return `fr` or `en`, whichever the header names first; French when it names neither.

    >>> _language("en-GB,fr;q=0.5"), _language("de, fr"), _language("")
    ('en', 'fr', 'fr')
    """
    for part in accept.lower().split(","):
        for lang in ("fr", "en"):
            if part.strip().startswith(lang):
                return lang
    return "fr"
