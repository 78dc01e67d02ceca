"""What tells the processes of a map apart: owner, units, clauses, complaints, place in the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualite_graph.naming import Name, names, natural_order
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import QG, SPARQL_PROLOGUE

if TYPE_CHECKING:
    from qualite_graph.analysis.network import Network

_TRAITS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT DISTINCT ?process ?property ?value WHERE {
  ?process a qg:Process .
  {
    VALUES ?property { qg:hasOwner qg:inUnit qg:addressesClause }
    ?process ?property ?value
  } UNION {
    ?value qg:causedBy ?process .
    BIND(qg:causedBy AS ?property)
  }
}"""
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is stated of one process; `clauses` and `complaints` are counts."""

    owner: Name | None = None
    units: tuple[Name, ...] = ()
    clauses: int = 0
    complaints: int = 0


def map_traits(store: Store, dataset: Dataset) -> Mapping[str, Traits]:
    """Read the traits of every process of the organisation in `dataset`, by IRI, in one query."""
    rows = [
        (process.value, predicate.value, value.value)
        for process, predicate, value in rows_of(store.query(_TRAITS, dataset))
        if process and predicate and value
    ]
    told = {value for _, predicate, value in rows if predicate in (QG.hasOwner, QG.inUnit)}
    named = names(store, dataset, told)
    stated: dict[str, dict[str, list[str]]] = {}
    for process, predicate, value in rows:
        stated.setdefault(process, {}).setdefault(predicate, []).append(value)
    return {
        process: Traits(
            next(iter(_sorted(named, facts.get(QG.hasOwner, ()))), None),
            _sorted(named, facts.get(QG.inUnit, ())),
            len(facts.get(QG.addressesClause, ())),
            len(facts.get(QG.causedBy, ())),
        )
        for process, facts in stated.items()
    }


def _sorted(named: Mapping[str, Name], iris: Sequence[str]) -> tuple[Name, ...]:
    return tuple(sorted([named[iri] for iri in iris], key=natural_order))


def criticality(network: Network) -> Mapping[str, int]:
    """Return how critical each process is for the exchanges of the others, from 0 to 3.

    The share of the shortest paths between other processes that pass through a process (its betweenness) is
    compared with the greatest one: 0 for none, 1 up to a third, 2 up to two thirds, 3 above.
    """
    from qualite_graph.analysis.structure import centrality  # noqa: PLC0415 -- networkx comes with it

    ranked = centrality(network.processes)
    most = max((row.betweenness for row in ranked), default=0.0)
    return {row.process: _class(row.betweenness / most if most else 0.0) for row in ranked}


def _class(share: float) -> int:
    """Return the class of a share of the greatest value.

    >>> [_class(share) for share in (0.0, 0.2, 0.5, 1.0)]
    [0, 1, 2, 3]
    """
    return 0 if share <= 0 else 1 if share <= 1 / 3 else 2 if share <= 2 / 3 else 3
