"""What is wrong in a workbook is said with its place, all at once, and what to do."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from qualite_graph.errors import InputError
from qualite_graph.exchange import Problem, Reading, Severity, gathered, read_workbook
from qualite_graph.exchange.layout import sheet as layout_sheet
from qualite_graph.vocabulary import CLAUSE, QG, RDF, RDFS, graph_of

Pages = dict[str, list[list[object]]]
Read = Callable[[Pages], Reading]
GRAPH = graph_of("essai")

PROCESSES: list[list[object]] = [
    ["Identifiant", "Nom", "Famille", "Pilote", "Dernier audit interne"],
    ["A", "Acheter", "support", "", ""],
    ["B", "Bâtir", "réalisation", "", ""],
]
OUTPUTS: list[list[object]] = [["Identifiant", "Nom", "Producteur"], ["O1", "Briques", "A"]]
FLOW_HEADINGS: list[object] = ["Identifiant", "Fournisseur", "Donnée de sortie", "Client"]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_pages(pages: Pages) -> Reading:
        path = tmp_path / "essai.xlsx"
        workbook = xlsxwriter.Workbook(str(path))
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in pages.items():
            worksheet = workbook.add_worksheet(title)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, datetime.date):
                        worksheet.write_datetime(row, column, value, day)
                    elif value != "":
                        worksheet.write(row, column, value)
        workbook.close()
        return read_workbook(path, "essai")

    return read_pages


def quads_of(reading: Reading) -> set[Quad]:
    return set(parse(reading.ntriples, format=RdfFormat.N_TRIPLES))


def objects(reading: Reading, local: str, predicate: str) -> set[str]:
    subject, verb = NamedNode(f"{GRAPH}/{local}"), NamedNode(predicate)
    return {
        str(quad.object) for quad in quads_of(reading) if quad.subject == subject and quad.predicate == verb
    }


def the_problem(reading: Reading) -> Problem:
    assert len(reading.problems) == 1, [problem.message("fr") for problem in reading.problems]
    return reading.problems[0]


def located(problem: Problem) -> tuple[str, str, int | None, str, str, str]:
    return problem.reason, problem.sheet, problem.row, problem.column, problem.heading, problem.value


# Forgiving reading


def test_sheets_and_columns_are_found_whatever_the_language_case_order_and_title_rows(read: Read) -> None:
    reading = read(
        {
            "INTERNAL  FLOWS": [
                ["customer", "SUPPLIER", "Requirement", "output", "ID"],
                ["b", "A", "Red", "O1", 1],
            ],
            "donnees de sortie": [["Libellé", "n°", "processus"], ["Briques", "O1", "A"]],
            "Processes": [
                ["Carte des processus 2026"],
                [],
                ["", "Family", "Name (fr)", "Identifier", "OWNER", "name"],
                ["", "Core", "Acheter", "A", "", "Buy"],
                ["", "Soutien", "Bâtir", "B", "", "Build"],
            ],
        }
    )
    assert reading.problems == ()
    assert objects(reading, "flow/1", QG.supplier) == {f"<{GRAPH}/process/A>"}
    assert objects(reading, "flow/1", QG.customer) == {f"<{GRAPH}/process/B>"}
    assert objects(reading, "flow/1", QG.requirement) == {'"Red"@en'}
    assert objects(reading, "process/A", RDFS.label) == {'"Acheter"@fr', '"Buy"@en'}
    assert objects(reading, "process/B", QG.processFamily) == {f"<{QG.SupportFamily}>"}


def test_a_row_may_be_named_by_its_label_or_person(read: Read) -> None:
    rows = [*PROCESSES, ["C", "Couler", "support", "karim benali", ""]]
    reading = read(
        {
            "Processus": rows,
            "Fonctions": [["Identifiant", "Fonction", "Personne"], ["P1", "Qualité", "Karim Benali"]],
            "Données de sortie": [["Identifiant", "Nom", "Producteur"], ["O1", "Briques", "BÂTIR"]],
        }
    )
    assert reading.problems == ()
    assert objects(reading, "process/C", QG.hasOwner) == {f"<{GRAPH}/position/P1>"}
    assert objects(reading, "output/O1", QG.producedBy) == {f"<{GRAPH}/process/B>"}


def test_codes_that_the_spreadsheet_keeps_as_numbers_stay_codes(read: Read) -> None:
    reading = read(
        {
            "Processus": [["Identifiant", "Nom"], [1, 2026], [2.5, "Deux et demi"], ["01", "Zéro un"]],
            "Données de sortie": [["Identifiant", "Producteur"], ["O1", "1"], ["O2", 2.5], ["O3", "01"]],
        }
    )
    assert reading.problems == ()
    assert objects(reading, "output/O1", QG.producedBy) == {f"<{GRAPH}/process/1>"}
    assert objects(reading, "output/O2", QG.producedBy) == {f"<{GRAPH}/process/2.5>"}
    assert objects(reading, "output/O3", QG.producedBy) == {f"<{GRAPH}/process/01>"}
    assert objects(reading, "process/1", RDFS.label) == {'"2026"@fr'}


def test_empty_cells_and_rows_are_holes_and_no_problem(read: Read) -> None:
    reading = read({"Processus": [*PROCESSES, [], ["", "   "], ["D"]]})
    assert reading.problems == ()
    assert reading.counts == {"process": 3}
    assert objects(reading, "process/D", RDF.type) == {f"<{QG.Process}>"}
    assert objects(reading, "process/D", RDFS.label) == set()


def test_lists_are_separated_by_semicolons_lines_or_commas(read: Read) -> None:
    reading = read(
        {
            "Processus": [*PROCESSES, ["C"], ["D, E"]],
            "Articles revendiqués": [["Processus", "Articles"], ["A", "8.2; 8.3,10\n7.1.6"], ["B", 8.5]],
            "Contrats d'interface": [
                ["Identifiant", "Fournisseur", "Clients"], ["A1", "A", "B ;C;"], ["A2", "A", "D, E"],
            ],
        }
    )  # fmt: skip
    assert reading.problems == ()
    wanted = {f"<{CLAUSE[number]}>" for number in ("8.2", "8.3", "10", "7.1.6")}
    assert objects(reading, "process/A", QG.addressesClause) == wanted
    assert objects(reading, "process/B", QG.addressesClause) == {f"<{CLAUSE['8.5']}>"}
    assert len(objects(reading, "agreement/A1", QG.agreementCustomer)) == 2
    assert objects(reading, "agreement/A2", QG.agreementCustomer) == {f"<{GRAPH}/process/D%2C%20E>"}


def test_dates_and_numbers_read_as_cells_and_as_text(read: Read) -> None:
    reading = read(
        {
            "Processus": [
                ["Identifiant", "Dernier audit interne"],
                ["A", datetime.date(2026, 6, 30)],
                ["B", "30/06/2026"],
            ],
            "Indicateurs": [["Identifiant", "Processus", "Cible", "Valeur"], ["I1", "A", "95,5", 0.7]],
        }
    )  # fmt: skip
    assert reading.problems == ()
    date = '"2026-06-30"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert objects(reading, "process/A", QG.lastAuditedOn) == {date}
    assert objects(reading, "process/B", QG.lastAuditedOn) == {date}
    decimal = "<http://www.w3.org/2001/XMLSchema#decimal>"
    assert objects(reading, "indicator/I1", QG.targetValue) == {f'"95.5"^^{decimal}'}
    assert objects(reading, "indicator/I1", QG.actualValue) == {f'"0.7"^^{decimal}'}


def test_a_need_without_nature_is_a_party_need(read: Read) -> None:
    reading = read(
        {
            "Processus": PROCESSES,
            "Clients": [["Identifiant"], ["C1"]],
            "Besoins": [["Identifiant", "Client", "Nature"], ["N1", "C1", ""], ["N2", "C1", "attente"]],
        }
    )
    assert reading.problems == ()
    assert objects(reading, "need/N1", RDF.type) == {f"<{QG.PartyNeed}>"}
    assert objects(reading, "need/N2", RDF.type) == {f"<{QG.Expectation}>"}


# Problems of cells: (sheet's rows by title, reason, sheet, row, column, heading, value)

CELLS = {
    "unknown reference": (
        {"Processus": PROCESSES, "Données de sortie": [OUTPUTS[0], ["O1", "Briques", "Z9"]]},
        ("unknown_reference", "Données de sortie", 2, "C", "Producteur", "Z9"),
    ),
    "unknown item of a list": (
        {
            "Processus": PROCESSES,
            "Contrats d'interface": [["Identifiant", "Fournisseur", "Clients"], ["A1", "A", "B; Q"]],
        },
        ("unknown_reference", "Contrats d'interface", 2, "C", "Clients", "Q"),
    ),
    "reference to a sheet that is missing": (
        {"Processus": [*PROCESSES, ["C", "", "", "P1"]]},
        ("nothing_to_name", "Processus", 4, "D", "Pilote", "P1"),
    ),
    "ambiguous name": (
        {
            "Processus": [*PROCESSES, ["C", "Acheter"]],
            "Données de sortie": [OUTPUTS[0], ["O1", "", "acheter"]],
        },
        ("ambiguous_reference", "Données de sortie", 2, "C", "Producteur", "acheter"),
    ),
    "same code in two kinds": (
        {
            "Processus": PROCESSES,
            "Clients": [["Identifiant"], ["T1"]],
            "Prestataires": [["Identifiant"], ["T1"]],
            "Données de sortie": OUTPUTS,
            "Flux sortants": [
                ["Identifiant", "Processus", "Donnée de sortie", "Vers"],
                ["Y1", "A", "O1", "T1"],
            ],
        },
        ("ambiguous_reference", "Flux sortants", 2, "D", "Vers", "T1"),
    ),
    "duplicate identifier": (
        {"Processus": [*PROCESSES, ["A", "Autre"]]},
        ("duplicate_identifier", "Processus", 4, "A", "Identifiant", "A"),
    ),
    "duplicate identifier across two sheets of a kind": (
        {
            "Processus": PROCESSES,
            "Clients": [["Identifiant"], ["C1"]],
            "Données de sortie": OUTPUTS,
            "Flux internes": [FLOW_HEADINGS, ["F1", "A", "O1", "B"]],
            "Flux entrants": [["Identifiant", "De", "Processus"], ["F1", "C1", "A"]],
        },
        ("duplicate_identifier", "Flux entrants", 2, "A", "Identifiant", "F1"),
    ),
    "empty identifier": (
        {"Processus": [*PROCESSES, ["", "Sans code"]]},
        ("missing_identifier", "Processus", 4, "A", "Identifiant", ""),
    ),
    "code turned into a date": (
        {"Processus": [*PROCESSES, [datetime.date(2026, 2, 1), "Un deux"]]},
        ("date_as_identifier", "Processus", 4, "A", "Identifiant", "2026-02-01"),
    ),
    "clause turned into a date": (
        {"Processus": PROCESSES, "Articles": [["Processus", "Articles"], ["A", datetime.date(2026, 2, 8)]]},
        ("date_as_identifier", "Articles", 2, "B", "Articles", "2026-02-08"),
    ),
    "unknown clause": (
        {"Processus": PROCESSES, "Articles": [["Processus", "Articles"], ["A", "8.2; 11.1"]]},
        ("unknown_clause", "Articles", 2, "B", "Articles", "11.1"),
    ),
    "required cell left empty": (
        {
            "Processus": PROCESSES,
            "Données de sortie": OUTPUTS,
            "Flux internes": [FLOW_HEADINGS, ["F1", "A", "O1", ""]],
        },
        ("missing_value", "Flux internes", 2, "D", "Client", ""),
    ),
    "unreadable date": (
        {"Processus": [*PROCESSES, ["C", "", "", "", "2026-02-30"]]},
        ("unreadable_date", "Processus", 4, "E", "Dernier audit interne", "2026-02-30"),
    ),
    "unreadable number": (
        {"Processus": PROCESSES, "Indicateurs": [["Identifiant", "Cible"], ["I1", "beaucoup"]]},
        ("unreadable_number", "Indicateurs", 2, "B", "Cible", "beaucoup"),
    ),
    "unreadable whole number": (
        {"Processus": PROCESSES, "Organisation": [["Nom", "Répondre sous (jours ouvrés)"], ["Essai", 2.5]]},
        ("unreadable_integer", "Organisation", 2, "B", "Répondre sous (jours ouvrés)", "2.5"),
    ),
    "neither yes nor no": (
        {"Processus": PROCESSES, "Prestataires": [["Identifiant", "Source unique"], ["F1", "parfois"]]},
        ("unreadable_boolean", "Prestataires", 2, "B", "Source unique", "parfois"),
    ),
    "unknown word": (
        {"Processus": [*PROCESSES, ["C", "", "logistique"]]},
        ("unknown_choice", "Processus", 4, "C", "Famille", "logistique"),
    ),
    "two organisations": (
        {"Processus": PROCESSES, "Organisation": [["Nom"], ["Un"], ["Deux"]]},
        ("several_rows", "Organisation", 3, "", "", ""),
    ),
    "required column missing": (
        {"Processus": [["Nom"], ["Acheter"]]},
        ("missing_column", "Processus", 1, "", "", ""),
    ),
    "same column twice": (
        {"Processus": [["Identifiant", "Nom", "Libellé"], ["A", "Acheter", "Achats"]]},
        ("duplicate_column", "Processus", 1, "C", "Libellé", "Libellé"),
    ),
    "no headings": (
        {"Processus": PROCESSES, "Risques": [["bla", "bla"], ["RK1", "feu"]]},
        ("no_headings", "Risques", None, "", "", "Risques"),
    ),
    "same sheet twice": (
        {"Processus": PROCESSES, "Processes": [["Identifier"], ["Z"]]},
        ("duplicate_sheet", "Processes", None, "", "", "Processes"),
    ),
    "required sheet missing": (
        {"Clients": [["Identifiant"], ["C1"]]},
        ("missing_sheet", "", None, "", "", ""),
    ),
    "required sheet without rows": (
        {"Processus": [["Identifiant", "Nom"]]},
        ("missing_sheet", "Processus", None, "", "", "Processus"),
    ),
}


@pytest.mark.parametrize(("pages", "expected"), CELLS.values(), ids=CELLS.keys())
def test_an_error_is_located(read: Read, pages: Pages, expected: tuple[object, ...]) -> None:
    reading = read(pages)
    problem = the_problem(reading)
    assert located(problem) == expected
    assert problem.severity is Severity.ERROR
    assert reading.errors == (problem,)
    assert problem.file == "essai.xlsx"


def test_places_count_from_the_sheets_first_cell(read: Read) -> None:
    rows: list[list[object]] = [
        [],
        [],
        ["", "", *PROCESSES[0]],
        ["", "", *PROCESSES[1]],
        [],
        ["", "", "B", "", "Q"],
    ]
    problem = the_problem(read({"Processus": rows}))
    assert (problem.row, problem.column) == (6, "E")


WARNINGS = {
    "own customer": (
        {
            "Processus": PROCESSES,
            "Données de sortie": OUTPUTS,
            "Flux internes": [FLOW_HEADINGS, ["F1", "A", "O1", "A"]],
        },
        ("own_customer", "Flux internes", 2, "D", "Client", "A"),
    ),
    "unknown sheet": (
        {"Processus": PROCESSES, "Brouillon": [["x"]]},
        ("unknown_sheet", "Brouillon", None, "", "", "Brouillon"),
    ),
    "unknown column": (
        {"Processus": [["Identifiant", "Commentaire"], ["A", "bien"]]},
        ("unknown_column", "Processus", 1, "B", "Commentaire", "Commentaire"),
    ),
}


@pytest.mark.parametrize(("pages", "expected"), WARNINGS.values(), ids=WARNINGS.keys())
def test_a_warning_is_located_and_prevents_nothing(
    read: Read, pages: Pages, expected: tuple[object, ...]
) -> None:
    reading = read(pages)
    problem = the_problem(reading)
    assert located(problem) == expected
    assert problem.severity is Severity.WARNING
    assert reading.errors == ()


def test_all_problems_are_collected_and_the_rest_is_read(read: Read) -> None:
    reading = read(
        {
            "Processus": [*PROCESSES, ["C", "Couler", "forge", "P9", "hier"], ["", "Sans code", "forge"]],
            "Données de sortie": [*OUTPUTS, ["O2", "Mortier", "Z"]],
        }
    )
    assert sorted((problem.reason, problem.row) for problem in reading.problems) == [
        ("missing_identifier", 5),
        ("nothing_to_name", 4),
        ("unknown_choice", 4),
        ("unknown_choice", 5),
        ("unknown_reference", 3),
        ("unreadable_date", 4),
    ]
    assert objects(reading, "process/C", RDFS.label) == {'"Couler"@fr'}
    assert objects(reading, "output/O2", RDFS.label) == {'"Mortier"@fr'}
    assert not any("Sans code" in str(quad) for quad in quads_of(reading))


def test_an_unknown_reference_suggests_the_nearest_identifier(read: Read) -> None:
    rows = [["Identifiant"], ["ACHATS"], ["VENTES"]]
    pages = {"Processus": rows, "Données de sortie": [["Identifiant", "Producteur"], ["O1", "achat"]]}
    problem = the_problem(read(pages))
    assert problem.what_to_do("fr") == "Vouliez-vous dire «\u00a0ACHATS\u00a0»\u00a0?"
    assert problem.what_to_do("en") == "Did you mean “ACHATS”?"
    pages["Données de sortie"][1][1] = "comptabilité"
    assert the_problem(read(pages)).remedy == "define_row"


def test_thousands_of_unknown_references_are_reported_quickly(read: Read) -> None:
    count = 3000
    reading = read(
        {
            "Processus": [["Identifiant"], *([f"P{number}"] for number in range(count))],
            "Données de sortie": [
                ["Identifiant", "Producteur"], *([f"O{number}", f"Q-{number}"] for number in range(count)),
            ],
        }
    )  # fmt: skip
    assert len(reading.errors) == count
    assert sum(problem.remedy == "did_you_mean" for problem in reading.errors) <= 100


def test_an_unknown_column_or_sheet_suggests_its_likely_name(read: Read) -> None:
    pages = {
        "Processus": [["Identifiant", "Pilotage"], ["A", ""]],
        "Indicateurs qualité 2026": [["Identifiant"]],
    }
    assert {problem.what_to_do("fr") for problem in read(pages).problems} == {
        "Si elle devait l’être, nommez-la «\u00a0Pilote\u00a0».",
        "Si elle devait l’être, nommez-la «\u00a0Indicateurs\u00a0».",
    }


@pytest.mark.parametrize(
    ("sheet", "heading", "key"),
    [
        ("Processus", "Nom du processus", "label_fr"),
        ("Processus", "Nom du pilote", "owner"),
        ("Processus", "Pilote(s)", "owner"),
        ("Processus", "Piloté par", "owner"),
        ("Processus", "Pilotte", "owner"),
        ("Processus", "N° du processus", "id"),
        ("Processus", "Code processus", "id"),
        ("Processus", "Date du dernier audit", "last_audit"),
        ("Processus", "Type de processus", "family"),
        ("Processus", "Name of the process", "label_en"),
        ("Processus", "Libellé (anglais)", "label_en"),
        ("Indicateurs", "Processus concerné", ""),
        ("Indicateurs", "Objectif de l’indicateur", "target"),
        ("Réclamations", "Date de réception", ""),
        ("Processus", "Commentaire", ""),
        ("Processus", "Budget annuel", ""),
        ("Processus", "Responsable qualité", ""),
    ],
)
def test_a_heading_written_in_another_way_is_read_and_told(
    read: Read, sheet: str, heading: str, key: str
) -> None:
    first, filled = ("Identifiant", "") if key != "id" else ("Nom", "A")
    pages: Pages = {"Processus": [["Identifiant"], ["A"]]} | {sheet: [[first, heading], ["A", filled]]}
    problems = [problem for problem in read(pages).problems if problem.heading == heading]
    expected = layout_sheet({"Processus": "process", "Indicateurs": "indicator"}.get(sheet, "complaint"))
    if key:
        assert [problem.reason for problem in problems] == ["read_as"]
        assert expected.column(key).names.fr in problems[0].message("fr")
    else:
        assert [problem.reason for problem in problems] == ["unknown_column"]
    assert {problem.severity for problem in problems} == {Severity.WARNING}


def test_a_column_that_is_there_already_is_not_guessed_again(read: Read) -> None:
    pages: Pages = {"Processus": [["Identifiant", "Nom du pilote", "Pilote"], ["A", "x", ""]]}
    assert the_problem(read(pages)).reason == "unknown_column"


def test_a_heading_that_may_mean_two_columns_is_an_error(read: Read) -> None:
    pages: Pages = {
        "Processus": [["Identifiant"], ["A"]],
        "Réclamations": [["Identifiant", "Client", "Réclamation reçue"]],
    }
    problem = the_problem(read(pages))
    assert (problem.reason, problem.severity) == ("ambiguous_column", Severity.ERROR)
    assert "Reçue le, Reçue par (canal)" in problem.why("fr")


def test_a_sheet_titled_in_another_way_is_read_and_told(read: Read) -> None:
    reading = read({"Liste des processus": PROCESSES, "Indicateur": [["Identifiant"], ["I1"]]})
    assert [(problem.reason, problem.sheet) for problem in reading.problems] == [
        ("sheet_read_as", "Liste des processus"),
        ("sheet_read_as", "Indicateur"),
    ]
    assert reading.counts["process"] == 2


def test_a_message_says_where_what_and_what_to_do(read: Read) -> None:
    problem = the_problem(read({"Processus": [*PROCESSES, ["C", "", "logistique"]]}))
    assert problem.message("fr").replace("\u00a0", " ") == (
        "essai.xlsx, feuille « Processus », ligne 4, colonne C « Famille » : « logistique » n’est pas un mot "
        "attendu dans « Famille ». Choisissez parmi : management, réalisation, support."
    )
    assert problem.message("en") == (
        "essai.xlsx, sheet “Processus”, row 4, column C “Famille”: “logistique” is no expected word in "
        "“Famille”. Choose among: management, realisation, support."
    )


def test_braces_in_a_cell_do_not_disturb_the_message(read: Read) -> None:
    problem = the_problem(read({"Processus": [*PROCESSES, ["C", "", "{0} {x}"]]}))
    assert "{0} {x}" in problem.message("fr")


def test_clauses_are_checked_against_those_given(tmp_path: Path, read: Read) -> None:
    read({"Processus": PROCESSES, "Articles": [["Processus", "Articles"], ["A", "8.2; 8.9"]]})
    path = tmp_path / "essai.xlsx"
    assert read_workbook(path, "essai").problems == ()
    problem = the_problem(read_workbook(path, "essai", clauses={"8.2"}))
    assert located(problem) == ("unknown_clause", "Articles", 2, "B", "Articles", "8.9")


# Files that are no workbook


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_workbook(tmp_path / "absent.xlsx", "essai")
    assert caught.value.key == "workbook_missing"
    assert "absent.xlsx" in caught.value.message("fr")


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_workbook(tmp_path, "essai")
    assert caught.value.key == "workbook_missing"


@pytest.mark.parametrize("content", [b"", b"Identifiant;Nom\nA;Acheter\n", b"PK\x03\x04 cut short"])
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "faux.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_workbook(path, "essai")
    assert caught.value.key == "workbook_unreadable"
    assert "faux.xlsx" in caught.value.message("en")


@pytest.mark.parametrize("slug", ["", "Essai", "a b", "a/b", "été", "-a", "a>"])
def test_a_name_that_cannot_be_in_an_iri_is_refused(read: Read, tmp_path: Path, slug: str) -> None:
    read({"Processus": PROCESSES})
    with pytest.raises(InputError) as caught:
        read_workbook(tmp_path / "essai.xlsx", slug)
    assert caught.value.key == "bad_slug"


def test_one_fault_in_many_cells_is_told_once(read: Read) -> None:
    rows = [["Identifiant", "Producteur"], *[[f"O{number}", "Z"] for number in range(12)], ["O12", "Y"]]
    flows = [["Identifiant", "Fournisseur", "Donnée de sortie", "Client"], ["F1", "Z", "O1", "A"]]
    reading = read({"Processus": PROCESSES, "Données de sortie": rows, "Flux internes": flows})
    assert len(reading.errors) == 14
    first, second = gathered(reading.errors)
    assert (first.value, len(first.also), second.value, second.also) == ("Z", 12, "Y", ())
    assert first.message("fr").count("B") >= 8
    assert "12 autres cellules" in first.message("fr")
    assert "Flux internes!B2" in first.also


def test_a_missing_sheet_is_told_once_for_each_column_that_names_it(read: Read) -> None:
    rows = [["Identifiant", "Pilote"], *[[f"P{number}", f"Pilote {number}"] for number in range(5)]]
    reading = read({"Processus": rows})
    assert {problem.reason for problem in reading.errors} == {"nothing_to_name"}
    (problem,) = gathered(reading.errors)
    assert "Fonctions" in problem.message("fr")
    assert len(problem.also) == 4
