"""Which part of a map to show: around a process, along a path, without what the reader has hidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final

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
    if start not in network.flows:
        return frozenset()
    inner = network.processes if start in network.processes else None
    kept = {start}
    after = steps_from(inner, start) if inner is not None else {}
    before = steps_to(inner, [start]) if inner is not None else {}
    kept |= {one for one, steps in after.items() if steps <= downstream}
    kept |= {one for one, steps in before.items() if steps <= upstream}
    outside = network.customers | network.providers
    for one in [start, *after]:
        if after.get(one, 0) < downstream:
            kept |= {other for other in network.flows.successors(one) if one == start or other in outside}
    for one in [start, *before]:
        if before.get(one, 0) < upstream:
            kept |= {other for other in network.flows.predecessors(one) if one == start or other in outside}
    return frozenset(kept)


def trail(network: Network, start: str, end: str) -> tuple[str, ...]:
    """Return the first of the shortest paths from one party to another, through processes; empty if none.

    Ties are broken by IRI, so that the same question has the same answer.
    """
    if start not in network.flows or end not in network.flows or start == end:
        return ()
    through = network.flows.subgraph({*network.processes, start, end})
    found = shortest_paths(through, start, end, limit=50)
    return found[0] if found else ()


def scoped(drawn: ProcessMap, kept: Collection[str]) -> ProcessMap:
    """Return the map of some parties, given by IRI, and of the flows between them."""
    return replace(
        drawn,
        processes=tuple([one for one in drawn.processes if one.name.iri in kept]),
        parties=tuple([one for one in drawn.parties if one.name.iri in kept]),
        flows=tuple([flow for flow in drawn.flows if flow.supplier in kept and flow.customer in kept]),
    )
