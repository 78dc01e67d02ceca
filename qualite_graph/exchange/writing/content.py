"""The statements of one organisation with an index, so that each writer reads what it needs of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from qualite_graph.vocabulary import QG, RDF, RDFS, entity, graph_of

_PERSONAL: Final = frozenset({QG.personName})
"""The properties whose values are names of persons."""

Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Content:
    """What is asserted of an organisation, by subject and property and the other way round.

    `statements` are all of them; the index holds those whose ends can be named (no blank node). `places`
    remembers what `place` found, which every writer asks many times.
    """

    slug: str
    statements: frozenset[Triple]
    by_subject: Mapping[tuple[str, str], tuple[Term, ...]]
    by_object: Mapping[tuple[str, str], tuple[str, ...]]
    subjects: tuple[str, ...]
    types: Mapping[str, frozenset[str]]
    places: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def objects(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """Return the objects of a property, always in the same order."""
        return self.by_subject.get((subject, predicate), ())

    def links(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the IRIs among the objects of a property."""
        return tuple(term.value for term in self.objects(subject, predicate) if isinstance(term, NamedNode))

    def sources(self, predicate: str, target: str) -> tuple[str, ...]:
        """Return the subjects whose property leads to `target`."""
        return self.by_object.get((predicate, target), ())

    def texts(self, subject: str, predicate: str = RDFS.label) -> dict[str, str]:
        """Return a property's texts by language; the first of each, `""` for a text without language."""
        found: dict[str, str] = {}
        for term in self.objects(subject, predicate):
            if isinstance(term, Literal):
                found.setdefault(term.language or "", term.value)
        return found

    def has_type(self, subject: str, *classes: str) -> bool:
        """Return whether the subject is stated to be all of these classes."""
        return self.types.get(subject, frozenset()).issuperset(classes)

    def place(self, iri: str) -> tuple[str, str] | None:
        """Return the kind and the identifier from which an entity's IRI is made, `None` for another IRI."""
        if iri not in self.places:
            self.places[iri] = self._place(iri)
        return self.places[iri]

    def _place(self, iri: str) -> tuple[str, str] | None:
        start = graph_of(self.slug) + "/"
        kind, slash, name = iri.removeprefix(start).partition("/")
        identifier = unquote(name)
        if not slash or not iri.startswith(start) or entity(self.slug, kind, identifier) != iri:
            return None
        return kind, identifier


def read_content(quads: bytes, slug: str, *, persons: bool = True) -> tuple[Content, int]:
    """Read what N-Quads assert of an organisation, and how many names of persons were left out of it.

    Raises:
        SyntaxError: the quads do not parse.
    """
    graph = NamedNode(graph_of(slug))
    found = {quad.triple for quad in parse(quads, format=RdfFormat.N_QUADS) if quad.graph_name == graph}
    kept = found if persons else {triple for triple in found if triple.predicate.value not in _PERSONAL}
    return index(kept, slug), len(found) - len(kept)


def index(statements: Iterable[Triple], slug: str) -> Content:
    """Return the indexed statements of an organisation."""
    forward: dict[tuple[str, str], list[Term]] = defaultdict(list)
    backward: dict[tuple[str, str], list[str]] = defaultdict(list)
    kept = frozenset(statements)
    for triple in sorted(kept, key=str):
        subject, predicate, target = triple.subject, triple.predicate.value, triple.object
        if isinstance(subject, NamedNode) and isinstance(target, (NamedNode, Literal)):
            forward[subject.value, predicate].append(target)
            if isinstance(target, NamedNode):
                backward[predicate, target.value].append(subject.value)
    return Content(
        slug,
        kept,
        {key: tuple(terms) for key, terms in forward.items()},
        {key: tuple(subjects) for key, subjects in backward.items()},
        tuple(dict.fromkeys(subject for subject, _ in forward)),
        {
            subject: frozenset(term.value for term in terms)
            for (subject, predicate), terms in forward.items()
            if predicate == RDF.type
        },
    )


def index_ntriples(ntriples: bytes, slug: str) -> Content:
    """Return the indexed statements of an N-Triples document.

    Raises:
        SyntaxError: it does not parse.
    """
    return index((quad.triple for quad in parse(ntriples, format=RdfFormat.N_TRIPLES)), slug)


def without_persons(quads: bytes) -> tuple[list[Quad], int]:
    """Return N-Quads without the names of persons, and how many there were."""
    given = list(parse(quads, format=RdfFormat.N_QUADS))
    kept = [quad for quad in given if quad.predicate.value not in _PERSONAL]
    return kept, len(given) - len(kept)
