"""What flows between whom, in a matrix or on the sheet of a process, and what empty places mean."""

import pytest

from qualite_graph.ui.relations.sankey import DELIVERY, DEMAND, stream, svg
from qualite_graph.workspace import Workspace
from tests.ui.pages import html, session


@pytest.mark.parametrize("part", ["matrix", "sipoc", "turtle", "stream", "interfaces"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_part_runs(part: str, lang: str) -> None:
    app = session("relations", part=part, lang=lang)
    assert not app.exception
    assert not app.error


def test_a_cell_lists_its_flows_and_a_row_all_of_them() -> None:
    written = html(session("relations", supplier="R3", customer="R4"))
    assert "Ordre de fabrication et planning" in written
    assert written.split("<tbody>")[1].count("<tr>") == 1
    assert html(session("relations", supplier="R3")).split("<tbody>")[1].count("<tr>") == 7
    app = session("relations", supplier="S6", customer="R4")
    assert any("Aucun flux" in one.value for one in app.info)


def test_a_cell_is_chosen_from_the_lists_too() -> None:
    app = session("relations")
    assert 'href="?supplier=R7"' in html(app)
    app.query_params["supplier"] = "R7"
    written = html(app.run())
    assert "Fournisseur\u00a0: R7 Assurer" in written
    assert "Demande de pièces de rechange" in written


def test_empty_rows_and_columns_are_explained() -> None:
    written = html(session("relations"))
    assert "1 processus sans client" in written
    assert "Assurer la veille" in written.split("1 processus sans client")[1]
    assert "2 processus sans fournisseur interne" in written


def test_sipoc_and_turtle_hold_the_process() -> None:
    sheet = html(session("relations", part="sipoc", process="R3"))
    for text in ("Commande acceptée", "Créneaux d’arrêt des machines", "Responsable ordonnancement"):
        assert text in sheet
    turtle = html(session("relations", part="turtle", process="R3"))
    assert "sans suppléant" in turtle
    assert "Maintenir les équipements" in turtle.split("Avec qui")[0]  # support is what it works with


def test_the_stream_goes_from_demand_to_delivery_and_to_the_right_alone() -> None:
    found = stream(Workspace.in_memory().process_map())
    place = {node: number for number, column in enumerate(found.columns) for node in column}
    assert found.columns[0] == (DEMAND,)
    assert found.columns[-1] == (DELIVERY,)
    assert all(place[band.source] < place[band.target] for band in found.bands)
    assert sum(place[band.source] >= place[band.target] for band in found.backwards) > 0
    labels = {node: f"<{node[-2:]}>" for node in place}
    drawn = svg(found, labels, {}, "t")
    assert drawn.count('class="band"') == len(found.bands)
    assert "<R3>" not in drawn  # what people wrote is escaped


def test_interfaces_ask_their_question() -> None:
    written = html(session("relations", part="interfaces", gap="no_requirement"))
    assert written.count('class="qg-ask"') == 3
    assert "que doit respecter" in written


def test_nothing_flows_yet(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("alone")
    file = folder / "liste.csv"
    file.write_text("Code;Nom\nP1;Vendre\n", "utf-8")
    workspace = Workspace.open(folder / "data")
    named = folder / "processus.csv"
    file.rename(named)
    workspace.load(named, "seul")
    del workspace
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(folder / "data"))
    for part in ("matrix", "sipoc", "turtle", "stream", "interfaces"):
        app = session("relations", part=part, organisation="seul")
        assert not app.exception, part
        assert not app.error, part
