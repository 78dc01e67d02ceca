"""Every paper in every format: figures are the catalogue's, what is missing is said, names come out right."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import python_calamine

from qualite_graph.analysis.coverage import Degree
from qualite_graph.papers import FORMATS, KINDS, STAGES, audit_pack, make
from qualite_graph.papers.content import Grid, Paper, Statement
from qualite_graph.papers.matrix import read_matrix
from qualite_graph.papers.reader import Reader
from qualite_graph.workspace import Workspace

from .conftest import BARE, DAY, HOSTILE
from .reading import Page, converted, docx_text, marks, pdf_text, squeezed

Readers = Callable[..., Reader]
TEXT = {"pdf": pdf_text, "docx": docx_text, "html": lambda content: Page(content).text}
WHOLE = [kind.name for kind in KINDS.values() if not (kind.about and kind.required)]
EACH = [kind.name for kind in KINDS.values()]


def write(reader: Reader, name: str, about: str = "R3") -> Paper:
    kind = KINDS[name]
    return kind.write(reader, about if kind.required and kind.about else "")


def statements(paper: Paper) -> list[tuple[str, str]]:
    """Return each statement with the name of the query it rests on."""
    queries = {source.number: source.query_name for source in paper.sources}
    return [
        (one.text, queries[one.source])
        for section in paper.sections
        for one in section.blocks
        if isinstance(one, Statement)
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_answer_of_the_review_is_asked_anew_and_the_same(reader: Readers, lang: str) -> None:
    opened = reader(lang)
    paper = write(opened, "management-review")
    queries = {source.number: source.query_name for source in paper.sources}
    blocks = [one for section in paper.sections for one in section.blocks]
    told = [one for one in blocks if isinstance(one, Statement)]
    assert len(told) > 20
    for one in told:
        answer = opened.workspace.ask(queries[one.source], organisation="coffralp", reference_date=DAY)
        count = len(answer.in_language(lang))
        words = {"fr": ("Rien à ce jour", "réponse"), "en": ("None so far", "answer")}[lang]
        assert (f" {count} {words[1]}" in one.text) if count else (words[0] in one.text)
        grids = [grid for grid in blocks if isinstance(grid, Grid) and grid.source == one.source]
        assert [len(grid.rows) for grid in grids] == ([count] if count else [])


@pytest.mark.parametrize("name", EACH)
def test_every_number_in_brackets_stands_in_the_annex(reader: Readers, name: str) -> None:
    paper = write(reader(), name)
    used = {
        one.source for section in paper.sections for one in section.blocks if getattr(one, "source", None)
    }
    assert used
    assert used <= {source.number for source in paper.sources}
    assert {source.query_name for source in paper.sources} <= {query.name for query in paper.queries}
    assert all(query.text for query in paper.queries)


def test_the_matrix_counts_what_each_process_gives(reader: Readers) -> None:
    opened = reader()
    found = read_matrix(opened)
    for name in found.processes:
        customers = opened.workspace.ask("Q36", {"process": name.iri}, organisation="coffralp").rows
        assert {other for supplier, other in found.cells if supplier == name.iri} == {
            row[0].value for row in customers if row[0]
        }
    flows, relations = (
        opened.workspace.ask("X02", organisation="coffralp").rows[0][place] for place in (0, 1)
    )
    assert flows
    assert relations
    assert sum(map(len, found.cells.values())) == int(flows.value)
    assert len(found.cells) == int(relations.value)


def test_the_workbook_of_the_matrix_says_the_same(workspace: Workspace, reader: Readers) -> None:
    content = make(workspace, "matrix", organisation="coffralp", format_name="xlsx", day=DAY).content
    assert content == make(workspace, "matrix", organisation="coffralp", format_name="xlsx", day=DAY).content
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    square = book.get_sheet_by_index(0).to_python()
    filled = sum(1 for row in square[1:] for value in row[1:] if value)
    assert filled == len(read_matrix(reader()).cells)


def test_a_name_is_no_formula_of_the_workbook(hostile: Workspace) -> None:
    content = make(hostile, "matrix", organisation="rude", format_name="xlsx", day=DAY).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    assert b"<f>" not in sheets
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    said = {value for row in book.get_sheet_by_index(1).to_python() for value in row}
    assert set(HOSTILE) <= said


def test_the_coverage_is_that_of_the_analysis(reader: Readers) -> None:
    opened = reader()
    paper = write(opened, "coverage")
    found = opened.workspace.coverage("coffralp", reference_date=DAY)
    said = [text for text, _ in statements(paper)]
    for degree, text in zip(Degree, said, strict=False):
        assert text.startswith(f"{len(found.of_degree(degree))} article")
    gaps = opened.workspace.ask("Q52", organisation="coffralp", reference_date=DAY)
    assert len(gaps.in_language("fr")) == len(found.of_degree(Degree.NONE))
    lines = sum(
        len(one.rows) for section in paper.sections[1:-1] for one in section.blocks if isinstance(one, Grid)
    )
    assert lines == len(found.clauses)


def test_every_pair_has_an_agreement_to_sign(reader: Readers) -> None:
    opened = reader()
    paper = write(opened, "agreements")
    assert len(paper.sections) - 1 == len(read_matrix(opened).cells) == 47
    one = KINDS["agreements"].write(opened, "R3")
    assert 0 < len(one.sections) - 1 < 47


def test_every_complaint_received_has_its_file(reader: Readers) -> None:
    opened = reader()
    paper = write(opened, "complaints")
    received = opened.workspace.ask("X44", organisation="coffralp").in_language("fr")
    assert len(paper.sections) - 1 == len(received)
    late = opened.workspace.ask("Q29", organisation="coffralp", reference_date=DAY).in_language("fr")
    assert any(text.startswith(f"{len(late)} ") and query == "Q29" for text, query in statements(paper))


def test_the_programme_lists_every_process_once(reader: Readers) -> None:
    opened = reader()
    grid = write(opened, "audit-programme").sections[0].blocks[1]
    assert isinstance(grid, Grid)
    named = {row[0].lines[0] for row in grid.rows}
    assert named == {name.full("fr") for name in opened.processes}
    order = [len(row[2].lines) if row[2].tone != "quiet" else 0 for row in grid.rows]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize("format_name", list(FORMATS))
@pytest.mark.parametrize("name", EACH)
def test_with_almost_nothing_each_paper_says_what_is_missing(
    workspace: Workspace, name: str, format_name: str
) -> None:
    about = "A" if KINDS[name].about and KINDS[name].required else None
    content = make(workspace, name, organisation=BARE, about=about, format_name=format_name, day=DAY).content
    text = TEXT[format_name](content)
    assert "papers." not in text
    assert len(text) > 200


@pytest.mark.parametrize("format_name", list(FORMATS))
@pytest.mark.parametrize("name", ["matrix", "agreements", "turtle"])
def test_hostile_names_come_out_in_each_paper(hostile: Workspace, name: str, format_name: str) -> None:
    about = "P0" if name == "turtle" else None
    text = TEXT[format_name](
        make(hostile, name, organisation="rude", about=about, format_name=format_name, day=DAY).content
    )
    wanted = HOSTILE[:1] if name == "turtle" else [one for place, one in enumerate(HOSTILE) if place != 2]
    for one in wanted:
        assert squeezed(one) in text


@pytest.mark.parametrize("name", ["process-map", "agreements", "management-review"])
def test_word_documents_convert_without_repair(workspace: Workspace, name: str, tmp_path: Path) -> None:
    content = make(workspace, name, organisation="coffralp", format_name="docx", day=DAY).content
    assert set(marks(pdf_text(converted(content, tmp_path))))


def test_the_map_is_a_drawing_in_every_format(workspace: Workspace) -> None:
    content = make(workspace, "process-map", organisation="coffralp", format_name="docx", day=DAY).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert any(name.endswith(".svg") for name in archive.namelist())
    page = Page(make(workspace, "process-map", organisation="coffralp", format_name="html", day=DAY).content)
    assert any(link.startswith("data:image/svg+xml") for link in page.links)


def test_the_pack_holds_every_paper_and_says_so(workspace: Workspace) -> None:
    told: list[str] = []
    pack = audit_pack(workspace, organisation="coffralp", formats=("html",), day=DAY, progress=told.append)
    assert tuple(told) == STAGES
    assert pack.name == "audit-pack-coffralp.zip"
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        names = archive.namelist()
        assert {"graph.ttl", "00-contents.html", "03-matrix.xlsx"} <= set(names)
        contents = Page(archive.read("00-contents.html")).text
        for name in names:
            assert name == "00-contents.html" or name in contents
        digest = Reader(workspace, "coffralp", "fr", DAY).edition.digest
        for name in names:
            if name.endswith(".html"):
                assert digest[:12] in Page(archive.read(name)).text
    again = audit_pack(workspace, organisation="coffralp", formats=("html",), day=DAY)
    assert again.content == pack.content


def test_a_very_long_paper_is_set_apart_and_says_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = make(workspace, "matrix", organisation="coffralp", day=DAY).content
    monkeypatch.setattr("qualite_graph.papers.pdf.MOST_TAGGED", 0)
    apart = make(workspace, "matrix", organisation="coffralp", day=DAY).content
    assert pdf_text(apart) == pdf_text(here)
    assert len(apart) < len(here)  # without tags
