"""Which part of a map to show: around a process, along a path, without what the reader has hidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.process_graph import ProcessGraph
from qualite_graph.analysis.structure import shortest_paths, steps_from, steps_to

if TYPE_CHECKING:
    from qualite_graph.analysis.network import Network
    from qualite_graph.analysis.process_map import ProcessMap

MOST_STEPS: Final = 5
"""How far a neighbourhood may reach: further, it is the whole map."""


def around(network: Network, start: str, upstream: int, downstream: int) -> frozenset[str]:
    """Return the parties at most so many steps from a process or a party outside, itself included.

    Steps pass through processes alone: a customer who receives from one and asks another does not join them.
    """
    graph = _through(network, start)
    if start not in graph:
        return frozenset()
    after, before = {start: 0, **steps_from(graph, start)}, steps_to(graph, [start])
    kept = {one for one, steps in after.items() if steps <= downstream}
    kept |= {one for one, steps in before.items() if steps <= upstream}
    outside = network.customers | network.providers
    for row in network.rows:
        if row.customer in outside and after.get(row.supplier, MOST_STEPS) < downstream:
            kept.add(row.customer)
        if row.supplier in outside and before.get(row.customer, MOST_STEPS) < upstream:
            kept.add(row.supplier)
    return frozenset(kept)


def trail(network: Network, start: str, end: str) -> tuple[str, ...]:
    """Return the first of the shortest paths from one party to another, through processes; empty if none.

    Ties are broken by IRI, so that the same question has the same answer.
    """
    graph = _through(network, start, end)
    if start not in graph or end not in graph or start == end:
        return ()
    return next(iter(shortest_paths(graph, start, end, limit=1)), ())


def _through(network: Network, *ends: str) -> ProcessGraph:
    """Return the process graph, with the parties outside from which or to which one goes."""
    outside = [one for one in ends if one in network.customers or one in network.providers]
    if not outside:
        return network.graph
    arcs = [(row.supplier, row.customer) for row in network.rows]
    return ProcessGraph.of([*network.graph.nodes, *outside], arcs)


def scoped(drawn: ProcessMap, kept: Collection[str]) -> ProcessMap:
    """Return the map of some parties, given by IRI, and of the flows between them."""
    return replace(
        drawn,
        processes=tuple([one for one in drawn.processes if one.name.iri in kept]),
        parties=tuple([one for one in drawn.parties if one.name.iri in kept]),
        flows=tuple([flow for flow in drawn.flows if flow.supplier in kept and flow.customer in kept]),
    )
