"""What a coverage is computed from: clauses, claims, documented information, what does not apply."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from qualite_graph.analysis.items import Item, read_items

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Store

_CLAUSES: Final = """
SELECT ?clause ?number ?parent ?principle ?duty WHERE {
  ?clause a qg:Clause ; qg:ofEdition edition:iso9001-2015 ; skos:notation ?number .
  FILTER(xsd:integer(STRBEFORE(CONCAT(?number, "."), ".")) >= 4)
  OPTIONAL { ?clause skos:broader ?parent }
  OPTIONAL { ?clause qg:supportsPrinciple ?principle }
  OPTIONAL { ?clause qg:requiresDocumentedInformation ?duty }
}"""
_PRINCIPLES: Final = """
SELECT ?principle ?type ?rank WHERE {
  ?set qg:referredToBy edition:iso9001-2015 .
  ?membership qg:membershipSet ?set ; qg:membershipPrinciple ?principle ; qg:rank ?rank .
  OPTIONAL { ?principle qg:hasPrincipleType ?type }
}"""
_CLAIMS: Final = """
SELECT ?process ?clause WHERE {
  ?process a qg:Process .
  OPTIONAL { ?process qg:addressesClause ?clause }
}"""
_DOCUMENTS: Final = """
SELECT ?document ?process ?clause ?duty ?dated ?through WHERE {
  ?document a qg:DocumentedInformation .
  OPTIONAL { ?document qg:keptBy ?process }
  OPTIONAL { ?document qg:evidenceFor ?clause }
  OPTIONAL { ?document qg:documentDuty ?duty }
  OPTIONAL { ?document qg:documentDate ?dated }
  OPTIONAL { ?document qg:validThrough ?through }
}"""
_NOT_APPLICABLE: Final = """
SELECT ?statement ?clause ?reason WHERE {
  ?statement a qg:NonApplicability ; qg:clauseNotApplicable ?clause .
  OPTIONAL { ?statement qg:justification ?reason }
}"""


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """One clause: its number, the clause above it, the principles it supports, what it asks of documents."""

    iri: str
    number: str
    parent: str | None = None
    principles: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of documented information: who keeps it, for which clauses, from when and until when."""

    iri: str
    processes: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()
    dated: datetime.date | None = None
    valid_through: datetime.date | None = None


class NotApplicable(NamedTuple):
    """A clause said not to apply, by which statement, and whether a reason is written."""

    statement: str
    clause: str
    justified: bool


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """All that a coverage is computed from, each collection without order: results sort by themselves."""

    clauses: Mapping[str, ClauseFacts]
    processes: frozenset[str]
    claims: frozenset[tuple[str, str]] = frozenset()
    """Pairs of a process and a clause it says it answers."""
    documents: tuple[Document, ...] = ()
    not_applicable: frozenset[NotApplicable] = frozenset()
    principles: tuple[tuple[str, str | None], ...] = field(default=())
    """Each principle of the edition with its type, in the order of the list."""

    def above(self, clause: str) -> frozenset[str]:
        """Return the clause and those that contain it."""
        found: list[str] = []
        current: str | None = clause
        while current is not None and current not in found:
            found.append(current)
            current = self.clauses[current].parent if current in self.clauses else None
        return frozenset(found)

    def leaves(self) -> tuple[str, ...]:
        """Return the clauses without subclauses, in the order of their numbers."""
        parents = {clause.parent for clause in self.clauses.values()}
        return self.in_order(iri for iri in self.clauses if iri not in parents)

    def in_order(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """Return clauses in the order of their numbers: 8.2 before 8.10."""
        return tuple(sorted(set(clauses), key=lambda iri: number_key(self.clauses[iri].number)))


def number_key(number: str) -> tuple[int, ...]:
    """Return the sort key of a clause number.

    >>> sorted(["8.10", "10", "8.2.3.1", "8.2"], key=number_key)
    ['8.2', '8.2.3.1', '8.10', '10']
    """
    return tuple(int(part) for part in number.split("."))


def read_coverage_facts(store: Store, dataset: Dataset) -> CoverageFacts:
    """Read what the coverage of the organisation in `dataset` is computed from."""
    claims = read_items(store, dataset, _CLAIMS)
    principles = read_items(store, dataset, _PRINCIPLES)
    return CoverageFacts(
        clauses={one.iri: _clause(one) for one in read_items(store, dataset, _CLAUSES)},
        processes=frozenset([one.iri for one in claims]),
        claims=frozenset([(one.iri, clause) for one in claims for clause in one.every("clause")]),
        documents=tuple([_document(one) for one in read_items(store, dataset, _DOCUMENTS)]),
        not_applicable=frozenset(
            [
                NotApplicable(one.iri, clause, bool(one.texts("reason")))
                for one in read_items(store, dataset, _NOT_APPLICABLE)
                for clause in one.every("clause")
            ]
        ),
        principles=tuple(
            [
                (one.iri, one.text("type"))
                for one in sorted(principles, key=lambda one: (one.number("rank") or 0, one.iri))
            ]
        ),
    )


def _clause(one: Item) -> ClauseFacts:
    return ClauseFacts(
        one.iri, one.text("number") or "", one.text("parent"), one.every("principle"), one.every("duty")
    )


def _document(one: Item) -> Document:
    return Document(
        one.iri,
        one.every("process"),
        one.every("clause"),
        one.every("duty"),
        one.day("dated"),
        one.day("through"),
    )
