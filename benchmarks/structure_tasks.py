"""The sides of the measures of the network: ours, networkx as its manual shows it, the fastest libraries."""

from __future__ import annotations

import functools
import random
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

import igraph
import networkx as nx
import rustworkx as rx

from benchmarks import synthetic
from benchmarks.growth_tasks import ORIGIN
from benchmarks.worker import Task
from qualite_graph import knowledge
from qualite_graph.analysis import centrality
from qualite_graph.analysis import closeness as closeness_of
from qualite_graph.analysis.diagnosis import diagnose
from qualite_graph.analysis.impact import impact
from qualite_graph.analysis.network import FlowRow, Network, projection, read_network
from qualite_graph.analysis.process_graph import ProcessGraph
from qualite_graph.analysis.profile import structure_of
from qualite_graph.analysis.single_points import single_points
from qualite_graph.analysis.surroundings import NOTHING_AROUND
from qualite_graph.analysis.voice import voices
from qualite_graph.store import EmbeddedStore, dataset_of
from qualite_graph.vocabulary import QG
from qualite_graph.writing import replace_organisation


@functools.cache
def _network(processes: int) -> Network:
    tables = synthetic.organisation(processes)
    kinds = {str(row["id"]): frozenset({str(row["kind"])}) for row in tables["output"]}
    words = {"product": QG.ProductOutput, "service": QG.ServiceOutput, "feedback": QG.FeedbackOutput}
    flows = [
        FlowRow(str(row["id"]), str(row["supplier"]), str(row["customer"]), str(row.get("output", row["id"])))
        for sheet in ("internal_flow", "inbound_flow", "outbound_flow")
        for row in tables[sheet]
    ]
    kinded = [
        row._replace(kinds=frozenset(words[kind] for kind in kinds.get(row.output, ()) if kind in words))
        for row in flows
    ]
    return projection(
        [str(row["id"]) for row in tables["process"]],
        [str(row["id"]) for row in tables["customer"]],
        [str(row["id"]) for row in tables["provider"]],
        kinded,
    )


def _fresh(graph: ProcessGraph) -> ProcessGraph:
    """Return the graph without what was worked out of it."""
    return ProcessGraph(graph.nodes, graph.arcs)


def _digraph(graph: ProcessGraph) -> nx.DiGraph[str]:
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_nodes_from(graph.nodes)
    made.add_edges_from((graph.nodes[a], graph.nodes[b]) for a, b in graph.arcs)
    return made


class _Box:
    """A ready graph and, once the task is run, what it found."""

    def __init__(self, graph: Any) -> None:
        self.graph = graph
        self.found: Any = None


def _values(found: Iterable[tuple[str, float]]) -> list[str]:
    return [f"{node} {value:.6f}" for node, value in found]


def _task(
    make: Callable[[], Any], work: Callable[[Any], Any], lines: Callable[[Any], Iterable[str]]
) -> Task[_Box]:
    def run(box: _Box) -> None:
        box.found = work(box.graph)

    return Task(lambda: _Box(make()), run, lambda box: lines(box.found))


def betweenness(processes: int, side: str) -> Task[_Box]:
    """Work out exact betweenness."""
    graph = _network(processes).graph
    nodes = graph.nodes
    match side:
        case "ours":
            return _task(
                lambda: _fresh(graph),
                centrality.betweenness,
                lambda found: _values((row.process, row.betweenness) for row in found.ranking),
            )
        case "networkx":
            return _task(
                lambda: _digraph(graph),
                lambda made: nx.betweenness_centrality(made, normalized=False),
                lambda found: _values(found.items()),
            )
        case "rustworkx":
            return _task(
                lambda: graph.directed,
                lambda made: rx.digraph_betweenness_centrality(made, normalized=False),
                lambda found: _values((nodes[node], value) for node, value in found.items()),
            )
    return _task(
        lambda: _igraph(graph),
        lambda made: made.betweenness(),
        lambda found: _values(zip(nodes, found, strict=True)),
    )


