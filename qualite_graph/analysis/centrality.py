"""Which processes the network turns around: betweenness and rank; exact while affordable."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from qualite_graph.analysis.process_graph import ProcessGraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Floats = NDArray[np.float64]

EXACT_UP_TO: Final = 2_000
"""Above this many processes, paths are measured from some processes drawn by lot, not from all."""
DRAWN_FOR_BETWEENNESS: Final = 200
_SEED: Final = 20_260_630
_TOGETHER: Final = 200_000  # pairs of a start and a process walked at once: what fits a processor's cache
DAMPING: Final = 0.85
"""The share of its rank that a process passes on, as Brin and Page set it."""


class Central(NamedTuple):
    """A process's betweenness: raw, and divided by the number of ordered pairs of other processes."""

    process: str
    betweenness: float
    normalised: float


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The processes by decreasing betweenness, and from how many of them paths were measured.

    `error` is 0 when all were. Otherwise the true normalised value of each process lies within `error` of the
    one given in nineteen draws out of twenty (1.96 standard errors of the least certain process, with the
    correction for a finite population).
    """

    ranking: tuple[Central, ...]
    drawn: int
    error: float


def betweenness(graph: ProcessGraph, *, exact_up_to: int = EXACT_UP_TO) -> Betweenness:
    """Return the betweenness of every process: directed, unweighted, end points excluded.

    Exact up to `exact_up_to` processes; above, estimated from `DRAWN_FOR_BETWEENNESS` processes drawn without
    return, always the same for the same graph: from one half of them paths are followed downstream, from the
    other upstream, and a process counts for its share of the way, so that being near a start is no advantage.
    Sources of the methods: Brandes, *A faster algorithm for betweenness centrality* (2001); Geisberger,
    Sanders and Schultes, *Better approximation of betweenness centrality* (2008), linear scaling.

    >>> betweenness(ProcessGraph.of("abc", [("a", "b"), ("b", "c")])).ranking[0]
    Central(process='b', betweenness=1.0, normalised=0.5)
    """
    count = len(graph)
    pairs = max((count - 1) * (count - 2), 1)
    if count <= exact_up_to or count <= DRAWN_FOR_BETWEENNESS:
        import rustworkx as rx  # noqa: PLC0415 -- numpy comes with it

        exact = rx.digraph_betweenness_centrality(graph.directed, normalized=False)
        return Betweenness(_ranked(graph, [exact[node] for node in range(count)], pairs), count, 0.0)
    onward, backward = _halves(drawn(count, DRAWN_FOR_BETWEENNESS))
    scores, errors = _estimated(graph, onward, backward)
    return Betweenness(_ranked(graph, scores, pairs), DRAWN_FOR_BETWEENNESS, max(errors) / pairs)


def _estimated(
    graph: ProcessGraph, onward: list[int], backward: list[int]
) -> tuple[list[float], list[float]]:
    """Return the estimated betweenness of each process and 1.96 standard errors of it."""
    import numpy as np  # noqa: PLC0415

    count = len(graph)
    arcs = graph.ends
    scores, variance = np.zeros(count), np.zeros(count)
    for starts, walked in ((onward, arcs), (backward, arcs[:, ::-1])):
        total, squares = _shares(walked, count, starts)
        many = len(starts)
        scores += count / many * total
        spread = np.maximum(squares / many - (total / many) ** 2, 0.0)
        variance += count * count * spread / (many - 1) * (1 - many / count)
    return scores.tolist(), (1.96 * np.sqrt(variance)).tolist()


def _halves(starts: list[int]) -> tuple[list[int], list[int]]:
    """Part the starts drawn in two, by lot again."""
    mixed = random.Random(_SEED).sample(starts, len(starts))  # noqa: S311
    return mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]


def _ranked(graph: ProcessGraph, scores: list[float], pairs: int) -> tuple[Central, ...]:
    # Sums of fractions differ in their last bits with the order of addition, which threads decide: equal
    # scores must stay equal, and those of one map the same at every run.
    kept = [round(score, 6) for score in scores]
    ranked = sorted(range(len(kept)), key=lambda node: (-kept[node], node))
    return tuple(Central(graph.nodes[node], kept[node], kept[node] / pairs) for node in ranked)


def drawn(count: int, wanted: int) -> list[int]:
    """Return positions drawn without return, sorted, the same at every call."""
    return sorted(random.Random(_SEED).sample(range(count), wanted))  # noqa: S311 -- a sample, no secret


def _shares(arcs: Numbers, count: int, starts: list[int]) -> tuple[Floats, Floats]:
    """Return, for each process, the sum over `starts` of its shares of paths from there, and of squares.

    Brandes' two passes, a whole level of the walk at a time and several starts at once. A process on a path
    gets of it the share of the way that lies behind it.
    """
    import numpy as np  # noqa: PLC0415

    degree = np.bincount(arcs[:, 0], minlength=count)
    first = np.cumsum(degree) - degree
    heads = arcs[np.argsort(arcs[:, 0], kind="stable"), 1]
    total, squares = np.zeros(count), np.zeros(count)
    batch = max(1, _TOGETHER // count)
    for begin in range(0, len(starts), batch):
        levels, paths = _onward(heads, first, degree, starts[begin : begin + batch])
        owed, ways = np.zeros(len(paths)), []
        for step in range(len(levels), 1, -1):
            level = levels[step - 1]
            share = (1.0 / step + owed) / paths
            paths = level.paths
            owed = paths * np.bincount(level.tails, share[level.heads], minlength=len(paths))
            ways.append(owed * (step - 1))
        if ways:
            nodes = np.concatenate([level.nodes for level in levels[:0:-1]])
            way = np.concatenate(ways)
            total += np.bincount(nodes, way, minlength=count)
            squares += np.bincount(nodes, way * way, minlength=count)
    return total, squares


class _Level(NamedTuple):
    """Those that several starts meet at one step, by start: process, shortest paths to it, arcs onward.

    An arc has the place of its tail in this level and of its head in the next one.
    """

    nodes: Numbers
    paths: Floats
    tails: Numbers
    heads: Numbers


def _onward(
    heads: Numbers, first: Numbers, degree: Numbers, starts: list[int]
) -> tuple[list[_Level], Floats]:
    """Walk from some starts at once; return the levels but the last, and the paths to those in the last."""
    import numpy as np  # noqa: PLC0415

    count = len(degree)
    nodes = np.array(starts)
    # A process and a start are one number, which tells what is met and, of that, its place in its level.
    met, place = np.zeros(len(starts) * count, dtype=bool), np.empty(len(starts) * count, dtype=np.intp)
    frontier = np.arange(len(starts)) * count + nodes
    paths: Floats = np.ones(len(starts))
    levels: list[_Level] = []
    while True:
        met[frontier] = True
        many = degree[nodes]
        ends = np.cumsum(many)
        tail = np.repeat(np.arange(len(nodes)), many)
        head = heads.take(np.arange(len(tail)) + (first[nodes] - ends + many).take(tail))
        head += (frontier - nodes).take(tail)
        new = np.flatnonzero(~met.take(head))
        if not len(new):
            return levels, paths
        tail, head = tail.take(new), head.take(new)
        # Each process met enters the next level once: the last arc into it says so.
        number = np.arange(len(head))
        place[head] = number
        frontier = head[place.take(head) == number]
        place[frontier] = np.arange(len(frontier))
        head = place.take(head)
        levels.append(_Level(nodes, paths, tail, head))
        paths = np.bincount(head, paths.take(tail)).astype(np.float64, copy=False)
        nodes = frontier % count


def rank(graph: ProcessGraph) -> dict[str, float]:
    """Return the PageRank of each process: how much of the network's work arrives at it.

    A process without customers passes its rank to all. Source of the method: Brin and Page, *The anatomy of a
    large-scale hypertextual web search engine* (1998); damping `DAMPING`.

    >>> {node: round(value, 3) for node, value in rank(ProcessGraph.of("ab", [("a", "b")])).items()}
    {'a': 0.351, 'b': 0.649}
    """
    return _rank(graph, None)


def process_rank(graph: ProcessGraph, need: Mapping[str, float]) -> dict[str, float]:
    """Return the network-adjusted need for improvement of each process; the values add up to 1.

    `need` is the need each process has by itself (0 or more; one that is absent has none). What is computed
    is a PageRank on the reversed process graph whose restarts follow `need`: a process passes `DAMPING` of
    its need on to its suppliers in equal shares, because a supplier that improves helps all its customers;
    one without suppliers passes it on as `need` is spread. This is the idea of ProcessPageRank (Lehnert,
    Röglinger and Seyfried, *Prioritization of Interconnected Processes*, Business & Information Systems
    Engineering 60(2), 2018) in the form that a map of flows allows: relations are not weighted, because no
    map states how strongly one process uses another. Without any need, restarts are even.

    >>> graph = ProcessGraph.of("abc", [("a", "b"), ("b", "c")])
    >>> {node: round(value, 3) for node, value in process_rank(graph, {"c": 1}).items()}
    {'a': 0.281, 'b': 0.33, 'c': 0.389}
    """
    own = {node: float(need.get(name, 0.0)) for node, name in enumerate(graph.nodes)}
    return _rank(graph, own if any(own.values()) else None, turned=True)


def _rank(graph: ProcessGraph, restart: dict[int, float] | None, *, turned: bool = False) -> dict[str, float]:
    if not graph.nodes:
        return {}
    import rustworkx as rx  # noqa: PLC0415

    walked = graph.directed
    if turned:
        walked = walked.copy()
        walked.reverse()
    # rustworkx leaves out who restarts with 0; networkx and the definition keep it.
    found = rx.pagerank(walked, alpha=DAMPING, personalization=restart, tol=1e-10, max_iter=1000)
    return {node: found[number] for number, node in enumerate(graph.nodes)}
