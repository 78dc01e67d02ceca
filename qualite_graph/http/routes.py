"""The addresses of the SPARQL service: what is mounted beside the pages, and served alone."""

from __future__ import annotations

from typing import Final

from starlette.routing import Route

from qualite_graph.http.description import well_known
from qualite_graph.http.endpoint import Endpoint, Handler, Opener, Service
from qualite_graph.http.graph_store import METHODS, graph_store
from qualite_graph.http.graph_store import PATH as STORE
from qualite_graph.http.rights import Rights, right_of
from qualite_graph.http.sparql import Query
from qualite_graph.http.update import update

SPARQL: Final = "/sparql"
UPDATE: Final = "/update"


def routes(open_workspace: Opener, rights: Rights = right_of) -> list[Route]:
    """Return the routes of the service: queries, updates, whole graphs and what it says of itself.

    An organisation's slug at the end of the address of queries or updates chooses that organisation.
    """
    return routes_of(Service(open_workspace, rights))


def routes_of(service: Service) -> list[Route]:
    """Return the routes of a service that its server starts and stops."""

    def route(path: str, handler: Handler, *methods: str) -> Route:
        # The endpoint answers every method itself, so that a refusal says which are served.
        return Route(path, Endpoint(service, handler, methods), methods=None)

    query = Query()
    return [
        route(SPARQL, query, "GET", "HEAD", "POST"),
        route(SPARQL + "/{organisation}", query, "GET", "HEAD", "POST"),
        route(UPDATE, update, "POST"),
        route(UPDATE + "/{organisation}", update, "POST"),
        route(STORE, graph_store, *METHODS),
        route(STORE + "/{graph:path}", graph_store, *METHODS),
        route("/.well-known/void", well_known, "GET", "HEAD"),
    ]
