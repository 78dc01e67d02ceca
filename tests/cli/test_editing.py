"""Changes made one at a time from the terminal: written and told, or refused with nothing written."""

from pathlib import Path

import pytest

from qualite_graph.cli import editing
from qualite_graph.resources import example_workbook
from tests.cli.conftest import Run, state


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Run:
    """Run in a directory of the test's own, where one organisation was loaded beside the example."""

    def call(*arguments: str):  # type: ignore[no-untyped-def]
        return run("--data", str(tmp_path / "d"), *arguments)

    assert call("load", str(example_workbook()), "--organisation", "essai").code == 0
    return call


def test_a_flow_is_added_and_told(own: Run) -> None:
    added = own("flow", "R3", "O12", "S1", "--requirement", "Chaque vendredi")
    assert added.code == 0
    assert added.out.startswith("Enregistré\u00a0: F49")
    assert "Chaque vendredi" in added.out
    assert "S1" in own("ask", "Q36", "--param", "process=R3").out
    assert own("flow", "R3", "Plan de charge", "Recruter").code == 2
    made = own("flow", "R3", "Plan de charge", "Recruter", "--create")
    assert "F50" in made.out


def test_a_look_writes_nothing(own: Run, tmp_path: Path) -> None:
    before = state(tmp_path / "d")
    shown = own("edit", "processus", "R3", "pilote=P09", "--dry-run")
    assert "rien n’est écrit" in shown.out
    assert "P09" in shown.out
    assert state(tmp_path / "d") == before


def test_rows_are_added_changed_and_removed(own: Run) -> None:
    assert "P09" in own("edit", "processus", "R3", "pilote=P09").out
    added = own("edit", "Processus", "--new", "nom=Expédier", "famille=réalisation")
    assert added.code == 0
    code = added.out.split("\u00a0: ")[1].split()[0]
    assert (
        "Expédier" in own("query", "--help").out + own("edit", "processus", code, "--remove", "--dry-run").out
    )
    assert own("edit", "processus", code, "--remove").code == 0
    refused = own("edit", "processus", "R3", "--remove")
    assert refused.code == 2
    assert "encore nommé par" in refused.err
    assert own("edit", "processus", "R3", "--remove", "--together").code == 0
    assert own("undo").code == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("edit", "processus", "R3", "pilote=P99"), "«\u00a0P99\u00a0» n’existe pas"),
        (("edit", "processus", "R3", "couleur=bleu"), "n’a pas de colonne «\u00a0couleur\u00a0»"),
        (("edit", "bidules", "R3", "x=1"), "La feuille «\u00a0bidules\u00a0» n’existe pas"),
        (("edit", "processus", "R3", "R4"), "donnez un seul identifiant"),
        (("edit", "processus", "R3", "--new", "--remove"), "ne vont pas ensemble"),
        (("remove", "coffralp"), "ajoutez --yes"),
        (("remove", "inconnu", "--yes"), "n’existe pas"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, data: Path, line: tuple[str, ...], said: str) -> None:
    before = state(data)
    refused = run(*line)
    assert refused.code == 2
    assert said in refused.err
    assert state(data) == before


def test_an_organisation_is_taken_out_and_brought_back(own: Run) -> None:
    assert own("remove", "essai", "--yes").code == 0
    assert own("ask", "Q49", "--organisation", "essai").code == 2
    assert own("undo", "--organisation", "essai").code == 0
    assert own("ask", "Q49", "--organisation", "essai").code == 0


@pytest.mark.parametrize(("typed", "code"), [("essai\n", 0), ("oui\n", 2), ("", 2)])
def test_taking_out_asks_for_the_name(
    own: Run, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return typed

    monkeypatch.setattr(editing.sys, "stdin", Terminal())
    assert own("remove", "essai").code == code
