"""A server's results in any format: written again by our own engine where it gave another one."""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph as ox

from qualite_graph.errors import InputError, StoreError
from qualite_graph.store.engine import GRAPH_FORMATS, TABLE_FORMATS
from qualite_graph.vocabulary import PREFIXES

RESULT_TYPES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
"""How servers name the two formats that are read."""

_ASKED: Final = re.compile(rb'name="__ASK_RETVAL"[^>]*>\s*<literal[^>]*>(\d)<')


def yes_or_no(xml: bytes) -> bytes:
    """Return the standard's answer to ASK, as JSON, of a server that gives a table of one number or none."""
    found = _ASKED.search(xml)
    return b'{"head":{},"boolean":%s}' % (b"true" if found and found[1] != b"0" else b"false")


def table_as(body: bytes, media: str, format_name: str) -> bytes:
    """Return a table or a yes or no in a format.

    Raises:
        InputError: the format does not suit.
        StoreError: the server's answer does not read as results.
    """
    if format_name not in TABLE_FORMATS:
        raise InputError("table_format", format=format_name, formats=", ".join(TABLE_FORMATS))
    if media not in RESULT_TYPES:
        raise StoreError("store_results", media=media or "–")
    if format_name == "json" and RESULT_TYPES[media] is ox.QueryResultsFormat.JSON:
        return body
    try:
        parsed = ox.parse_query_results(body, format=RESULT_TYPES[media])
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
