"""Every paper in every format: figures are the catalogue's, what is missing is said, names come out right."""

import io
import itertools
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import python_calamine

from qualite_graph.analysis.complaint_sentences import review_sentences
from qualite_graph.analysis.coverage import Degree
from qualite_graph.analysis.coverage_lenses import Held
from qualite_graph.errors import InputError
from qualite_graph.papers import FORMATS, KINDS, STAGES, audit_pack, make
from qualite_graph.papers.content import Boxes, Cell, Grid, Missing, Paper, Section, Statement, Text
from qualite_graph.papers.matrix import read_matrix
from qualite_graph.papers.plain import as_plain
from qualite_graph.papers.reader import Reader
from qualite_graph.questions import catalogue
from qualite_graph.spelling import Speller
from qualite_graph.store import Value
from qualite_graph.telling import tell
from qualite_graph.vocabulary import XSD
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
        words = {"fr": ("Rien à ce jour", "\u00a0réponse"), "en": ("None so far", " answer")}[lang]
        assert (f" {count}{words[1]}" in one.text) if count else (words[0] in one.text)
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


def grids(section: Section) -> list[Grid]:
    return [one for one in section.blocks if isinstance(one, Grid)]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_complaints_are_those_of_the_terminal_and_the_page(reader: Readers, lang: str) -> None:
    opened = reader(lang)
    paper = write(opened, "complaints")
    review = opened.workspace.complaints("coffralp", reference_date=DAY)
    assert len(paper.sections) - 1 == len(review.complaints) > 0
    said = review_sentences(review)
    named = opened.names({iri for one in said for iri in one.iris()})
    told = [one.text for one in paper.sections[0].blocks if isinstance(one, Statement)]
    assert told[: len(said)] == [tell(one, lang, named) for one in said]
    for one, section in zip(review.complaints, paper.sections[1:], strict=True):
        walked = opened.workspace.complaint_file(one.complaint, "coffralp", reference_date=DAY)
        suspects = next(grid for grid in grids(section) if grid.caption)
        names = opened.names(it.process for it in walked.suspects)
        assert [(row[0].lines[0], row[1].lines[0]) for row in suspects.rows] == [
            (names[it.process].full(lang), str(round(100 * it.score))) for it in walked.suspects[:5]
        ]


def test_the_programme_is_that_of_the_terminal_and_the_catalogue(reader: Readers) -> None:
    opened = reader()
    paper = write(opened, "audit-programme")
    found = opened.workspace.audit_programme("coffralp", reference_date=DAY)
    (priorities,), (interviews,) = grids(paper.sections[0]), grids(paper.sections[1])
    first = opened.ask("X91")
    assert [row[0].lines[0] for row in priorities.rows] == [row[0] for row in first.rows]
    assert [row[1].lines[0] for row in priorities.rows] == [row[1] for row in first.rows]
    assert len(priorities.rows) == len(found.priorities) == len(opened.processes)
    named = opened.names({iri for one in found.interviews for iri in (one.interviewee, one.auditor) if iri})
    assert [(row[0].lines[0], row[4].lines[0]) for row in interviews.rows] == [
        (
            named[one.owner].full("fr") if one.owner else "Pas de pilote\u00a0: à désigner d’abord",
            named[one.auditor].full("fr") if one.auditor else "Personne d’indépendant",
        )
        for one in found.interviews
    ]
    assert [one.owner for one in found.interviews].count(None) == 1  # S3 has none


def test_nobody_is_told_to_meet_the_owner_of_a_process_that_has_none(reader: Readers) -> None:
    opened = reader()
    process = opened.card("S3").process
    said = [text for text, _ in statements(write(opened, "audit-programme"))]
    assert f"{process.full('fr')} n’a pas de pilote à rencontrer\u00a0: désignez-en un avant l’audit." in said
    told = [text for text, _ in statements(KINDS["audit-checklist"].write(opened, process.iri))]
    assert any("n’a pas de pilote" in text for text in told)
    assert not any("entretien avec" in text for text in told)


def test_a_checklist_asks_of_the_interfaces_that_the_programme_calls_critical(reader: Readers) -> None:
    opened = reader()
    found = opened.workspace.audit_programme("coffralp", reference_date=DAY)
    place = {one.process: rank for rank, one in enumerate(found.priorities, start=1)}
    for process in opened.processes:
        paper = KINDS["audit-checklist"].write(opened, process.iri)
        texts = [text for text, _ in statements(paper)]
        assert f"Priorité d’audit\u00a0: rang {place[process.iri]} sur {len(place)}." in texts
        critical = {
            pair
            for interview in found.interviews
            for pair in interview.interfaces
            if process.iri in (pair.supplier, pair.customer)
        }
        asked = [
            line
            for section in paper.sections
            for one in section.blocks
            if isinstance(one, Boxes)
            for line in one.lines
            if " → " in line
        ]
        assert len(asked) == len(critical)


