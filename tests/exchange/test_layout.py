import re
from collections import Counter

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from qualite_graph.exchange.columns import CellType, Sheet
from qualite_graph.exchange.headings import CLAUSE_KIND
from qualite_graph.exchange.layout import LAYOUT, NOTICE, sheet
from qualite_graph.folding import fold
from qualite_graph.resources import ontology_directory
from qualite_graph.vocabulary import OWL, QG, RDF, RDFS, SKOS

by_sheet = pytest.mark.parametrize("page", LAYOUT, ids=lambda page: page.key)


def clashes(groups: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Spellings that two different owners claim."""
    owners = Counter(folded for _, names in groups for folded in {fold(name) for name in names})
    return [spelling for spelling, count in owners.items() if count > 1]


def test_no_two_sheets_share_a_spelling() -> None:
    assert (
        clashes([(page.key, page.names.spellings()) for page in LAYOUT] + [("notice", NOTICE.spellings())])
        == []
    )


@by_sheet
def test_no_two_columns_of_a_sheet_share_a_spelling(page: Sheet) -> None:
    assert clashes([(column.key, column.names.spellings()) for column in page.columns]) == []


@by_sheet
def test_no_two_words_of_a_choice_share_a_spelling(page: Sheet) -> None:
    for column in page.columns:
        words = [(word.iri, (*word.names.spellings(), word.notation)) for word in column.words]
        assert [spelling for spelling in clashes(words) if spelling] == []


@by_sheet
def test_names_fit_a_spreadsheet(page: Sheet) -> None:
    for lang in ("fr", "en"):
        assert 0 < len(page.names.of(lang)) <= 31
        assert not set(page.names.of(lang)) & set("[]:*?/\\")
        assert page.help.of(lang)


@by_sheet
def test_references_lead_to_kinds_that_a_sheet_identifies(page: Sheet) -> None:
    identified = {
        other.kind for other in LAYOUT if any(column.type is CellType.IDENTIFIER for column in other.columns)
    }
    for column in page.columns:
        refers = column.type in (CellType.REFERENCE, CellType.REFERENCES)
        assert bool(column.kinds) == refers
        assert set(column.kinds) <= identified | {CLAUSE_KIND}


@by_sheet
def test_every_column_says_something(page: Sheet) -> None:
    for column in page.columns:
        assert column.property or column.companion_property or column.key == page.describes
        assert bool(column.words) == (column.type is CellType.CHOICE)


def test_every_term_is_in_the_ontology() -> None:
    text = "".join(path.read_text("utf-8") for path in (ontology_directory() / "modules").glob("*.ttl"))
    declared = set(re.findall(r"^(?:qg:|<" + re.escape(str(QG)) + r")(\w+)", text, re.MULTILINE))
    used: set[str] = set()
    for page in LAYOUT:
        used.update(page.classes)
        if page.companion:
            used.update((*page.companion.classes, page.companion.property))
        for column in page.columns:
            used.update((column.property, column.companion_property, column.default))
            used.update(word.iri for word in column.words)
    names = {iri.removeprefix(str(QG)) for iri in used if iri.startswith(str(QG))}
    assert names - declared == set()


def test_a_sheet_and_a_column_are_found_by_key() -> None:
    assert sheet("process").column("owner").names.fr == "Pilote"
    with pytest.raises(KeyError):
        sheet("nothing")
    with pytest.raises(KeyError):
        sheet("process").column("nothing")


@pytest.fixture(scope="module")
def ontology() -> list[Quad]:
    paths = (ontology_directory() / "modules").glob("*.ttl")
    return [quad for path in paths for quad in parse(path=path, format=RdfFormat.TURTLE)]


def test_the_words_of_a_choice_are_all_those_of_a_scheme_with_its_notations(ontology: list[Quad]) -> None:
    notations = {
        quad.subject.value: quad.object.value for quad in ontology if quad.predicate.value == SKOS.notation
    }
    schemes: dict[str, set[str]] = {}
    for quad in ontology:
        if quad.predicate.value == SKOS.inScheme:
            schemes.setdefault(quad.object.value, set()).add(quad.subject.value)
    for page in LAYOUT:
        for column in page.columns:
            words = {word.iri: word.notation for word in column.words}
            if words and RDF.type not in (column.property, column.companion_property):
                assert set(words) in schemes.values(), column.key
                assert words == {iri: notations[iri] for iri in words}


def test_classes_chosen_by_a_word_are_classes(ontology: list[Quad]) -> None:
    classes = {
        quad.subject.value
        for quad in ontology
        if quad.predicate.value == RDF.type and quad.object.value in (OWL.Class, RDFS.Class)
    }
    chosen = [column for page in LAYOUT for column in page.columns if column.property == RDF.type]
    assert len(chosen) == 2
    for column in chosen:
        assert {column.default, *(word.iri for word in column.words)} <= classes
