"""The process sheet in its three formats: what it says is what the catalogue answers, whatever the names."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.papers import FORMATS, make
from qualite_graph.papers.content import Grid, Missing, Statement
from qualite_graph.papers.process_sheet import process_sheet
from qualite_graph.papers.reader import Reader
from qualite_graph.workspace import Workspace

from .conftest import BARE, DAY, HOSTILE
from .reading import Page, converted, docx_text, marks, pdf_text, squeezed

Readers = Callable[..., Reader]


def made(workspace: Workspace, format_name: str, about: str = "R3", organisation: str = "coffralp") -> bytes:
    return make(
        workspace, "process-sheet", organisation=organisation, about=about, format_name=format_name, day=DAY
    ).content


def test_every_count_is_the_answer_of_the_catalogue(reader: Readers) -> None:
    opened = reader()
    for process in opened.processes:
        paper = process_sheet(opened, process.iri)
        said = [
            one.text for section in paper.sections for one in section.blocks if isinstance(one, Statement)
        ]
        counts = {
            question: len(
                opened.workspace.ask(
                    question, {"process": process.iri}, organisation="coffralp", reference_date=DAY
                ).in_language("fr")
            )
            for question in ("Q36", "Q37", "X35")
        }
        for count, thing, sentence in (
            (counts["Q37"], "fournisseur", said[0]),
            (counts["Q36"], "client", said[1]),
        ):
            assert (f" {count} {thing}" if count else f"n’a aucun {thing} interne") in sentence
        if counts["X35"]:
            assert f"{counts['X35']} article" in said[2]


def test_every_flow_of_the_process_stands_in_the_sipoc(reader: Readers) -> None:
    opened = reader()
    card = opened.card("R3")
    paper = process_sheet(opened, "R3")
    sipoc = next(
        one for section in paper.sections for one in section.blocks if isinstance(one, Grid) and one.small
    )
    text = [line for row in sipoc.rows for cell in row for line in cell.lines]
    for flow in (*card.to_internal, *card.to_external, *card.from_internal, *card.from_external):
        assert flow.output.label("fr") in text
        assert flow.other.full("fr") in text


def test_every_number_leads_to_a_query_and_to_true_triples(reader: Readers) -> None:
    opened = reader()
    paper = process_sheet(opened, "R3")
    numbers = {source.number for source in paper.sources}
    used = {
        one.source
        for section in paper.sections
        for one in section.blocks
        if isinstance(one, Statement | Grid | Missing) and one.source
    }
    assert used == numbers == set(range(1, len(numbers) + 1))
    assert {source.query_name for source in paper.sources} == {query.name for query in paper.queries}
    claimed = next(query.title for query in paper.queries if query.name == "X35")
    assert "processus … revendique" in claimed  # not the process that the catalogue gives as an example
    turtle = "\n".join(
        [f"@base <{paper.base}> ."]
        + [f"@prefix {name}: <{iri}> ." for name, iri in paper.prefixes.items()]
        + [line for source in paper.sources for line in source.triples]
    )
    import pyoxigraph as ox

    stated = {str(quad.triple) for quad in ox.parse(opened.workspace.quads("coffralp"), ox.RdfFormat.N_QUADS)}
    shown = {str(quad.triple) for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)}
    assert shown
    assert shown <= stated
    customers = next(source for source in paper.sources if source.query_name == "Q36")
    assert "<process/R3> qg:hasInternalCustomer <process/R4> ." in customers.triples


@pytest.mark.parametrize("format_name", list(FORMATS))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_same_graph_gives_the_same_bytes(workspace: Workspace, format_name: str, lang: str) -> None:
    first, second = (
        make(
            workspace,
            "process-sheet",
            organisation="coffralp",
            about="R3",
            lang=lang,
            format_name=format_name,
            day=DAY,
        )
        for _ in range(2)
    )
    assert first == second
    assert (
        first.name
        == {"fr": f"fiche-processus-r3.{format_name}", "en": f"process-sheet-r3.{format_name}"}[lang]
    )


def test_a_page_needs_nothing_and_runs_nothing(workspace: Workspace) -> None:
    page = Page(made(workspace, "html"))
    assert not page.tags & {"script", "link", "iframe", "object", "form"}
    assert all(link.startswith(("#", "data:")) for link in page.links)
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= page.ids


def test_a_word_document_has_real_headings_tables_and_fields(workspace: Workspace, tmp_path: Path) -> None:
    content = made(workspace, "docx")
    document = docx.Document(io.BytesIO(content))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") == 6
    assert "Title" in styles
    assert len(document.tables) == 5
    assert {table.style.name for table in document.tables if table.style} == {"Paper Table"}
    footer = document.sections[0].footer._element.xml
    assert "NUMPAGES" in footer
    assert "Version" in footer
    printed = pdf_text(converted(content, tmp_path))
    assert squeezed("R3 Planifier la production") in printed
    assert squeezed("Le processus a 6 clients internes.") in printed


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_hostile_names_come_out_as_they_are(hostile: Workspace, place: int) -> None:
    name = squeezed(HOSTILE[place])
    about = f"P{place}"
    assert name in Page(made(hostile, "html", about, "rude")).text
    assert "alert" not in str(Page(made(hostile, "html", about, "rude")).tags)
    assert name in docx_text(made(hostile, "docx", about, "rude"))
    printed = pdf_text(made(hostile, "pdf", about, "rude"))
    if place == 2:  # a reader of PDF gives right-to-left letters in the order they are drawn
        assert set(name) <= set(printed)
    else:
        assert name in printed


def test_hostile_names_convert_without_repair(hostile: Workspace, tmp_path: Path) -> None:
    printed = pdf_text(converted(made(hostile, "docx", "P0", "rude"), tmp_path))
    assert squeezed(HOSTILE[0]) in printed


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_name", list(FORMATS))
def test_a_process_of_which_nothing_is_known_says_so(
    workspace: Workspace, lang: str, format_name: str
) -> None:
    content = make(
        workspace, "process-sheet", organisation=BARE, about="A", lang=lang, format_name=format_name, day=DAY
    ).content
    text = {"pdf": pdf_text, "docx": docx_text, "html": lambda given: Page(given).text}[format_name](content)
    words = {"fr": "Aucun flux n’est décrit", "en": "No flow is described"}[lang]
    assert squeezed(words) in text
    assert set(marks(text))


@pytest.mark.parametrize("format_name", list(FORMATS))
def test_version_and_hash_stand_in_every_format(workspace: Workspace, format_name: str) -> None:
    content = made(workspace, format_name)
    text = {"pdf": pdf_text, "docx": docx_text, "html": lambda given: Page(given).text}[format_name](content)
    edition = Reader(workspace, "coffralp", "fr", DAY).edition
    assert edition.digest in text
    assert f"Version{edition.version}dugraphe({edition.digest[:12]}),au30juin2026" in text


def test_the_hash_follows_what_is_entered_and_nothing_else() -> None:
    opened = Workspace.in_memory()
    before = Reader(opened, "coffralp", "fr", DAY).edition
    assert Reader(opened, "coffralp", "en", datetime.date(2020, 1, 1)).edition.digest == before.digest
    process = "https://w3id.org/qualite-graph/data/coffralp/process/R3"
    opened.edit(f'<{process}> <http://www.w3.org/2004/02/skos/core#altLabel> "Planning"@fr .')
    after = Reader(opened, "coffralp", "fr", DAY).edition
    assert after.digest != before.digest
    assert after.version > before.version


def test_what_cannot_be_made_is_refused_with_a_sentence(workspace: Workspace) -> None:
    for error, arguments in (
        (NotFoundError, {"name": "poem"}),
        (InputError, {"name": "process-sheet"}),
        (InputError, {"name": "process-sheet", "about": "R3", "format_name": "odt"}),
        (NotFoundError, {"name": "process-sheet", "about": "ZZ"}),
    ):
        with pytest.raises(error) as caught:
            make(workspace, organisation="coffralp", **arguments)
        assert str(caught.value)
