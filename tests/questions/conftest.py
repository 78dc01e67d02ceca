"""The example organisation, asked at the date of its expected results; answers as short strings."""

from __future__ import annotations

import datetime

import pytest
from example_results import Ask, Rows

from qualite_graph.store import Value
from qualite_graph.vocabulary import DATA, compact
from qualite_graph.workspace import EXAMPLE, Workspace

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
