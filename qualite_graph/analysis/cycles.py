"""Short loops one by one: who works for whom and gets it back, up to a bounded number of steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qualite_graph.analysis.process_graph import ProcessGraph

LONGEST: Final = 4
"""How many processes a cycle has at most unless told otherwise: longer ones are too many to mean anything."""
KEPT: Final = 500
"""How many cycles of each length are kept; all are counted."""


@dataclass(frozen=True, slots=True)
class Cycles:
    """The cycles of at most `longest` processes, the shortest first, each from its first IRI.

    `counted` gives how many there are of each length from 2; of a length that has more than `KEPT`, `found`
    has the first ones by IRI.
    """

    longest: int
    found: tuple[tuple[str, ...], ...]
    counted: tuple[int, ...]


def cycles(graph: ProcessGraph, longest: int = LONGEST) -> Cycles:
    """Return the simple cycles of the process graph up to a length.

    Every path is followed from its first process, through later ones only, and closed where an arc leads
    back: each cycle is met once. The work grows with the number of paths, hence the bound.

    >>> graph = ProcessGraph.of("abc", [("a", "b"), ("b", "a"), ("b", "c"), ("c", "a")])
    >>> cycles(graph).found
    (('a', 'b'), ('a', 'b', 'c'))
    """
    onward = graph.successors
    by_length: list[list[tuple[int, ...]]] = [[] for _ in range(longest + 1)]
    counted = [0] * (longest + 1)
    for start in range(len(graph)):
        back = set(graph.predecessors[start])
        if not back:
            continue
        paths: list[tuple[int, ...]] = [(start,)]
        for length in range(2, longest + 1):
            longer: list[tuple[int, ...]] = []
            for path in paths:
                for node in onward[path[-1]]:
                    if node <= start or node in path:
                        continue
                    if node in back:
                        counted[length] += 1
                        if len(by_length[length]) < KEPT:
                            by_length[length].append((*path, node))
                    if length < longest:
                        longer.append((*path, node))
            paths = longer
    found = tuple(tuple(graph.nodes[node] for node in cycle) for group in by_length for cycle in group)
    return Cycles(longest, found, tuple(counted[2:]))
