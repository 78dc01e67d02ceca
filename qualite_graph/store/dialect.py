"""What SPARQL servers do differently, in one table: where they take updates, and what they cannot be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Dialect:
    """The habits of one kind of server."""

    name: str
    server: str = ""
    """How its `Server` header starts, in lower case; empty: it is known by its address alone."""
    mark: str = ""
    """What the path of its address holds."""
    update: str = "{base}/update"
    """Where updates go; `{query}` is the address given, `{base}` the same without its last part."""
    graphs: str = "{base}/store"
    """Where the Graph Store Protocol is."""
    longest_update: int = 8_000_000
    """The most bytes of one update; what is longer is first put aside by the graph store, in batches."""
    batch: int = 4_000_000
    """The most bytes of one batch."""
    prologue: str = ""
    """What stands before each update."""
    blank_data: bool = True
    """Whether an update may hold statements with blank nodes; else these are put aside, however few."""
    native: tuple[str, ...] = ()
    """How the names of functions start that are the server's own, and nobody else's to call."""
    own_results: bool = False
    """Whether results are not quite the standard's, and read through its XML form."""


DIALECTS: Final = (
    Dialect("oxigraph", server="oxigraph"),
    Dialect(
        "virtuoso",
        server="virtuoso",
        update="{query}",
        graphs="{base}/sparql-graph-crud-auth",
        longest_update=40_000,
        batch=1_000_000,
        blank_data=False,
        native=("<bif:", "<sql:"),
        own_results=True,
    ),
    Dialect(
        "graphdb",
        mark="/repositories/",
        update="{query}/statements",
        graphs="{query}/rdf-graphs/service",
    ),
    Dialect("neptune", mark="/sparql", update="{query}", graphs="{query}/gsp/"),
    Dialect("fuseki", mark="/query", update="{base}/update", graphs="{base}/data"),
)
STANDARD: Final = Dialect("standard", update="{query}", graphs="{base}/store")


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of a server: where it takes queries, and where updates and graphs when told."""

    query: str
    update: str = ""
    graphs: str = ""


def dialect_of(url: str, headers: Mapping[str, str]) -> Dialect:
    """Return the dialect of a server, known by what it says of itself, else by its address.

    >>> dialect_of("http://127.0.0.1:7878/query", {"server": "Oxigraph/0.5.13"}).name
    'oxigraph'
    >>> dialect_of("https://graph.example/repositories/quality", {}).name
    'graphdb'
    """
    said = headers.get("server", "").lower()
    path = urlsplit(url).path
    for dialect in DIALECTS:
        if dialect.server and said.startswith(dialect.server):
            return dialect
    for dialect in DIALECTS:
        if dialect.mark and dialect.mark in path:
            return dialect
    return STANDARD


def address(url: str, shape: str) -> str:
    """Return the address of a service of the same server.

    >>> address("http://127.0.0.1:7878/query", "{base}/update")
    'http://127.0.0.1:7878/update'
    """
    parts = urlsplit(url)
    base = urlunsplit((parts.scheme, parts.netloc, parts.path.rpartition("/")[0], "", ""))
    query = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    return shape.format(base=base, query=query)
