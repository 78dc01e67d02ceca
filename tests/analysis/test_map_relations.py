"""The relations that a map may draw besides the flows: those that follow from them, and no other."""

from qualite_graph.analysis.map_relations import DRAWN
from qualite_graph.vocabulary import QG
from qualite_graph.workspace import Workspace


def test_each_pair_of_a_flow_is_joined_once() -> None:
    workspace = Workspace.in_memory()
    drawn, relations = workspace.process_map(), workspace.map_relations()
    inside = {one.name.iri for one in drawn.processes}
    pairs = {
        (flow.supplier, flow.customer)
        for flow in drawn.flows
        if {flow.supplier, flow.customer} <= inside and flow.supplier != flow.customer
    }
    customers = [(one.source, one.target) for one in relations if one.predicate == QG.hasInternalCustomer]
    assert sorted(customers) == sorted(pairs)
    assert {one.predicate for one in relations} == set(DRAWN)


def test_who_is_delivered_is_a_customer_outside() -> None:
    workspace = Workspace.in_memory()
    drawn = workspace.process_map()
    outside = {one.name.iri for one in drawn.parties if one.is_customer}
    delivered = {one.target for one in workspace.map_relations() if one.predicate == QG.deliversTo}
    assert delivered
    assert delivered <= outside