def closeness(processes: int, side: str) -> Task[_Box]:
    """Work out exact closeness, in networkx's convention (igraph's is another)."""
    graph = _network(processes).graph
    match side:
        case "ours":
            return _task(
                lambda: _fresh(graph),
                closeness_of.closeness,
                lambda found: _values(found.values.items()),
            )
        case "networkx":
            return _task(
                lambda: _digraph(graph), nx.closeness_centrality, lambda found: _values(found.items())
            )
    return _task(
        lambda: graph.directed,
        rx.digraph_closeness_centrality,
        lambda found: _values((graph.nodes[node], value) for node, value in found.items()),
    )


def whole(processes: int, side: str) -> Task[_Box]:
    """Work out the whole structure: everything that a page on it shows.

    Sides agree on what is exact; what is drawn by lot is drawn alike in number and not compared.
    """
    network = _network(processes)
    if side == "ours":
        return _task(
            lambda: Network(_fresh(network.graph), network.rows, network.customers, network.providers),
            lambda made: structure_of(made, NOTHING_AROUND),
            lambda found: _exact(
                found.parts, found.loops, [cut.process for cut in found.cuts], found.bridges
            ),
        )
    return _task(lambda: _digraph(network.graph), _plain_networkx, lambda found: _exact(*found))


def _exact(
    parts: Iterable[Iterable[str]],
    loops: Iterable[Iterable[str]],
    cuts: Iterable[str],
    bridges: Iterable[Any],
) -> list[str]:
    lines = [f"part {' '.join(sorted(part))}" for part in parts]
    lines += [f"loop {' '.join(sorted(loop))}" for loop in loops if len(list(loop)) > 1]
    lines += [f"cut {node}" for node in cuts]
    return lines + [f"bridge {' '.join(sorted(pair))}" for pair in bridges]


def _plain_networkx(graph: nx.DiGraph[str]) -> tuple[Any, ...]:
    """Do with networkx alone what the structure holds, at the same numbers of draws, in its usual calls.

    Its rank is its pure Python one: the other needs SciPy. Reach is taken over the condensation, which is
    faster than process by process.
    """
    plain = graph.to_undirected()
    count = len(graph)
    nx.betweenness_centrality(graph, k=min(count, centrality.DRAWN_FOR_BETWEENNESS), seed=1)
    for start in random.Random(1).sample(sorted(graph), min(count, closeness_of.DRAWN_FOR_CLOSENESS)):
        nx.single_source_shortest_path_length(graph, start)
    ranks = nx.algorithms.link_analysis.pagerank_alg._pagerank_python
    ranks(graph, tol=1e-10, max_iter=1000)
    ranks(graph.reverse(), tol=1e-10, max_iter=1000)
    parts = list(nx.connected_components(plain))
    loops = list(nx.strongly_connected_components(graph))
    order = nx.condensation(graph)
    list(nx.topological_generations(order))
    for group in order:
        nx.descendants(order, group)
        nx.ancestors(order, group)
    cuts = list(nx.articulation_points(plain))
    for point in cuts:
        rest = plain.subgraph(set(plain) - {point})
        list(nx.connected_components(rest))
    bridges = list(nx.bridges(plain))
    [pair for pair in graph.edges if graph.has_edge(pair[1], pair[0])]
    nx.overall_reciprocity(graph)
    list(nx.isolates(graph))
    nx.community.louvain_communities(plain, seed=1)
    nx.immediate_dominators(graph, next(iter(graph)))
    return parts, loops, cuts, bridges


def _igraph(graph: ProcessGraph) -> igraph.Graph:
    return igraph.Graph(len(graph), list(graph.arcs), directed=True)


