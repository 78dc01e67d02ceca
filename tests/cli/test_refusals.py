"""What cannot be done is said in one sentence on stderr with code 2, and nothing is written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

import qualite_graph.vocabulary as v
from qualite_graph.store import EmbeddedStore
from tests.cli.conftest import Run, state

CASES = {
    "ask": "Il manque QUESTION",
    "ask Q99": "La question «\u00a0Q99\u00a0» n’existe pas",
    "ask Q36 --param process=ZZ": "«\u00a0ZZ\u00a0» n’est pas une valeur connue",
    "ask Q36 --param colour=1": "pas de paramètre «\u00a0colour\u00a0»",
    "ask Q36 --param R3": "--param nom=valeur",
    "ask Q36 --organisation nope": "Organismes présents\u00a0: coffralp",
    "ask Q36 --date hier": "AAAA-MM-JJ",
    "ask Q36 --format yaml": "table, csv, json",
    "ask Q36 --colour red": "«\u00a0--colour\u00a0» n’existe pas",
    "ask Q36 R3": "plus d’arguments",
    "ask Q36 --param": "«\u00a0--param\u00a0» attend une valeur",
    "aks Q36": "Vouliez-vous dire «\u00a0ask\u00a0»",
    "frobnicate": "Commandes\u00a0: app, serve, template, load",
    "--colour": "L’option «\u00a0--colour\u00a0» n’existe pas",
    "--lang de info": "fr, en",
    "info --data": "«\u00a0--data\u00a0» attend une valeur",
    "query nowhere.rq": "n’existe pas",
    "query .": "c’est un dossier",
    "explain R4": "Il manque FOURNISSEUR",
    "explain R4 ZZ": "Le processus «\u00a0ZZ\u00a0» n’existe pas",
    "template .": "existe déjà",
    "template nowhere/x.xlsx": "n’a pas pu être écrit",
    "load book.xlsx": "Il manque --organisation ORGANISME",
    "load nowhere.xlsx --organisation atelier": "n’existe pas",
    "load nowhere.xlsx --organisation Été": "ne peut pas nommer un organisme",
    "export --format docx": "turtle",
    "export --organisation nope": "Organismes présents",
    "export --output nowhere/x.ttl": "Rien n’a été changé",
    "app --port many": "numéro de port",
    "app --port 70000": "numéro de port",
    "questions --group Z": "Choisissez parmi",
}


@pytest.mark.parametrize("line", CASES)
def test_a_refusal_is_one_sentence(run: Run, data: Path, line: str) -> None:
    before = state(data)
    refused = run(*line.split())
    assert refused.code == 2
    assert refused.out == ""
    assert CASES[line] in refused.err
    assert refused.err.count("\n") == 1
    assert "Traceback" not in refused.err
    assert state(data) == before


@pytest.mark.parametrize("line", CASES)
def test_and_it_is_in_english_for_who_reads_english(run: Run, line: str) -> None:
    if "--lang" in line:
        return
    refused = run("--lang", "en", *line.split())
    assert refused.code == 2
    assert "\u00a0" not in refused.err.replace("Été", "")
    assert not {"n’existe", "Il manque", "Choisissez"} & set(refused.err.split())


def test_a_query_that_does_not_parse_is_placed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "wrong.rq"
    file.write_text("SELECT ?x\nWHERE { ?x ?y }", "utf-8")
    refused = run("query", str(file))
    assert refused.code == 2
    assert "ligne 2, colonne" in refused.err


def test_a_query_cannot_write(run: Run, tmp_path: Path, data: Path) -> None:
    file = tmp_path / "insert.rq"
    file.write_text("INSERT DATA { <a:a> <a:b> <a:c> }", "utf-8")
    before = state(data)
    assert run("query", str(file)).code == 2
    assert state(data) == before


def test_a_format_that_does_not_suit_the_result_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "select.rq"
    file.write_text("SELECT * { ?s ?p ?o } LIMIT 1", "utf-8")
    assert "json" in run("query", str(file), "--format", "turtle").err


def test_a_query_that_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "latin.rq"
    file.write_bytes("# requête\nASK {}".encode("latin-1"))
    assert "UTF-8" in run("query", str(file)).err


def test_reading_works_beside_the_process_that_writes(execute: Run, held: Path, tmp_path: Path) -> None:
    assert execute("ask", "Q36", "--param", "process=R3").code == 0
    assert execute("explain", "R4", "R3").code == 0
    assert execute("export", "--output", str(tmp_path / "x.ttl")).code == 0
    assert execute("info").code == 0


def test_writing_beside_it_is_refused(execute: Run, held: Path) -> None:
    from qualite_graph.resources import example_workbook

    refused = execute("load", str(example_workbook()), "--organisation", "atelier")
    assert refused.code == 2
    assert "déjà ouvertes dans un autre programme" in refused.err
    assert "atelier" not in execute("info").out


def test_a_newer_store_is_left_alone(run: Run, tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "newer")
    store.update(f"INSERT DATA {{ GRAPH <{v.GRAPH_STORE}> {{ <{v.GRAPH_STORE}> <{v.META.layout}> 99 }} }}")
    del store
    for line in (["info"], ["load", "x.xlsx", "--organisation", "atelier"]):
        refused = run(*line, "--data", str(tmp_path / "newer"))
        assert refused.code == 2
        assert "plus récente" in refused.err


def test_a_faulty_workbook_is_refused_with_every_place(run: Run, tmp_path: Path, data: Path) -> None:
    book = tmp_path / "faulty.xlsx"
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet("Processus")
        sheet.write_row(0, 0, ["Identifiant", "Libellé", "Famille"])
        sheet.write_row(1, 0, ["R1", "Vendre", "Réalisation"])
        sheet.write_row(2, 0, ["R1", "Acheter", "Réalisation"])
    before = state(data)
    refused = run("load", str(book), "--organisation", "atelier")
    assert refused.code == 2
    assert "Rien n’a été écrit" in refused.err
    assert "faulty.xlsx, feuille «\u00a0Processus\u00a0», ligne 3" in refused.err
    assert "atelier" not in run("info").out
    assert state(data) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("line", [["info"], ["export"], ["ask", "Q36", "--format", "json"]])
def test_a_full_disk_behind_the_output_is_said(data: Path, line: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "qualite_graph", *line, "--data", str(data)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "fr_FR.UTF-8"},
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "le disque est plein" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_fault(data: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "qualite_graph", "export", "--format", "nquads", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(60) == 1
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_a_port_that_is_taken_is_said(run: Run) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = run("app", "--port", str(other.getsockname()[1]))
    assert refused.code == 2
    assert "occupée" in refused.err


def test_an_export_that_fails_leaves_the_file_as_it_was(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "kept.ttl"
    file.write_text("kept", "utf-8")
    assert run("export", "--organisation", "nope", "--output", str(file)).code == 2
    assert file.read_text("utf-8") == "kept"
    assert list(tmp_path.iterdir()) == [file]


def test_json_stays_json_where_the_terminal_speaks_no_unicode(execute: Run) -> None:
    done = execute("ask", "Q36", "--format", "json", PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert json.loads(done.out)
