"""The only projection of an organisation to networkx: every analysis starts from this value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import networkx as nx

from qualite_graph.store.base import Dataset, Row, Store, rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECTION: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?party ?role ?flow ?customer ?output ?kind WHERE {
  {
    VALUES (?type ?role) {
      (qg:Process "process") (qg:Customer "customer") (qg:ExternalParty "party")
    }
    ?party a ?type .
  } UNION {
    ?flow qg:supplier ?party ; qg:customer ?customer ; qg:transfers ?output .
    OPTIONAL { ?output qg:outputKind ?kind }
  }
}"""
)
"""One row per role of a party, and one per flow and kind of its output (there, `?party` is the supplier)."""


class FlowRow(NamedTuple):
    """One flow: who gives what to whom; the output's kinds are IRIs, usually one."""

    flow: str
    supplier: str
    customer: str
    output: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Network:
    """An organisation as graphs whose nodes are IRIs; the graphs are frozen and shared, never copied.

    `processes` is the process graph: directed, simple, one arc from supplier to customer for each pair of
    distinct processes that a flow joins. Parallel flows collapse, a flow of a process to itself makes no arc,
    parties outside are left out. `flows` keeps every flow between any two parties as an arc keyed by the
    flow's IRI, with its `output` and its `kinds`.
    """

    processes: nx.DiGraph[str]
    flows: nx.MultiDiGraph[str]
    customers: frozenset[str]
    """External customers, whether or not a flow reaches them."""
    providers: frozenset[str]
    """The other parties outside."""


def read_network(store: Store, dataset: Dataset) -> Network:
    """Project the organisation in `dataset`: one query, one pass."""
    columns = ("party", "role", "flow", "customer", "output", "kind")
    return from_rows(rows_of(store.query(PROJECTION, dataset), columns))


def from_rows(rows: Iterable[Row]) -> Network:
    """Build the network from the rows of `PROJECTION`."""
    roles: dict[str, set[str]] = {"process": set(), "customer": set(), "party": set()}
    flows: dict[str, FlowRow] = {}
    for party, role, flow, customer, output, kind in rows:
        if party is None:
            continue
        if role is not None:
            roles[role.value].add(party.value)
        elif flow and customer and output:
            kinds = frozenset() if kind is None else frozenset({kind.value})
            known = flows.get(flow.value)
            if known is not None:
                kinds |= known.kinds
            flows[flow.value] = FlowRow(flow.value, party.value, customer.value, output.value, kinds)
    outside = roles["party"] - roles["process"]
    customers = outside & roles["customer"]
    return projection(roles["process"], customers, outside - customers, flows.values())


def projection(
    processes: Iterable[str],
    customers: Iterable[str],
    providers: Iterable[str],
    flows: Iterable[FlowRow],
) -> Network:
    """Build the network of known parties and of the flows between them; other flows are left out.

    Nodes and arcs enter in the order of their IRIs, so that every algorithm that walks them is deterministic.

    >>> network = projection("ab", "c", (), [FlowRow("f1", "a", "b", "o"), FlowRow("f2", "a", "b", "p"),
    ...                                      FlowRow("f3", "b", "c", "q"), FlowRow("f4", "b", "b", "r")])
    >>> list(network.processes.edges), network.flows.number_of_edges()
    ([('a', 'b')], 4)
    """
    kept = (frozenset(processes), frozenset(customers), frozenset(providers))
    every: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    every.add_nodes_from(sorted(frozenset().union(*kept)))
    simple: nx.DiGraph[str] = nx.DiGraph()
    simple.add_nodes_from(sorted(kept[0]))
    for row in sorted(flows, key=_ends):
        if row.supplier not in every or row.customer not in every:
            continue
        every.add_edge(row.supplier, row.customer, key=row.flow, output=row.output, kinds=row.kinds)
        if row.supplier != row.customer and row.supplier in simple and row.customer in simple:
            simple.add_edge(row.supplier, row.customer)
    return Network(nx.freeze(simple), nx.freeze(every), kept[1], kept[2])


def flow_rows(network: Network) -> tuple[FlowRow, ...]:
    """Return every flow of the network, by supplier, customer and flow.

    >>> flow_rows(projection("ab", (), (), [FlowRow("f1", "a", "b", "o")]))
    (FlowRow(flow='f1', supplier='a', customer='b', output='o', kinds=frozenset()),)
    """
    edges: Iterable[tuple[str, str, str, Mapping[str, object]]] = network.flows.edges(keys=True, data=True)
    found = [
        FlowRow(flow, supplier, customer, str(data["output"]), _kinds(data["kinds"]))
        for supplier, customer, flow, data in edges
    ]
    return tuple(sorted(found, key=_ends))


def _kinds(value: object) -> frozenset[str]:
    return frozenset(value) if isinstance(value, frozenset) else frozenset()


def _ends(row: FlowRow) -> tuple[str, str, str]:
    return row.supplier, row.customer, row.flow
