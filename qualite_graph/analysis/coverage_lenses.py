"""Two other ways to read a coverage: by quality management principle, and by documented information due.

- A principle is served by the leaves said to support it; a leaf of which nothing is said takes the principles
  of the nearest clause above it. That clauses support principles is our own reading.
- A clause *asks for* documented information where its own words do. The duty is **met** by a document of that
  duty, in date, named for the clause or for one that contains it; **stale** when none of these is in date;
  **missing** without any; **not applicable** when no leaf of the clause applies.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from qualite_graph.analysis.coverage import Coverage, Degree
from qualite_graph.analysis.coverage_facts import CoverageFacts
from qualite_graph.analysis.evidence import is_in_date


class Held(StrEnum):
    """Whether the documented information that a clause asks for is there."""

    MET = "met"
    STALE = "stale"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class PrincipleCoverage:
    """How the leaves that serve one principle are covered; those that do not apply are left out."""

    principle: str
    type: str | None
    """Relational or operational, as a practitioner sorts them."""
    leaves: tuple[str, ...]
    full: int
    partial: int
    none: int

    @property
    def answered_share(self) -> float:
        """Return the share of its leaves that some process answers; 1 where none applies."""
        return 1 - self.none / len(self.leaves) if self.leaves else 1.0


@dataclass(frozen=True, slots=True)
class TypeCoverage:
    """How the leaves that serve the principles of one type are covered, each leaf counted once."""

    type: str
    leaves: int
    full: int
    partial: int
    none: int


@dataclass(frozen=True, slots=True)
class DutyState:
    """One clause that asks for documented information, with the documents that answer it."""

    clause: str
    duty: str
    held: Held
    documents: tuple[str, ...]
    processes: tuple[str, ...]
    """Who keeps them; without any document, who answers the clause and should keep one."""


def by_principle(facts: CoverageFacts, coverage: Coverage) -> tuple[PrincipleCoverage, ...]:
    """Return each principle in the order of the list, with the coverage of the leaves that serve it."""
    degrees = {leaf.clause: leaf.degree for leaf in coverage.leaves()}
    found = []
    for principle, kind in facts.principles:
        served = [
            leaf
            for leaf, degree in degrees.items()
            if degree is not Degree.NOT_APPLICABLE and principle in principles_of(facts, leaf)
        ]
        count = Counter(degrees[leaf] for leaf in served)
        found.append(
            PrincipleCoverage(
                principle,
                kind,
                tuple(served),
                count[Degree.FULL],
                count[Degree.PARTIAL],
                count[Degree.NONE],
            )
        )
    return tuple(found)


def by_type(facts: CoverageFacts, coverage: Coverage) -> tuple[TypeCoverage, ...]:
    """Return each type of principle with the leaves that serve it, each leaf once."""
    degrees = {leaf.clause: leaf.degree for leaf in coverage.leaves()}
    served: dict[str, set[str]] = {}
    for one in by_principle(facts, coverage):
        if one.type is not None:
            served.setdefault(one.type, set()).update(one.leaves)
    return tuple(
        TypeCoverage(kind, len(served[kind]), count[Degree.FULL], count[Degree.PARTIAL], count[Degree.NONE])
        for kind in sorted(served)
        for count in [Counter(degrees[leaf] for leaf in served[kind])]
    )


def principles_of(facts: CoverageFacts, clause: str) -> frozenset[str]:
    """Return the principles a clause supports, else those of the nearest clause above that supports any."""
    current = facts.clauses.get(clause)
    while current is not None:
        if current.principles:
            return current.principles
        current = facts.clauses.get(current.parent or "")
    return frozenset()


def duties(facts: CoverageFacts, coverage: Coverage, day: datetime.date) -> tuple[DutyState, ...]:
    """Return what each clause asks of documented information and whether it is there, by number and duty."""
    states = {clause.clause: clause for clause in coverage.clauses}
    found = []
    for clause in facts.in_order(iri for iri, one in facts.clauses.items() if one.duties):
        above = facts.above(clause)
        state = states[clause]
        for duty in sorted(facts.clauses[clause].duties):
            documents = [doc for doc in facts.documents if duty in doc.duties and doc.clauses & above]
            if documents:
                held = Held.MET if any(is_in_date(doc, day) for doc in documents) else Held.STALE
            else:
                held = Held.NOT_APPLICABLE if state.degree is Degree.NOT_APPLICABLE else Held.MISSING
            keepers = {process for doc in documents for process in doc.processes} or set(state.processes)
            found.append(
                DutyState(
                    clause,
                    duty,
                    held,
                    tuple(doc.iri for doc in documents),
                    tuple(sorted(keepers)),
                )
            )
    return tuple(found)
