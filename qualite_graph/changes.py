"""What a write changes: the statements it adds and those it removes, as sets of N-Triples lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import values_block

_PIECE: Final = 1_000_000  # bytes
_LINE_END: Final = re.compile(rb"[ \t]*\.[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Delta:
    """The difference between two states of a graph; a statement is on one side at most."""

    added: frozenset[str]
    removed: frozenset[str]

    def __bool__(self) -> bool:
        """Tell whether anything changes."""
        return bool(self.added or self.removed)

    def inverse(self) -> Delta:
        """Return the change that undoes this one."""
        return Delta(self.removed, self.added)

    def then(self, following: Delta) -> Delta:
        """Return the net change of this one followed by another.

        >>> Delta(frozenset("a"), frozenset("b")).then(Delta(frozenset("b"), frozenset("a")))
        Delta(added=frozenset(), removed=frozenset())
        """
        added = (self.added - following.removed) | (following.added - self.removed)
        removed = (self.removed - following.added) | (following.removed - self.added)
        return Delta(added, removed)


NO_CHANGE: Final = Delta(frozenset(), frozenset())


def between(before: frozenset[str], after: frozenset[str]) -> Delta:
    """Return the change that leads from one state to another."""
    return Delta(after - before, before - after)


def parsed(lines: Iterable[str]) -> list[ox.Triple]:
    """Return statements, given as N-Triples lines, as terms."""
    return [quad.triple for quad in ox.parse(document(lines), format=ox.RdfFormat.N_TRIPLES)]


def state(store: Store, graph: str) -> frozenset[str]:
    """Return the statements of a graph, one line each."""
    suffix = f" <{graph}> ."
    written = lines_of(store.quads((graph,)).decode())
    return frozenset([line.removesuffix(suffix) + " ." for line in written])


def statements_of(store: Store, graph: str, subjects: Iterable[str]) -> frozenset[str]:
    """Return the statements of a graph about some subjects, given by their IRIs, one line each."""
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {values_block('s', subjects)} ?s ?p ?o }}"
    return frozenset(lines_of(store.query(text, Dataset((graph,))).serialize("ntriples").decode()))


def subject_of(line: str) -> str:
    """Return the IRI of the subject of an N-Triples line.

    >>> subject_of("<urn:s> <urn:p> <urn:o> .")
    'urn:s'
    """
    return line.split("> ", 1)[0][1:]


def canonical(ntriples: bytes, base: str) -> frozenset[str]:
    """Return statements written as the store writes them, blank nodes named under an IRI of their own.

    The engine stores numbers in their canonical form; comparing a file with a state needs the same one.
    Blank nodes are named after RDFC-1.0 (W3C, RDF Dataset Canonicalization), so that the same graph always
    gets the same names.

    Raises:
        SyntaxError: the text is not N-Triples.
    """
    scratch = ox.Store()
    scratch.load(ntriples, ox.RdfFormat.N_TRIPLES)
    if b"_:" in ntriples:
        named = _named(scratch, f"{base}/genid/")
        scratch = ox.Store()
        scratch.extend(named)
    text = ox.serialize((quad.triple for quad in scratch), format=ox.RdfFormat.N_TRIPLES)
    return lines_of((text or b"").decode())


def lines_of(text: str) -> frozenset[str]:
    """Return the statements of an N-Triples or N-Quads text that the engine wrote.

    Only a line feed ends a line: a label may hold other separators, such as those pasted from slides.

    >>> sorted(lines_of("<urn:a> <urn:p> 'one\\u2028two' .\\n"))
    ["<urn:a> <urn:p> 'one\\u2028two' ."]
    """
    return frozenset(filter(None, text.split("\n")))


def in_graph(ntriples: bytes, graph: str) -> Iterator[bytes]:
    """Yield N-Triples as N-Quads of one graph, piece by piece: a long text is not held twice.

    >>> b"".join(in_graph(b"<urn:s> <urn:p> 'a . b' .\\n", "urn:g"))
    b"<urn:s> <urn:p> 'a . b' <urn:g> .\\n"
    """
    end = f" <{graph}> .\n".encode()
    start = 0
    while start < len(ntriples):
        stop = ntriples.find(b"\n", start + _PIECE) + 1 or len(ntriples)
        piece = ntriples[start:stop]
        start = stop
        if not piece.endswith(b"\n"):
            piece += b"\n"
        if piece.count(b" .\n") == piece.count(b"\n"):  # as our own writers do
            yield piece.replace(b" .\n", end)
        else:
            yield _LINE_END.sub(end, piece)


def document(lines: Iterable[str]) -> str:
    """Return statements as one N-Triples text, sorted."""
    return "\n".join(sorted(lines))


def _named(scratch: ox.Store, base: str) -> list[ox.Quad]:
    dataset = ox.Dataset(scratch)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)

    def name(term: ox.BlankNode) -> ox.NamedNode:
        return ox.NamedNode(base + term.value)

    return [
        ox.Quad(
            name(quad.subject) if isinstance(quad.subject, ox.BlankNode) else quad.subject,
            quad.predicate,
            name(quad.object) if isinstance(quad.object, ox.BlankNode) else quad.object,
            quad.graph_name,
        )
        for quad in dataset
    ]