@pytest.mark.parametrize("name", EACH)
def test_every_count_of_a_question_is_asked_anew_and_the_same(reader: Readers, name: str) -> None:
    """Each table and each count that rests on a question alone has as many lines as the catalogue gives."""
    opened = reader()
    paper = write(opened, name)
    sources = {source.number: source for source in paper.sources}
    about = {"process": opened.card("R3").process.iri}
    asked = 0
    for section in paper.sections:
        for one in section.blocks:
            source = sources.get(getattr(one, "source", None) or 0)
            if not source or source.query_name not in {question.id for question in catalogue()}:
                continue
            question = catalogue().question(source.query_name)
            given = about if any(it.type == "process" for it in question.parameters) else {}
            answer = opened.workspace.ask(question.id, given, organisation="coffralp", reference_date=DAY)
            rows = answer.in_language("fr")
            title = question.title("fr")
            if isinstance(one, Statement) and not given and title in one.text and name != "audit-checklist":
                assert (f"{len(rows)}\u00a0réponse" in one.text) if rows else ("Rien à ce jour" in one.text)
                asked += 1
            headings = tuple(column.heading("fr") for column in question.columns)
            if isinstance(one, Grid) and one.headings == headings and name != "audit-checklist":
                assert len(one.rows) == len(rows)
                asked += 1
            elif isinstance(one, Grid) and one.headings == headings:
                lines = {tuple(it.lines[0] for it in row) for row in one.rows}
                assert lines <= set(opened.ask(question.id, **given).rows)
                asked += 1
    assert asked or name in SAY_NO_ANSWER_WHOLE


SAY_NO_ANSWER_WHOLE = {"process-sheet", "turtle", "matrix", "agreements"}
"""Papers whose figures other tests ask anew: they show no answer as the catalogue gives it."""


def test_the_agreements_count_what_the_catalogue_answers(reader: Readers) -> None:
    opened = reader()
    said = dict.fromkeys(text for text, _ in statements(write(opened, "agreements")))
    for question in ("X33", "Q46", "Q48"):
        answer = opened.workspace.ask(question, organisation="coffralp", reference_date=DAY)
        count = len(answer.in_language("fr"))
        assert any(text.startswith(f"{count} ") for text in said), question


def test_the_map_holds_as_many_lines_as_the_catalogue(reader: Readers) -> None:
    opened = reader()
    paper = write(opened, "process-map")
    names = {source.number: source.query_name for source in paper.sources}
    found = [one for section in paper.sections for one in grids(section)]
    assert len(found) == 2
    for one in found:
        answer = opened.workspace.ask(names[one.source or 0], organisation="coffralp", reference_date=DAY)
        assert len(one.rows) == len(answer.in_language("fr"))


def test_the_register_counts_the_duties_of_the_standard_and_of_the_analysis(reader: Readers) -> None:
    opened = reader()
    said = statements(write(opened, "register"))
    for question in ("Q13", "X55"):
        answer = opened.workspace.ask(question, organisation="coffralp", reference_date=DAY)
        assert any(
            text.startswith(f"{len(answer.in_language('fr'))} ") for text, at in said if at == question
        )
    held = opened.workspace.documented_information("coffralp", reference_date=DAY)
    counts = Counter(one.held for one in held)
    (grid, *_) = grids(write(opened, "register").sections[0])
    assert len(grid.rows) == len(held)
    assert [text.split()[0] for text, at in said if at == "X70"][: len(Held)] == [
        str(counts[state]) for state in Held
    ]


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
    assert pack.name == "dossier-audit-coffralp.zip"
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        names = archive.namelist()
        assert {"graphe.ttl", "00-sommaire.html", "03-matrice-clients-fournisseurs.xlsx"} <= set(names)
        contents = Page(archive.read("00-sommaire.html")).text
        for name in names:
            assert name == "00-sommaire.html" or name in contents
        digest = Reader(workspace, "coffralp", "fr", DAY).edition.digest
        for name in names:
            if name.endswith(".html"):
                assert digest[:12] in Page(archive.read(name)).text
    again = audit_pack(workspace, organisation="coffralp", formats=("html",), day=DAY)
    assert again.content == pack.content


def test_a_long_paper_comes_in_parts_that_say_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = opened_pack(workspace)
    monkeypatch.setattr("qualite_graph.papers.parts.MOST_TOGETHER", 5)
    monkeypatch.setattr("qualite_graph.papers.parts.MOST_PAGES", 3)
    pack = opened_pack(workspace)
    for name in ("02-fiches-processus", "08-listes-de-controle", "04-contrats-interface", "10-reclamations"):
        parts = [Page(content) for file, content in pack.items() if file.startswith(name)]
        assert len(parts) > 2
        together = Page(whole[f"{name}.html"])
        assert Counter(title for one in parts for title in one.headings if title not in ANNEX) == Counter(
            title for title in together.headings if title not in ANNEX
        )
        for one in parts:
            marks = {link.removeprefix("#") for link in one.links if link.startswith("#")}
            assert marks
            assert marks <= one.ids  # each number leads to its query and triples in the same file
    titles = Page(pack["00-sommaire.html"]).text
    assert squeezed("Fiches processus (2 sur 4)") in titles
    assert squeezed("02-fiches-processus-02.html") in titles
    assert squeezed("par processus : de M") in Page(pack["02-fiches-processus-01.html"]).text


