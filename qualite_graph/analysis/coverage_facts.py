"""What a coverage is computed from: clauses, claims, documented information, what does not apply."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Store, Value

_CLAUSES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?clause ?number ?parent ?principle ?duty WHERE {
  ?clause a qg:Clause ; qg:ofEdition edition:iso9001-2015 ; skos:notation ?number .
  FILTER(xsd:integer(STRBEFORE(CONCAT(?number, "."), ".")) >= 4)
  OPTIONAL { ?clause skos:broader ?parent }
  OPTIONAL { ?clause qg:supportsPrinciple ?principle }
  OPTIONAL { ?clause qg:requiresDocumentedInformation ?duty }
}"""
)
_PRINCIPLES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?principle ?type WHERE {
  ?set qg:referredToBy edition:iso9001-2015 .
  ?membership qg:membershipSet ?set ; qg:membershipPrinciple ?principle ; qg:rank ?rank .
  OPTIONAL { ?principle qg:hasPrincipleType ?type }
}
ORDER BY ?rank ?principle"""
)
_CLAIMS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?process ?clause WHERE {
  ?process a qg:Process .
  OPTIONAL { ?process qg:addressesClause ?clause }
}"""
)
_DOCUMENTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?document ?process ?clause ?duty ?dated ?through WHERE {
  ?document a qg:DocumentedInformation .
  OPTIONAL { ?document qg:keptBy ?process }
  OPTIONAL { ?document qg:evidenceFor ?clause }
  OPTIONAL { ?document qg:documentDuty ?duty }
  OPTIONAL { ?document qg:documentDate ?dated }
  OPTIONAL { ?document qg:validThrough ?through }
}"""
)
_NOT_APPLICABLE: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?statement ?clause ?reason WHERE {
  ?statement a qg:NonApplicability ; qg:clauseNotApplicable ?clause .
  OPTIONAL { ?statement qg:justification ?reason }
}"""
)


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


def day_of(value: Value | None) -> datetime.date | None:
    """Return the day that a literal names, `None` where it names none; a time zone is left out."""
    try:
        return datetime.date.fromisoformat(value.value[:10]) if value else None
    except ValueError:
        return None


def read_coverage_facts(store: Store, dataset: Dataset) -> CoverageFacts:
    """Read what the coverage of the organisation in `dataset` is computed from."""
    claims = rows_of(store.query(_CLAIMS, dataset))
    return CoverageFacts(
        clauses=_clauses(store, dataset),
        processes=frozenset(process.value for process, _ in claims if process),
        claims=frozenset((process.value, clause.value) for process, clause in claims if process and clause),
        documents=_documents(store, dataset),
        not_applicable=_not_applicable(store, dataset),
        principles=tuple(
            (principle.value, kind.value if kind else None)
            for principle, kind in rows_of(store.query(_PRINCIPLES, dataset))
            if principle
        ),
    )


def _clauses(store: Store, dataset: Dataset) -> dict[str, ClauseFacts]:
    found: dict[str, ClauseFacts] = {}
    for clause, number, parent, principle, duty in rows_of(store.query(_CLAUSES, dataset)):
        if clause is None or number is None:
            continue
        known = found.get(clause.value)
        found[clause.value] = ClauseFacts(
            clause.value,
            number.value,
            parent.value if parent else None,
            _with(known.principles if known else frozenset(), principle),
            _with(known.duties if known else frozenset(), duty),
        )
    return found


def _documents(store: Store, dataset: Dataset) -> tuple[Document, ...]:
    found: dict[str, Document] = {}
    for document, process, clause, duty, dated, through in rows_of(store.query(_DOCUMENTS, dataset)):
        if document is None:
            continue
        known = found.get(document.value, Document(document.value))
        found[document.value] = Document(
            document.value,
            _with(known.processes, process),
            _with(known.clauses, clause),
            _with(known.duties, duty),
            day_of(dated),
            day_of(through),
        )
    return tuple(found[iri] for iri in sorted(found))


def _not_applicable(store: Store, dataset: Dataset) -> frozenset[NotApplicable]:
    found: dict[tuple[str, str], bool] = {}
    for statement, clause, reason in rows_of(store.query(_NOT_APPLICABLE, dataset)):
        if statement and clause:
            key = (statement.value, clause.value)
            found[key] = found.get(key, False) or bool(reason and reason.value.strip())
    return frozenset(NotApplicable(*key, justified) for key, justified in found.items())


def _with(known: frozenset[str], value: Value | None) -> frozenset[str]:
    return known | {value.value} if value else known
