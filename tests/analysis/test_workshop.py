"""What a group says in a meeting: lines read, names recognised, one write, and what is not settled."""

import pytest

from qualite_graph.analysis.workshop import beside, draw, is_new, known_names, read_line
from qualite_graph.editing import RowEdit
from qualite_graph.rehearsal import edits_of
from qualite_graph.workspace import Workspace

LINES = (
    "Planifier la production > Ordre de fabrication et planning > r4",
    "R4 > Carnet de bord > Améliorer en continu",
    "ameliorer en continu > Plan d’action > M1 Piloter l'entreprise",
    "R6 > Avis de livraison > HydroVal Énergie (fictif)",
)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("A > o > B", None),
        ("A → o → B", None),
        ("A > o", "parts"),
        ("A > > B", "empty"),
        ("A > o > a", "itself"),
    ],
)
def test_a_line_is_read_or_says_why_not(line: str, fault: str | None) -> None:
    assert read_line(line).fault == fault


def test_known_names_are_recognised_and_others_are_new(workspace: Workspace) -> None:
    whole = workspace.process_map("coffralp")
    workshop = draw(LINES, whole, "fr")
    assert [one.name.notation for one in workshop.drawn.processes if one.name.notation] == [
        *("M1", "R3", "R4", "R6"),
    ]
    assert len(workshop.new) == 1  # accents and capitals make no other process
    assert [is_new(flow) for flow in workshop.drawn.flows] == [False, True, True, True]
    assert workshop.drawn.flows[-1].direction == "outbound"
    everything = beside(workshop, whole)
    assert len(everything.processes) == len(whole.processes) + 1
    assert len(everything.flows) == len(whole.flows) + 3


def test_a_rehearsal_is_that_of_these_edits_and_no_others(workspace: Workspace) -> None:
    cells = {"owner": ""}
    by_row = [workspace.rehearse([RowEdit("process", code, cells)], "coffralp") for code in ("R3", "R4")]
    assert len({one.focus for found in by_row for one in found.findings}) == 2


def test_it_is_written_at_once_and_undone_at_once(workspace: Workspace) -> None:
    whole = workspace.process_map("coffralp")
    outputs = known_names([flow.output for flow in whole.flows if flow.output], "fr")
    edits = edits_of(draw(LINES, whole, "fr"), outputs, "fr")
    entries = len(workspace.journal("coffralp"))
    rehearsal = workspace.rehearse(edits, "coffralp")
    told = {
        (rehearsal.names[one.focus].label("fr"), one.shape.iri.split("#")[-1]) for one in rehearsal.findings
    }
    assert ("Améliorer en continu", "ProcessWithoutOwner") in told
    assert any(name.startswith("R4 → ") for name, shape in told if shape == "FlowWithoutRequirement")
    assert workspace.process_map("coffralp") == whole  # a rehearsal writes nothing
    workspace.edit_rows(edits, "coffralp")
    assert len(workspace.journal("coffralp")) == entries + 1
    assert len(workspace.process_map("coffralp").flows) == len(whole.flows) + 3
    workspace.undo("coffralp")
    assert workspace.process_map("coffralp") == whole
