"""One function reads any file: by its content, all problems at once, faulty rows left out on request."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from qualite_graph.errors import InputError
from qualite_graph.exchange import LAYOUT, read, serialise
from qualite_graph.exchange.columns import CellType
from qualite_graph.exchange.outsiders import outsider
from qualite_graph.exchange.plain_list import SHORTEST
from qualite_graph.resources import example_workbook
from qualite_graph.vocabulary import QG, RDFS, SKOS, graph_of
from qualite_graph.workspace import Workspace
from tests.exchange.drawn import BPMN, EXCHANGE, ask, reasons

PAGES = {
    "Processus": "Identifiant;Nom\nA;Qualité\nB;Bâtir",
    "Données de sortie": "Identifiant;Nom;Producteur\nO1;Briques;A",
    "Flux internes": "Identifiant;Fournisseur;Donnée de sortie;Client\nF1;A;O1;B",
}
Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def zipped(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


# csv


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_folder_of_csv_files_is_a_workbook(write: Write, encoding: str, delimiter: str) -> None:
    for title, text in PAGES.items():
        path = write(f"carte/{title}.csv", text.replace(";", delimiter).encode(encoding))
    reading = read(path.parent, "essai")
    assert not reading.problems
    assert ask(reading, "?p a qg:Process ; rdfs:label ?l", "p", "l") == [("A", "Qualité"), ("B", "Bâtir")]
    assert ask(reading, "?f qg:supplier ?s ; qg:customer ?c", "s", "c") == [("A", "B")]


def test_a_zip_of_csv_files_is_a_workbook(write: Write) -> None:
    path = write("carte.zip", zipped({f"dossier/{title}.csv": text for title, text in PAGES.items()}))
    assert read(path, "essai").counts["internal_flow"] == 1


def test_a_csv_problem_has_its_file_row_and_column(write: Write) -> None:
    write("carte/Processus.csv", 'Identifiant;Nom;Pilote\nA;"Deux\nlignes";X9\n')
    (problem,) = read(write("carte/autre.txt", "").parent, "essai").problems
    assert (problem.sheet, problem.row, problem.column, problem.value) == ("Processus", 2, "C", "X9")


def test_formulas_stay_text(write: Write) -> None:
    reading = read(write("liste.csv", "Fournisseur;Client;Quoi\n=1+1;B;=cmd|x\n"), "essai")
    assert ("=1+1",) in ask(reading, "?p a qg:Process ; rdfs:label ?l", "l")


# Plain lists


@pytest.mark.parametrize(
    "headings",
    [
        "Fournisseur;Client;Quoi",
        "SUPPLIER ; customer;what",
        "fournisseur interne;Client interne;Livrable",
        "de;à;flux",
    ],
)
def test_a_list_of_three_columns_is_enough(write: Write, headings: str) -> None:
    rows = "Achats;Production;Acier\nachats ;PRODUCTION;acier\nAchats;Vente;Acier\nVente;Achats;\n"
    reading = read(write("ma liste.csv", f"{headings}\n{rows}"), "essai")
    assert reading.counts == {"process": 3, "output": 2, "internal_flow": 3}
    assert ask(reading, "?p a qg:Process ; rdfs:label ?l ; skos:notation ?n", "p", "l", "n") == [
        ("achats", "Achats", "P1"),
        ("production", "Production", "P2"),
        ("vente", "Vente", "P3"),
    ]
    assert reasons(reading) == ["repeated_flow", "unnamed_flows"]
    assert (reading.problems[0].sheet, reading.problems[0].row) == ("ma liste", 3)


def test_a_list_tells_who_is_outside(write: Write) -> None:
    rows = "Fournisseurs;Achats;Acier\nAchats;Vente;Acier\nVente;Client final;Pièces\n"
    rows += "LES CLIENTS FINALS;Vente;Demande\n"
    reading = read(write("l.csv", f"Fournisseur;Client;Quoi\n{rows}"), "essai")
    assert reading.counts == {
        **{"process": 2, "customer": 1, "provider": 1, "output": 4},
        **{"inbound_flow": 2, "internal_flow": 1, "outbound_flow": 1},
    }
    assert ask(reading, "?p a qg:Customer ; rdfs:label ?l ; skos:notation ?n", "l", "n") == [
        ("Client final", "C1")
    ]
    assert reasons(reading) == ["read_as_provider", "read_as_customer"]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("customer", ["Client(s)", "Tous les clients", "Usagers", "end users", "Donneur d’ordres"]),
        ("provider", ["Fournisseur(s)", "Prestataires de services", "Sub-contractors", "External suppliers"]),
        ("", ["Client interne", "Service clients", "Fournisseurs de rang 1", "Utilisateurs", "Achats", "s"]),
    ],
)
def test_names_that_stand_outside_say_so_themselves(kind: str, names: list[str]) -> None:
    assert {name: outsider(name) for name in names} == dict.fromkeys(names, kind)


def test_a_list_says_what_cannot_be_said_of_who_is_outside(write: Write) -> None:
    rows = "Client;Vente;Demande;M. Durand\nVente;Client;Devis;Mme Petit\nClients;Fournisseur;Avis;\n"
    reading = read(write("l.csv", f"Fournisseur;Client;Quoi;Pilote du fournisseur\n{rows}"), "essai")
    assert reasons(reading) == ["read_as_customer", "said_of_outsider", "both_outside"]
    assert [problem.row for problem in reading.blocking] == [4]


def test_a_list_of_two_columns_in_a_workbook_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        worksheet = workbook.add_worksheet("Feuil1")
        for number, row in enumerate([("Ma carte", ""), ("Fournisseur", "Client"), ("A", "B"), ("B", "A")]):
            worksheet.write_row(number, 0, row)
    assert read(path, "essai").counts == {"process": 2, "output": 2, "internal_flow": 2}


def test_a_faulty_row_of_a_list_stops_it_unless_it_may_be_left_out(write: Write) -> None:
    path = write("l.csv", "Fournisseur;Client\nA;B\nA;\n;B\n")
    assert [(problem.row, problem.column) for problem in read(path, "essai").blocking] == [(3, "B"), (4, "A")]
    reading = read(path, "essai", partial=True)
    assert not reading.blocking
    assert len(reading.errors) == 2
    assert reading.counts["internal_flow"] == 1


def test_a_list_without_headings_says_which_it_needs(write: Write) -> None:
    (problem,) = read(write("l.csv", "Achats;Usine\nUsine;Vente\n"), "essai").problems
    assert (problem.reason, problem.is_error) == ("no_headings", True)
    assert "Fournisseur" in problem.message("fr")


# Rows left out


def test_rows_that_need_a_row_left_out_are_left_out_too(write: Write) -> None:
    write(
        "c/Processus.csv", "Identifiant;Nom;Dernier audit interne;Pilote\nA;Un;hier;\nB;Deux;;\nC;Trois;;Z\n"
    )
    write("c/Données de sortie.csv", "Identifiant;Nom;Producteur\nO1;Un;A\nO2;Deux;B\n")
    path = write(
        "c/Flux internes.csv", "Identifiant;Fournisseur;Donnée de sortie;Client\nF1;A;O1;B\nF2;B;O2;B\n"
    ).parent
    assert len(read(path, "essai").blocking) == 2
    reading = read(path, "essai", partial=True)
    assert not reading.blocking
    assert ask(reading, "?p a qg:Process", "p") == [("B",)]
    assert ask(reading, "?o a qg:Output OPTIONAL { ?o qg:producedBy ?p }", "o", "p") == [("O2", "B")]
    assert ask(reading, "?f a qg:Flow", "f") == [("F2",)]
    assert sorted(
        (problem.reason, problem.sheet) for problem in reading.problems if problem.value == "A"
    ) == [
        ("names_left_out", "Données de sortie"),
        ("names_left_out", "Flux internes"),
    ]


def test_what_is_wrong_with_a_whole_sheet_still_stops(write: Write) -> None:
    path = write("c/Processus.csv", "Nom\nUn\n").parent
    assert [problem.reason for problem in read(path, "essai", partial=True).blocking] == [
        "missing_column",
    ]


def test_the_workspace_loads_what_is_left(write: Write) -> None:
    path = write("l.csv", "Fournisseur;Client\nA;B\nA;\n")
    workspace = Workspace.in_memory(example=False)
    workspace.load(path, "essai")
    assert not workspace.organisations()
    workspace.load(path, "essai", partial=True)
    rows = workspace.ask("Q36", {"process": "P1"}, organisation="essai").rows
    assert [value.value for (value,) in rows if value] == [f"{graph_of('essai')}/process/b"]


def test_the_question_on_left_overs_lists_them(write: Write) -> None:
    workspace = Workspace.in_memory(example=False)
    reading = workspace.load(write("m.xml", EXCHANGE), "essai")
    rows = workspace.ask("X60", organisation="essai").rows
    assert len(rows) == len(reading.left_over) > 5


# RDF


@pytest.mark.parametrize("name", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_what_is_exported_in_any_syntax_reads_back(write: Write, name: str) -> None:
    reading = read(example_workbook(), "coffralp")
    extension = {"turtle": "ttl", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf"}.get(name, name)
    quads = b"".join(
        line[:-2] + f" <{reading.graph}> .\n".encode() for line in reading.ntriples.splitlines(keepends=False)
    )
    again = read(write(f"carte.{extension}", serialise(quads, name)), "coffralp")
    assert not again.problems
    assert set(again.ntriples.splitlines()) == set(reading.ntriples.splitlines())
    # Rows of a workbook and entities of a graph are not the same: an inbound flow brings its own output.
    apart = {"organisation", "clause", "output"}
    assert {key: again.counts[key] for key in again.counts if key not in apart} == {
        key: count for key, count in reading.counts.items() if count and key not in apart
    }


def test_rdf_keeps_blank_nodes_and_says_what_is_foreign(write: Write) -> None:
    text = f"""@prefix qg: <{QG}> . @prefix ex: <http://example.org/> .
      <{graph_of("autre")}/process/A> a qg:Process , qg:Processus ; ex:cost 3 .
      [] a qg:Flow ; qg:supplier <{graph_of("autre")}/process/A> ; qg:customer [ a qg:Process ] ;
        qg:transfers [ a qg:Output ] .
      <http://example.org/g> {{ ex:a a qg:Process }}
      <{graph_of("autre")}/derived> {{ ex:a a qg:InternalCustomer }}"""
    reading = read(write("a.trig", text), "essai")
    assert (reading.counts["process"], reading.counts["internal_flow"]) == (3, 1)
    assert reading.graph == graph_of("essai")
    said = {(problem.reason, problem.value) for problem in reading.problems}
    assert said == {
        ("unknown_term", "qg:Processus"),
        ("unknown_term", "http://example.org/cost"),
        ("other_graph", f"{graph_of('autre')}/derived"),
        ("other_organisation", "autre"),
    }
    assert all(problem.message("fr") and problem.message("en") for problem in reading.problems)
    assert not reading.errors


def test_blank_nodes_are_loaded(write: Write) -> None:
    text = f"""@prefix qg: <{QG}> . @prefix rdfs: <{RDFS}> . @prefix skos: <{SKOS}> .
      _:a a qg:Process ; rdfs:label "A" ; skos:notation "A" .
      _:b a qg:Process ; rdfs:label "B" ; skos:notation "B" .
      [] a qg:Flow ; skos:notation "F" ; qg:supplier _:a ; qg:customer _:b ; qg:transfers _:o .
      _:o a qg:Output ; skos:notation "O" ; rdfs:label "O" ; qg:producedBy _:a ."""
    workspace = Workspace.in_memory(example=False)
    assert not workspace.load(write("b.ttl", text), "essai").problems
    found = workspace.query(f"SELECT ?l {{ [] <{QG.customer}>/<{RDFS.label}> ?l }}", organisation="essai")
    assert found.serialize("tsv").decode().splitlines()[1:] == ['"B"']


def test_rdf_that_does_not_parse_says_where(write: Write) -> None:
    with pytest.raises(InputError, match=r"(?:ligne|line) 2"):
        read(write("a.ttl", "<a:a> <a:b> <a:c> .\n<a:a> <a:b>"), "essai")


# Workbooks


@pytest.mark.parametrize("suffix", [".xlsm", ".xlsx", ".zip", ""])
def test_a_workbook_is_one_under_any_name(write: Write, suffix: str) -> None:
    reading = read(write(f"carte{suffix}", example_workbook().read_bytes()), "coffralp")
    assert reading.ntriples == read(example_workbook(), "coffralp").ntriples


def test_an_open_document_is_a_workbook(write: Write) -> None:
    def row(*texts: str) -> str:
        cells = (f'<t:table-cell o:value-type="string"><x:p>{text}</x:p></t:table-cell>' for text in texts)
        return f"<t:table-row>{''.join(cells)}<t:table-cell t:number-columns-repeated='16000'/></t:table-row>"

    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<o:document-content xmlns:o="{names}office:1.0" xmlns:t="{names}table:1.0"'
        f' xmlns:x="{names}text:1.0"><o:body><o:spreadsheet><t:table t:name="Processus">'
        f"{row('Identifiant', 'Nom')}{row('A', 'Un')}<t:table-row t:number-rows-repeated='1048000'>"
        "<t:table-cell t:number-columns-repeated='16384'/></t:table-row></t:table>"
        "</o:spreadsheet></o:body></o:document-content>"
    )
    for short, usual in (("t", "table"), ("o", "office"), ("x", "text")):
        content = re.sub(rf"([</ :]){short}([:=])", rf"\1{usual}\2", content)
    media_type = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<m:manifest xmlns:m="{names}manifest:1.0"/>'
    members = {"mimetype": media_type, "content.xml": content, "META-INF/manifest.xml": manifest}
    assert read(write("carte.ods", zipped(members)), "essai").counts == {"process": 1}


# Which reader


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("m.bin", EXCHANGE),
        ("m.txt.xml", BPMN),
        ("m.bpmn", EXCHANGE),
        ("m.archimate", BPMN),
        ("m", "\ufeff" + BPMN),
    ],
)
def test_the_content_decides_not_the_extension(write: Write, name: str, content: str) -> None:
    assert read(write(name, content), "essai").counts["process"] == 3


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.pdf", b"%PDF-1.7", "unknown_format"),
        ("a.xml", b"<html/>", "unknown_xml"),
        ("a.xml", b"", "xml_unreadable"),
        ("a.csv", b"\0\1\2", "csv_encoding"),
        ("a.zip", zipped({"a.png": "x"}), "archive_content"),
        ("a.zip", zipped({"a.xml": "<a/>", "b.xml": "<b/>"}), "archive_content"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 50, "archive_damaged"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 50, "workbook_unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    write: Write, name: str, content: bytes, key: str
) -> None:
    with pytest.raises(InputError) as raised:
        read(write(name, content), "essai")
    assert raised.value.key == key
    assert raised.value.message("fr")
    assert raised.value.message("en")


def test_a_missing_file_and_an_empty_folder_are_said(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "rien.xlsx", "file_missing"), (tmp_path, "folder_without_csv")):
        with pytest.raises(InputError) as raised:
            read(path, "essai")
        assert raised.value.key == key


def test_lists_and_layout_use_the_same_words_for_ends() -> None:
    flows = next(sheet for sheet in LAYOUT if sheet.key == "internal_flow")
    assert flows.column("supplier").type is CellType.REFERENCE
    assert "what" in flows.column("output").names.also


def test_a_list_tells_names_that_look_like_a_slip_and_where_its_other_columns_go(write: Write) -> None:
    reading = read(
        write(
            "ma liste.csv",
            "Fournisseur;Client;Quoi;Délai\n"
            "Découpe;Impression;Flans;2\nDécoupe;Impresion;Flans;3\nAtelier 1;Atelier 2;Pièces;4\n",
        ),
        "essai",
    )
    assert [(one.reason, one.remedy, one.row, one.value) for one in reading.problems] == [
        ("unknown_column", "add_later", 1, "Délai"),
        ("almost_same", "write_same", 3, "Impresion"),
    ]
    assert reading.problems[1].details["other"] == "Impression"


def test_a_list_says_owners_and_purposes_too(write: Write) -> None:
    reading = read(
        write(
            "ma liste.csv",
            "Fournisseur;Pilote;Client;Pilote client;Quoi;Finalité;Délai\n"
            "Acheter;Zoé;Produire;Chef d’atelier;Acier;Disposer à temps de la matière;2\n"
            "Acheter;zoé ;Vendre;;Prix;;3\n"
            "Produire;Max;Acheter;;Besoins;;1\n",
        ),
        "essai",
    )
    assert ask(reading, "?p qg:hasOwner/rdfs:label ?o", "p", "o") == [
        ("acheter", "Zoé"),
        ("produire", "Chef d’atelier"),
    ]
    assert ask(reading, "?p a qg:Process ; dcterms:description ?d", "p", "d") == [
        ("acheter", "Disposer à temps de la matière")
    ]
    assert reading.counts["position"] == 2
    # What is guessed is said, what contradicts is said, what is not read is named.
    assert [(one.reason, one.row, one.value) for one in reading.problems] == [
        ("unknown_column", 1, "Délai"),
        ("read_as", 1, "Pilote"),
        ("read_as", 1, "Finalité"),
        ("said_otherwise", 4, "Max"),
    ]


def test_a_position_may_be_called_like_a_process(write: Write) -> None:
    reading = read(write("l.csv", "Fournisseur;Client;Pilote\nAchats;Usine;Achats\n"), "essai")
    assert ask(reading, "?p qg:hasOwner ?o . ?o a qg:Position", "p", "o") == [("achats", "achats")]


def test_the_empty_list_starts_with_what_is_needed() -> None:
    assert [column.key for column in SHORTEST] == ["supplier", "customer", "output", "requirement"]


def test_a_list_whose_output_has_another_heading_says_how_to_name_it(write: Write) -> None:
    reading = read(write("l.csv", "Fournisseur;Client;Truc;Fréquence\nA;B;Acier;1\n"), "essai")
    unread = [one for one in reading.problems if one.reason == "unknown_column"]
    assert [one.remedy for one in unread] == ["name_as_output", "name_as_output"]
    assert "«\u00a0Donnée de sortie\u00a0»" in unread[0].what_to_do("fr")
    told = read(write("m.csv", "Fournisseur;Client;Ce qui est transmis\nA;B;Acier\n"), "essai")
    assert told.problems == ()
