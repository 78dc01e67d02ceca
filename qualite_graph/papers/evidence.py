"""The numbers in the margin: each source of a paper, its query, and the statements of the graph behind it."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from qualite_graph.papers.content import Query, Source
from qualite_graph.vocabulary import PREFIXES, RDF, XSD, compact, graph_of

MOST_TRIPLES: Final = 60
"""The most statements an annex prints for one source; the graph itself goes with an audit pack."""

Group = frozenset[str]
"""What one line of an answer is about: IRIs, and texts as they are written."""

_Line = tuple[str, str, str]
_WORD: Final = re.compile(r"\b\w+:\w+")


_compact: Final = functools.lru_cache(maxsize=1024)(compact)
"""For properties, of which there are few."""


@functools.lru_cache(maxsize=1024)
def _words(query: str) -> frozenset[str]:
    """Return the prefixed names of a query."""
    return frozenset(_WORD.findall(query))


class Statements:
    """What a graph states of an organisation, derived statements included, by subject."""

    def __init__(self, quads: bytes, slug: str) -> None:
        """Index N-Quads."""
        self._base = graph_of(slug) + "/"
        self._by_subject: dict[str, list[tuple[str, NamedNode | Literal | BlankNode]]] = defaultdict(list)
        for quad in parse(quads, format=RdfFormat.N_QUADS):
            subject, target = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(target, (NamedNode, Literal, BlankNode)):
                self._by_subject[subject.value].append((quad.predicate.value, target))
        self.prefixes: set[str] = set()

    def behind(self, groups: Iterable[Group], query: str) -> tuple[str, ...]:
        """Return the statements behind an answer, as sorted lines of Turtle.

        They are those whose subject and object stand in one group, by a property that the query names; where
        an algorithm answered, by any property.
        """
        words = _words(query)
        found: set[_Line] = set()
        for ends in groups:
            for subject in ends:
                for predicate, target in self._by_subject.get(subject, ()):
                    if target.value not in ends:
                        continue
                    if words and predicate != RDF.type and _compact(predicate) not in words:
                        continue
                    found.add((self._short(subject), self._predicate(predicate), self._object(target)))
        return tuple(" ".join(line) + " ." for line in sorted(found))

    def _predicate(self, iri: str) -> str:
        return "a" if iri == RDF.type else self._short(iri)

    def _object(self, target: NamedNode | Literal | BlankNode) -> str:
        if isinstance(target, NamedNode):
            return self._short(target.value)
        if not isinstance(target, Literal) or target.language or target.datatype.value == XSD.string:
            return str(target)
        return f"{Literal(target.value)}^^{self._short(target.datatype.value)}"

    def _short(self, iri: str) -> str:
        if iri.startswith(self._base):
            return f"<{iri.removeprefix(self._base)}>"
        short = compact(iri)
        if short == iri:
            return f"<{iri}>"
        self.prefixes.add(short.partition(":")[0])
        return short


class Citations:
    """The sources of one paper as it is written: the same answer keeps its number."""

    def __init__(self, statements: Statements) -> None:
        """Start without any."""
        self._statements = statements
        self._numbers: dict[tuple[str, str], int] = {}
        self._sources: list[Source] = []
        self._queries: dict[str, Query] = {}

    def cite(self, query: Query, title: str, groups: Iterable[Group], *, computed: bool = False) -> int:
        """Return the number of a source: a query, what it was asked about, and what its lines are about."""
        key = (query.name, title)
        if key not in self._numbers:
            lines = self._statements.behind(groups, "" if computed else query.text)
            number = len(self._sources) + 1
            self._numbers[key] = number
            self._queries.setdefault(query.name, query)
            self._sources.append(
                Source(number, title, query.name, lines[:MOST_TRIPLES], max(0, len(lines) - MOST_TRIPLES))
            )
        return self._numbers[key]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources in the order of their numbers."""
        return tuple(self._sources)

    @property
    def queries(self) -> tuple[Query, ...]:
        """Return the queries in the order they were first needed."""
        return tuple(self._queries.values())

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Return the prefixes that the statements use."""
        return {name: PREFIXES[name] for name in sorted(self._statements.prefixes)}
