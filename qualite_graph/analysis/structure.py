"""What the shape of the process graph tells: cuts, parts, loops, centrality, reach and paths."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

if TYPE_CHECKING:
    Graph = nx.DiGraph[str]


class Cut(NamedTuple):
    """A process whose stop splits the network, and the processes that leave the largest remaining part."""

    process: str
    cut_off: tuple[str, ...]


class Central(NamedTuple):
    """A process's betweenness, raw and divided by the number of ordered pairs of other processes."""

    process: str
    betweenness: float
    normalised: float


def cuts(graph: Graph) -> tuple[Cut, ...]:
    """Return the articulation points of the graph taken without direction.

    Source of the method: Hopcroft and Tarjan, *Efficient algorithms for graph manipulation* (1973).

    >>> cuts(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "d")]))
    (Cut(process='c', cut_off=('d',)),)
    """
    undirected = graph.to_undirected(as_view=False)
    found = []
    for process in sorted(nx.articulation_points(undirected)):
        part = nx.node_connected_component(undirected, process) - {process}
        pieces = _by_size(nx.connected_components(undirected.subgraph(part)))
        found.append(Cut(process, tuple(sorted(node for piece in pieces[1:] for node in piece))))
    return tuple(found)


def bridges(graph: Graph) -> tuple[tuple[str, str], ...]:
    """Return the pairs whose relation, taken without direction, is the only link between two parts.

    >>> bridges(nx.DiGraph([("b", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")]))
    (('a', 'b'),)
    """
    return tuple(sorted((min(pair), max(pair)) for pair in nx.bridges(graph.to_undirected())))


def parts(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Return the weakly connected components, the largest first, ties by their first process.

    >>> graph = nx.DiGraph([("b", "c")])
    >>> graph.add_node("a")
    >>> parts(graph)
    (('b', 'c'), ('a',))
    """
    return _by_size(nx.weakly_connected_components(graph))


def loops(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected components of more than one process, the largest first.

    >>> loops(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")]))
    (('a', 'b'),)
    """
    return _by_size(part for part in nx.strongly_connected_components(graph) if len(part) > 1)


def mutual_pairs(graph: Graph) -> tuple[tuple[str, str], ...]:
    """Return the pairs of processes each of which supplies the other, the smaller IRI first.

    >>> mutual_pairs(nx.DiGraph([("b", "a"), ("a", "b"), ("b", "c")]))
    (('a', 'b'),)
    """
    return tuple(sorted((a, b) for a, b in graph.edges if a < b and graph.has_edge(b, a)))


def centrality(graph: Graph) -> tuple[Central, ...]:
    """Return every process by decreasing betweenness, directed and unweighted, end points excluded.

    Source of the method: Brandes, *A faster algorithm for betweenness centrality* (2001).

    >>> centrality(nx.DiGraph([("a", "b"), ("b", "c")]))[0]
    Central(process='b', betweenness=1.0, normalised=0.5)
    """
    others = len(graph) - 1
    pairs = max(others * (others - 1), 1)
    scores = nx.betweenness_centrality(graph, normalized=False)
    ranked = [Central(process, score, score / pairs) for process, score in scores.items()]
    # Sums of fractions differ in their last bits with the order of addition: equal scores must stay equal.
    return tuple(sorted(ranked, key=lambda row: (-round(row.betweenness, 9), row.process)))


def steps_from(graph: Graph, start: str) -> dict[str, int]:
    """Return how many steps downstream each process that depends on `start` is; `start` itself left out.

    >>> steps_from(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]), "a")
    {'b': 1, 'c': 2}
    """
    found: dict[str, int] = dict(nx.single_source_shortest_path_length(graph, start))
    del found[start]
    return found


def steps_to(graph: Graph, targets: Iterable[str]) -> dict[str, int]:
    """Return how many steps each process is from the nearest of `targets`; one with no path is absent.

    >>> steps_to(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d")]), ["c", "b"])
    {'b': 0, 'c': 0, 'a': 1}
    """
    reversed_graph = graph.reverse(copy=False)
    level = sorted(set(targets) & set(graph))
    found = dict.fromkeys(level, 0)
    step = 0
    while level:
        step += 1
        level = sorted({node for near in level for node in reversed_graph[near]} - found.keys())
        found.update(dict.fromkeys(level, step))
    return found


def not_contributing(graph: Graph, target: str) -> tuple[str, ...]:
    """Return the processes from which no path leads to `target`, itself left out.

    >>> not_contributing(nx.DiGraph([("a", "b"), ("b", "c")]), "b")
    ('c',)
    """
    contributing: set[str] = set(nx.ancestors(graph, target))
    return tuple(sorted(set(graph) - contributing - {target}))


def shortest_paths(graph: Graph, start: str, end: str, *, limit: int) -> tuple[tuple[str, ...], ...]:
    """Return the shortest paths from one process to another, at most `limit` of them; none if there is none.

    >>> shortest_paths(nx.DiGraph([("a", "c"), ("a", "b"), ("b", "d"), ("c", "d")]), "a", "d", limit=10)
    (('a', 'b', 'd'), ('a', 'c', 'd'))
    >>> shortest_paths(nx.DiGraph([("a", "b")]), "b", "a", limit=10)
    ()
    """
    if not nx.has_path(graph, start, end):
        return ()
    return tuple(sorted(tuple(path) for path in islice(nx.all_shortest_paths(graph, start, end), limit)))


def _by_size(groups: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group)))
