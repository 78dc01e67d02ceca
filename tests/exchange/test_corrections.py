"""The copy handed back marks the right cells, says what to do there, and loads once corrected."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from qualite_graph.exchange import read
from qualite_graph.exchange.writing.corrections import corrections

ROWS = (
    ("Fournisseur", "Client", "Donnée de sortie"),
    ("Ventes", "Planification", "Commande"),
    ("Achats", "", "Matières"),
    ("Ventes", "Planification", "Commande"),
)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Liste")
        for row, cells in enumerate(ROWS):
            sheet.write_row(row, 0, cells)
    return path


def written(path: Path, tmp_path: Path, lang: str = "fr") -> Path:
    target = tmp_path / "corrigé.xlsx"
    target.write_bytes(corrections(path, read(path, "essai").problems, lang))
    return target


def test_values_are_those_of_the_file_and_problems_come_first(faulty: Path, tmp_path: Path) -> None:
    with CalamineWorkbook.from_path(written(faulty, tmp_path)) as workbook:
        assert workbook.sheet_names == ["À corriger", "Liste"]
        assert [tuple(row) for row in workbook.get_sheet_by_name("Liste").to_python()] == list(ROWS)
        listed = workbook.get_sheet_by_name("À corriger").to_python()
    assert [row[0] for row in listed] == ["Gravité", "à corriger", "à voir"]
    assert "ligne 3, colonne B" in str(listed[1][1])


def test_faulty_cells_are_coloured_and_commented(faulty: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(faulty, tmp_path)) as archive:
        comments = archive.read("xl/comments1.xml").decode()
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert 'ref="B3"' in comments
    assert "Remplissez-la" in comments
    assert '<c r="B3" s=' in sheet  # an empty cell has a style: it is coloured
    assert '<c r="B2" s=' not in sheet


def test_the_copy_is_read_as_the_file_was(faulty: Path, tmp_path: Path) -> None:
    copy = written(faulty, tmp_path)
    before, after = read(faulty, "essai"), read(copy, "essai")
    assert after.ntriples == before.ntriples
    assert [problem.reason for problem in after.problems] == [problem.reason for problem in before.problems]


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Fournisseur;Client;Donnée de sortie\n'=1+1;;x\n", "utf-8")
    with zipfile.ZipFile(written(path, tmp_path)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet2.xml").decode()
        assert "=1+1" in archive.read("xl/sharedStrings.xml").decode()


def test_a_csv_of_any_name_makes_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / f"{'un nom très long ' * 4}[2026].csv"
    path.write_text("Fournisseur;Client\nA;\n", "utf-8")
    with CalamineWorkbook.from_path(written(path, tmp_path, "en")) as workbook:
        assert workbook.sheet_names[0] == "To correct"
        assert len(workbook.sheet_names[1]) <= 31


def test_a_model_gives_the_list_alone(tmp_path: Path) -> None:
    path = tmp_path / "modèle.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    assert corrections(path, (), "fr").startswith(b"PK")
