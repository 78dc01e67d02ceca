"""History, difference, undoing, backup and restoration from the terminal."""

from pathlib import Path

import pytest

from qualite_graph.resources import example_workbook
from tests.cli.conftest import Run


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Run:
    """Run in a directory of the test's own, where one organisation was loaded beside the example."""

    def call(*arguments: str):  # type: ignore[no-untyped-def]
        return run("--data", str(tmp_path / "d"), *arguments)

    assert call("load", str(example_workbook()), "--organisation", "essai").code == 0
    return call


def versions(listed: str) -> list[str]:
    return [line.split()[0] for line in listed.splitlines() if line.strip()[:1].isdigit()]


def test_the_history_lists_each_write_with_its_file(own: Run) -> None:
    listed = own("history", "--organisation", "essai")
    assert listed.code == 0
    (version,) = versions(listed.out)
    assert "coffralp.xlsx" in listed.out
    assert "chargement" in listed.out
    own("undo", "--organisation", "essai")
    again = own("history", "--organisation", "essai").out
    assert f"annulation de la version\N{NO-BREAK SPACE}{version}" in again or f"version {version}" in again


def test_the_difference_is_said_in_words(own: Run) -> None:
    own("undo", "--organisation", "essai")
    first, last = versions(own("history", "--organisation", "essai").out)
    said = own("diff", first, last, "--organisation", "essai").out
    assert "R3 Planifier la production" in said
    assert "a pour pilote" in said or "pilote" in said
    assert own("diff", first, first, "--organisation", "essai").out.rstrip().endswith("Rien n’a changé.")


def test_undoing_takes_the_organisation_back(own: Run) -> None:
    assert own("undo", "--organisation", "essai").code == 0
    refused = own("ask", "Q49", "--organisation", "essai")
    assert refused.code == 2
    nothing = own("undo", "--organisation", "essai")
    assert nothing.code == 2
    assert "rien à annuler" in nothing.err


def test_a_backup_is_made_and_restored(own: Run, tmp_path: Path) -> None:
    assert own("backup", str(tmp_path / "copie")).code == 0
    assert own("backup", str(tmp_path / "copie")).code == 2
    own("undo", "--organisation", "essai")
    restored = own("restore", str(tmp_path / "copie"))
    assert restored.code == 0
    assert "essai" in restored.out
    assert own("ask", "Q49", "--organisation", "essai").code == 0


@pytest.mark.parametrize(
    "line", [("history", "--organisation", "ailleurs"), ("diff", "un", "2"), ("diff", "1", "999")]
)
def test_what_does_not_exist_is_refused_in_one_sentence(run: Run, line: tuple[str, ...]) -> None:
    refused = run(*line)
    assert refused.code == 2
    assert len(refused.err.strip().splitlines()) == 1
