"""Centralities against other implementations: plain definitions on small graphs, networkx on larger ones."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.analysis import centrality
from qualite_graph.analysis.centrality import DAMPING, _shares, betweenness, process_rank, rank
from qualite_graph.analysis.closeness import closeness
from qualite_graph.analysis.communities import communities, modularity
from qualite_graph.analysis.customer_focus import shortest_way, unavoidable
from qualite_graph.analysis.cycles import KEPT, cycles
from qualite_graph.analysis.process_graph import ProcessGraph
from qualite_graph.analysis.reach import layers, reach
from qualite_graph.analysis.structure import bridges, cuts, isolated, loops, mutual_pairs, parts, reciprocity

NODES = [f"p{number}" for number in range(7)]


@st.composite
def graphs(draw: st.DrawFn) -> ProcessGraph:
    """Draw a graph from arcs that may be parallel, loop, or leave nodes alone."""
    nodes = NODES[: draw(st.integers(1, 7))]
    node = st.sampled_from(nodes)
    return ProcessGraph.of(nodes, draw(st.lists(st.tuples(node, node), max_size=24)))


def as_networkx(graph: ProcessGraph) -> nx.DiGraph:
    found: nx.DiGraph = nx.DiGraph()
    found.add_nodes_from(graph.nodes)
    found.add_edges_from((graph.nodes[a], graph.nodes[b]) for a, b in graph.arcs)
    return found


def drawn(count: int, arcs: int, seed: int = 1) -> ProcessGraph:
    lot = random.Random(seed)  # noqa: S311
    nodes = [f"n{number:05}" for number in range(count)]
    return ProcessGraph.of(nodes, [(lot.choice(nodes), lot.choice(nodes)) for _ in range(arcs)])


def distances(graph: ProcessGraph) -> dict[tuple[str, str], int]:
    """Return the steps between every two nodes that a path joins (Floyd and Warshall)."""
    far = {(a, a): 0 for a in graph.nodes} | {(graph.nodes[a], graph.nodes[b]): 1 for a, b in graph.arcs}
    for middle, a, b in product(graph.nodes, repeat=3):
        if (a, middle) in far and (middle, b) in far:
            through = far[a, middle] + far[middle, b]
            far[a, b] = min(far.get((a, b), through), through)
    return far


@settings(deadline=None)
@given(graphs())
def test_closeness_by_definition(graph: ProcessGraph) -> None:
    far = distances(graph)
    found = closeness(graph)

    assert (found.error, found.drawn) == (0.0, len(graph))
    for node in graph.nodes:
        coming = [far[other, node] for other in graph.nodes if other != node and (other, node) in far]
        expected = Fraction(0)
        if coming:
            expected = Fraction(len(coming), sum(coming)) * Fraction(len(coming), len(graph) - 1)
        assert found.values[node] == pytest.approx(float(expected))


def steady(graph: nx.DiGraph, restart: dict[str, int]) -> dict[str, float]:
    """Solve the equations of the walk: who has no way on starts again as restarts do."""
    nodes = sorted(graph)
    at = {node: number for number, node in enumerate(nodes)}
    start = np.array([restart.get(node, 0) if restart else 1.0 for node in nodes])
    start = start / start.sum()
    step = np.zeros((len(nodes), len(nodes)))
    for node in nodes:
        onward = list(graph[node])
        step[:, at[node]] = (
            [1 / len(onward) if other in onward else 0 for other in nodes] if onward else start
        )
    found = np.linalg.solve(np.eye(len(nodes)) - DAMPING * step, (1 - DAMPING) * start)
    return dict(zip(nodes, found.tolist(), strict=True))


@settings(deadline=None)
@given(graphs())
def test_rank_is_the_walk_s_steady_state(graph: ProcessGraph) -> None:
    assert rank(graph) == pytest.approx(steady(as_networkx(graph), {}), abs=1e-6)


@settings(deadline=None)
@given(graphs(), st.data())
def test_need_spreads_to_suppliers(graph: ProcessGraph, data: st.DataObject) -> None:
    need = data.draw(st.dictionaries(st.sampled_from(graph.nodes), st.integers(1, 5)))
    expected = steady(as_networkx(graph).reverse(), need)

    assert process_rank(graph, need) == pytest.approx(expected, abs=1e-6)
    assert sum(process_rank(graph, need).values()) == pytest.approx(1)


@settings(deadline=None)
@given(graphs())
def test_reach_and_layers_by_definition(graph: ProcessGraph) -> None:
    far = distances(graph)
    found, layer = reach(graph), layers(graph)

    for node in graph.nodes:
        assert found.downstream[node] == sum((node, other) in far for other in graph.nodes) - 1
        assert found.upstream[node] == sum((other, node) in far for other in graph.nodes) - 1
        before = [layer[other] for other in graph.nodes if (other, node) in far and (node, other) not in far]
        assert layer[node] == max(before, default=0) + 1


@settings(deadline=None)
@given(graphs(), st.integers(2, 5))
def test_cycles_are_the_referee_s(graph: ProcessGraph, longest: int) -> None:
    expected = [tuple(cycle) for cycle in nx.simple_cycles(as_networkx(graph), length_bound=longest)]
    turned = [(*cycle[at:], *cycle[:at]) for cycle in expected for at in [cycle.index(min(cycle))]]

    found = cycles(graph, longest)

    assert list(found.found) == sorted(turned, key=lambda cycle: (len(cycle), cycle))
    assert found.counted == tuple(
        sum(len(cycle) == size for cycle in turned) for size in range(2, longest + 1)
    )


def test_of_too_many_cycles_the_first_are_kept_and_all_are_counted() -> None:
    graph = ProcessGraph.of([], [])
    full = [f"n{number:02}" for number in range(40)]
    graph = ProcessGraph.of(full, permutations(full, 2))

    found = cycles(graph, 2)

    assert found.counted == (780,)
    assert len(found.found) == KEPT
    assert found.found[0] == ("n00", "n01")


@settings(deadline=None, max_examples=50)
@given(graphs(), st.data())
def test_unavoidable_processes_are_on_every_path(graph: ProcessGraph, data: st.DataObject) -> None:
    some = st.sets(st.sampled_from(graph.nodes), min_size=1, max_size=2)
    entries, exits = sorted(data.draw(some)), sorted(data.draw(some))
    referee = as_networkx(graph)
    paths = [
        path
        for start, end in product(entries, exits)
        for path in ([[start]] if start == end else nx.all_simple_paths(referee, start, end))
    ]
    on_all = [node for node in graph.nodes if paths and all(node in path for path in paths)]

    found = unavoidable(graph, tuple(entries), tuple(exits))

    assert sorted(found) == on_all
    assert list(found) == [node for node in (paths[0] if paths else []) if node in on_all]
    way = shortest_way(graph, entries, exits)
    assert len(way) == min(map(len, paths), default=0)
    assert not way or (way[0] in entries and way[-1] in exits)


@settings(deadline=None)
@given(graphs())
def test_communities_part_the_graph_and_hold_together(graph: ProcessGraph) -> None:
    found = communities(graph, {})
    whole = nx.Graph()
    whole.add_nodes_from(graph.nodes)
    for a, b in graph.arcs:
        weight = whole.get_edge_data(graph.nodes[a], graph.nodes[b], {"weight": 0})["weight"]
        whole.add_edge(graph.nodes[a], graph.nodes[b], weight=weight + 1)

    assert sorted(node for group in found.groups for node in group) == list(graph.nodes)
    if graph.arcs:
        assert found.modularity == pytest.approx(nx.community.modularity(whole, found.groups))
        assert found.modularity >= nx.community.modularity(whole, [{node} for node in graph.nodes]) - 1e-9
    else:
        assert found.modularity == 0.0


def test_communities_find_what_is_plain_and_compare_it_with_departments() -> None:
    first, second = [f"a{n}" for n in range(5)], [f"b{n}" for n in range(5)]
    arcs = [*permutations(first, 2), *permutations(second, 2), ("a0", "b0")]
    graph = ProcessGraph.of([*first, *second], arcs)
    alike = {node: ["U" + node[0]] for node in graph.nodes}
    across = {node: ["U" + node[1]] for node in graph.nodes}

    found = communities(graph, alike)

    assert found.groups == (tuple(first), tuple(second))
    assert found.agreement == 1.0
    assert [(one.unit, one.together) for one in found.departments] == [("Ua", 1.0), ("Ub", 1.0)]
    assert found.departments[0].inside == pytest.approx(20 / 21)
    mixed = communities(graph, across)
    assert mixed.agreement is not None
    assert mixed.agreement < 0.1
    assert communities(graph, {}).agreement is None


def test_communities_are_as_good_as_the_referee_s_on_a_large_map() -> None:
    lot = random.Random(5)  # noqa: S311
    nodes = [f"n{number:03}" for number in range(400)]
    arcs = [
        (a, lot.choice(nodes[int(a[1:]) // 40 * 40 :][:40]) if lot.random() < 0.8 else lot.choice(nodes))
        for a in nodes * 4
    ]
    graph = ProcessGraph.of(nodes, arcs)
    referee = nx.Graph(as_networkx(graph).to_undirected())
    best = nx.community.modularity(referee, nx.community.louvain_communities(referee, seed=1))

    assert communities(graph, {}).modularity > best - 0.03


def test_modularity_of_nothing_is_0() -> None:
    assert modularity([{}, {}], [0, 0]) == 0.0


@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_processes_as_networkx_sees_them(seed: int) -> None:
    graph = drawn(1_000, 3_000, seed)
    referee = as_networkx(graph)
    plain = referee.to_undirected()

    assert closeness(graph).values == pytest.approx(nx.closeness_centrality(referee))
    some = graph.nodes[:2]
    assert {cut.process for cut in cuts(graph)} == set(nx.articulation_points(plain))
    assert set(bridges(graph)) == {(min(pair), max(pair)) for pair in nx.bridges(plain)}
    assert {frozenset(part) for part in parts(graph)} == {
        frozenset(part) for part in nx.connected_components(plain)
    }
    assert {frozenset(loop) for loop in loops(graph)} == {
        frozenset(part) for part in nx.strongly_connected_components(referee) if len(part) > 1
    }
    assert reciprocity(graph) == pytest.approx(nx.overall_reciprocity(referee))
    assert set(isolated(graph)) == set(nx.isolates(referee))
    counted = reach(graph)
    assert counted.downstream[some[0]] == len(nx.descendants(referee, some[0]))
    assert counted.upstream[some[1]] == len(nx.ancestors(referee, some[1]))


@pytest.mark.parametrize(("processes", "arcs"), [(150, 600), (1_000, 3_000)])
def test_betweenness_as_networkx_sees_it(processes: int, arcs: int) -> None:
    graph = drawn(processes, arcs)
    expected = nx.betweenness_centrality(as_networkx(graph), normalized=False)

    assert {row.process: row.betweenness for row in betweenness(graph).ranking} == pytest.approx(expected)


def test_estimates_stay_within_the_error_they_state() -> None:
    graph = drawn(2_500, 7_500)
    exact, estimated = betweenness(graph, exact_up_to=10_000), betweenness(graph)
    truth = {row.process: row.normalised for row in exact.ranking}
    near, about = closeness(graph, exact_up_to=10_000), closeness(graph)

    assert exact.error == near.error == 0.0
    assert 0 < estimated.error < 0.02
    within = [abs(row.normalised - truth[row.process]) <= estimated.error for row in estimated.ranking]
    assert sum(within) >= 0.95 * len(within)
    assert 0 < about.error < 0.05
    close = [abs(about.values[node] - value) <= about.error for node, value in near.values.items()]
    assert sum(close) >= 0.95 * len(close)
    # A sum over all processes has no luck of the draw left in it.
    assert sum(row.normalised for row in estimated.ranking) == pytest.approx(sum(truth.values()), rel=0.1)


def both_ways(graph: ProcessGraph) -> dict[str, float]:
    starts = list(range(len(graph)))
    onward, backward = (_shares(arcs, len(graph), starts)[0] for arcs in (graph.ends, graph.ends[:, ::-1]))
    return dict(zip(graph.nodes, (onward + backward).tolist(), strict=True))


@settings(deadline=None)
@given(graphs())
def test_every_start_taken_both_ways_gives_the_exact_value(graph: ProcessGraph) -> None:
    expected = nx.betweenness_centrality(as_networkx(graph), normalized=False)

    assert both_ways(graph) == pytest.approx(expected)


def test_starts_taken_some_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = drawn(60, 200)
    exact = {row.process: row.betweenness for row in betweenness(graph).ranking}
    monkeypatch.setattr(centrality, "_TOGETHER", 60 * 7)

    assert both_ways(graph) == pytest.approx(exact)


def test_the_same_map_gives_the_same_answers_whatever_the_order_it_comes_in() -> None:
    graph = drawn(300, 900)
    arcs = [(graph.nodes[a], graph.nodes[b]) for a, b in graph.arcs]
    shuffled = arcs[::-1]
    random.Random(3).shuffle(shuffled)  # noqa: S311
    other = ProcessGraph.of(reversed(graph.nodes), shuffled)

    assert other == graph
    assert betweenness(other) == betweenness(graph)
    assert communities(other, {}) == communities(graph, {})


@pytest.mark.parametrize(
    "graph",
    [
        ProcessGraph.of([], []),
        ProcessGraph.of(["a"], []),
        ProcessGraph.of(["a"], [("a", "a")]),
        ProcessGraph.of(["a", "b"], [("a", "b"), ("a", "b")]),
        ProcessGraph.of(["a", "b", "c", "d"], [("a", "b"), ("c", "d")]),
    ],
    ids=["empty", "single", "to itself", "parallel", "disconnected"],
)
def test_small_and_odd_maps(graph: ProcessGraph) -> None:
    referee = as_networkx(graph)

    assert closeness(graph).values == pytest.approx(nx.closeness_centrality(referee))
    assert {row.process: row.betweenness for row in betweenness(graph).ranking} == pytest.approx(
        nx.betweenness_centrality(referee, normalized=False)
    )
    assert len(parts(graph)) == nx.number_weakly_connected_components(referee)
    assert cuts(graph) == ()
    assert loops(graph) == ()
    assert mutual_pairs(graph) == ()
    assert cycles(graph).found == ()
    assert sum(rank(graph).values()) == pytest.approx(1 if graph.nodes else 0)
