"""How far the customer is from each process, and by which chain the product gets there."""

from __future__ import annotations

from typing import NamedTuple

import networkx as nx

from qualite_graph.analysis.network import Network, flow_rows
from qualite_graph.analysis.structure import steps_to


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
        for row in flow_rows(network)
        if row.customer in network.customers and row.supplier in network.processes
    )


def steps_to_customer(network: Network) -> dict[str, int]:
    """Return how many steps each process is from an external customer: 0 where it serves one directly.

    A process from which no flow leads to a customer, however far, is absent.

    >>> from qualite_graph.analysis.network import FlowRow, projection
    >>> flows = [FlowRow("f", "b", "c", "o"), FlowRow("g", "a", "b", "p")]
    >>> steps_to_customer(projection("abd", "c", "", flows))
    {'b': 0, 'a': 1}
    """
    return steps_to(network.processes, serving_customers(network))


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
    rows = [row for row in flow_rows(network) if kind in row.kinds and row.supplier in network.processes]
    graph: nx.DiGraph[str] = nx.DiGraph((row.supplier, row.customer) for row in rows)
    order = nx.condensation(graph)
    step_of = {
        party: step
        for step, layer in enumerate(nx.topological_generations(order), start=1)
        for group in layer
        for party in order.nodes[group]["members"]
    }
    links = {ChainLink(step_of[row.supplier], row.supplier, row.output, row.customer) for row in rows}
    return tuple(sorted(links))
