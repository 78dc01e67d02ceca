"""The graph step by step: what is stated of an entity, what is derived, what kind of thing each is."""

from pathlib import Path

import pytest

from qualite_graph.analysis.exploring import MOST_STATEMENTS
from qualite_graph.vocabulary import CLAUSE, QG, entity
from qualite_graph.workspace import Workspace


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


def test_asserted_and_derived_are_told_apart(workspace: Workspace) -> None:
    look = workspace.look_at(entity("coffralp", "process", "S3"), "coffralp")
    derived = {one.predicate for one in look.links() if one.derived}
    asserted = {one.predicate for one in look.links() if not one.derived}
    assert derived == {QG.hasInternalCustomer, QG.hasInternalSupplier, QG.interactsWith}
    assert {QG.addressesClause, QG.supplier, QG.hasIndicator} <= asserted
    assert all(one.outward for one in look.statements if one.derived)


def test_the_kind_is_what_a_thing_is_and_not_its_role(workspace: Workspace) -> None:
    look = workspace.look_at(entity("coffralp", "process", "S3"), "coffralp")
    assert look.kinds[look.entity] == QG.Process
    assert look.kinds[CLAUSE["7.1.3"]] == QG.Clause


def test_any_entity_is_a_start(workspace: Workspace) -> None:
    for text in ("Orientation client", "8.2.1", "K01", "B1"):
        for name in workspace.named(text, "coffralp")[:3]:
            look = workspace.look_at(name.iri, "coffralp")
            assert look.statements, name
            assert {one.other.value for one in look.links()} <= set(look.names)
    assert workspace.look_at("urn:nobody", "coffralp").statements == ()


def test_one_organisation_is_not_seen_from_another(workspace: Workspace) -> None:
    look = workspace.look_at(CLAUSE["7.1.3"], None)
    assert not any("/data/" in one.other.value for one in look.statements)
    assert workspace.look_at(QG.Process, "coffralp").cut in (True, False)
    assert MOST_STATEMENTS >= 100


def test_a_flow_goes_by_its_ends_and_what_it_carries(workspace: Workspace) -> None:
    flow = entity("coffralp", "flow", "F21")
    look = workspace.look_at(entity("coffralp", "process", "R3"), "coffralp")
    said = "Planifier la production → Fabriquer les coffrets\u00a0: Ordre de fabrication et planning"
    assert look.names[flow].label("fr") == said
    assert look.names[flow].label("en").startswith("Plan production → ")
    assert look.names[flow].notation == "F21"


def test_a_flow_without_output_says_its_ends_once(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("Fournisseur;Client\nAcheter;Produire\n", "utf-8")
    workspace = Workspace.in_memory(example=False)
    workspace.load(tmp_path / "liste.csv", "essai")
    look = workspace.look_at(entity("essai", "process", "acheter"), "essai")
    flow = entity("essai", "flow", "acheter--produire")
    assert look.names[flow].label("fr") == "Acheter → Produire"
