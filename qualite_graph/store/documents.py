"""RDF documents from elsewhere as plain N-Triples, read by the engine alone."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qualite_graph.errors import InputError

_READABLE: Final[Mapping[str, ox.RdfFormat]] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/n3": ox.RdfFormat.N3,
}
_BY_ENDING: Final = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "xml": "application/rdf+xml",
    "owl": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


def is_iri(text: str) -> bool:
    """Tell whether a text can stand for a graph in a query.

    >>> is_iri("urn:a"), is_iri("a"), is_iri("urn:a> } ; DROP ALL #")
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None


def media_of(name: str) -> str:
    """Return the media type that a file's name promises; Turtle when it promises none."""
    return _BY_ENDING.get(name.rpartition(".")[2].lower(), "text/turtle")


def ntriples(content: bytes, media: str, base: str) -> bytes:
    """Return the statements of a document as N-Triples; those it puts in graphs with a name are left out.

    Raises:
        InputError: the media type is none that is read, or the document does not read as it says.
    """
    if media not in _READABLE:
        raise InputError("unreadable_media", given=media or "–", expected=", ".join(_READABLE))
    scratch = ox.Store()
    try:
        scratch.load(content, _READABLE[media], base_iri=base)
    except (SyntaxError, ValueError) as error:
        raise InputError("graph_unreadable", reason=error) from error
    # The engine writes to a file by itself: no statement becomes a Python object on the way.
    handle, path = tempfile.mkstemp(suffix=".nt")
    os.close(handle)
    try:
        scratch.dump(path, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        return Path(path).read_bytes()
    finally:
        Path(path).unlink()
