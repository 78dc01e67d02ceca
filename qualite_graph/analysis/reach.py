"""Who depends on whom, however indirectly: reach of every process, and layers where loops are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.analysis.process_graph import ProcessGraph

_AT_ONCE: Final = 1 << 15
"""How many loops one integer stands for: bounds the memory on a large map without loops."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many other processes depend on each one, and on how many others each one depends."""

    downstream: Mapping[str, int]
    upstream: Mapping[str, int]


def reach(graph: ProcessGraph) -> Reach:
    """Count what each process reaches and what reaches it, itself left out.

    Processes of one loop reach the same: each set is worked out once per loop, as an integer whose bits are
    loops, from the last layer up.

    >>> reach(ProcessGraph.of("abc", [("a", "b"), ("b", "c")])).downstream
    {'a': 2, 'b': 1, 'c': 0}
    """
    groups, group_of, onward = _condensed(graph)
    backward: list[set[int]] = [set() for _ in groups]
    for group, others in enumerate(onward):
        for other in others:
            backward[other].add(group)
    weights = [len(group) for group in groups]
    below = _weights_reached(onward, weights, range(len(groups)))
    above = _weights_reached(backward, weights, range(len(groups) - 1, -1, -1))
    return Reach(
        {node: below[group_of[number]] - 1 for number, node in enumerate(graph.nodes)},
        {node: above[group_of[number]] - 1 for number, node in enumerate(graph.nodes)},
    )


def layers(graph: ProcessGraph) -> dict[str, int]:
    """Return the layer of each process, from 1: one more than the furthest of its suppliers outside its loop.

    The processes of a loop share a layer.

    >>> layers(ProcessGraph.of("abc", [("a", "b"), ("b", "a"), ("b", "c")]))
    {'a': 1, 'b': 1, 'c': 2}
    """
    groups, group_of, onward = _condensed(graph)
    layer = [1] * len(groups)
    for group in range(len(groups) - 1, -1, -1):  # suppliers come before their customers this way
        for other in onward[group]:
            layer[other] = max(layer[other], layer[group] + 1)
    return {node: layer[group_of[number]] for number, node in enumerate(graph.nodes)}


def _condensed(graph: ProcessGraph) -> tuple[list[list[int]], list[int], list[set[int]]]:
    """Return the strongly connected components, customers first, that of each node, and arcs between them."""
    import rustworkx as rx  # noqa: PLC0415

    groups = [list(group) for group in rx.strongly_connected_components(graph.directed)]
    group_of = [0] * len(graph)
    for number, group in enumerate(groups):
        for node in group:
            group_of[node] = number
    onward: list[set[int]] = [set() for _ in groups]
    for supplier, customer in graph.arcs:
        if group_of[supplier] != group_of[customer]:
            onward[group_of[supplier]].add(group_of[customer])
    return groups, group_of, onward


def _weights_reached(onward: list[set[int]], weights: list[int], order: range) -> list[int]:
    """Return the weight of all that each group reaches; `order` puts what is reached first."""
    heavy = [group for group, weight in enumerate(weights) if weight > 1]
    total = [0] * len(weights)
    for start in range(0, len(weights), _AT_ONCE):
        end = min(start + _AT_ONCE, len(weights))
        marked = [(1 << group - start, weights[group] - 1) for group in heavy if start <= group < end]
        sets = [0] * len(weights)
        for group in order:
            reached = 1 << group - start if start <= group < end else 0
            for other in onward[group]:
                reached |= sets[other]
            sets[group] = reached
            total[group] += reached.bit_count() + sum([more for bit, more in marked if reached & bit])
    return total
