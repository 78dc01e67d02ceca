"""How far the customer is from each process, and by which ways an order becomes a delivery."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from qualite_graph.analysis.network import FlowRow, Network
from qualite_graph.analysis.process_graph import ProcessGraph
from qualite_graph.analysis.reach import layers
from qualite_graph.analysis.structure import shortest_paths, steps_onward, steps_to
from qualite_graph.vocabulary import QG


class ChainLink(NamedTuple):
    """One flow of the chain, at its step; the step of a flow is one more than those that must come before."""

    step: int
    supplier: str
    output: str
    customer: str


def serving_customers(network: Network) -> frozenset[str]:
    """Return the processes from which a flow goes straight to an external customer.

    >>> from qualite_graph.analysis.network import FlowRow, projection
    >>> sorted(serving_customers(projection("ab", "c", "", [FlowRow("f", "b", "c", "o")])))
    ['b']
    """
    return frozenset(
        row.supplier
        for row in network.rows
        if row.customer in network.customers and row.supplier in network.graph
    )


def steps_to_customer(network: Network) -> dict[str, int]:
    """Return how many steps each process is from an external customer: 0 where it serves one directly.

    A process from which no flow leads to a customer, however far, is absent.

    >>> from qualite_graph.analysis.network import FlowRow, projection
    >>> flows = [FlowRow("f", "b", "c", "o"), FlowRow("g", "a", "b", "p")]
    >>> steps_to_customer(projection("abd", "c", "", flows))
    {'b': 0, 'a': 1}
    """
    return steps_to(network.graph, serving_customers(network))


def on_no_path(network: Network) -> tuple[str, ...]:
    """Return the processes from which nothing leads to an external customer, by IRI.

    >>> from qualite_graph.analysis.network import FlowRow, projection
    >>> on_no_path(projection("abd", "c", "", [FlowRow("f", "b", "c", "o"), FlowRow("g", "a", "b", "p")]))
    ('d',)
    """
    steps = network.steps_to_customer
    return tuple(process for process in network.graph.nodes if process not in steps)


def chain_of(network: Network, kind: str) -> tuple[ChainLink, ...]:
    """Return the flows of one kind of output that leave a process, in the order they follow each other.

    Flows in a cycle have no first one: the processes of a cycle share a step.

    >>> from qualite_graph.analysis.network import FlowRow, projection
    >>> goods = frozenset({"goods"})
    >>> flows = [FlowRow("f", "b", "c", "o", goods), FlowRow("g", "a", "b", "p", goods),
    ...          FlowRow("h", "b", "a", "q")]
    >>> for link in chain_of(projection("ab", "c", "", flows), "goods"): print(*link)
    1 a p b
    2 b o c
    """
    rows = [row for row in network.of_kinds(kind) if row.supplier in network.graph]
    ends = [(row.supplier, row.customer) for row in rows]
    step_of = layers(ProcessGraph.of([end for pair in ends for end in pair], ends))
    return tuple(
        sorted({ChainLink(step_of[row.supplier], row.supplier, row.output, row.customer) for row in rows})
    )


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an order becomes a delivery.

    `entries` take the customers' demand, `exits` give them the product, else the service, else anything.
    `unavoidable` are the processes through which every way from an entry to an exit passes, in the order of
    the way; `shortest` the shortest way (the first by IRI), `critical` the way the product itself takes: from
    an entry by the shortest way to where its longest chain starts, then along that chain; each is empty where
    there is none. `chain` are the processes of that longest chain alone.
    """

    entries: tuple[str, ...]
    exits: tuple[str, ...]
    shortest: tuple[str, ...]
    unavoidable: tuple[str, ...]
    critical: tuple[str, ...]
    chain: tuple[str, ...]


def delivery(network: Network) -> Delivery:
    """Work out the ways from order to delivery.

    Source of the method for unavoidable processes: Lengauer and Tarjan, *A fast algorithm for finding
    dominators in a flowgraph* (1979), from one start before all entries to one end after all exits.

    >>> from qualite_graph.analysis.network import FlowRow, projection
    >>> flows = [FlowRow("f", "c", "a", "o"), FlowRow("g", "a", "b", "p"), FlowRow("h", "b", "c", "q")]
    >>> found = delivery(projection("ab", "c", "", flows))
    >>> found.shortest, found.unavoidable
    (('a', 'b'), ('a', 'b'))
    """
    graph = network.graph
    asking, serving = network.ends
    entries = tuple(sorted({row.customer for row in asking}))
    exits = tuple(sorted({row.supplier for row in serving}))
    chain = _longest_chain(network, exits)
    return Delivery(
        entries,
        exits,
        shortest_way(graph, entries, exits),
        unavoidable(graph, entries, exits),
        _critical(graph, entries, chain),
        chain,
    )


