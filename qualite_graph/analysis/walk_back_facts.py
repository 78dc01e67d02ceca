"""Gathers what a walk-back needs beside complaints: who controls, and which results miss their target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.walk_back import CONTROLS
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

if TYPE_CHECKING:
    from qualite_graph.analysis.coverage_facts import CoverageFacts
    from qualite_graph.store.base import Dataset, Store

_RESULTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?process ?indicator ?missed WHERE {
  ?process a qg:Process ; qg:hasIndicator ?indicator .
  ?indicator qg:targetValue ?target ; qg:actualValue ?actual ; qg:betterDirection ?direction .
  BIND(IF(?direction = qg:HigherIsBetter, ?target - ?actual, ?actual - ?target) AS ?short)
  BIND(IF(?short > 0, "missed", "met") AS ?missed)
}"""
)


def read_results(store: Store, dataset: Dataset) -> Mapping[str, tuple[int, int]]:
    """Return how many indicators of each process miss their target, and how many have target and value."""
    found: dict[str, tuple[int, int]] = {}
    for process, indicator, missed in rows_of(store.query(_RESULTS, dataset)):
        if process and indicator and missed:
            bad, measured = found.get(process.value, (0, 0))
            found[process.value] = (bad + (missed.value == "missed"), measured + 1)
    return found


def controlling(facts: CoverageFacts) -> frozenset[str]:
    """Return the processes that claim a clause of `CONTROLS`, one that contains it or one under it."""
    above = frozenset().union(*(facts.above(clause) for clause in CONTROLS))
    return frozenset(
        process
        for process, clause in facts.claims
        if clause in above or any(control in facts.above(clause) for control in CONTROLS)
    )