def fastest(processes: int, runs: int) -> dict[str, float]:
    """Return the median seconds of each algorithm of the structure in the fastest library that has it.

    On ready graphs. Cycles of a bounded length are left out, here and in plain networkx: the one library that
    has them takes minutes. Ours finds them all the same.
    """
    graph = _network(processes).graph
    directed, plain, made = graph.directed, graph.undirected, _igraph(graph)
    undirected = made.as_undirected()
    many = centrality.DRAWN_FOR_BETWEENNESS if processes > centrality.EXACT_UP_TO else processes
    some = closeness_of.DRAWN_FOR_CLOSENESS if processes > centrality.EXACT_UP_TO else processes
    starts, others = centrality.drawn(processes, many), centrality.drawn(processes, some)
    calls: dict[str, Callable[[], object]] = {
        "betweenness": lambda: made.betweenness(sources=starts),
        "distances": lambda: made.distances(source=others),
        "rank": lambda: rx.pagerank(directed, tol=1e-10, max_iter=1000),
        "rank of needs": lambda: rx.pagerank(directed, tol=1e-10, max_iter=1000),
        "parts": lambda: rx.connected_components(plain),
        "loops": lambda: rx.strongly_connected_components(directed),
        "articulation points": lambda: rx.articulation_points(plain),
        "bridges": lambda: rx.bridges(plain),
        "reciprocity": made.reciprocity,
        "reach": lambda: _reach(made),
        "communities": undirected.community_multilevel,
        "dominators": lambda: rx.immediate_dominators(directed, 0),
    }
    return {name: statistics.median(_seconds(call) for _ in range(runs)) for name, call in calls.items()}


def _reach(made: igraph.Graph) -> None:
    order = made.connected_components(mode="strong").cluster_graph()
    for mode in ("out", "in"):
        order.neighborhood_size(order=len(order.vs), mode=mode)


def pages(processes: int) -> dict[str, float]:
    """Return the seconds of all that pages show of a network, and the memory at the peak in megabytes."""
    import resource

    network = _network(processes)
    fresh = Network(_fresh(network.graph), network.rows, network.customers, network.providers)
    taken = {
        "structure": _seconds(lambda: structure_of(fresh, NOTHING_AROUND)),
        "diagnosis": _seconds(lambda: diagnose(fresh, NOTHING_AROUND)),
        "single points": _seconds(lambda: single_points(fresh, NOTHING_AROUND)),
        "voices": _seconds(lambda: voices(fresh, NOTHING_AROUND)),
    }
    busiest = max(fresh.graph.nodes, key=lambda node: len(fresh.given.get(node, ())))
    taken["what-if"] = _seconds(lambda: impact(fresh, NOTHING_AROUND, {busiest}))
    return {**taken, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def what_ifs(processes: int, runs: int) -> dict[str, float]:
    """Return the median and the longest of what-ifs, one per process drawn, on a network at hand."""
    network = _network(processes)
    some = random.Random(1).sample(list(network.graph.nodes), runs)
    impact(network, NOTHING_AROUND, {some[0]})
    taken = [_seconds(lambda process=process: impact(network, NOTHING_AROUND, {process})) for process in some]
    return {"median": statistics.median(taken), "longest": max(taken)}


def projections(processes: int, runs: int) -> dict[str, float]:
    """Return the median seconds of our projection from the store, and of networkx from ready lists."""
    store = EmbeddedStore.in_memory()
    knowledge.install(store)
    replace_organisation(store, synthetic.SLUG, synthetic.text(processes).encode(), ORIGIN)
    dataset = dataset_of(synthetic.SLUG)
    network = read_network(store, dataset)
    arcs = list(network.processes.edges)
    keyed = [(row.supplier, row.customer, row.flow, {"output": row.output}) for row in network.rows]

    def lists() -> None:
        nx.DiGraph().add_edges_from(arcs)
        nx.MultiDiGraph().add_edges_from(keyed)

    taken: dict[str, list[float]] = {"ours": [], "networkx": [], "ours, with networkx graphs": []}
    for _ in range(runs):
        taken["ours"].append(_seconds(lambda: read_network(store, dataset)))
        taken["networkx"].append(_seconds(lists))
        taken["ours, with networkx graphs"].append(_seconds(lambda: _both(read_network(store, dataset))))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _both(network: Network) -> tuple[int, int]:
    return len(network.processes), len(network.flows)


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
