"""The structure of small random graphs, compared with the definitions followed to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise, permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.analysis import structure
from qualite_graph.analysis.centrality import betweenness
from qualite_graph.analysis.process_graph import ProcessGraph

Graph = nx.DiGraph


def as_ours(graph: Graph) -> ProcessGraph:
    return ProcessGraph.of(graph, graph.edges)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    nodes = [f"p{number}" for number in range(draw(st.integers(1, 7)))]
    arcs = list(permutations(nodes, 2))
    graph: Graph = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(draw(st.lists(st.sampled_from(arcs), unique=True)) if arcs else [])
    return graph


def pieces(nodes: Iterable[str], links: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Return the connected parts: every node alone, then merged link by link."""
    parts = [{node} for node in nodes]
    for a, b in links:
        with_a, with_b = (next(part for part in parts if node in part) for node in (a, b))
        if with_a is not with_b:
            parts.remove(with_b)
            with_a |= with_b
    return parts


def simple_paths(graph: Graph, start: str, end: str) -> Iterator[tuple[str, ...]]:
    """Return every path without repetition, by trying every sequence of nodes."""
    inner = [node for node in graph if node not in {start, end}]
    for length in range(len(inner) + 1):
        for middle in permutations(inner, length):
            path = (start, *middle, end)
            if all(graph.has_edge(*step) for step in pairwise(path)):
                yield path


def reachable(graph: Graph, start: str, end: str) -> bool:
    return next(simple_paths(graph, start, end), None) is not None


def shortest(graph: Graph, start: str, end: str) -> list[tuple[str, ...]]:
    paths = list(simple_paths(graph, start, end))
    least = min(map(len, paths), default=0)
    return sorted(path for path in paths if len(path) == least)


@given(graphs())
def test_parts_are_what_flows_join(graph: Graph) -> None:
    found = structure.parts(as_ours(graph))

    assert sorted(found) == sorted(tuple(sorted(part)) for part in pieces(graph, graph.edges))
    assert [len(part) for part in found] == sorted((len(part) for part in found), reverse=True)


@given(graphs())
def test_a_cut_process_splits_its_part(graph: Graph) -> None:
    expected = {}
    for process in graph:
        part = next(part for part in pieces(graph, graph.edges) if process in part)
        rest = part - {process}
        left = pieces(rest, [arc for arc in graph.edges if set(arc) <= rest])
        if len(left) > 1:
            expected[process] = left

    found = {cut.process: set(cut.cut_off) for cut in structure.cuts(as_ours(graph))}

    assert found.keys() == expected.keys()
    for process, left in expected.items():
        kept = set().union(*left) - found[process]
        assert kept in left
        assert len(kept) == max(map(len, left))


@given(graphs())
def test_a_bridge_is_the_only_link_between_two_parts(graph: Graph) -> None:
    before = len(pieces(graph, graph.edges))
    linked = {frozenset(arc) for arc in graph.edges}
    expected = [
        tuple(sorted(link))
        for link in linked
        if len(pieces(graph, [tuple(other) for other in linked - {link}])) > before
    ]

    assert list(structure.bridges(as_ours(graph))) == sorted(expected)


@settings(deadline=None)
@given(graphs())
def test_a_loop_holds_processes_that_reach_each_other(graph: Graph) -> None:
    together = [
        (a, b) for a, b in combinations(graph, 2) if reachable(graph, a, b) and reachable(graph, b, a)
    ]
    expected = [tuple(sorted(part)) for part in pieces(graph, together) if len(part) > 1]

    assert sorted(structure.loops(as_ours(graph))) == sorted(expected)


@given(graphs())
def test_mutual_pairs_supply_each_other(graph: Graph) -> None:
    expected = [
        (a, b) for a, b in combinations(sorted(graph), 2) if graph.has_edge(a, b) and graph.has_edge(b, a)
    ]

    assert list(structure.mutual_pairs(as_ours(graph))) == expected


@settings(deadline=None, max_examples=50)
@given(graphs())
def test_betweenness_is_the_share_of_shortest_paths_through_a_process(graph: Graph) -> None:
    scores = dict.fromkeys(graph, Fraction(0))
    for start, end in permutations(graph, 2):
        paths = shortest(graph, start, end)
        for path in paths:
            for inner in path[1:-1]:
                scores[inner] += Fraction(1, len(paths))
    pairs = max((len(graph) - 1) * (len(graph) - 2), 1)

    ranking = betweenness(as_ours(graph)).ranking

    assert [row.process for row in ranking] == sorted(graph, key=lambda node: (-scores[node], node))
    for row in ranking:
        assert row.betweenness == pytest.approx(float(scores[row.process]))
        assert row.normalised == pytest.approx(float(scores[row.process] / pairs))


@settings(deadline=None, max_examples=50)
@given(graphs(), st.data())
def test_steps_downstream_are_the_lengths_of_shortest_paths(graph: Graph, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(sorted(graph)))
    expected = {
        end: len(shortest(graph, start, end)[0]) - 1
        for end in graph
        if end != start and reachable(graph, start, end)
    }

    assert structure.steps_from(as_ours(graph), start) == expected


@settings(deadline=None, max_examples=50)
@given(graphs(), st.data())
def test_steps_to_the_nearest_target(graph: Graph, data: st.DataObject) -> None:
    targets = data.draw(st.sets(st.sampled_from(sorted(graph))))
    expected = {}
    for node in graph:
        lengths = [len(shortest(graph, node, end)[0]) - 1 for end in targets if reachable(graph, node, end)]
        if node in targets:
            expected[node] = 0
        elif lengths:
            expected[node] = min(lengths)

    assert structure.steps_to(as_ours(graph), [*targets, "elsewhere"]) == expected
    until = data.draw(st.sets(st.sampled_from(sorted(graph))))
    last = min((expected[node] for node in until if node in expected), default=len(graph))
    near = {node: steps for node, steps in expected.items() if steps <= last}
    assert structure.steps_to(as_ours(graph), targets, until=until) == near
    assert structure.steps_onward(as_ours(graph.reverse()), targets, until=until) == near


@settings(deadline=None, max_examples=50)
@given(graphs(), st.data())
def test_a_process_that_does_not_contribute_never_reaches_the_target(
    graph: Graph, data: st.DataObject
) -> None:
    target = data.draw(st.sampled_from(sorted(graph)))
    expected = [node for node in sorted(graph) if node != target and not reachable(graph, node, target)]

    assert list(structure.not_contributing(as_ours(graph), target)) == expected


@settings(deadline=None, max_examples=50)
@given(graphs(), st.data())
def test_shortest_paths_are_all_there_up_to_the_limit(graph: Graph, data: st.DataObject) -> None:
    nodes = sorted(graph)
    start, end = data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from(nodes))
    expected = [(start,)] if start == end else shortest(graph, start, end)

    assert list(structure.shortest_paths(as_ours(graph), start, end, limit=1000)) == expected
    assert len(structure.shortest_paths(as_ours(graph), start, end, limit=1)) == min(len(expected), 1)


def test_of_two_equal_halves_the_first_is_kept() -> None:
    graph = nx.DiGraph([("b", "m"), ("m", "a")])

    assert structure.cuts(as_ours(graph)) == (structure.Cut("m", ("b",)),)
