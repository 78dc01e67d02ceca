"""Which clause of ISO 9001:2015 is covered, how far, by what, and what would close each gap: stated rules.

The rules, at a reference date, for a clause without subclauses (a leaf) and a process:

1. The process *claims* the leaf when it says it answers it, or a clause that contains it.
2. A document *backs* the claim when that process keeps it and it is named as evidence for the leaf, or for a
   clause that contains it.
3. A document is *in date* when its date is known and not in the future, and its validity has not run out;
   where no validity is stated it holds for `EVIDENCE_MONTHS` months, the length of a certification cycle.
4. A claim that a document in date backs is **full**; any other claim is **partial**.
5. The leaf is as well covered as the best claim on it: full, partial or **none**.
6. A leaf that nobody claims is **not applicable** when it, or a clause that contains it, is said not to
   apply and a reason is written. Without a reason it stays a gap; a claim contradicts the statement.
7. A clause with subclauses rolls up the leaves under it that apply: full when all are, none when none is
   claimed, not applicable when none applies, else partial.

Each fact that a rule used is kept as a triple; each gap bears the smallest set of facts that closes it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from qualite_graph.analysis.coverage_facts import CoverageFacts, Document
from qualite_graph.analysis.coverage_gaps import Missing, proof, smallest
from qualite_graph.analysis.evidence import Documents, backing, by_keeper, is_in_date
from qualite_graph.vocabulary import QG

__all__ = [
    "Cell",
    "ClauseCoverage",
    "Coverage",
    "Degree",
    "Missing",
    "Triple",
    "coverage",
    "rolled",
    "unanswered",
]


class Degree(StrEnum):
    """How far a clause is covered."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


