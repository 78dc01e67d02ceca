"""The part of a map that is asked for, and what tells its processes apart, on the example organisation."""

import networkx as nx
import pytest

from qualite_graph.analysis.centrality import betweenness
from qualite_graph.analysis.map_scope import scoped
from qualite_graph.analysis.map_traits import Traits
from qualite_graph.analysis.process_map import FLOWS
from qualite_graph.store import dataset_of
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import entity
from qualite_graph.workspace import Workspace


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


def iri(code: str) -> str:
    kind = {"C": "customer", "E": "provider"}.get(code[0], "process")
    return entity("coffralp", kind, code)


def codes(iris: frozenset[str]) -> set[str]:
    return {one.rsplit("/", 1)[1] for one in iris}


def test_one_level_is_customers_and_suppliers(workspace: Workspace) -> None:
    card = workspace.process_card("S3", "coffralp")
    ends = {name.notation for name in (*card.internal_customers, *card.internal_suppliers)}
    ends |= {line.other.notation for line in (*card.to_external, *card.from_external)}
    assert codes(workspace.around(iri("S3"), 1, 1)) == ends | {"S3"}
    assert codes(workspace.around(iri("S3"), 0, 0)) == {"S3"}


@pytest.mark.parametrize("steps", range(1, 6))
def test_levels_agree_with_networkx(workspace: Workspace, steps: int) -> None:
    processes = workspace.network("coffralp").processes
    expected = set(nx.ego_graph(processes, iri("S2"), radius=steps))
    found = workspace.around(iri("S2"), 0, steps)
    assert {one for one in found if one in processes} == expected


def test_steps_do_not_pass_through_a_customer(workspace: Workspace) -> None:
    network = workspace.network("coffralp")
    customer = next(iter(sorted(network.customers)))
    assert workspace.around(customer, 0, 1) == {customer, *network.flows.successors(customer)}
    # Steps that came back through the customers of R6 would reach every process.
    served = set(nx.descendants(network.processes, iri("R6")))
    assert {one for one in workspace.around(iri("R6"), 0, 5) if "/process/" in one} <= served | {iri("R6")}


def test_a_trail_follows_flows(workspace: Workspace) -> None:
    network = workspace.network("coffralp")
    steps = workspace.trail(iri("R1"), iri("S3"))
    assert [one.rsplit("/", 1)[1] for one in steps] == ["R1", "R3", "S3"]
    assert workspace.trail(iri("S3"), iri("S3")) == ()
    assert workspace.trail(iri("R1"), iri("E1")) == () or network.flows.has_node(iri("E1"))


def test_a_scoped_map_keeps_the_flows_between_what_it_keeps(workspace: Workspace) -> None:
    whole = workspace.process_map("coffralp")
    kept = {iri("R3"), iri("S3")}
    part = scoped(whole, kept)
    assert [one.name.notation for one in part.processes] == ["R3", "S3"]
    assert part.flows
    assert all({flow.supplier, flow.customer} == kept for flow in part.flows)


def test_traits_say_what_the_card_says(workspace: Workspace) -> None:
    traits = workspace.map_traits("coffralp")
    for process in workspace.process_map("coffralp").processes:
        card = workspace.process_card(process.name.iri, "coffralp")
        trait = traits.get(process.name.iri, Traits())
        assert (trait.owner, trait.units) == (card.owner, card.units)
        assert (trait.clauses, trait.complaints) == (len(card.clauses), len(card.complaints))


def test_the_most_critical_process_is_in_the_last_class(workspace: Workspace) -> None:
    ranked = betweenness(workspace.network("coffralp").graph).ranking
    classes = workspace.criticality("coffralp")
    assert classes[ranked[0].process] == 3
    assert {classes[row.process] for row in ranked if row.betweenness == 0} <= {0}


def test_the_map_has_the_flows_that_one_query_would_find(workspace: Workspace) -> None:
    rows = rows_of(workspace.store.query(FLOWS, dataset_of("coffralp")))
    asked = {tuple(value.value if value else None for value in row) for row in rows}
    drawn = {
        (flow.iri, flow.supplier, flow.customer, flow.direction, flow.output and flow.output.iri, flow.kind)
        for flow in workspace.process_map("coffralp").flows
    }
    assert drawn == asked
