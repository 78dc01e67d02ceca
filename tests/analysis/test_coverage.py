"""The coverage follows its stated rules, on the example and against plain definitions."""

from __future__ import annotations

import datetime

import pytest

from qualite_graph.analysis.coverage import Degree
from qualite_graph.analysis.coverage_lenses import Held
from qualite_graph.vocabulary import CLAUSE, QG, entity
from qualite_graph.workspace import EXAMPLE, Workspace

DAY = datetime.date(2026, 6, 30)
UNANSWERED = ("6.3", "7.1.6", "7.4", "8.5.3", "8.5.6")


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


def process(identifier: str) -> str:
    return entity(EXAMPLE, "process", identifier)


def test_the_five_clauses_nobody_answers(workspace: Workspace) -> None:
    expected = tuple(CLAUSE[number] for number in UNANSWERED)

    assert workspace.unanswered_clauses(EXAMPLE) == expected
    assert workspace.coverage(EXAMPLE, reference_date=DAY).unanswered() == expected


def test_the_example_claims_without_evidence(workspace: Workspace) -> None:
    found = workspace.coverage(EXAMPLE, reference_date=DAY)

    assert len(found.leaves()) == 65
    assert len(found.of_degree(Degree.PARTIAL)) == 60
    assert found.of_degree(Degree.FULL) == ()
    assert found.claiming_nothing == (process("S4"), process("S6"), process("S7"))


def test_a_claim_on_a_clause_holds_for_its_leaves_and_shows_its_triple(workspace: Workspace) -> None:
    (cell,) = workspace.coverage(EXAMPLE, reference_date=DAY).cells_of(CLAUSE["10.2.1"])

    assert cell.process == process("M2")
    assert cell.triples == ((process("M2"), QG.addressesClause, CLAUSE["10"]),)
    assert [fact.kind for fact in cell.missing] == ["evidence"]


def test_a_clause_rolls_up_its_leaves(workspace: Workspace) -> None:
    found = workspace.coverage(EXAMPLE, reference_date=DAY).of_clause(CLAUSE["8.5"])

    assert (found.degree, found.leaves, found.answered, found.full) == (Degree.PARTIAL, 6, 4, 0)
    assert found.processes == (process("R4"), process("R6"), process("R7"))


def test_the_lens_of_the_seven_principles(workspace: Workspace) -> None:
    found = workspace.coverage_by_principle(EXAMPLE, reference_date=DAY)

    assert [one.principle.rsplit("/", 1)[1] for one in found] == [f"P{rank}" for rank in range(1, 8)]
    assert [(len(one.leaves), one.none) for one in found] == [
        (22, 1), (12, 0), (8, 2), (23, 2), (15, 2), (25, 0), (10, 2)
    ]  # fmt: skip
    assert [(one.type, one.leaves, one.none) for one in workspace.coverage_by_type(EXAMPLE)] == [
        (QG.OperationalType, 50, 3),
        (QG.RelationalType, 39, 3),
    ]


def test_documented_information_due(workspace: Workspace) -> None:
    found = workspace.documented_information(EXAMPLE, reference_date=DAY)
    maintained = [one.clause.rsplit("/", 1)[1] for one in found if one.duty == QG.Maintain]

    assert maintained == ["4.3", "4.4.2", "5.2.2", "6.2.1", "8.1"]
    assert len(found) == 26
    assert {one.held for one in found} == {Held.MISSING}
