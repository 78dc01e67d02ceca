"""Every question answers exactly what it should, about the example organisation and the knowledge."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from qualite_graph.questions import catalogue
from qualite_graph.store import Value
from qualite_graph.vocabulary import DATA, compact
from qualite_graph.workspace import EXAMPLE, Workspace
from tests.questions.example_results import RESULTS, Ask, Rows
from tests.questions.expected import EXPECTED

PUBLISHED = Path(__file__).parents[3] / "shared" / "domain" / "coffralp" / "expected.json"
REFERENCE_DATE = datetime.date(2026, 6, 30)


def cell(value: Value | None) -> str:
    """Show a value: the notation in an organisation's IRI, a prefixed name, a text's language, a literal."""
    if value is None:
        return "–"
    if value.kind == "iri":
        return value.value.rsplit("/", 1)[1] if value.value.startswith(DATA) else compact(value.value)
    return f"@{value.lang}" if value.lang else value.value


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture(scope="session")
def ask(workspace: Workspace) -> Ask:
    def asked(question: str, **parameters: str) -> Rows:
        answer = workspace.ask(question, parameters, organisation=EXAMPLE, reference_date=REFERENCE_DATE)
        return [tuple(cell(value) for value in row) for row in answer.rows]

    return asked


def expected_rows(question: str) -> Rows:
    text = EXPECTED[question]
    if len(catalogue().question(question).columns) == 1:
        return [(cell,) for cell in text.split()]
    rows = text.replace("\n", ";").split(";")
    return [tuple(cell.strip() for cell in row.split("|")) for row in rows if row.strip()]


@pytest.mark.parametrize("question", [question.id for question in catalogue()])
def test_a_question_answers_exactly(ask: Ask, question: str) -> None:
    assert ask(question) == expected_rows(question)


def test_every_expected_answer_belongs_to_a_question() -> None:
    assert set(EXPECTED) == set(catalogue().by_id)


@pytest.mark.parametrize("name", RESULTS)
def test_the_example_gives_its_expected_result(ask: Ask, name: str) -> None:
    result = RESULTS[name]

    assert result.read(ask(result.question, **result.parameters)) == result.value


def test_the_62_expected_results_are_all_there() -> None:
    assert list(RESULTS) == [f"E{number:02}" for number in range(1, 63)]


@pytest.fixture(scope="session")
def published() -> dict[str, Any]:
    if not PUBLISHED.exists():
        pytest.skip("the results published with the example organisation are not beside the repository")
    document: dict[str, Any] = json.loads(PUBLISHED.read_text("utf-8"))
    return document


@pytest.mark.parametrize("name", [name for name, result in RESULTS.items() if result.published])
def test_the_expected_result_is_the_one_published(published: dict[str, Any], name: str) -> None:
    result = RESULTS[name]

    assert result.published is not None
    assert result.published(published) == result.value


def test_every_process_has_its_published_neighbours(ask: Ask, published: dict[str, Any]) -> None:
    for process, customers in published["internal_clients_of"].items():
        assert [row[0] for row in ask("Q36", process=process)] == customers
    for process, suppliers in published["internal_suppliers_of"].items():
        assert [row[0] for row in ask("Q37", process=process)] == suppliers


def test_every_degree_is_the_published_one(ask: Ask, published: dict[str, Any]) -> None:
    found = {row[0]: {"in": int(row[1]), "out": int(row[2])} for row in ask("X07")}

    assert found == published["degree"]


def test_what_depends_on_another_process_is_the_published_reach(ask: Ask, published: dict[str, Any]) -> None:
    assert sorted(row[0] for row in ask("Q43", process="S8")) == published["downstream_of_S8"]


def test_an_answer_may_be_empty(ask: Ask) -> None:
    assert ask("Q36", process="S6") == []
    assert ask("Q43", process="S6") == []
    assert ask("X11", start="S6", end="R6") == []


def test_the_organisation_has_65_leaf_clauses_to_cover(ask: Ask, published: dict[str, Any]) -> None:
    assert published["leaf_clauses_total"] == 65
    assert len(ask("Q52")) == len(published["leaf_clauses_uncovered"])
