"""What the commands answer about the example organisation."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
import rdflib

from tests.cli.conftest import Run

CUSTOMERS_OF_R3 = ["R1", "R4", "R6", "R7", "S1", "S3"]


def test_a_question_is_answered_as_a_table_in_french(run: Run) -> None:
    answer = run("ask", "Q36", "--param", "process=R3")
    assert answer.code == 0
    assert answer.err == ""
    lines = answer.out.splitlines()
    assert lines[0] == "Qui sont les clients internes du processus R3 Planifier la production\u00a0?"
    assert lines[2] == "Client interne"
    assert [line.split()[0] for line in lines[4:10]] == CUSTOMERS_OF_R3
    assert lines[-1] == "Q36 · données de l’organisme · 6 lignes"


def test_and_in_english_wherever_the_language_is_asked_for(run: Run) -> None:
    before = run("--lang", "en", "ask", "Q36", "--param", "process=R3")
    after = run("ask", "Q36", "--param=process=R3", "--lang=en")
    assert before == after
    assert "R4 Manufacture the enclosures" in after.out
    assert after.out.rstrip().endswith("6 rows")


def csv_rows(text: str, delimiter: str = ";") -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


def test_csv_is_what_the_readers_spreadsheet_opens(run: Run) -> None:
    question = ("ask", "Q54", "--format", "csv")
    french, english = csv_rows(run(*question).out), csv_rows(run(*question, "--lang", "en").out, ",")
    assert len(french) == len(english)
    figures = [cell for row in french for cell in row if re.fullmatch(r"\d+,\d+", cell)]
    assert figures
    assert [cell.replace(",", ".") for cell in figures] == [
        cell for row in english for cell in row if re.fullmatch(r"\d+\.\d+", cell)
    ]


def test_csv_has_codes_and_names(run: Run) -> None:
    answer = run("ask", "q36", "--param", "process=R3", "--format", "csv")
    rows = csv_rows(answer.out)
    assert rows[0] == ["Client interne (code)", "Client interne"]
    assert [code for code, _ in rows[1:]] == CUSTOMERS_OF_R3
    assert rows[2][1] == "Fabriquer les coffrets"


def test_json_has_the_question_columns_rows_and_query(run: Run) -> None:
    document = json.loads(run("ask", "Q36", "--param", "process=R3", "--format", "json").out)
    assert set(document) == {"question", "columns", "rows", "query"}
    assert document["question"]["id"] == "Q36"
    assert document["question"]["organisation"] == "coffralp"
    assert document["columns"] == [{"name": "customer", "heading": "Client interne"}]
    assert [row["customer"]["notation"] for row in document["rows"]] == CUSTOMERS_OF_R3
    first = document["rows"][0]["customer"]
    assert first["value"].endswith("/data/coffralp/process/R1")
    assert first["label"] == "Établir l'offre et revoir le contrat"
    assert "hasInternalCustomer" in document["query"]


def test_the_reference_date_changes_the_answer(run: Run) -> None:
    def late(date: str) -> set[str]:
        rows = json.loads(run("ask", "Q28", "--date", date, "--format", "json").out)["rows"]
        return {cell["notation"] for row in rows for cell in row.values() if "notation" in cell}

    assert "K08" in late("2026-06-30")
    assert "K08" not in late("2020-01-01")


def test_numbers_are_written_as_the_language_writes_them(run: Run) -> None:
    assert "62,5" in run("ask", "Q34", "--date", "2026-06-30").out
    assert "62.5" in run("ask", "Q34", "--date", "2026-06-30", "--lang", "en").out


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_question_can_be_listed_by_group(run: Run, lang: str) -> None:
    everything = run("questions", "--lang", lang)
    assert everything.code == 0
    assert all(identifier in everything.out for identifier in ("Q01", "Q36", "Q60", "S35"))
    one = run("questions", "--group", "d", "--lang", lang).out
    assert "Q28" in one
    assert "Q36" not in one.splitlines()[4]


def test_a_relation_is_explained_both_ways(run: Run) -> None:
    told = run("explain", "R4", "R3").out
    assert "«\u00a0R4 Fabriquer les coffrets\u00a0» est client interne de «\u00a0R3" in told
    assert "«\u00a0R3 Planifier la production\u00a0» est client interne de «\u00a0R4" in told
    assert "F21    O19 Ordre de fabrication et planning" in told
    assert "Règle\u00a0: Le processus qui reçoit" in told


def test_the_absence_of_a_relation_is_said(run: Run) -> None:
    told = run("explain", "R2", "S3", "--lang", "en")
    assert told.code == 0
    assert "is not an internal customer" in told.out


def test_a_query_is_read_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ask.rq"
    file.write_text("ASK { ?s a <https://w3id.org/qualite-graph/ontology#Process> }", "utf-8")
    assert "oui" in run("query", str(file)).out
    file.write_text(
        "\ufeffSELECT ?n { ?p a <https://w3id.org/qualite-graph/ontology#Process> ;"
        " <http://www.w3.org/2004/02/skos/core#notation> ?n } ORDER BY ?n LIMIT 2",
        "utf-8",
    )
    assert run("query", str(file), "--format", "csv").out.split() == ["n", "M1", "M2"]
    assert run("query", str(file)).out.rstrip().endswith("2 lignes")
    found = json.loads(run("query", str(file), "--format", "json").out)
    assert found["results"]["bindings"][0]["n"]["value"] == "M1"


def test_a_graph_is_written_as_turtle_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "describe.rq"
    file.write_text("DESCRIBE <https://w3id.org/qualite-graph/data/coffralp/process/R3>", "utf-8")
    turtle = rdflib.Graph().parse(data=run("query", str(file)).out, format="turtle")
    triples = rdflib.Graph().parse(data=run("query", str(file), "--format", "ntriples").out, format="nt")
    assert len(turtle) == len(triples) > 5


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(
    ("extension", "parser"),
    [
        ("ttl", "turtle"),
        ("nt", "nt"),
        ("rdf", "xml"),
        ("jsonld", "json-ld"),
        ("nq", "nquads"),
        ("trig", "trig"),
    ],
)
def test_an_export_says_the_same_in_every_syntax(
    run: Run, tmp_path: Path, extension: str, parser: str
) -> None:
    file = tmp_path / f"coffralp.{extension}"
    done = run("export", "--output", str(file))
    assert done.code == 0
    assert done.out == ""
    assert list(tmp_path.iterdir()) == [file]
    read = rdflib.Dataset(default_union=True).parse(file, format=parser)
    reference = rdflib.Graph().parse(data=run("export").out, format="turtle")
    triples = {triple for triple in read.triples((None, None, None)) if rdflib.BNode not in map(type, triple)}
    assert triples == {triple for triple in reference if rdflib.BNode not in map(type, triple)}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_template_can_be_filled_in_and_loaded(run: Run, tmp_path: Path, lang: str) -> None:
    import python_calamine

    file = tmp_path / "vierge.xlsx"
    assert run("template", str(file), "--lang", lang).code == 0
    names = python_calamine.CalamineWorkbook.from_path(file).sheet_names
    assert ("Processus" if lang == "fr" else "Processes") in names
    before = file.read_bytes()
    assert run("template", str(file)).code == 2
    assert file.read_bytes() == before


def test_a_workbook_is_loaded_beside_the_example(run: Run, tmp_path: Path) -> None:
    from qualite_graph.resources import example_workbook

    where = ("--data", str(tmp_path / "new"))
    done = run("load", str(example_workbook()), "--organisation", "atelier", *where)
    assert done.code == 0
    assert "Processus" in done.out
    assert "18" in done.out
    assert run("ask", "Q36", "--param", "process=R3", *where).out.count("R4") == 1
    assert "atelier" in run("info", *where).out


def test_the_state_of_things_is_shown(run: Run, data: Path) -> None:
    told = run("info").out
    assert str(data) in told
    assert "Coffralp" in told


def test_csv_gives_no_formula_to_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    from qualite_graph.exchange import write_workbook

    book = tmp_path / "carte.xlsx"
    write_workbook(
        book, {"process": [{"id": "R1", "label_fr": "=1+1"}, {"id": "R2", "label_fr": "Livrer"}]}, "fr"
    )
    where = ("--data", str(tmp_path / "d"))
    assert run(*where, "load", str(book), "--organisation", "essai").code == 0
    answer = run(*where, "ask", "Q49", "--organisation", "essai", "--format", "csv")
    assert [row[-1] for row in csv_rows(answer.out)][1:] == ["'=1+1", "Livrer"]
