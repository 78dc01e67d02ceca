"""Rows edited by the words of the workbook: what is written, what is refused and why; nothing else moves."""

from __future__ import annotations

import pytest

from qualite_graph.editing import EditRefusedError, RowEdit
from qualite_graph.editing.flows import NewFlow
from qualite_graph.errors import NotFoundError
from qualite_graph.journal import ChangedFact
from qualite_graph.naming import Name
from qualite_graph.rules import derivation
from qualite_graph.vocabulary import QG, RDF, RDFS, SKOS, entity
from qualite_graph.workspace import EXAMPLE, Workspace


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.in_memory()


def row(workspace: Workspace, sheet: str, identifier: str) -> dict[str, object]:
    found = [row for row in workspace.rows()[sheet] if row.get("id", row.get("process")) == identifier]
    return dict(found[0]) if found else {}


def said(fact: ChangedFact) -> tuple[str, str, list[str], list[str]]:
    def shown(values: tuple[object, ...]) -> list[str]:
        return [
            item.full("fr") if isinstance(item, Name) else str(getattr(item, "value", "")) for item in values
        ]

    return fact.subject.full("fr"), fact.property.label("fr"), shown(fact.before), shown(fact.after)


def reasons(caught: pytest.ExceptionInfo[EditRefusedError]) -> list[str]:
    return [problem.reason for problem in caught.value.problems]


def test_one_cell_is_changed_and_nothing_else(workspace: Workspace) -> None:
    before = {key: [dict(row) for row in rows] for key, rows in workspace.rows().items()}
    edited = workspace.edit_rows([RowEdit("Processus", "R3", {"Pilote": "Responsable service client"})])
    after = {key: [dict(row) for row in rows] for key, rows in workspace.rows().items()}
    assert edited.identifiers == ("R3",)
    assert row(workspace, "process", "R3")["owner"] == "P09"
    for rows in (before, after):
        for process in rows["process"]:
            process.pop("owner", None)
    assert before == after
    assert workspace.journal()[-1].kind == "edit"
    assert [said(fact)[:2] for fact in edited.facts] == [("R3 Planifier la production", "a pour pilote")]


@pytest.mark.parametrize(
    "sheet", ["process", "position", "output", "internal_flow", "inbound_flow", "outbound_flow"]
)
def test_every_row_written_again_as_it_stands_changes_nothing(workspace: Workspace, sheet: str) -> None:
    edits = [
        RowEdit(sheet, str(row["id"]), {key: value for key, value in row.items() if key != "id"})  # type: ignore[misc]
        for row in workspace.rows()[sheet]
    ]
    assert workspace.edit_rows(edits).facts == ()
    assert [entry.kind for entry in workspace.journal()] == ["load"]


def test_every_sheet_emptied_and_filled_again_is_what_it_was(workspace: Workspace) -> None:
    rows = workspace.rows()
    stated = workspace.quads(EXAMPLE, derived=False)
    flows = [
        RowEdit(sheet, str(row["id"]), action="remove")
        for sheet in ("internal_flow", "inbound_flow", "outbound_flow", "complaint", "channel")
        for row in rows[sheet]
    ]
    workspace.edit_rows(flows)
    assert workspace.network().flows.number_of_edges() == 0
    again = [
        RowEdit(sheet, "", dict(row), "add")  # type: ignore[arg-type]
        for sheet in ("internal_flow", "inbound_flow", "outbound_flow", "complaint", "channel")
        for row in rows[sheet]
    ]
    workspace.edit_rows(again)
    assert sorted(workspace.quads(EXAMPLE, derived=False).splitlines()) == sorted(stated.splitlines())
    stepwise = sorted(workspace.quads(EXAMPLE).splitlines())
    workspace.store.update(derivation(EXAMPLE))
    assert stepwise == sorted(workspace.quads(EXAMPLE).splitlines())