class Triple(NamedTuple):
    """One statement of the organisation's graph, its object a plain text where it is no IRI."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One process and one leaf that it claims: how far, by which triples, by which documents."""

    clause: str
    process: str
    degree: Degree
    triples: tuple[Triple, ...]
    in_date: tuple[str, ...]
    out_of_date: tuple[str, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """One clause: how far it is covered, by whom; `leaves` counts those under it that apply."""

    clause: str
    number: str
    parent: str | None
    degree: Degree
    processes: tuple[str, ...]
    leaves: int
    answered: int
    full: int
    is_leaf: bool
    missing: tuple[Missing, ...]
    contradicted: bool = False
    """Whether the clause is said not to apply while a process claims it."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of one organisation at a date: every clause by number, every claim on a leaf."""

    reference_date: datetime.date
    clauses: tuple[ClauseCoverage, ...]
    cells: tuple[Cell, ...]
    claiming_nothing: tuple[str, ...]
    """The processes that claim no clause."""

    def leaves(self) -> tuple[ClauseCoverage, ...]:
        """Return the clauses without subclauses."""
        return tuple(clause for clause in self.clauses if clause.is_leaf)

    def of_degree(self, degree: Degree) -> tuple[str, ...]:
        """Return the leaves covered to that degree."""
        return tuple(clause.clause for clause in self.leaves() if clause.degree is degree)

    def unanswered(self) -> tuple[str, ...]:
        """Return the leaves that apply and that no process answers."""
        return self.of_degree(Degree.NONE)

    def of_clause(self, clause: str) -> ClauseCoverage:
        """Return the coverage of one clause.

        Raises:
            KeyError: the edition has no such clause from 4 to 10.
        """
        for found in self.clauses:
            if found.clause == clause:
                return found
        raise KeyError(clause)

    def cells_of(self, clause: str) -> tuple[Cell, ...]:
        """Return the claims on a leaf."""
        return tuple(cell for cell in self.cells if cell.clause == clause)


def coverage(facts: CoverageFacts, day: datetime.date) -> Coverage:
    """Return how far each clause is covered on `day`, by the rules above."""
    cells: list[Cell] = []
    leaf_states: dict[str, ClauseCoverage] = {}
    kept = by_keeper(facts)
    for leaf in facts.leaves():
        above = facts.above(leaf)
        claimed = {process for process, clause in facts.claims if clause in above}
        found = [_cell(facts, leaf, process, kept, day) for process in sorted(claimed)]
        cells.extend(found)
        leaf_states[leaf] = _leaf(facts, leaf, found, kept, day)
    claiming = {process for process, _ in facts.claims}
    return Coverage(
        day,
        tuple(
            leaf_states.get(iri) or _roll_up(facts, iri, leaf_states) for iri in facts.in_order(facts.clauses)
        ),
        tuple(cells),
        tuple(sorted(facts.processes - claiming)),
    )


def unanswered(facts: CoverageFacts) -> tuple[str, ...]:
    """Return the leaves that apply and that no process answers, in the order of their numbers.

    No date is needed: evidence only tells partial from full.
    """
    return coverage(facts, datetime.date.max).unanswered()


def _cell(facts: CoverageFacts, leaf: str, process: str, kept: Documents, day: datetime.date) -> Cell:
    above = facts.above(leaf)
    documents = backing(kept, process, above)
    in_date = [doc for doc in documents if is_in_date(doc, day)]
    triples = [
        Triple(process, QG.addressesClause, clause)
        for clause in sorted(above)
        if (process, clause) in facts.claims
    ]
    for document in documents:
        triples.extend(_triples(document, process, above))
    return Cell(
        leaf,
        process,
        Degree.FULL if in_date else Degree.PARTIAL,
        tuple(triples),
        tuple(doc.iri for doc in in_date),
        tuple(doc.iri for doc in documents if doc not in in_date),
        () if in_date else (proof(leaf, process, documents),),
    )


def _triples(document: Document, process: str, above: frozenset[str]) -> list[Triple]:
    found = [Triple(document.iri, QG.keptBy, process)]
    found += [Triple(document.iri, QG.evidenceFor, clause) for clause in sorted(document.clauses & above)]
    for predicate, date in ((QG.documentDate, document.dated), (QG.validThrough, document.valid_through)):
        if date is not None:
            found.append(Triple(document.iri, predicate, date.isoformat()))
    return found


def _leaf(
    facts: CoverageFacts, leaf: str, cells: list[Cell], kept: Documents, day: datetime.date
) -> ClauseCoverage:
    above = facts.above(leaf)
    statements = sorted(found for found in facts.not_applicable if found.clause in above)
    missing: tuple[Missing, ...] = ()
    partial = {cell.process: cell.missing for cell in cells}
    if any(cell.degree is Degree.FULL for cell in cells):
        degree = Degree.FULL
    elif cells:
        degree, missing = (
            Degree.PARTIAL,
            smallest(above, leaf, partial, kept, day),
        )
    elif any(found.justified for found in statements):
        degree = Degree.NOT_APPLICABLE
    elif statements:
        degree, missing = Degree.NONE, (Missing("justification", leaf, None, statements[0].statement),)
    else:
        degree, missing = (
            Degree.NONE,
            smallest(above, leaf, partial, kept, day),
        )
    return ClauseCoverage(
        leaf,
        facts.clauses[leaf].number,
        facts.clauses[leaf].parent,
        degree,
        tuple(cell.process for cell in cells),
        int(degree is not Degree.NOT_APPLICABLE),
        int(bool(cells)),
        int(degree is Degree.FULL),
        is_leaf=True,
        missing=missing,
        contradicted=bool(cells and statements),
    )


def _roll_up(facts: CoverageFacts, clause: str, leaves: dict[str, ClauseCoverage]) -> ClauseCoverage:
    under = [state for iri, state in leaves.items() if clause in facts.above(iri)]
    return ClauseCoverage(
        clause,
        facts.clauses[clause].number,
        facts.clauses[clause].parent,
        rolled(state.degree for state in under),
        tuple(sorted({process for state in under for process in state.processes})),
        sum(state.leaves for state in under),
        sum(state.answered for state in under),
        sum(state.full for state in under),
        is_leaf=False,
        missing=tuple(fact for state in under for fact in state.missing),
        contradicted=any(state.contradicted for state in under),
    )


def rolled(degrees: Iterable[Degree]) -> Degree:
    """Return the degree of a clause from those of the leaves under it, by rule 7.

    >>> rolled([Degree.FULL, Degree.NOT_APPLICABLE]), rolled([Degree.FULL, Degree.NONE])
    (<Degree.FULL: 'full'>, <Degree.PARTIAL: 'partial'>)
    """
    found = set(degrees) - {Degree.NOT_APPLICABLE}
    if not found:
        return Degree.NOT_APPLICABLE
    return found.pop() if len(found) == 1 else Degree.PARTIAL
