"""The command `check`: what it shows in each format, what it refuses, the code it returns."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from qualite_graph.rules import derivation
from qualite_graph.store import EmbeddedStore
from qualite_graph.vocabulary import QG, entity, graph_of
from tests.cli.conftest import Run

DAY = ("--date", "2026-06-30")


def test_gaps_without_violation_return_0(run: Run) -> None:
    found = run("check", *DAY)
    assert found.code == 0
    assert "Ce processus n’a pas de pilote." in found.out
    assert "Violations\u00a0: 0 · Avertissements\u00a0: 31 · Informations\u00a0: 4" in found.out


def test_a_violation_returns_1_even_when_nothing_is_shown(data: Path, run: Run, tmp_path: Path) -> None:
    EmbeddedStore.snapshot(data).backup(tmp_path / "copy")
    store = EmbeddedStore.open(tmp_path / "copy")
    flow, nobody = entity("coffralp", "flow", "F01"), entity("coffralp", "process", "nobody")
    stated = f"INSERT DATA {{ GRAPH <{graph_of('coffralp')}> {{ <{flow}> <{QG.supplier}> <{nobody}> }} }}"
    store.update(f"{stated} ;\n{derivation('coffralp')}")
    del store
    found = run("check", *DAY, "--data", str(tmp_path / "copy"), "--severity", "violation", "--lang", "en")
    assert found.code == 1
    assert "exactly one supplier" in found.out
    assert "4.4.1" in found.out
    assert "no owner" not in found.out


@pytest.mark.parametrize(("severity", "rows"), [("violation", 0), ("warning", 31), ("info", 35)])
def test_severity_keeps_what_is_as_grave(run: Run, severity: str, rows: int) -> None:
    found = run("check", *DAY, "--severity", severity, "--format", "json")
    document = json.loads(found.out)
    assert len(document["findings"]) == rows
    assert document["counts"] == {"violation": 0, "warning": 31, "info": 4}


def test_json_gives_both_languages_and_every_iri(run: Run) -> None:
    document = json.loads(run("check", *DAY, "--format", "json").out)
    assert document["conforms"] is True
    assert document["reference_date"] == "2026-06-30"
    (agreement,) = [item for item in document["findings"] if item["notation"] == "A1"]
    assert agreement["message"]["en"] == "This internal agreement is past its review date."
    assert agreement["severity"] == "warning"
    assert agreement["value"]["value"] == "2026-02-10"
    assert agreement["clauses"] == ["https://w3id.org/qualite-graph/reference/iso9001/2015/4.4.1"]
    assert set(agreement["how_to_fix"]) == {"fr", "en"}


def test_csv_has_one_value_per_column(run: Run) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(run("check", *DAY, "--format", "csv").out.removeprefix("\ufeff")), delimiter=";"
        )
    )
    assert len(rows) == 35
    (row,) = [row for row in rows if row["Constat"].startswith("Ce contrat")]
    assert (row["Élément (code)"], row["Valeur"], row["Articles"]) == ("A1", "2026-02-10", "4.4.1")
    assert row["Gravité"] == "avertissement"


@pytest.mark.parametrize("width", [60, 80, 200])
def test_findings_fit_the_terminal_and_are_said_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("check", *DAY).out.splitlines()
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    assert text.count("Ce processus n’a pas de pilote.") == 1
    # Days as people write them, flows by their ends and what they carry.
    assert "(10/02/2026)" in text
    assert "2026-02-10" not in text
    assert re.search(r"• [A-Z]\d [^•]+ → [A-Z]\d [^•]+ : ", text)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--severity", "grave"), "violation, warning, info"),
        (("--format", "xml"), "table, json, csv"),
        (("--date", "30/06/2026"), "30/06/2026"),
        (("--organisation", "nulle-part"), "nulle-part"),
    ],
)
def test_what_cannot_be_understood_returns_2(run: Run, arguments: tuple[str, ...], words: str) -> None:
    found = run("check", *arguments)
    assert found.code == 2
    assert found.out == ""
    assert words in found.err