def test_a_flow_is_added_by_names(workspace: Workspace) -> None:
    edited = workspace.add_flow(NewFlow("Planifier la production", "O12", "S1", "Sous 24 h"))
    (code,) = edited.identifiers
    assert code == "F49"
    assert row(workspace, "internal_flow", code) == {
        "id": "F49",
        "supplier": "R3",
        "output": "O12",
        "customer": "S1",
        "requirement_fr": "Sous 24 h",
    }
    assert "S1" in {end.notation for end in workspace.process_card("R3").internal_customers}


def test_what_a_flow_lacks_is_made_when_asked(workspace: Workspace) -> None:
    with pytest.raises(EditRefusedError) as caught:
        workspace.add_flow(NewFlow("R3", "Plan de charge à deux ans", "Prévoir les embauches"))
    assert reasons(caught) == ["unknown_reference", "unknown_reference"]
    flow = NewFlow("R3", "Plan de charge à deux ans", "Prévoir les embauches", create=True)
    edited = workspace.add_flow(flow)
    assert [code[0] for code in edited.identifiers] == ["S", "O", "F"]
    process, output, code = edited.identifiers
    assert row(workspace, "process", process)["label_fr"] == "Prévoir les embauches"
    assert row(workspace, "output", output)["producer"] == "R3"
    assert row(workspace, "internal_flow", code)["customer"] == process
    workspace.undo()
    assert row(workspace, "process", process) == {}


def test_flows_in_and_out_stand_on_their_own_sheets(workspace: Workspace) -> None:
    inbound = workspace.add_flow(NewFlow("C1", "Prévisions de vente", "R3"))
    outbound = workspace.add_flow(NewFlow("R3", "O12", "C1"))
    assert inbound.identifiers == ("X18",)
    assert outbound.identifiers == ("Y25",)
    assert row(workspace, "inbound_flow", "X18")["label_fr"] == "Prévisions de vente"
    assert row(workspace, "outbound_flow", "Y25")["customer"] == "C1"


def test_a_flow_goes_by_its_code_on_whatever_sheet(workspace: Workspace) -> None:
    workspace.edit_rows([RowEdit("flux", "X01", {"exigence": "Par écrit"})])
    assert row(workspace, "inbound_flow", "X01")["requirement_fr"] == "Par écrit"


def test_a_row_that_others_name_stays_unless_they_go_too(workspace: Workspace) -> None:
    with pytest.raises(EditRefusedError) as caught:
        workspace.edit_rows([RowEdit("process", "R3", action="remove")])
    assert reasons(caught) == ["still_named"]
    workspace.edit_rows([RowEdit("process", "R3", action="remove", together=True)])
    assert row(workspace, "process", "R3") == {}
    assert workspace.check().counts
    assert b"/process/R3>" not in workspace.quads(EXAMPLE)


def test_a_new_code_follows_everywhere(workspace: Workspace) -> None:
    customers = {end.notation for end in workspace.process_card("R3").internal_customers}
    lines = workspace.quads(EXAMPLE, derived=False).decode()
    workspace.edit_rows([RowEdit("process", "R3", {"Identifiant": "R3 bis"})])
    assert {end.notation for end in workspace.process_card("R3 bis").internal_customers} == customers
    expected = lines.replace("/process/R3>", "/process/R3%20bis>").replace('"R3" <', '"R3 bis" <')
    assert sorted(workspace.quads(EXAMPLE, derived=False).decode().splitlines()) == sorted(
        expected.splitlines()
    )


