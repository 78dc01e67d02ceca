"""The projection keeps the conventions of the process graph: one arc per pair, parties outside left out."""

from __future__ import annotations

import datetime
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualite_graph.analysis.answers import COMPUTATIONS, compute
from qualite_graph.analysis.computed import Context
from qualite_graph.analysis.customer_focus import chain_of, serving_customers, steps_to_customer
from qualite_graph.analysis.network import FlowRow, Network, from_pairs, projection
from qualite_graph.vocabulary import QG
from qualite_graph.workspace import EXAMPLE, Workspace

PROCESSES, CUSTOMERS, PROVIDERS = ("p1", "p2", "p3", "p4"), ("c1", "c2"), ("s1",)
GOODS, NEWS = frozenset({"goods"}), frozenset({"news"})
PARTIES = st.sampled_from(PROCESSES + CUSTOMERS + PROVIDERS)


@st.composite
def networks(draw: st.DrawFn) -> tuple[Network, list[FlowRow]]:
    ends = draw(st.lists(st.tuples(PARTIES, PARTIES, st.sampled_from((GOODS, NEWS, frozenset[str]())))))
    rows = [FlowRow(f"f{n}", a, b, f"o{n}", kinds) for n, (a, b, kinds) in enumerate(ends)]
    return projection(PROCESSES, CUSTOMERS, PROVIDERS, draw(st.permutations(rows))), rows


@given(networks())
def test_one_arc_per_pair_of_distinct_processes(drawn: tuple[Network, list[FlowRow]]) -> None:
    network, rows = drawn
    inside = {(row.supplier, row.customer) for row in rows} & {
        (a, b) for a in PROCESSES for b in PROCESSES if a != b
    }

    assert set(network.processes.edges) == inside
    assert set(network.processes) == set(PROCESSES)


@given(networks())
def test_every_flow_is_kept_whatever_the_order_it_came_in(drawn: tuple[Network, list[FlowRow]]) -> None:
    network, rows = drawn

    assert network.rows == tuple(sorted(rows, key=lambda row: (row.supplier, row.customer, row.flow)))
    assert list(network.flows) == sorted(PROCESSES + CUSTOMERS + PROVIDERS)


@given(networks(), st.data())
def test_evidence_is_every_flow_behind_some_pairs(
    drawn: tuple[Network, list[FlowRow]], data: st.DataObject
) -> None:
    network, rows = drawn
    party = PARTIES | st.just("elsewhere")
    pairs = data.draw(st.lists(st.tuples(party, party)))
    expected = [sorted(row.flow for row in rows if (row.supplier, row.customer) == pair) for pair in pairs]

    assert network.evidence(pairs) == tuple(flow for found in expected for flow in found)


@given(networks())
def test_the_customer_is_as_far_as_the_nearest_process_that_serves_one(
    drawn: tuple[Network, list[FlowRow]],
) -> None:
    network, rows = drawn
    serving = {row.supplier for row in rows if row.customer in CUSTOMERS and row.supplier in PROCESSES}
    steps = steps_to_customer(network)

    assert serving_customers(network) == serving
    assert {process for process, step in steps.items() if step == 0} == serving
    for process in PROCESSES:
        following = [steps[other] for other in network.processes[process] if other in steps]
        if process in serving:
            continue
        assert steps.get(process) == (min(following) + 1 if following else None)


@given(networks())
def test_a_chain_follows_its_flows(drawn: tuple[Network, list[FlowRow]]) -> None:
    network, rows = drawn
    links = chain_of(network, "goods")

    assert {link[1:] for link in links} == {
        (row.supplier, row.output, row.customer)
        for row in rows
        if row.kinds == GOODS and row.supplier in PROCESSES
    }
    graph = nx.DiGraph([(link.supplier, link.customer) for link in links])
    step_of = {link.supplier: link.step for link in links}
    for link in links:
        if link.customer in step_of and not nx.has_path(graph, link.customer, link.supplier):
            assert step_of[link.customer] > link.step
    assert all(later.step - earlier.step in (0, 1) for earlier, later in pairwise(links))


def test_pairs_of_each_property_become_a_network() -> None:
    process, customer, party = QG.Process, QG.Customer, QG.ExternalParty
    types = [("p1", process), ("p2", process), ("p2", customer)]  # an internal customer stays a process
    types += [("c1", customer), ("c1", party), ("s1", party), ("s1", party)]
    suppliers = [("f1", "p1"), ("f2", "p2"), ("f3", "p2"), ("f4", "p2")]
    customers = [("f1", "p2"), ("f2", "c1"), ("f3", "unknown")]  # f4 has none yet
    outputs = [("f1", "o1"), ("f2", "o2"), ("f3", "o2"), ("f4", "o2")]

    network = from_pairs(types, suppliers, customers, outputs, [("o1", "goods"), ("o1", "news")])

    assert set(network.processes) == {"p1", "p2"}
    assert (network.customers, network.providers) == ({"c1"}, {"s1"})
    assert network.rows == (
        FlowRow("f1", "p1", "p2", "o1", GOODS | NEWS),
        FlowRow("f2", "p2", "c1", "o2"),
    )


@given(networks())
def test_a_network_can_be_kept_to_some_kinds_or_widened_to_all_parties(
    drawn: tuple[Network, list[FlowRow]],
) -> None:
    network, rows = drawn

    assert network.only("goods").rows == tuple(row for row in network.rows if row.kinds == GOODS)
    wide = network.with_parties()
    assert {(wide.nodes[a], wide.nodes[b]) for a, b in wide.arcs} == {
        (row.supplier, row.customer) for row in rows if row.supplier != row.customer
    }
    left = network.without({"p1", "c1"}, {"f0"})
    kept = [row for row in rows if row.flow != "f0" and not {"p1", "c1"} & {row.supplier, row.customer}]
    assert left == projection(PROCESSES[1:], CUSTOMERS[1:], PROVIDERS, kept)


def test_a_network_cannot_be_changed() -> None:
    network = projection("ab", (), (), ())

    with pytest.raises(nx.NetworkXError):
        network.processes.add_edge("a", "b")
    with pytest.raises(nx.NetworkXError):
        network.flows.add_edge("a", "b")


def test_the_example_has_its_parties_and_flows() -> None:
    network = Workspace.in_memory().network(EXAMPLE)

    assert network.processes.number_of_nodes() == 18
    assert network.processes.number_of_edges() == 47
    assert network.flows.number_of_edges() == 48 + 17 + 24
    assert (len(network.customers), len(network.providers)) == (5, 5)


def test_an_empty_organisation_has_empty_answers() -> None:
    context = Context(projection((), (), (), ()), {}, datetime.date(2026, 6, 30))
    needing_a_process = {"downstream_of", "shortest_paths", "not_contributing_to", "lost_without"}
    needing_a_process |= {"least_between"}

    for name in COMPUTATIONS.keys() - needing_a_process:
        assert compute(name, context) == ()
