"""The smallest set of facts that closes a gap in the coverage."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.analysis.coverage_facts import Document
from qualite_graph.analysis.evidence import Documents, backing, is_in_date


@dataclass(frozen=True, slots=True)
class Missing:
    """One fact that is not there: its kind, for which clause, of which process or item when one is known.

    `claim`: a process says it answers the clause. `evidence`: a dated document backs the claim. `date`: the
    document `about` has a date. `renewal`: it has a later date or validity. `justification`: the statement
    `about`, that the clause does not apply, has a reason.
    """

    kind: str
    clause: str
    process: str | None = None
    about: str | None = None


def proof(leaf: str, process: str, documents: list[Document]) -> Missing:
    """Return the one fact that puts evidence in date: a date, a renewal, else a first document."""
    for document in sorted(documents, key=lambda doc: (doc.dated is not None, doc.iri)):
        return Missing("date" if document.dated is None else "renewal", leaf, process, document.iri)
    return Missing("evidence", leaf, process)


def smallest(
    above: frozenset[str],
    leaf: str,
    partial: Mapping[str, tuple[Missing, ...]],
    kept: Documents,
    day: datetime.date,
) -> tuple[Missing, ...]:
    """Return the fewest facts that make an applicable leaf full: on a claim, or on evidence not claimed."""
    options = list(partial.values())
    for process in kept.keys() - partial.keys():
        if found := backing(kept, process, above):
            proved = any(is_in_date(doc, day) for doc in found)
            claim = Missing("claim", leaf, process)
            options.append((claim,) if proved else (claim, proof(leaf, process, found)))
    options.append((Missing("claim", leaf), Missing("evidence", leaf)))
    return min(options, key=_effort)


_EFFORTS: Final = ("date", "renewal", "claim", "evidence")


def _effort(missing: tuple[Missing, ...]) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Return the sort key of closing sets: fewest facts, then those easiest to find, then by process."""
    return len(missing), tuple((_EFFORTS.index(fact.kind), fact.process or "~") for fact in missing)
