"""Writes the statements of an organisation in the RDF formats that other tools read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from qualite_graph.errors import InputError
from qualite_graph.vocabulary import PREFIXES


@dataclass(frozen=True, slots=True)
class Format:
    """One RDF syntax: its name for people, its media type and extension, whether it keeps graphs."""

    name: str
    media_type: str
    extension: str
    syntax: RdfFormat
    keeps_graphs: bool


FORMATS: Final[tuple[Format, ...]] = (
    Format("turtle", "text/turtle", "ttl", RdfFormat.TURTLE, keeps_graphs=False),
    Format("trig", "application/trig", "trig", RdfFormat.TRIG, keeps_graphs=True),
    Format("ntriples", "application/n-triples", "nt", RdfFormat.N_TRIPLES, keeps_graphs=False),
    Format("nquads", "application/n-quads", "nq", RdfFormat.N_QUADS, keeps_graphs=True),
    Format("jsonld", "application/ld+json", "jsonld", RdfFormat.JSON_LD, keeps_graphs=True),
    Format("rdfxml", "application/rdf+xml", "rdf", RdfFormat.RDF_XML, keeps_graphs=False),
)


def find_format(name: str) -> Format:
    """Return the format of that name, media type or file extension.

    Raises:
        InputError: no format has it.
    """
    wanted = name.strip().lower().removeprefix(".")
    for candidate in FORMATS:
        if wanted in (candidate.name, candidate.media_type, candidate.extension):
            return candidate
    known = ", ".join(candidate.name for candidate in FORMATS)
    raise InputError("unknown_export_format", format=name, formats=known)


def serialise(quads: Iterable[Quad] | bytes, name: str) -> bytes:
    """Write quads (or an N-Quads document) in a format, always in the same order.

    A format without named graphs gives the union of the statements, each once.

    Raises:
        InputError: the format is unknown.
    """
    wanted = find_format(name)
    given = parse(quads, format=RdfFormat.N_QUADS) if isinstance(quads, bytes) else quads
    ordered = sorted(given, key=str)
    if wanted.keeps_graphs:
        return _bytes(serialize(_by_graph(ordered), format=wanted.syntax, prefixes=PREFIXES))
    triples: dict[Triple, None] = {quad.triple: None for quad in ordered}
    return _bytes(serialize(triples, format=wanted.syntax, prefixes=PREFIXES))


def _by_graph(quads: list[Quad]) -> list[Quad]:
    # TriG opens a block each time the graph changes: one block per graph reads better.
    return sorted(quads, key=lambda quad: str(quad.graph_name))


def _bytes(written: bytes | None) -> bytes:
    return written or b""
