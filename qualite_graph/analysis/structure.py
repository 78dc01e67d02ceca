"""What the shape of the process graph tells: cuts, parts, loops, layers, reach and paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from qualite_graph.analysis.process_graph import Neighbours, ProcessGraph


class Cut(NamedTuple):
    """A process whose stop splits the network, and the processes that leave the largest remaining part."""

    process: str
    cut_off: tuple[str, ...]


def cuts(graph: ProcessGraph) -> tuple[Cut, ...]:
    """Return the articulation points of the graph taken without direction, by IRI.

    Of equal parts, the one with the first IRI is said to remain. Source of the method: Hopcroft and Tarjan,
    *Efficient algorithms for graph manipulation* (1973).

    >>> cuts(ProcessGraph.of("abcd", [("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "d")]))
    (Cut(process='c', cut_off=('d',)),)
    """
    import rustworkx as rx  # noqa: PLC0415

    points = sorted(rx.articulation_points(graph.undirected))
    if not points:
        return ()
    walk = _Walk.over(graph)
    return tuple(Cut(graph.nodes[point], graph.named(_cut_off(walk, point))) for point in points)


class _Walk(NamedTuple):
    """A depth-first walk: the nodes as met, where each was met, how low its subtree reaches, its extent."""

    order: list[int]
    met: list[int]
    low: list[int]
    size: list[int]
    children: list[list[int]]
    root: list[int]

    @classmethod
    def over(cls, graph: ProcessGraph) -> _Walk:
        near: list[list[int]] = [[] for _ in graph.nodes]
        for a, b in graph.pairs:
            near[a].append(b)
            near[b].append(a)
        count = len(graph)
        walk = cls([], [-1] * count, [0] * count, [1] * count, [[] for _ in near], [0] * count)
        order, met, low, size, children, root = walk
        for start in range(count):
            if met[start] >= 0:
                continue
            stack = [(start, -1, iter(near[start]))]
            met[start] = low[start] = len(order)
            order.append(start)
            root[start] = start
            while stack:
                node, parent, rest = stack[-1]
                for other in rest:
                    if met[other] < 0:
                        met[other] = low[other] = len(order)
                        order.append(other)
                        root[other] = start
                        children[node].append(other)
                        stack.append((other, node, iter(near[other])))
                        break
                    if other != parent and met[other] < low[node]:
                        low[node] = met[other]
                else:
                    stack.pop()
                    if stack:
                        size[parent] += size[node]
                        low[parent] = min(low[parent], low[node])
        return walk


def _cut_off(walk: _Walk, point: int) -> list[int]:
    def below(node: int) -> list[int]:
        return walk.order[walk.met[node] : walk.met[node] + walk.size[node]]

    own = [child for child in walk.children[point] if walk.low[child] >= walk.met[point]]
    pieces = [below(child) for child in own]
    root = walk.root[point]
    if point != root:
        parted = {node for piece in pieces for node in piece}
        above = walk.size[root] - len(parted) - 1
        if above > max(map(len, pieces)):  # the usual case: what hangs below is what is lost
            return sorted(parted)
        pieces.append([node for node in below(root) if node != point and node not in parted])
    remaining = min(pieces, key=lambda piece: (-len(piece), min(piece)))
    return [node for piece in pieces if piece is not remaining for node in piece]


def bridges(graph: ProcessGraph) -> tuple[tuple[str, str], ...]:
    """Return the pairs whose relation, taken without direction, is the only link between two parts.

    >>> bridges(ProcessGraph.of("abcd", [("b", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")]))
    (('a', 'b'),)
    """
    import rustworkx as rx  # noqa: PLC0415

    found = sorted((min(pair), max(pair)) for pair in rx.bridges(graph.undirected))
    return tuple((graph.nodes[a], graph.nodes[b]) for a, b in found)


def parts(graph: ProcessGraph) -> tuple[tuple[str, ...], ...]:
    """Return the weakly connected components, the largest first, ties by their first process.

    >>> parts(ProcessGraph.of("abc", [("b", "c")]))
    (('b', 'c'), ('a',))
    """
    import rustworkx as rx  # noqa: PLC0415

    return by_size(graph, rx.connected_components(graph.undirected))


def count_parts(graph: ProcessGraph) -> int:
    """Return how many weakly connected components there are.

    >>> count_parts(ProcessGraph.of("abc", [("b", "c")]))
    2
    """
    import rustworkx as rx  # noqa: PLC0415

    return rx.number_weakly_connected_components(graph.directed)


def loops(graph: ProcessGraph) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected components of more than one process, the largest first.

    >>> loops(ProcessGraph.of("abc", [("a", "b"), ("b", "a"), ("b", "c")]))
    (('a', 'b'),)
    """
    import rustworkx as rx  # noqa: PLC0415

    strong = rx.strongly_connected_components(graph.directed)
    return by_size(graph, [part for part in strong if len(part) > 1])


def isolated(graph: ProcessGraph) -> tuple[str, ...]:
    """Return the processes that no flow joins to another, by IRI.

    >>> isolated(ProcessGraph.of("abc", [("b", "c")]))
    ('a',)
    """
    joined = {end for arc in graph.arcs for end in arc}
    return tuple(node for number, node in enumerate(graph.nodes) if number not in joined)


def mutual_pairs(graph: ProcessGraph) -> tuple[tuple[str, str], ...]:
    """Return the pairs of processes each of which supplies the other, the smaller IRI first.

    >>> mutual_pairs(ProcessGraph.of("abc", [("b", "a"), ("a", "b"), ("b", "c")]))
    (('a', 'b'),)
    """
    arcs = set(graph.arcs)
    return tuple((graph.nodes[a], graph.nodes[b]) for a, b in graph.arcs if a < b and (b, a) in arcs)


def reciprocity(graph: ProcessGraph) -> float:
    """Return the share of arcs whose opposite is an arc too; 0 where there is none.

    >>> reciprocity(ProcessGraph.of("abc", [("b", "a"), ("a", "b"), ("b", "c"), ("a", "c")]))
    0.5
    """
    return 2 * len(mutual_pairs(graph)) / len(graph.arcs) if graph.arcs else 0.0


def steps_from(graph: ProcessGraph, start: str) -> dict[str, int]:
    """Return how many steps downstream each process that depends on `start` is; `start` itself left out.

    >>> steps_from(ProcessGraph.of("abcd", [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]), "a")
    {'b': 1, 'c': 2}
    """
    found = _steps(graph, graph.successors, [start])
    del found[start]
    return found


def steps_to(graph: ProcessGraph, targets: Iterable[str], until: Iterable[str] = ()) -> dict[str, int]:
    """Return how many steps each process is from the nearest of `targets`; one with no path is absent.

    With `until`, those further away than the nearest of these are absent too.

    >>> steps_to(ProcessGraph.of("abcd", [("a", "b"), ("b", "c"), ("c", "d")]), ["c", "b"])
    {'b': 0, 'c': 0, 'a': 1}
    """
    return _steps(graph, graph.predecessors, targets, until)


def steps_onward(graph: ProcessGraph, starts: Iterable[str], until: Iterable[str] = ()) -> dict[str, int]:
    """Return how many steps each process is after the nearest of `starts`; one that none reaches is absent.

    With `until`, those further away than the nearest of these are absent too.

    >>> steps_onward(ProcessGraph.of("abc", [("a", "b"), ("b", "c")]), ["b"])
    {'b': 0, 'c': 1}
    """
    return _steps(graph, graph.successors, starts, until)


def not_contributing(graph: ProcessGraph, target: str) -> tuple[str, ...]:
    """Return the processes from which no path leads to `target`, itself left out.

    >>> not_contributing(ProcessGraph.of("abc", [("a", "b"), ("b", "c")]), "b")
    ('c',)
    """
    contributing = steps_to(graph, [target])
    return tuple(node for node in graph.nodes if node not in contributing)


def shortest_paths(graph: ProcessGraph, start: str, end: str, *, limit: int) -> tuple[tuple[str, ...], ...]:
    """Return the shortest paths from one process to another, the first `limit` by IRI; none if there is none.

    >>> graph = ProcessGraph.of("abcd", [("a", "c"), ("a", "b"), ("b", "d"), ("c", "d")])
    >>> shortest_paths(graph, "a", "d", limit=10)
    (('a', 'b', 'd'), ('a', 'c', 'd'))
    >>> shortest_paths(graph, "b", "a", limit=10)
    ()
    """
    left = steps_to(graph, [end], until=[start])
    if start not in left:
        return ()

    def from_here(node: int) -> Iterator[tuple[int, ...]]:
        if graph.nodes[node] == end:
            yield (node,)
            return
        nearer = left[graph.nodes[node]] - 1
        for other in graph.successors[node]:
            if left.get(graph.nodes[other]) == nearer:
                for rest in from_here(other):
                    yield (node, *rest)

    found = islice(from_here(graph.position[start]), limit)
    return tuple(tuple(graph.nodes[node] for node in path) for path in found)


def _steps(
    graph: ProcessGraph, near: Neighbours, starts: Iterable[str], until: Iterable[str] = ()
) -> dict[str, int]:
    level = sorted({graph.position[start] for start in starts if start in graph})
    last = {graph.position[end] for end in until if end in graph}
    met = bytearray(len(graph))
    found: dict[str, int] = {}
    step = 0
    for node in level:
        met[node] = 1
    while level:
        found.update(dict.fromkeys([graph.nodes[node] for node in level], step))
        if not last.isdisjoint(level):
            break
        step += 1
        reached: list[int] = []
        for node in level:
            for other in near[node]:
                if not met[other]:
                    met[other] = 1
                    reached.append(other)
        level = reached
    return found


def by_size(graph: ProcessGraph, groups: Iterable[Iterable[int]]) -> tuple[tuple[str, ...], ...]:
    """Return groups of positions as groups of nodes, the largest first, then by IRI."""
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    return tuple(tuple(graph.nodes[node] for node in group) for group in ordered)
