"""A server's results in any format: written again by our own engine where it gave another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox

from qualite_graph.errors import InputError, StoreError
from qualite_graph.store.embedded import GRAPH_FORMATS, TABLE_FORMATS
from qualite_graph.vocabulary import PREFIXES

_READ: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}


def table_as(body: bytes, media: str, format_name: str, variables: Sequence[str]) -> bytes:
    """Return a table or a yes or no in a format, its columns in the order of the query.

    Raises:
        InputError: the format does not suit.
        StoreError: the server's answer does not read as results.
    """
    if format_name not in TABLE_FORMATS:
        raise InputError("table_format", format=format_name, formats=", ".join(TABLE_FORMATS))
    if media not in _READ:
        raise StoreError("store_results", media=media or "–")
    if format_name == "json" and _READ[media] is ox.QueryResultsFormat.JSON:
        return body
    try:
        parsed = ox.parse_query_results(body, format=_READ[media])
        return parsed.serialize(format=TABLE_FORMATS[format_name]) or b""
    except SyntaxError as error:
        raise StoreError("store_results", media=f"{media} ({error})") from error


def graph_as(ntriples: bytes, format_name: str) -> bytes:
    """Return N-Triples in a graph format, literals and blank nodes as our own engine writes them.

    Raises:
        InputError: the format does not suit.
        StoreError: the server's answer does not read as N-Triples.
    """
    if format_name not in GRAPH_FORMATS:
        raise InputError("graph_format", format=format_name, formats=", ".join(GRAPH_FORMATS))
    scratch = ox.Store()
    try:
        scratch.load(ntriples, ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise StoreError("store_results", media=str(error)) from error
    return (
        scratch.dump(format=GRAPH_FORMATS[format_name], from_graph=ox.DefaultGraph(), prefixes=PREFIXES)
        or b""
    )