ANNEX = {"Annexe\u00a0: d’où vient chaque énoncé", "Requêtes"}


def opened_pack(workspace: Workspace) -> dict[str, bytes]:
    pack = audit_pack(workspace, organisation="coffralp", formats=("html",), day=DAY)
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_wrong_with_a_template_stops_the_pack(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_PAPERS_TEMPLATES", str(tmp_path))
    (tmp_path / "paper.typ").write_text("#let x = (", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        audit_pack(workspace, organisation="coffralp", formats=("pdf",), day=DAY)
    assert caught.value.key == "template_broken"
    assert "paper.typ" in str(caught.value)


@pytest.mark.parametrize("name", EACH)
def test_a_file_is_called_what_the_paper_is_in_its_language(workspace: Workspace, name: str) -> None:
    about = {"process": "R3", "complaint": "K07"}.get(KINDS[name].about or "")
    french, english = (
        make(workspace, name, organisation="coffralp", about=about, lang=lang, format_name="html", day=DAY)
        for lang in ("fr", "en")
    )
    assert re.fullmatch(r"[a-z0-9-]+\.html", french.name)
    assert re.fullmatch(r"[a-z0-9-]+\.html", english.name)
    assert french.name != english.name


def test_figures_stand_to_the_right_and_a_sentence_stays_with_its_table(workspace: Workspace) -> None:
    plain = as_plain(write(Reader(workspace, "coffralp", "fr", DAY), "management-review"))
    blocks = [one for section in plain["sections"] for one in section["blocks"]]
    for one, after in itertools.pairwise(blocks):
        if one["kind"] == "statement":
            assert one["leads"] is (after["kind"] == "grid")
    figures = {
        heading
        for one in blocks
        if one["kind"] == "grid"
        for heading, right in zip(one["headings"], one["figures"], strict=True)
        if right
    }
    assert {"Réclamations", "Valeur", "Cible", "Jours ouvrés écoulés"} <= figures
    assert not figures & {"Processus", "Client", "Échéance", "Reçue le"}
    page = make(workspace, "management-review", organisation="coffralp", format_name="html", day=DAY).content
    assert '<th scope="col" class="figures">Valeur</th>' in page.decode()
    document = docx.Document(
        io.BytesIO(
            make(workspace, "management-review", organisation="coffralp", format_name="docx", day=DAY).content
        )
    )
    led = [one for one in document.paragraphs if one.paragraph_format.keep_with_next and "?" in one.text]
    assert led


def test_no_word_of_the_vocabulary_is_shown_in_its_own_notation(reader: Readers) -> None:
    said = {line for one in cells(write(reader(), "management-review")) for line in one.lines}
    assert "majeure" in said
    assert not [text for text in said if text.startswith(("major", "critical", "demand ", "customer_"))]


def cells(paper: Paper) -> list[Cell]:
    return [it for section in paper.sections for grid in grids(section) for row in grid.rows for it in row]


def test_what_lacks_is_a_sentence(reader: Readers) -> None:
    lines = [
        line
        for section in write(reader(), "audit-checklist", "M1").sections
        for one in section.blocks
        if isinstance(one, Boxes)
        for line in one.lines
        if "Il manque" in line
    ]
    assert lines
    assert all(re.search(r"Il manque\u00a0: [a-zé].*\S\.$", line) for line in lines)


def test_a_paper_of_many_parts_says_where_they_are(workspace: Workspace) -> None:
    text = pdf_text(make(workspace, "agreements", organisation="coffralp", day=DAY).content)
    assert text.index("Sommaire") < text.index(squeezed("Vue d’ensemble"))


def test_a_french_paper_writes_its_dates_as_people_do(reader: Readers) -> None:
    opened = reader()
    assert Speller("fr", {}).full(Value("literal", "2026-06", None, XSD.gYearMonth)) == "06/2026"
    dates = re.compile(r"(?<![\w-])\d{4}-\d\d(-\d\d)?(?![\w-])")  # not the code of an action: AC-2026-01
    for name in EACH:
        paper = write(opened, name)
        written = [paper.title, paper.subtitle, *(section.title for section in paper.sections)]
        for section in paper.sections:
            for one in section.blocks:
                written += [one.text] if isinstance(one, Statement | Text | Missing) else []
                written += one.lines if isinstance(one, Boxes) else []
                if isinstance(one, Grid):
                    written += [line for row in one.rows for it in row for line in it.lines]
        assert [text for text in written if dates.search(text)] == [], name


def test_a_very_long_paper_is_set_apart_and_says_the_same(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = make(workspace, "matrix", organisation="coffralp", day=DAY).content
    monkeypatch.setattr("qualite_graph.papers.pdf.MOST_TAGGED", 0)
    apart = make(workspace, "matrix", organisation="coffralp", day=DAY).content
    assert pdf_text(apart) == pdf_text(here)
    assert len(apart) < len(here)  # without tags
