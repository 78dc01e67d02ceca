"""What tells the processes of a map apart: owner, units, clauses, complaints, place in the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualite_graph.naming import Name

if TYPE_CHECKING:
    from qualite_graph.analysis.process_graph import ProcessGraph
    from qualite_graph.analysis.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Traits:
    """What is stated of one process; `clauses` and `complaints` are counts."""

    owner: Name | None = None
    units: tuple[Name, ...] = ()
    clauses: int = 0
    complaints: int = 0


def people_and_places(around: Surroundings) -> frozenset[str]:
    """Return the owners and the units whose names traits tell."""
    links = (*around.owners.values(), *around.units.values())
    return frozenset([iri for iris in links for iri in iris])


def map_traits(around: Surroundings, named: Mapping[str, Name]) -> Mapping[str, Traits]:
    """Return the traits of every process of which something is stated, by IRI.

    `named` has the names of `people_and_places`.
    """
    processes = {*around.owners, *around.units, *around.claims, *around.complaints}
    return {
        process: Traits(
            next((named[owner] for owner in around.owners.get(process, ())), None),
            tuple([named[unit] for unit in around.units.get(process, ())]),
            len(around.claims.get(process, ())),
            len(around.complaints.get(process, ())),
        )
        for process in processes
    }


def criticality(graph: ProcessGraph) -> Mapping[str, int]:
    """Return how critical each process is for the exchanges of the others, from 0 to 3.

    The share of the shortest paths between other processes that pass through a process (its betweenness) is
    compared with the greatest one: 0 for none, 1 up to a third, 2 up to two thirds, 3 above.
    """
    from qualite_graph.analysis.centrality import betweenness  # noqa: PLC0415 -- rustworkx comes with it

    ranked = betweenness(graph).ranking
    most = max((row.betweenness for row in ranked), default=0.0)
    return {row.process: _class(row.betweenness / most if most else 0.0) for row in ranked}


def _class(share: float) -> int:
    """Return the class of a share of the greatest value.

    >>> [_class(share) for share in (0.0, 0.2, 0.5, 1.0)]
    [0, 1, 2, 3]
    """
    return 0 if share <= 0 else 1 if share <= 1 / 3 else 2 if share <= 2 / 3 else 3
