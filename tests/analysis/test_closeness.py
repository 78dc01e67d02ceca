"""Steps from many starts at once against networkx's walk from each: hubs, long lines, odd and larger maps."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.analysis import closeness
from qualite_graph.analysis.closeness import steps_from_each
from qualite_graph.analysis.process_graph import ProcessGraph


def by_walks(graph: ProcessGraph, starts: list[int]) -> list[tuple[int, int, int]]:
    """Count with networkx, start by start: who reaches each process, steps added up, steps squared."""
    referee = nx.DiGraph(list(graph.arcs))
    referee.add_nodes_from(range(len(graph)))
    found = [(0, 0, 0)] * len(graph)
    for start in starts:
        for node, far in nx.single_source_shortest_path_length(referee, start).items():
            if node != start:
                reached, total, squares = found[node]
                found[node] = (reached + 1, total + far, squares + far * far)
    return found


def at_once(graph: ProcessGraph, starts: list[int]) -> list[tuple[int, int, int]]:
    return list(zip(*(sums.tolist() for sums in steps_from_each(graph, starts)), strict=True))


@settings(deadline=None)
@given(st.data(), st.integers(0, 8))
def test_steps_from_any_starts(data: st.DataObject, count: int) -> None:
    nodes = [f"p{number}" for number in range(count)]
    arcs = data.draw(st.lists(st.tuples(*[st.sampled_from(nodes)] * 2), max_size=24)) if nodes else []
    graph = ProcessGraph.of(nodes, arcs)
    starts = sorted(data.draw(st.sets(st.sampled_from(range(count))))) if nodes else []

    assert at_once(graph, starts) == by_walks(graph, starts)


def line(count: int) -> list[tuple[int, int]]:
    return [(node, node + 1) for node in range(count - 1)]


def hub(count: int) -> list[tuple[int, int]]:
    return [arc for node in range(1, count) for arc in ((node, 0), (0, node))]


def by_lot(count: int) -> list[tuple[int, int]]:
    lot = random.Random(4)  # noqa: S311
    return [(lot.randrange(count), lot.randrange(count) ** 2 // count) for _ in range(4 * count)]


@pytest.mark.parametrize("share", [1, 3], ids=["all starts", "a third"])
@pytest.mark.parametrize("words", [1, 1 << 20], ids=["64 at once", "all at once"])
@pytest.mark.parametrize("arcs", [line, hub, by_lot])
def test_larger_maps(arcs, words: int, share: int, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 400
    nodes = [f"n{number:03}" for number in range(count)]
    graph = ProcessGraph.of(nodes, [(nodes[a], nodes[b]) for a, b in arcs(count)])
    starts = list(range(0, count, share))
    monkeypatch.setattr(closeness, "_TOGETHER", words)

    assert at_once(graph, starts) == by_walks(graph, starts)
