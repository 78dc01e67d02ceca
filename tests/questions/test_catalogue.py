"""Every file of the catalogue keeps the form that faces rely on, and the catalogue uses every term."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pyoxigraph as ox
import pytest

from qualite_graph.analysis.answers import COMPUTATIONS
from qualite_graph.questions import Question, catalogue
from qualite_graph.resources import ontology_directory
from qualite_graph.vocabulary import OWL, PREFIXES, QG, RDF

QUESTIONS = list(catalogue())
ASKED_IN_SPARQL = [question for question in QUESTIONS if question.computed_by is None]
FILES = sorted((ontology_directory() / "questions").glob("*.rq"))
NO_BREAK_SPACE = "\u00a0"


def named(question: Question) -> str:
    return question.id


def body(question: Question) -> str:
    """Return the query without its comments and strings: what is left names variables and terms."""
    lines = [line for line in question.text.splitlines() if not line.lstrip().startswith("#")]
    return re.sub(r'"[^"]*"', '""', "\n".join(lines))


def terms_used() -> set[str]:
    return {name for question in QUESTIONS for name in re.findall(r"\bqg:(\w+)", body(question))}


def modules() -> ox.Store:
    store = ox.Store()
    for path in (ontology_directory() / "modules").glob("*.ttl"):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def declared(*kinds: str) -> set[str]:
    """Return the ontology's own terms that its modules declare as one of these OWL kinds."""
    found = {
        quad.subject.value
        for kind in kinds
        for quad in modules().quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(OWL[kind]))
        if isinstance(quad.subject, ox.NamedNode)
    }
    return {iri.removeprefix(PREFIXES["qg"]) for iri in found if iri.startswith(PREFIXES["qg"])}


def test_a_file_is_named_after_its_only_question() -> None:
    assert len(FILES) == len(QUESTIONS)
    assert {path.stem for path in FILES} == {question.id for question in QUESTIONS}


def test_the_60_questions_and_the_35_claims_are_there() -> None:
    identifiers = {question.id for question in QUESTIONS}

    assert {f"Q{number:02}" for number in range(1, 61)} <= identifiers
    assert {f"S{number}" for number in range(1, 36)} <= identifiers
    kinds = Counter(question.kind for question in QUESTIONS if question.id.startswith("Q"))
    assert kinds == {"K": 24, "O": 13, "N": 10, "G": 13}


@pytest.mark.parametrize("question", QUESTIONS, ids=named)
def test_a_banner_speaks_both_languages(question: Question) -> None:
    assert question.fr.endswith(f"{NO_BREAK_SPACE}?")
    assert question.en.endswith("?")
    assert question.group in {"A", "B", "C", "D", "E", "F", "G", "S"}
    assert question.columns
    for column in question.columns:
        assert column.fr and column.en
        assert column.fr[0].isupper() and column.en[0].isupper()


@pytest.mark.parametrize("question", QUESTIONS, ids=named)
def test_french_follows_its_typography(question: Question) -> None:
    for text in (question.fr, *(column.fr for column in question.columns)):
        assert not re.search(r" [?!:;»%]|« |[^\u00a0][?!:;»]", text), text
        assert "'" not in text
        assert '"' not in text


@pytest.mark.parametrize("question", QUESTIONS, ids=named)
def test_a_title_names_its_parameters_and_nothing_else(question: Question) -> None:
    shown = {parameter.name for parameter in question.parameters if parameter.type != "date"}

    for title in (question.fr, question.en):
        assert set(re.findall(r"\{(\w+)\}", title)) == shown
    assert "{" not in question.title("fr") + question.title("en")


@pytest.mark.parametrize("question", ASKED_IN_SPARQL, ids=named)
def test_a_query_selects_its_columns_then_its_parameters(question: Question) -> None:
    result = ox.Store().query(question.text)

    assert isinstance(result, ox.QuerySolutions)
    columns = [column.name for column in question.columns]
    parameters = [parameter.name for parameter in question.parameters]
    assert [variable.value for variable in result.variables] == columns + parameters
    pattern = body(question).split("WHERE", 1)[1]
    for name in parameters:
        assert re.search(rf"\${name}\b", pattern), f"${name} is never used"


@pytest.mark.parametrize("question", ASKED_IN_SPARQL, ids=named)
def test_rows_come_in_a_stated_order(question: Question) -> None:
    text = body(question)
    head = text.split("WHERE", 1)[0]
    one_row = "(COUNT(" in head and "GROUP BY" not in text
    one_row |= question.id == "X02"  # three counts side by side

    assert one_row or re.search(r"^ORDER BY ", text, re.MULTILINE)


@pytest.mark.parametrize("question", ASKED_IN_SPARQL, ids=named)
def test_no_sentence_is_written_into_a_query(question: Question) -> None:
    """An answer comes from the graph: the only strings are patterns, numbers and what a heading must say."""
    lines = [line for line in question.text.splitlines() if not line.lstrip().startswith("#")]
    strings = set(re.findall(r'"([^"]*)"', "\n".join(lines)))

    assert {text for text in strings if " " in text} <= {"requirements for products and services"}
    assert not re.search(r'"@\w', question.text)


def test_headers_and_functions_name_each_other() -> None:
    asked = [question.computed_by for question in QUESTIONS if question.computed_by]

    assert sorted(asked) == sorted(COMPUTATIONS)
    assert not [question.id for question in QUESTIONS if question.computed_by and question.text.strip()]


def test_every_class_and_property_is_used_by_a_question() -> None:
    assert declared("Class", "ObjectProperty", "DatatypeProperty") - terms_used() == set()


def test_a_question_uses_no_term_that_does_not_exist() -> None:
    subjects = {quad.subject.value for quad in modules() if isinstance(quad.subject, ox.NamedNode)}

    assert {name for name in terms_used() if QG[name] not in subjects} == set()


def test_a_simple_question_does_not_wait_for_networkx() -> None:
    script = (
        "import sys; from qualite_graph.workspace import Workspace; workspace = Workspace.in_memory();"
        "assert workspace.ask('Q36').rows; assert 'networkx' not in sys.modules, 'networkx was imported'"
    )

    subprocess.run([sys.executable, "-c", script], check=True, cwd=ontology_directory().parent)
