"""Workbook and csv give back the very graph they were written from, or say what they cannot hold."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from qualite_graph.exchange import read, write_template
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.writing import EXPORT_FORMATS, Export, export
from qualite_graph.exchange.writing.examples import column_examples
from qualite_graph.formulas import guard, unguard
from qualite_graph.vocabulary import DCTERMS, QG, RDF, RDFS, SKOS, XSD, entity, graph_of
from qualite_graph.workspace import EXAMPLE, Workspace

SLUG = "essai"
GRAPH = NamedNode(graph_of(SLUG))
PROCESS = NamedNode(entity(SLUG, "process", "A"))
SHEETS = pytest.mark.parametrize("name", ["workbook", "csv"])
LANGS = pytest.mark.parametrize("lang", ["fr", "en"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
TRICKY = st.one_of(
    TEXTS,
    st.builds("".join, st.tuples(st.sampled_from("=+-@'\"\t;,"), TEXTS)),
    st.sampled_from(
        [
            "a\nb",
            'dit « "oui" »',
            "🏭 usine",
            "عربي",
            "_x0041_",
            "&amp;<b>",
            "1e5",
            "007",
            "2026-01-02",
            "oui",
            "'",
        ]
    ),
)


@pytest.fixture(scope="module")
def quads() -> bytes:
    return Workspace.in_memory().quads(EXAMPLE)


def document(*given: Quad) -> bytes:
    return serialize(given, format=RdfFormat.N_QUADS) or b""


def process(*more: Quad) -> bytes:
    return document(
        Quad(PROCESS, NamedNode(RDF.type), NamedNode(QG.Process), GRAPH),
        Quad(PROCESS, NamedNode(SKOS.notation), Literal("A"), GRAPH),
        *more,
    )


def reread(exported: Export, folder: Path, slug: str) -> bytes:
    path = folder / f"written.{exported.format.extension}"
    path.write_bytes(exported.content)
    reading = read(path, slug)
    assert [problem.message("fr") for problem in reading.problems] == []
    return reading.ntriples


def canonical(triples: Iterable[Quad]) -> str:
    dataset = Dataset(Quad(*quad.triple) for quad in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def asserted(quads: bytes, slug: str) -> list[Quad]:
    graph = NamedNode(graph_of(slug))
    return [quad for quad in parse(quads, format=RdfFormat.N_QUADS) if quad.graph_name == graph]


@SHEETS
@LANGS
def test_the_example_comes_back_as_the_same_graph(quads: bytes, tmp_path: Path, name: str, lang: str) -> None:
    exported = export(quads, EXAMPLE, name, lang=lang)
    assert exported.left_out == ()
    found = parse(reread(exported, tmp_path, EXAMPLE), format=RdfFormat.N_TRIPLES)
    assert canonical(found) == canonical(asserted(quads, EXAMPLE))


def test_a_workbook_loads_into_another_store_as_it_was(quads: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(export(quads, EXAMPLE, "workbook").content)
    other = Workspace.in_memory(example=False)
    assert not other.load(path, EXAMPLE).errors
    assert sorted(other.quads(EXAMPLE).splitlines()) == sorted(quads.splitlines())


@SHEETS
def test_texts_without_a_language_stand_in_the_first_column(tmp_path: Path, name: str) -> None:
    given_texts = (
        Quad(PROCESS, NamedNode(RDFS.label), Literal("Acheter"), GRAPH),
        Quad(PROCESS, NamedNode(DCTERMS.description), Literal("Disposer à temps"), GRAPH),
    )
    exported = export(process(*given_texts), SLUG, name)
    assert exported.left_out == ()
    back = reread(exported, tmp_path, SLUG).decode()
    assert '"Acheter"@fr' in back
    assert '"Disposer à temps"@fr' in back


@SHEETS
@given(fr=TRICKY, en=TRICKY, code=TRICKY)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ],  # each example writes a file: shrinking takes minutes
)
def test_any_text_comes_back_or_is_named(tmp_path: Path, name: str, fr: str, en: str, code: str) -> None:
    subject = NamedNode(entity(SLUG, "process", code))
    statements = [
        Quad(subject, NamedNode(RDF.type), NamedNode(QG.Process), GRAPH),
        Quad(subject, NamedNode(SKOS.notation), Literal(code), GRAPH),
        Quad(subject, NamedNode(RDFS.label), Literal(fr, language="fr"), GRAPH),
        Quad(subject, NamedNode(RDFS.label), Literal(en, language="en"), GRAPH),
    ]
    exported = export(document(*statements), SLUG, name)
    path = tmp_path / f"written.{exported.format.extension}"
    path.write_bytes(exported.content)
    back = {quad.triple for quad in parse(read(path, SLUG).ntriples, format=RdfFormat.N_TRIPLES)}
    missing = {triple for left in exported.left_out for triple in left.statements}
    assert {quad.triple for quad in statements} - back == missing
    if all(text == text.strip() for text in (fr, en, code)):
        assert not missing


@given(TRICKY)
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert not re.match(r"[=+\-@\t\r]", guard(text))
    assert unguard(guard(text)) == text


def test_cells_never_start_a_formula() -> None:
    label = NamedNode(RDFS.label)
    given = process(
        Quad(PROCESS, label, Literal("=cmd|' /C calc'!A0", language="fr"), GRAPH),
        Quad(PROCESS, label, Literal("@SUM(1)", language="en"), GRAPH),
    )
    with zipfile.ZipFile(io.BytesIO(export(given, SLUG, "workbook").content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    with zipfile.ZipFile(io.BytesIO(export(given, SLUG, "csv").content)) as archive:
        text = archive.read("Processus.csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";"))[1][:3] == [
        "A",
        "'=cmd|' /C calc'!A0",
        "'@SUM(1)",
    ]


def test_csv_is_what_a_french_excel_opens(quads: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(export(quads, EXAMPLE, "csv").content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert all(data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n") for data in files.values())
    assert "Unités.csv" not in files  # a sheet without rows has no file
    assert "Indicateurs.csv" in files
    header = files["Processus.csv"].decode("utf-8-sig").split("\r\n")[0]
    assert header.startswith("Identifiant;Nom;Name (en);Famille")
    assert re.search(r";\d+,\d+;", files["Indicateurs.csv"].decode("utf-8-sig"))


@SHEETS
def test_what_no_cell_can_say_is_listed(tmp_path: Path, name: str) -> None:
    label = NamedNode(RDFS.label)
    lost = [
        Quad(PROCESS, label, Literal("Einkauf", language="de"), GRAPH),
        Quad(PROCESS, label, Literal("second nom", language="fr"), GRAPH),
        Quad(PROCESS, NamedNode("https://example.org/colour"), Literal("bleu"), GRAPH),
        Quad(NamedNode("https://example.org/x"), NamedNode(RDF.type), NamedNode(QG.UnmappedElement), GRAPH),
        Quad(
            PROCESS, NamedNode(QG.lastAuditedOn), Literal("2026-01-01Z", datatype=NamedNode(XSD.date)), GRAPH
        ),
    ]
    given = process(Quad(PROCESS, label, Literal("nom", language="fr"), GRAPH), *lost)
    exported = export(given, SLUG, name)
    listed = {triple for left in exported.left_out for triple in left.statements}
    assert listed == {quad.triple for quad in lost}
    assert sum(left.count for left in exported.left_out) == len(lost)
    for left in exported.left_out:
        for lang in ("fr", "en"):
            assert left.names.fr in left.message(lang)


def test_an_empty_cell_invents_nothing(tmp_path: Path) -> None:
    """An entity that is not said to be what a sheet describes gets no row."""
    stray = NamedNode(entity(SLUG, "process", "Z9"))
    given = process(Quad(stray, NamedNode(RDFS.label), Literal("égaré", language="fr"), GRAPH))
    exported = export(given, SLUG, "workbook")
    assert [left.examples for left in exported.left_out] == [("Z9",)]
    assert b"Z9" not in reread(exported, tmp_path, SLUG)


@pytest.mark.parametrize("one", EXPORT_FORMATS, ids=lambda one: one.name)
def test_names_of_persons_stay_home_when_asked(quads: bytes, one: object) -> None:
    name = one.name  # type: ignore[attr-defined]
    person = b"H\xc3\xa9l\xc3\xa8ne Marchand"

    def everything(content: bytes) -> bytes:
        if not content.startswith(b"PK"):
            return content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(archive.read(member) for member in archive.namelist())

    holds_people = name not in ("graphml", "mermaid", "dot", "svg")
    assert (person in everything(export(quads, EXAMPLE, name).content)) is holds_people
    without = export(quads, EXAMPLE, name, persons=False)
    assert person not in everything(without.content)
    assert [left.count for left in without.left_out if left.key == "persons"] == [15]
    if holds_people and name not in ("archimate",):
        assert "Directrice générale".encode() in everything(without.content) or name == "rdfxml"


@pytest.mark.parametrize("one", EXPORT_FORMATS, ids=lambda one: one.name)
def test_the_same_statements_give_the_same_bytes(quads: bytes, one: object) -> None:
    name = one.name  # type: ignore[attr-defined]
    shuffled = b"\n".join(reversed(quads.splitlines())) + b"\n"
    assert export(quads, EXAMPLE, name).content == export(shuffled, EXAMPLE, name).content


@LANGS
def test_the_template_shows_examples(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path, lang)
    examples = column_examples()
    for sheet in LAYOUT:
        required = [column.key for column in sheet.columns if column.required]
        # The example organisation has no departments.
        assert sheet.key == "unit" or all((sheet.key, key) in examples for key in required)
    with zipfile.ZipFile(path) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert "Coffralp SAS" in strings
    assert ("<t>Exemple</t>" if lang == "fr" else "<t>Example</t>") in strings


@pytest.mark.parametrize("source", ["template", "export"])
def test_libreoffice_opens_it(quads: bytes, tmp_path: Path, source: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "written.xlsx"
    if source == "template":
        write_template(path)
    else:
        path.write_bytes(export(quads, EXAMPLE, "workbook").content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    if not (tmp_path / "written.ods").exists():
        pytest.skip("LibreOffice is installed without Calc. Debian: apt-get install libreoffice-calc-nogui")
    reading = read(tmp_path / "written.ods", EXAMPLE)
    if source == "template":
        assert [problem.reason for problem in reading.problems] == ["missing_sheet"]
    else:
        found = parse(reading.ntriples, format=RdfFormat.N_TRIPLES)
        assert canonical(found) == canonical(asserted(quads, EXAMPLE))
