"""The command `export`: every format, what it leaves out told apart from the file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "name", ["o.xlsx", "o.zip", "o.ttl", "o.graphml", "o.mmd", "o.dot", "o.xml", "o.svg"]
)
def test_the_extension_says_the_format(run: Run, tmp_path: Path, name: str) -> None:
    outcome = run("export", "--output", str(tmp_path / name))
    assert outcome.code == 0
    assert outcome.out == ""
    assert (tmp_path / name).stat().st_size > 1000
    said = "Ce que ce fichier ne contient pas" in outcome.err
    assert said is (name not in ("o.xlsx", "o.zip", "o.ttl"))


def test_names_of_persons_are_left_out_on_request(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    outcome = run("export", "--output", str(path), "--without-names")
    assert "15 noms de personnes" in outcome.err
    with zipfile.ZipFile(path) as archive:
        assert "Hélène Marchand" not in archive.read("xl/sharedStrings.xml").decode()


def test_a_picture_can_be_piped(run: Run) -> None:
    outcome = run("export", "--format", "mermaid", "--lang", "en")
    assert outcome.out.startswith("flowchart TB\n")
    assert "Indicators: 19." in outcome.err


def test_csv_is_written_as_a_zip(run: Run, tmp_path: Path) -> None:
    outcome = run("export", "--output", str(tmp_path / "o.csv"))
    assert outcome.code == 2
    assert "csv (.zip)" in outcome.err