def test_claims_of_clauses_and_the_organisation_itself(workspace: Workspace) -> None:
    workspace.edit_rows([RowEdit("Articles", "R3", {"articles": "8.5.1; article 8.1"})])
    assert set(str(row(workspace, "clause", "R3")["clauses"]).split("; ")) == {"8.1", "8.5.1"}
    with pytest.raises(EditRefusedError) as caught:
        workspace.edit_rows([RowEdit("clause", "R3", {"articles": "8.99"})])
    assert reasons(caught) == ["unknown_clause"]
    workspace.edit_rows([RowEdit("clause", "R3", action="remove")])
    assert row(workspace, "clause", "R3") == {}
    workspace.edit_rows([RowEdit("organisation", "", {"nom": "Coffralp SA"})])
    assert workspace.rows()["organisation"][0]["label_fr"] == "Coffralp SA"


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (RowEdit("process", "R3", {"pilote": "P99"}), "unknown_reference"),
        (RowEdit("process", "R3", {"famille": "bricolage"}), "unknown_choice"),
        (RowEdit("process", "R3", {"dernier audit": "hier"}), "unreadable_date"),
        (RowEdit("process", "R33", {"pilote": "P09"}), "no_such_row"),
        (RowEdit("process", "R3", {"nom": "x"}, "add"), "already_there"),
        (RowEdit("process", "R3", {"id": "R4"}), "already_there"),
        (RowEdit("internal_flow", "F01", {"client": ""}), "missing_value"),
        (RowEdit("internal_flow", "F01", {"client": "C1"}), "unknown_reference"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_cannot_be_used_is_refused_with_its_place(
    workspace: Workspace, edit: RowEdit, reason: str, lang: str
) -> None:
    before = workspace.store.version
    with pytest.raises(EditRefusedError) as caught:
        workspace.edit_rows([edit])
    assert reason in reasons(caught)
    message = caught.value.problems[0].message(lang)
    assert edit.identifier in message
    assert workspace.store.version == before


def test_a_sheet_or_a_column_that_does_not_exist_is_told() -> None:
    workspace = Workspace.in_memory()
    with pytest.raises(NotFoundError, match="bidules"):
        workspace.edit_rows([RowEdit("bidules", "R3")])
    with pytest.raises(NotFoundError, match="Pilote"):
        workspace.edit_rows([RowEdit("process", "R3", {"Pilotte": "P09"})])


def test_a_look_beforehand_writes_nothing(workspace: Workspace) -> None:
    version = workspace.store.version
    edited = workspace.edit_rows([RowEdit("process", "", {"nom": "Expédier"}, "add")], write=False)
    assert {said(fact)[0] for fact in edited.facts} == {f"{edited.identifiers[0]} Expédier"}
    assert workspace.store.version == version


def test_a_name_without_a_language_is_changed_in_its_place(workspace: Workspace) -> None:
    iri = entity(EXAMPLE, "process", "L1")
    stated = f'<{iri}> <{RDF.type}> <{QG.Process}> .\n<{iri}> <{SKOS.notation}> "L1" .\n'
    workspace.edit(f'{stated}<{iri}> <{RDFS.label}> "Acheter" .\n', organisation=EXAMPLE)
    assert row(workspace, "process", "L1")["label_fr"] == "Acheter"
    workspace.edit_rows([RowEdit("process", "L1", {"label_fr": "Acheter mieux"})])
    assert row(workspace, "process", "L1")["label_fr"] == "Acheter mieux"
    assert '"Acheter"' not in workspace.quads(EXAMPLE).decode()


def test_rows_kept_through_edits_are_those_read_anew(workspace: Workspace) -> None:
    rows = workspace.rows()
    for edits in (
        [RowEdit("process", "R3", {"owner": "P09", "label_fr": "Planifier"})],
        [RowEdit("clause", "R3", {"clauses": "8.1; 8.5.1"})],
        [RowEdit("inbound_flow", "X05", {"label_fr": "Prévisions"})],
        [RowEdit("indicator", "I01", {"process": "R4"})],
        [RowEdit("process", "R3", {"id": "R33"})],
        [RowEdit("internal_flow", "", {"supplier": "R33", "output": "O12", "customer": "S1"}, "add")],
        [RowEdit("position", "P02", action="remove", together=True)],
    ):
        before = rows
        workspace.edit_rows(edits)
        rows = workspace.rows()
        assert rows != before
        assert rows == Workspace(workspace.store).rows()
    workspace.undo()
    assert workspace.rows() == Workspace(workspace.store).rows()
