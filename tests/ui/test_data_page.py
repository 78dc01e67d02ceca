"""Bringing a file from the page: what is wrong is said, nothing is written before, all can be undone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from qualite_graph.ui.data.dropped import slug_of
from qualite_graph.workspace import Workspace
from tests.ui.pages import html, session

GOOD = "Fournisseur;Client;Donnée de sortie\nVentes;Planification;Commande\nAchats;Production;Matières\n"
FAULTY = GOOD + "Production;;Produit\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    directory = tmp_path / "own"
    Workspace.open(directory)
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(directory))
    return directory


def drop(*files: tuple[str, str]) -> AppTest:
    app = session("data")
    app.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files]).run()
    return app


def button(app: AppTest, start: str) -> AppTest:
    found = next(one for one in app.button if one.label.startswith(start))
    return found.click().run()


def slugs() -> list[str]:
    from qualite_graph.ui.session import opened

    return [name.notation or "" for name in opened().workspace.organisations()]


def test_a_faulty_file_says_where_and_writes_nothing(own: Path) -> None:
    app = drop(("liste.csv", FAULTY))
    assert "1 erreur à corriger" in app.error[0].value
    assert "ligne 4, colonne B" in html(app)
    assert next(one for one in app.button if one.label.startswith("Charger dans")).disabled
    assert slugs() == ["coffralp"]


def test_one_fault_is_one_line_with_its_rows(own: Path) -> None:
    app = drop(("liste.csv", GOOD + "Production;;Produit\n" * 37 + ";Production;Ordre\n"))
    shown = html(app)
    assert "38 points à voir" in " ".join(one.value for one in app.markdown)
    assert shown.count("<tr><td>") == 2
    assert "<summary>37 lignes</summary>B4, B5, " in shown
    assert "ligne 41, colonne A" in shown


def test_faulty_rows_can_be_left_out_on_purpose(own: Path) -> None:
    app = drop(("liste.csv", FAULTY))
    app.checkbox[0].check().run()
    assert "sera laissée de côté" in app.warning[0].value
    app = button(app, "Charger dans")
    assert not app.exception
    assert slugs() == ["coffralp", "liste"]


def test_a_good_file_is_loaded_under_the_name_given_and_its_findings_follow(own: Path) -> None:
    app = drop(("liste.csv", GOOD))
    app.text_input[0].set_value("Atelier Martin").run()
    app = button(app, "Charger dans «\u00a0Atelier Martin\u00a0»")
    assert not app.exception
    assert app.session_state["organisation"] == "atelier-martin"
    assert app.query_params["organisation"] == "atelier-martin"
    assert any("est chargé" in one.value for one in app.success)
    assert html(app).count("Comment corriger") == 3
    head = html(app).partition('<header class="qg-head">')[2].partition("</header>")[0]
    assert 'href="?organisation=coffralp&amp;lang=fr"' in head
    assert "<span>Atelier Martin</span></summary>" in head


def test_a_new_organisation_never_takes_the_place_of_another(own: Path) -> None:
    button(drop(("coffralp.csv", GOOD)), "Charger dans")
    assert slugs() == ["coffralp", "coffralp-2"]


def test_csv_files_together_are_one_workbook_and_others_come_one_by_one(own: Path) -> None:
    app = drop(("processus.csv", "Code;Nom\nP1;Vendre\n"), ("modele.ttl", "<urn:a> <urn:b> <urn:c> ."))
    assert "modele.ttl" in app.error[0].value
    app = drop(("processus.csv", "Code;Nom\nP1;Vendre\nP2;Planifier\n"), ("lisez-moi.csv", "rien\n"))
    assert "Processus" in html(app)
    assert not app.exception


def test_history_compares_and_undoes(own: Path) -> None:
    button(drop(("liste.csv", GOOD)), "Charger dans")
    app = session("data", organisation="liste", part="past")
    assert "chargement de liste.csv" in html(app)
    assert app.query_params["part"] == "past"
    app = button(app, "Annuler")
    assert not app.exception
    assert slugs() == ["coffralp"]


def test_an_organisation_is_taken_away_and_another_opened(own: Path) -> None:
    button(drop(("liste.csv", GOOD)), "Charger dans")
    app = session("data", organisation="liste", part="organisations")
    app = button(app, "Retirer «\u00a0Coffralp")
    assert not app.exception
    assert slugs() == ["liste"]
    assert any(one.label == "Charger l’exemple Coffralp" for one in session("data").button)


@pytest.mark.parametrize(("name", "slug"), [("Éts Martin & Fils", "ets-martin-fils"), ("…", "organisme")])
def test_slug(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def corrected(sheet: str, state: dict[str, object], lang: str = "fr") -> AppTest:
    """Show a table and change it as the browser does; `id` finds the row of a code."""
    app = session("data", organisation="coffralp", part="edit", sheet=sheet, lang=lang)
    assert not app.exception
    table = app.data_editor[0]
    codes = list(table.value["id"])
    rows = {codes.index(code): cells for code, cells in state.pop("rows", {}).items()}  # type: ignore[attr-defined]
    gone = [codes.index(code) for code in state.pop("gone", [])]  # type: ignore[attr-defined]
    app.session_state[table.key] = {"edited_rows": rows, "added_rows": [], "deleted_rows": gone, **state}
    return app.run()


def test_a_corrected_cell_is_told_in_words_then_written(own: Path) -> None:
    app = corrected("process", {"rows": {"S3": {"owner": "P09"}}})
    assert "a pour pilote" in html(app)
    app = button(app, "Enregistrer 1 changement")
    assert not app.exception
    assert dict(zip(*(app.data_editor[0].value[key] for key in ("id", "owner")), strict=True))["S3"] == "P09"
    assert "modification" in html(session("data", organisation="coffralp", part="past"))


def test_a_wrong_cell_is_refused_with_its_reason_and_nothing_is_written(own: Path) -> None:
    app = corrected("process", {"rows": {"S3": {"owner": "Personne"}}})
    assert "1 erreur à corriger" in app.error[0].value
    assert "Personne" in html(app)
    assert not any(one.label.startswith("Enregistrer") for one in app.button)


def test_a_row_is_added_and_one_in_use_is_not_removed_by_chance(own: Path) -> None:
    added = {"supplier": "R3", "customer": "S6", "output": "O36"}
    app = button(corrected("internal_flow", {"added_rows": [added]}), "Enregistrer")
    assert len(app.data_editor[0].value) == 49
    app = corrected("process", {"gone": ["R3"]})
    assert "R3" in html(app)
    assert app.error
    app.checkbox[0].check().run()
    assert not app.error
    assert any(one.label.startswith("Enregistrer") for one in app.button)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_table_is_shown(own: Path, lang: str) -> None:
    from qualite_graph.exchange import LAYOUT

    app = session("data", part="edit", lang=lang)
    for sheet in LAYOUT:
        app.query_params["sheet"] = sheet.key
        app.run()
        assert not app.exception, sheet.key
        assert not app.error, sheet.key
