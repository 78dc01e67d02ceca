"""Queries kept under a name: they come back, are replaced and forgotten, and no question sees them."""

import pytest

from qualite_graph.errors import InputError
from qualite_graph.saved_views import SavedView
from qualite_graph.shelf import KeptQuery
from qualite_graph.workspace import Workspace


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.in_memory()


def test_a_query_is_kept_replaced_and_forgotten(workspace: Workspace) -> None:
    workspace.keep_query("  Mes  flux ", 'ASK { ?s ?p "é\n" }')
    assert workspace.kept_queries() == (KeptQuery("Mes flux", 'ASK { ?s ?p "é\n" }'),)
    workspace.keep_query("Mes flux", "ASK {}")
    assert workspace.kept_queries() == (KeptQuery("Mes flux", "ASK {}"),)
    workspace.forget_query("Mes flux")
    workspace.forget_query("Mes flux")
    assert workspace.kept_queries() == ()


def test_no_question_sees_it_and_it_is_no_organisation(workspace: Workspace) -> None:
    workspace.keep_query("secret", "SELECT * { ?s ?p ?o }")
    found = workspace.query('SELECT ?s { ?s ?p "secret" }', organisation="coffralp")
    assert b"shelf" not in found.serialize("csv")
    assert [name.notation for name in workspace.organisations()] == ["coffralp"]


@pytest.mark.parametrize(("name", "text"), [("  ", "ASK {}"), ("long", "#" * 100_001)])
def test_what_cannot_be_kept_is_said(workspace: Workspace, name: str, text: str) -> None:
    with pytest.raises(InputError):
        workspace.keep_query(name, text)
    assert workspace.kept_queries() == ()


def test_keeping_a_query_or_a_view_forgets_nothing_that_was_worked_out(workspace: Workspace) -> None:
    drawn, checked = workspace.process_map("coffralp"), workspace.check("coffralp")
    assert workspace.saved_views("map", "coffralp") == ()
    workspace.keep_query("Mes flux", "ASK {}")
    workspace.save_view("map", SavedView("mine", {}), "coffralp")
    assert workspace.process_map("coffralp") is drawn
    assert workspace.check("coffralp") is checked
    assert [view.name for view in workspace.saved_views("map", "coffralp")] == ["mine"]
    assert [one.name for one in workspace.kept_queries()] == ["Mes flux"]
    workspace.forget_view("map", "mine", "coffralp")
    workspace.forget_query("Mes flux")
    assert workspace.process_map("coffralp") is drawn
    assert (workspace.saved_views("map", "coffralp"), workspace.kept_queries()) == ((), ())
    workspace.edit('<urn:a> <urn:b> "c" .', organisation="coffralp")
    assert workspace.process_map("coffralp") is not drawn
