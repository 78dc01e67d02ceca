"""The least that parts two processes: the fewest processes, and the fewest flows, between them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import pairwise

from qualite_graph.analysis.network import Network
from qualite_graph.telling import SaidValue, Sentence

_ENDLESS = 1 << 60
Capacities = list[dict[int, int]]


@dataclass(frozen=True, slots=True)
class MinimumCut:
    """What has to fail for nothing to lead from `start` to `end` any more, as little of it as possible.

    Of several smallest sets, the one nearest to `start`. `processes` is `None` when a flow goes straight from
    one to the other: no stop of others parts them then. `flows` are flows whose loss parts them, by IRI. Both
    are empty where nothing leads from one to the other.
    """

    start: str
    end: str
    processes: tuple[str, ...] | None
    flows: tuple[str, ...]

    def sentences(self) -> tuple[Sentence, ...]:
        """Return what parts the two ends in sentences, with the flows to lose as evidence."""
        ends: dict[str, SaidValue] = {"start": self.start, "end": self.end}
        if not self.flows:
            return (Sentence("cut.none", ends),)
        found = [Sentence("cut.flows", {**ends, "items": self.flows}, self.flows)]
        if self.processes is None:
            return (Sentence("cut.straight", ends), *found)
        return (Sentence("cut.processes", {**ends, "items": self.processes}, self.processes), *found)


def minimum_cut(network: Network, start: str, end: str) -> MinimumCut:
    """Return the minimum cuts between two distinct processes.

    Source of the method: Ford and Fulkerson's theorem, flows augmented along shortest paths (Edmonds and
    Karp, *Theoretical improvements in algorithmic efficiency for network flow problems*, 1972).

    Raises:
        ValueError: both ends are the same process.
    """
    graph = network.graph
    source, sink = graph.position[start], graph.position[end]
    if source == sink:
        raise ValueError(start)
    wide: Capacities = [{} for _ in graph.nodes]
    for a, b in graph.arcs:
        wide[a][b] = len(network.flows_of_pair[graph.nodes[a], graph.nodes[b]])
    near = _source_side(wide, source, sink)
    cut = [(graph.nodes[a], graph.nodes[b]) for a, b in graph.arcs if a in near and b not in near]
    processes = None
    if (source, sink) not in set(graph.arcs):
        # Each process becomes a way in and a way out, with room for one between them.
        split: Capacities = [{} for _ in range(2 * len(graph))]
        for node in range(len(graph)):
            split[2 * node][2 * node + 1] = _ENDLESS if node in (source, sink) else 1
        for a, b in graph.arcs:
            split[2 * a + 1][2 * b] = _ENDLESS
        side = _source_side(split, 2 * source, 2 * sink + 1)
        processes = graph.named(
            node for node in range(len(graph)) if 2 * node in side and 2 * node + 1 not in side
        )
    return MinimumCut(start, end, processes, network.evidence(cut))


def _source_side(capacities: Capacities, source: int, sink: int) -> set[int]:
    """Return what the source still reaches once no more can flow to the sink."""
    room = [dict(row) for row in capacities]
    for node, row in enumerate(capacities):
        for other in row:
            room[other].setdefault(node, 0)
    while True:
        came = {source: source}
        waiting = deque([source])
        while waiting and sink not in came:
            node = waiting.popleft()
            for other, capacity in room[node].items():
                if capacity and other not in came:
                    came[other] = node
                    waiting.append(other)
        if sink not in came:
            return set(came)
        path = [sink]
        while path[-1] != source:
            path.append(came[path[-1]])
        steps = [(b, a) for a, b in pairwise(path)]
        least = min(room[a][b] for a, b in steps)
        for a, b in steps:
            room[a][b] -= least
            room[b][a] += least
