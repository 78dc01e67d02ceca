"""Which format a client gets: its Accept header against what a result can be written in."""

from __future__ import annotations

from collections.abc import Mapping
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
    "text/plain": "ntriples",
    "application/json": "jsonld",
}
"""Media types by preference: the first is what a client without a wish gets."""


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
