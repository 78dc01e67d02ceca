"""Views saved under a name: they come back as they were, each organisation and page has its own."""

import pytest

from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.saved_views import MOST_VIEWS, SavedView
from qualite_graph.vocabulary import GRAPH_VIEWS
from qualite_graph.workspace import Workspace

CONTENT = {"address": {"layout": "force"}, "pins": {"R3": [10, -4]}, "camera": {"zoom": 0.8, "x": 1, "y": 2}}


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.in_memory()


def test_a_view_comes_back_as_it_was(workspace: Workspace) -> None:
    workspace.save_view("map", SavedView("  Revue  «direction» ", CONTENT), "coffralp")
    assert workspace.saved_view("map", "Revue «direction»", "coffralp").content == CONTENT
    workspace.save_view("map", SavedView("Revue «direction»", {"address": {}}), "coffralp")
    assert [view.content for view in workspace.saved_views("map", "coffralp")] == [{"address": {}}]
    workspace.forget_view("map", "Revue «direction»", "coffralp")
    assert workspace.saved_views("map", "coffralp") == ()


def test_pages_and_organisations_have_their_own(workspace: Workspace) -> None:
    workspace.save_view("map", SavedView("A", CONTENT), "coffralp")
    assert workspace.saved_views("explorer", "coffralp") == ()
    with pytest.raises(NotFoundError):
        workspace.saved_view("explorer", "A", "coffralp")
    with pytest.raises(NotFoundError):
        workspace.saved_views("map", "nobody")


def test_what_cannot_be_saved_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InputError):
        workspace.save_view("map", SavedView("  ", CONTENT), "coffralp")
    with pytest.raises(InputError):
        workspace.save_view("map", SavedView("A", {"pins": "x" * 300_001}), "coffralp")
    assert MOST_VIEWS >= 100


def test_no_query_reads_a_view(workspace: Workspace) -> None:
    workspace.save_view("map", SavedView("A", CONTENT), "coffralp")
    text = f"ASK {{ GRAPH <{GRAPH_VIEWS}> {{ ?s ?p ?o }} }}"
    assert b"false" in workspace.query(text, organisation="coffralp").serialize("json")
    assert workspace.journal("coffralp")[-1].version < workspace.store.version
