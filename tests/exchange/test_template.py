import datetime
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from python_calamine import CalamineWorkbook

from qualite_graph.exchange import LAYOUT, read_workbook, write_template, write_workbook
from qualite_graph.exchange.layout import NOTICE
from qualite_graph.exchange.template import WrittenRow

ROWS: dict[str, list[WrittenRow]] = {
    "organisation": [{"label_fr": "Essai", "acknowledge_within": 2, "answer_within": 10}],
    "process": [
        {"id": "01", "label_fr": "=Acheter", "label_en": "http://buy", "family": "support", "owner": "P1"},
        {"id": "1-2", "label_fr": "L'un\net l'autre ; « voilà »", "last_audit": datetime.date(2026, 6, 30)},
    ],
    "position": [{"id": "P1", "label_fr": "Acheteur", "person": "Ève"}],
    "provider": [{"id": "F1", "single_source": True}, {"id": "F2", "single_source": False}],
    "output": [{"id": "O1", "producer": "01", "kind": "product"}],
    "internal_flow": [{"id": "F1", "supplier": "01", "output": "O1", "customer": "1-2"}],
    "indicator": [
        {"id": "I1", "process": "01", "direction": "max", "target": Decimal("0.7"), "actual": 12.5}
    ],
    "clause": [{"process": "01", "clauses": "8.2; 10"}],
}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_written_reads_back(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "essai.xlsx"
    write_workbook(path, ROWS, lang)
    reading = read_workbook(path, "essai")
    assert [problem.message("fr") for problem in reading.problems] == []
    assert {key: count for key, count in reading.counts.items() if count} == {
        key: len(rows) for key, rows in ROWS.items()
    }
    text = reading.ntriples.decode()
    assert '"=Acheter"@fr' in text
    assert '"http://buy"@en' in text
    assert "\"L'un\\net l'autre ; « voilà »\"@fr" in text
    assert "/process/01> " in text
    assert '"0.7"^^' in text


def test_both_languages_say_the_same(tmp_path: Path) -> None:
    graphs = []
    for lang in ("fr", "en"):
        path = tmp_path / f"{lang}.xlsx"
        write_workbook(path, ROWS, lang)
        graphs.append(set(parse(read_workbook(path, "essai").ntriples, format=RdfFormat.N_TRIPLES)))
    assert graphs[0] == graphs[1]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        write_workbook(path, ROWS)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as archive:
        assert b">2026-01-01T00:00:00Z<" in archive.read("docProps/core.xml")
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_template_has_every_sheet_and_column(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "modele.xlsx"
    write_template(path, lang)
    workbook = CalamineWorkbook.from_path(path)
    assert workbook.sheet_names == [NOTICE.of(lang), *(sheet.names.of(lang) for sheet in LAYOUT)]
    for sheet in LAYOUT:
        rows = workbook.get_sheet_by_name(sheet.names.of(lang)).to_python()
        assert rows == [[column.names.of(lang) for column in sheet.columns]]


def test_an_empty_template_says_that_processes_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    write_template(path)
    assert [problem.reason for problem in read_workbook(path, "essai").problems] == ["missing_sheet"]


def test_columns_explain_themselves_and_offer_lists(tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    write_template(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    comments = "".join(text for name, text in parts.items() if "comments" in name)
    assert comments.count("<comment ") == sum(len(sheet.columns) for sheet in LAYOUT)
    process = parts["xl/worksheets/sheet3.xml"]
    assert '"management,réalisation,support"' in process
    assert "'Fonctions'!$A$2:$A$2000" in process
    assert 'state="frozen"' in process
    agreement = parts[f"xl/worksheets/sheet{2 + [sheet.key for sheet in LAYOUT].index('internal_flow')}.xml"]
    assert "'Contrats d’interface'!$A$2" in agreement


def test_a_row_of_unknown_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="couleur"):
        write_workbook(tmp_path / "essai.xlsx", {"process": [{"id": "A", "couleur": "rouge"}]})


def test_a_word_outside_the_vocabulary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="forge"):
        write_workbook(tmp_path / "essai.xlsx", {"process": [{"id": "A", "family": "forge"}]})


def test_a_row_is_as_high_as_its_longest_text(tmp_path: Path) -> None:
    path = tmp_path / "essai.xlsx"
    write_workbook(path, {"process": [{"id": "A", "label_fr": "mot " * 30}, {"id": "B", "label_fr": "mot"}]})
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml").decode()
    assert '<row r="2" spans="1:9" ht="45" customHeight="1">' in sheet
    assert '<row r="3" spans="1:9">' in sheet
