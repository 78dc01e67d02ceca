"""Whether what customers say reaches those who improve: feedback loops, and what closes an open one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from qualite_graph.analysis.network import Network
from qualite_graph.analysis.process_graph import ProcessGraph
from qualite_graph.analysis.structure import shortest_paths, steps_onward
from qualite_graph.vocabulary import QG

_SEARCHED: Final = 12
"""Up to this many sorts of places for a new flow, the smallest set is searched; above, built greedily."""


@dataclass(frozen=True, slots=True)
class FeedbackLoop:
    """A process to which customers speak, and how far what they say goes by flows of feedback alone.

    `path` leads from it to an improvement process when the loop is closed and is empty otherwise; `reached`
    are the other processes that its feedback reaches; `voices` the flows by which customers speak to it;
    `flows` those of feedback that carry it on, along the path if there is one.
    """

    process: str
    path: tuple[str, ...]
    reached: tuple[str, ...]
    voices: tuple[str, ...]
    flows: tuple[str, ...]

    @property
    def closed(self) -> bool:
        """Tell whether the customer's voice arrives at an improvement process."""
        return bool(self.path)


@dataclass(frozen=True, slots=True)
class Feedback:
    """Every loop by the IRI of its process; the improvement processes; the fewest flows that would close all.

    `missing` holds pairs (from, to): a flow of feedback for each closes every open loop, and no smaller
    number does (above a dozen sorts of places, it is only near the smallest). It is empty where nothing is
    open, or where no process improves anything.
    """

    loops: tuple[FeedbackLoop, ...]
    improving: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]


def feedback(network: Network) -> Feedback:
    """Follow what customers say along flows of feedback.

    A process improves when an output of the kind improvement leaves it. Only feedback counts: in a company
    whose processes are well linked, almost any one reaches any other somehow.

    >>> from qualite_graph.analysis.network import FlowRow, projection
    >>> voice, plan = frozenset({QG.CustomerFeedbackOutput}), frozenset({QG.ImprovementOutput})
    >>> flows = [FlowRow("x", "c", "a", "o", voice), FlowRow("f", "b", "a", "p", plan)]
    >>> feedback(projection("ab", "c", "", flows)).missing
    (('a', 'b'),)
    """
    carrying = network.of_kinds(QG.FeedbackOutput)
    graph = ProcessGraph.of(network.graph.nodes, [(row.supplier, row.customer) for row in carrying])
    improving = {row.supplier for row in network.of_kinds(QG.ImprovementOutput) if row.supplier in graph}
    voices: dict[str, list[str]] = {}
    for row in network.of_kinds(QG.CustomerFeedbackOutput):
        if row.customer in graph and row.supplier in network.customers:
            voices.setdefault(row.customer, []).append(row.flow)
    flows: dict[tuple[str, str], list[str]] = {}
    for row in carrying:
        flows.setdefault((row.supplier, row.customer), []).append(row.flow)
    loops = tuple(
        _loop(graph, improving, process, tuple(voices[process]), flows) for process in sorted(voices)
    )
    reaches = {loop.process: {loop.process, *loop.reached} for loop in loops if not loop.closed}
    starts = _fewest_covering(reaches) if improving else ()
    return Feedback(
        loops,
        tuple(sorted(improving)),
        tuple((start, _nearest(network, start, improving)) for start in starts),
    )


def _loop(
    graph: ProcessGraph,
    improving: Iterable[str],
    process: str,
    voices: tuple[str, ...],
    flows: dict[tuple[str, str], list[str]],
) -> FeedbackLoop:
    steps = steps_onward(graph, [process])
    arrived = [(steps[one], one) for one in improving if one in steps]
    path = shortest_paths(graph, process, min(arrived)[1], limit=1)[0] if arrived else ()
    pairs = list(pairwise(path)) or [
        (graph.nodes[a], graph.nodes[b]) for a, b in graph.arcs if graph.nodes[a] in steps and not arrived
    ]
    reached = tuple(sorted(node for node in steps if node != process))
    return FeedbackLoop(process, path, reached, voices, tuple(flow for pair in pairs for flow in flows[pair]))


def _fewest_covering(reaches: dict[str, set[str]]) -> tuple[str, ...]:
    """Return the fewest processes such that each of the open loops reaches one of them.

    A new flow that starts where a loop ends serves that loop; one that starts where several arrive serves
    them all: the smallest number of flows is that of a smallest set which meets every reach.
    """
    served: dict[frozenset[str], str] = {}
    for place in sorted(set().union(*reaches.values())):
        loops = frozenset(loop for loop, reach in reaches.items() if place in reach)
        best = served.get(loops)
        if best is None or (place in reaches and best not in reaches):
            served[loops] = place
    kinds = sorted(served, key=lambda loops: (-len(loops), served[loops]))
    kinds = [loops for loops in kinds if not any(loops < other for other in kinds)]
    if len(kinds) <= _SEARCHED:
        for size in range(len(kinds) + 1):
            for chosen in combinations(kinds, size):
                if set().union(*chosen) == set(reaches):
                    return tuple(sorted(served[loops] for loops in chosen))
    left, found = set(reaches), []
    while left:
        best_kind = max(kinds, key=lambda loops: (len(loops & left), -kinds.index(loops)))
        found.append(served[best_kind])
        left -= best_kind
    return tuple(sorted(found))


def _nearest(network: Network, start: str, improving: Iterable[str]) -> str:
    """Return the improvement process that already gets something from `start`, else the first."""
    served = {row.customer for row in network.given.get(start, ())}
    return min(improving, key=lambda one: (one not in served, one))
