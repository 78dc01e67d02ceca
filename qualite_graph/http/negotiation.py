"""Which format a client gets: its Accept header against what a result can be written in."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

TABLE_TYPES: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_TYPES: Final[Mapping[str, str]] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "text/plain": "ntriples",
    "application/json": "jsonld",
}
"""Media types by preference: the first is what a client without a wish gets."""

_YES_OR_NO_TYPES: Final = {media: name for media, name in TABLE_TYPES.items() if name in ("json", "xml")}
"""CSV and TSV are defined for tables alone."""
_OFFERED: Final = {"select": TABLE_TYPES, "ask": _YES_OR_NO_TYPES, "graph": GRAPH_TYPES}
_WITH_CHARSET: Final = "text/"


def offered(kind: str) -> Mapping[str, str]:
    """Return the media types for a kind of result and the format each stands for."""
    return _OFFERED[kind]


@functools.lru_cache(maxsize=64)  # few: a client makes them as long as it likes
def chosen(accept: str) -> Mapping[str, tuple[str, str]]:
    """Return the media type and the format for each kind of result that an Accept header allows.

    >>> chosen("text/csv")["select"]
    ('text/csv; charset=utf-8', 'csv')
    >>> sorted(chosen("text/csv, text/turtle"))
    ['graph', 'select']
    """
    found = {}
    for kind, types in _OFFERED.items():
        choice = choose(accept, types)
        if choice is not None:
            media, name = choice
            found[kind] = (f"{media}; charset=utf-8" if media.startswith(_WITH_CHARSET) else media, name)
    return MappingProxyType(found)


def choose(accept: str, offered: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the media type and format that suit an Accept header best, `None` when none does.

    The header's own quality decides, then its precision, then our order (RFC 9110, section 12.5.1).

    >>> choose("text/csv;q=0.5, application/json", TABLE_TYPES)
    ('application/json', 'json')
    >>> choose("*/*", TABLE_TYPES)
    ('application/sparql-results+json', 'json')
    >>> choose("image/png", TABLE_TYPES) is None
    True
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best: tuple[float, int, str] | None = None
    for place, media in enumerate(offered):
        matching = [
            (precision, quality)
            for pattern, quality in ranges
            if (precision := _precision(pattern, media)) is not None
        ]
        if not matching:
            continue
        _, quality = max(matching)
        if quality > 0 and (best is None or (quality, -place) > best[:2]):
            best = (quality, -place, media)
    return (best[2], offered[best[2]]) if best else None


@functools.lru_cache(maxsize=64)  # few: a client makes them as long as it likes
def takes_gzip(accept_encoding: str) -> bool:
    """Tell whether a client takes a body packed by gzip.

    >>> takes_gzip("deflate, gzip;q=1.0"), takes_gzip("gzip;q=0, br"), takes_gzip("")
    (True, False, False)
    """
    for part in accept_encoding.split(","):
        name, quality = _range(part)
        if name in ("gzip", "*"):
            return quality > 0
    return False


def _range(part: str) -> tuple[str, float]:
    pattern, *parameters = [piece.strip() for piece in part.split(";")]
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return pattern.lower(), quality


def _precision(pattern: str, media: str) -> int | None:
    if pattern == media:
        return 2
    if pattern == "*/*":
        return 0
    kind, _, rest = pattern.partition("/")
    return 1 if rest == "*" and media.startswith(kind + "/") else None
