"""Which documents back which claims, and until when they count."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Final

from qualite_graph.analysis.coverage_facts import CoverageFacts, Document

EVIDENCE_MONTHS: Final = 36
"""How long a document without a stated validity counts as evidence in date."""


Documents = Mapping[str, list[Document]]
"""Documents by the process that keeps them."""


def is_in_date(document: Document, day: datetime.date) -> bool:
    """Tell whether a document counts as evidence on a day, by rule 3.

    >>> is_in_date(Document("d", dated=datetime.date(2026, 1, 31)), datetime.date(2029, 1, 30))
    True
    >>> is_in_date(Document("d", dated=datetime.date(2026, 1, 31)), datetime.date(2029, 1, 31))
    False
    """
    if document.dated is None or document.dated > day:
        return False
    if document.valid_through is not None:
        return day <= document.valid_through
    return full_months(document.dated, day) < EVIDENCE_MONTHS


def full_months(start: datetime.date, end: datetime.date) -> int:
    """Return how many full months have gone by from one day to another.

    >>> full_months(datetime.date(2026, 1, 31), datetime.date(2026, 2, 28))
    0
    >>> full_months(datetime.date(2024, 5, 15), datetime.date(2026, 6, 30))
    25
    """
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def by_keeper(facts: CoverageFacts) -> Documents:
    """Return the documents that each process keeps."""
    found: dict[str, list[Document]] = {}
    for document in facts.documents:
        for process in document.processes:
            found.setdefault(process, []).append(document)
    return found


def backing(kept: Documents, process: str, above: frozenset[str]) -> list[Document]:
    """Return the documents of a process that name one of some clauses."""
    return [doc for doc in kept.get(process, ()) if doc.clauses & above]


def proved(
    facts: CoverageFacts, day: datetime.date, without: Collection[str] = frozenset()
) -> frozenset[str]:
    """Return the leaves that some claim covers in full on a day, some documents put aside (rules 1 to 4)."""
    claimed: dict[str, set[str]] = {}
    for process, clause in facts.claims:
        claimed.setdefault(process, set()).add(clause)
    shown: dict[str, set[str]] = {}
    for document in facts.documents:
        if document.iri not in without and is_in_date(document, day):
            for process in document.processes & claimed.keys():
                shown.setdefault(process, set()).update(document.clauses)
    above = {leaf: facts.above(leaf) for leaf in facts.leaves()}
    return frozenset(
        leaf
        for leaf, clauses in above.items()
        if any(
            not (clauses.isdisjoint(claimed[process]) or clauses.isdisjoint(named))
            for process, named in shown.items()
        )
    )