def unavoidable(graph: ProcessGraph, entries: tuple[str, ...], exits: tuple[str, ...]) -> tuple[str, ...]:
    """Return the processes that every path from any of `entries` to any of `exits` passes, in its order.

    >>> graph = ProcessGraph.of("abcd", [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
    >>> unavoidable(graph, ("a",), ("d",))
    ('a', 'd')
    """
    import rustworkx as rx  # noqa: PLC0415

    if not entries or not exits:
        return ()
    start, end = len(graph), len(graph) + 1
    flow = graph.directed.copy()
    flow.add_nodes_from([start, end])
    position = graph.position
    flow.extend_from_edge_list(
        [(start, position[entry]) for entry in entries] + [(position[exit_], end) for exit_ in exits]
    )
    above = rx.immediate_dominators(flow, start)
    found = []
    node = above.get(end, start)
    while node != start:
        found.append(graph.nodes[node])
        node = above[node]
    return tuple(reversed(found))


def orders(network: Network) -> tuple[FlowRow, ...]:
    """Return the flows by which customers ask: those of demand, or all that customers send where none is."""
    rows = [
        row for row in network.rows if row.supplier in network.customers and row.customer in network.graph
    ]
    return _of_first_kind(rows, QG.DemandOutput)


def deliveries(network: Network) -> tuple[FlowRow, ...]:
    """Return the flows by which customers are served: product, else service, else all that they get."""
    rows = [
        row for row in network.rows if row.customer in network.customers and row.supplier in network.graph
    ]
    return _of_first_kind(rows, QG.ProductOutput, QG.ServiceOutput)


def _of_first_kind(rows: list[FlowRow], *kinds: str) -> tuple[FlowRow, ...]:
    for kind in kinds:
        if found := tuple(row for row in rows if kind in row.kinds):
            return found
    return tuple(rows)


def shortest_way(graph: ProcessGraph, entries: Collection[str], exits: Collection[str]) -> tuple[str, ...]:
    """Return the shortest path from any of `entries` to any of `exits`, the first by IRI of the last process.

    >>> shortest_way(ProcessGraph.of("abc", [("a", "b"), ("b", "c")]), ["a"], ["b", "c"])
    ('a', 'b')
    """
    after = steps_onward(graph, entries, until=exits)
    reached = [(after[one], one) for one in exits if one in after]
    if not reached:
        return ()
    nearest = min(reached)[1]
    before = steps_to(graph, [nearest], until=entries)
    start = min((before[one], one) for one in entries if one in before)[1]
    return shortest_paths(graph, start, nearest, limit=1)[0]


def _longest_chain(network: Network, exits: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longest sequence of processes that hand product on, down to an exit."""
    graph = ProcessGraph.of(
        network.graph.nodes, [(row.supplier, row.customer) for row in network.of_kinds(QG.ProductOutput)]
    )
    step_of = layers(graph)
    joined = {graph.nodes[end] for arc in graph.arcs for end in arc}
    ends = [exit_ for exit_ in exits if exit_ in joined]
    if not ends:
        return ()
    node = max(ends, key=lambda one: (step_of[one], [-ord(letter) for letter in one]))
    chain = [node]
    while earlier := [
        graph.nodes[one]
        for one in graph.predecessors[graph.position[node]]
        if step_of[graph.nodes[one]] < step_of[node]
    ]:
        node = min(earlier, key=lambda one: (-step_of[one], one))
        chain.append(node)
    return tuple(reversed(chain))


def _critical(graph: ProcessGraph, entries: tuple[str, ...], chain: tuple[str, ...]) -> tuple[str, ...]:
    if not chain or not entries:
        return ()
    before = steps_to(graph, [chain[0]], until=entries)
    starts = [(before[entry], entry) for entry in entries if entry in before]
    if not starts:
        return ()
    return (*shortest_paths(graph, min(starts)[1], chain[0], limit=1)[0], *chain[1:])
