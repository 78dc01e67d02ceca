"""The only projection of an organisation: every analysis starts from this value."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from qualite_graph.analysis.collector import uncollected
from qualite_graph.analysis.process_graph import ProcessGraph
from qualite_graph.store.base import Dataset, Store
from qualite_graph.vocabulary import QG, SPARQL_PROLOGUE

if TYPE_CHECKING:
    import networkx as nx

    from qualite_graph.analysis.centrality import Betweenness
    from qualite_graph.analysis.customer_focus import Delivery
    from qualite_graph.analysis.structure import Cut

_PROPERTIES: Final = ("supplier", "customer", "transfers", "outputKind")
_ROLES: Final = {"Process": "process", "Customer": "customer", "ExternalParty": "party"}
_LINKS: Final = "SELECT ?thing ?value WHERE {{ ?thing <{}> ?value }}"
"""One small query per property: joined here by dictionaries, which costs half of what the join does there."""


class FlowRow(NamedTuple):
    """One flow: who gives what to whom; the output's kinds are IRIs, usually one."""

    flow: str
    supplier: str
    customer: str
    output: str
    kinds: frozenset[str] = frozenset()


_ENDS: Final = attrgetter("supplier", "customer")
NO_KIND: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Network:
    """The flows of an organisation between its processes and the parties outside; nothing of it changes.

    `graph` is the process graph that algorithms walk; `processes` and `flows` are the same for networkx, made
    when first asked for. The process graph is directed and simple: one arc from supplier to customer for each
    pair of distinct processes that a flow joins. Parallel flows collapse, a flow of a process to itself makes
    no arc, parties outside are left out.
    """

    graph: ProcessGraph
    rows: tuple[FlowRow, ...]
    """Every flow between any two parties, by supplier, customer and flow."""
    customers: frozenset[str]
    """External customers, whether or not a flow reaches them."""
    providers: frozenset[str]
    """The other parties outside."""

    @cached_property
    def processes(self) -> nx.DiGraph[str]:
        """Return the process graph for networkx, frozen."""
        import networkx as nx  # noqa: PLC0415 -- imported only by who wants its graphs

        simple: nx.DiGraph[str] = nx.DiGraph()
        simple.add_nodes_from(self.graph.nodes)
        nodes = self.graph.nodes
        simple.add_edges_from([(nodes[a], nodes[b]) for a, b in self.graph.arcs])
        nx.freeze(simple)
        return simple

    @cached_property
    def flows(self) -> nx.MultiDiGraph[str]:
        """Return every flow for networkx, frozen: arcs keyed by the flow's IRI, with `output` and `kinds`."""
        import networkx as nx  # noqa: PLC0415

        every: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        every.add_nodes_from(sorted({*self.graph.nodes, *self.customers, *self.providers}))
        for row in self.rows:
            every.add_edge(row.supplier, row.customer, key=row.flow, output=row.output, kinds=row.kinds)
        nx.freeze(every)
        return every

    @cached_property
    def betweenness(self) -> Betweenness:
        """Return the betweenness of every process, worked out once: several analyses start from it."""
        from qualite_graph.analysis.centrality import betweenness  # noqa: PLC0415 -- numpy comes with it

        return betweenness(self.graph)

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """Return the processes that cut the network, worked out once."""
        from qualite_graph.analysis.structure import cuts  # noqa: PLC0415

        return cuts(self.graph)

    @cached_property
    def delivery(self) -> Delivery:
        """Return the ways from order to delivery, worked out once."""
        from qualite_graph.analysis.customer_focus import delivery  # noqa: PLC0415

        return delivery(self)

    @cached_property
    def steps_to_customer(self) -> Mapping[str, int]:
        """Return how many steps each process is from an external customer, worked out once."""
        from qualite_graph.analysis.customer_focus import steps_to_customer  # noqa: PLC0415

        return steps_to_customer(self)

    @cached_property
    def ends(self) -> tuple[tuple[FlowRow, ...], tuple[FlowRow, ...]]:
        """Return the flows by which customers ask, and those by which they are served."""
        from qualite_graph.analysis.customer_focus import deliveries, orders  # noqa: PLC0415

        return orders(self), deliveries(self)

    @cached_property
    def running(self) -> Mapping[str, int]:
        """Return the figures of the map as it is that what-ifs are set beside, worked out once."""
        from qualite_graph.analysis.impact import running  # noqa: PLC0415

        return running(self)

    @cached_property
    def flows_of_pair(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return the flows behind each pair of supplier and customer."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in self.rows:
            pair = (row.supplier, row.customer)
            found[pair] = (*found.get(pair, ()), row.flow)
        return found

    @cached_property
    def given(self) -> Mapping[str, tuple[FlowRow, ...]]:
        """Return the flows that each party gives."""
        return _grouped(self.rows, lambda row: row.supplier)

    @cached_property
    def received(self) -> Mapping[str, tuple[FlowRow, ...]]:
        """Return the flows that each party receives."""
        return _grouped(self.rows, lambda row: row.customer)

    @cached_property
    def carrying(self) -> Mapping[str, tuple[FlowRow, ...]]:
        """Return the flows that carry each output."""
        return _grouped(self.rows, lambda row: row.output)

    @cached_property
    def row_of_flow(self) -> Mapping[str, FlowRow]:
        """Return each flow by its IRI."""
        return {row.flow: row for row in self.rows}

    @cached_property
    def internal(self) -> tuple[FlowRow, ...]:
        """Return the flows between two processes, a process's own to itself included."""
        inside = self.graph.position
        return tuple(row for row in self.rows if row.supplier in inside and row.customer in inside)

    def without(self, parties: Collection[str], flows: Collection[str]) -> Network:
        """Return the network that remains when parties, with all their flows, and other flows are taken away.

        >>> whole = projection("ab", "c", (), [FlowRow("f", "a", "b", "o"), FlowRow("g", "b", "c", "p")])
        >>> whole.without({"a"}, ()) == projection("b", "c", (), [FlowRow("g", "b", "c", "p")])
        True
        """
        rows = tuple(
            row
            for row in self.rows
            if row.flow not in flows and row.supplier not in parties and row.customer not in parties
        )
        lost = {_ENDS(row) for row in self.rows if row.flow in flows} if flows else set()
        giving = {supplier for supplier, _ in lost}
        kept = {_ENDS(row) for row in rows if row.supplier in giving}
        return Network(
            self.graph.without(parties, lost - kept),
            rows,
            self.customers - frozenset(parties),
            self.providers - frozenset(parties),
        )

    def only(self, *kinds: str) -> Network:
        """Return the network of the flows whose output is of one of some kinds (IRIs), all parties kept."""
        return projection(self.graph.nodes, self.customers, self.providers, self.of_kinds(*kinds))

    def with_parties(self) -> ProcessGraph:
        """Return the graph of the flows between any two parties, those outside included."""
        parties = {*self.graph.nodes, *self.customers, *self.providers}
        return ProcessGraph.of(parties, [(row.supplier, row.customer) for row in self.rows])

    def of_kinds(self, *kinds: str) -> tuple[FlowRow, ...]:
        """Return the flows whose output is of one of some kinds (IRIs)."""
        wanted = frozenset(kinds)
        found = [places for own, places in self._by_kinds.items() if not wanted.isdisjoint(own)]
        return tuple([self.rows[place] for place in sorted(chain(*found))])

    @cached_property
    def _by_kinds(self) -> Mapping[frozenset[str], list[int]]:
        """Return the places of the flows by the kinds of what they carry, few sets that many share."""
        found: dict[frozenset[str], list[int]] = {}
        for place, row in enumerate(self.rows):
            found.setdefault(row.kinds, []).append(place)
        return found

    def evidence(self, pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return the flows behind some pairs, in the order of the pairs."""
        found: list[str] = []
        for pair in pairs:  # rows stand by supplier and customer: no need to gather them all
            first, last = (cut(self.rows, pair, key=_ENDS) for cut in (bisect_left, bisect_right))
            found += [row.flow for row in self.rows[first:last]]
        return tuple(found)


def read_network(store: Store, dataset: Dataset) -> Network:
    """Project the organisation in `dataset`: a query per property, one pass."""
    classes = " ".join([f"qg:{name}" for name in _ROLES])
    typed = f"{SPARQL_PROLOGUE}SELECT ?thing ?value WHERE {{ VALUES ?value {{ {classes} }} ?thing a ?value }}"
    with uncollected():
        supplier, customer, output, kind = (
            _pairs(store, _LINKS.format(QG[name]), dataset) for name in _PROPERTIES
        )
        return from_pairs(_pairs(store, typed, dataset), supplier, customer, output, kind)


Pairs = Iterable[tuple[str, str]]


def from_pairs(types: Pairs, suppliers: Pairs, customers: Pairs, outputs: Pairs, kinds: Pairs) -> Network:
    """Build the network from the pairs of each property: classes of parties, ends of flows, kinds."""
    roles: dict[str, set[str]] = {role: set() for role in _ROLES.values()}
    for party, class_ in types:
        roles[_ROLES[class_.removeprefix(str(QG))]].add(party)
    kinds_of: dict[str, frozenset[str]] = {}
    for output, kind in kinds:
        # Outputs of one kind, nearly all, share one set.
        kinds_of[output] = kinds_of[output] | {kind} if output in kinds_of else _single(kind)
    customer_of, output_of = dict(customers), dict(outputs)
    ends = [(flow, supplier) for flow, supplier in suppliers if flow in customer_of and flow in output_of]
    carried = [output_of[flow] for flow, _ in ends]
    flows = map(
        FlowRow,
        [flow for flow, _ in ends],
        [supplier for _, supplier in ends],
        [customer_of[flow] for flow, _ in ends],
        carried,
        [kinds_of.get(output, NO_KIND) for output in carried],
    )
    outside = roles["party"] - roles["process"]
    bought = outside & roles["customer"]
    return projection(roles["process"], bought, outside - bought, flows)


def projection(
    processes: Iterable[str],
    customers: Iterable[str],
    providers: Iterable[str],
    flows: Iterable[FlowRow],
) -> Network:
    """Build the network of known parties and of the flows between them; other flows are left out.

    Nodes and arcs stand in the order of their IRIs, so that every algorithm that walks them is deterministic.

    >>> network = projection("ab", "c", (), [FlowRow("f1", "a", "b", "o"), FlowRow("f2", "a", "b", "p"),
    ...                                      FlowRow("f3", "b", "c", "q"), FlowRow("f4", "b", "b", "r")])
    >>> network.graph.arcs, len(network.rows)
    (((0, 1),), 4)
    """
    inside, bought, provided = frozenset(processes), frozenset(customers), frozenset(providers)
    known = inside | bought | provided
    rows = [row for row in flows if row.supplier in known and row.customer in known]
    # Numbers in the order of the IRIs sort in half the time that the IRIs themselves take.
    at = {party: number for number, party in enumerate(sorted(known))}
    rows.sort(key=lambda row: (at[row.supplier], at[row.customer], row.flow))
    graph = ProcessGraph.of(inside, [(row.supplier, row.customer) for row in rows])
    return Network(graph, tuple(rows), bought, provided)


def _grouped(rows: Iterable[FlowRow], key: Callable[[FlowRow], str]) -> Mapping[str, tuple[FlowRow, ...]]:
    found: dict[str, list[FlowRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {item: tuple(group) for item, group in found.items()}


def _pairs(store: Store, query: str, dataset: Dataset) -> list[tuple[str, str]]:
    # Tab-separated values: IRIs stand as they are, between brackets, and cost a third of what JSON does.
    lines = (
        store.query(query, dataset).serialize("tsv").decode().replace("<", "").replace(">", "").split("\n")
    )
    return [(thing, value) for thing, _, value in [line.partition("\t") for line in lines[1:] if line]]


@functools.cache
def _single(kind: str) -> frozenset[str]:
    return frozenset({kind})
