"""The whole structure of a network as one value: a line of figures per process, and what holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qualite_graph.analysis.centrality import Central, process_rank, rank
from qualite_graph.analysis.closeness import closeness
from qualite_graph.analysis.collector import uncollected
from qualite_graph.analysis.communities import Communities, communities
from qualite_graph.analysis.customer_focus import Delivery
from qualite_graph.analysis.cycles import Cycles, cycles
from qualite_graph.analysis.network import Network
from qualite_graph.analysis.reach import layers, reach
from qualite_graph.analysis.structure import (
    Cut,
    bridges,
    isolated,
    loops,
    mutual_pairs,
    parts,
    reciprocity,
)
from qualite_graph.analysis.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """What the network says of one process.

    `suppliers` and `customers` count its internal ones. `betweenness` is raw, `share` divided by the number
    of ordered pairs of others; `closeness` is in [0, 1]; `rank` and `need_rank` add up to 1 over all
    processes. `downstream` and `upstream` count the processes that depend on it and on which it depends,
    however indirectly. `part`, `community` and `loop` are numbers from 1, the largest first; `loop` is `None`
    outside any. `steps_to_customer` is 0 where it serves an external customer itself, `None` on no path to
    one.
    """

    process: str
    suppliers: int
    customers: int
    betweenness: float
    share: float
    closeness: float
    rank: float
    need_rank: float
    downstream: int
    upstream: int
    layer: int
    part: int
    community: int
    loop: int | None
    steps_to_customer: int | None


@dataclass(frozen=True, slots=True)
class Structure:
    """The network as a whole; processes by IRI, groups the largest first.

    Above two thousand processes betweenness and closeness are estimated: `error` of each is how far the true
    value (normalised, for betweenness) may be from the one given, in nineteen cases out of twenty, and 0 when
    they are exact.
    """

    processes: tuple[ProcessFigures, ...]
    parts: tuple[tuple[str, ...], ...]
    loops: tuple[tuple[str, ...], ...]
    cuts: tuple[Cut, ...]
    bridges: tuple[tuple[str, str], ...]
    mutual_pairs: tuple[tuple[str, str], ...]
    reciprocity: float
    isolated: tuple[str, ...]
    cycles: Cycles
    communities: Communities
    delivery: Delivery
    betweenness_error: float
    closeness_error: float

    def most_central(self, count: int) -> tuple[ProcessFigures, ...]:
        """Return the processes of highest betweenness."""
        return tuple(
            sorted(self.processes, key=lambda row: (-round(row.betweenness, 9), row.process))[:count]
        )


@uncollected()
def structure_of(network: Network, around: Surroundings) -> Structure:
    """Work out the whole structure of a network."""
    graph = network.graph
    between = network.betweenness
    near = closeness(graph)
    ranks = rank(graph)
    needs = process_rank(graph, {process: around.need(process) for process in graph.nodes})
    reached = reach(graph)
    layer = layers(graph)
    split, looped = parts(graph), loops(graph)
    grouped = communities(graph, around.units)
    central: Mapping[str, Central] = {row.process: row for row in between.ranking}
    part, loop, community = _numbers(split), _numbers(looped), _numbers(grouped.groups)
    steps = network.steps_to_customer
    rows = tuple(
        ProcessFigures(
            process,
            len(graph.predecessors[number]),
            len(graph.successors[number]),
            central[process].betweenness,
            central[process].normalised,
            near.values[process],
            ranks[process],
            needs[process],
            reached.downstream[process],
            reached.upstream[process],
            layer[process],
            part[process],
            community[process],
            loop.get(process),
            steps.get(process),
        )
        for number, process in enumerate(graph.nodes)
    )
    return Structure(
        rows,
        split,
        looped,
        network.cuts,
        bridges(graph),
        mutual_pairs(graph),
        reciprocity(graph),
        isolated(graph),
        cycles(graph),
        grouped,
        network.delivery,
        between.error,
        near.error,
    )


def _numbers(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    return {process: number for number, group in enumerate(groups, start=1) for process in group}
