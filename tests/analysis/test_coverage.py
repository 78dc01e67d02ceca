"""The coverage follows its stated rules, on the example and against plain definitions."""

from __future__ import annotations

import datetime

import pytest

from qualite_graph.analysis.coverage import Degree
from qualite_graph.analysis.coverage_gaps import Missing
from qualite_graph.analysis.coverage_lenses import Held
from qualite_graph.analysis.coverage_sentences import (
    closing_sentences,
    coverage_sentences,
    document_sentences,
    principle_sentences,
    unproved_sentences,
)
from qualite_graph.exchange import write_workbook
from qualite_graph.exchange.template import WrittenRow
from qualite_graph.telling import tell
from qualite_graph.vocabulary import CLAUSE, QG, QGS, entity
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


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workshop whose workbook brings evidence, in date or not, and a clause set aside with a reason."""
    old = datetime.date(2023, 6, 30)
    rows: dict[str, list[WrittenRow]] = {
        "organisation": [{"label_fr": "Atelier"}],
        "process": [{"id": "P", "label_fr": "Produire"}, {"id": "Q", "label_fr": "Contrôler"}],
        "clause": [{"process": "P", "clauses": "8.1; 8.5; 9"}, {"process": "Q", "clauses": "8.6"}],
        "document": [
            {"id": "D1", "process": "P", "clauses": "8.1", "duty": "maintain", "dated": DAY},
            {"id": "D2", "process": "P", "clauses": "8.5.1", "dated": old},
            {"id": "D3", "process": "P", "clauses": "8.5.2", "dated": old, "valid_through": DAY},
            {"id": "D4", "process": "P", "clauses": "8.6", "dated": DAY},
            {"id": "D5", "process": "P", "clauses": "9.2"},
        ],
        "not_applicable": [{"id": "Z1", "clauses": "8.3", "reason_fr": "Rien n'est conçu."}],
    }
    path = tmp_path_factory.mktemp("proved") / "atelier.xlsx"
    write_workbook(path, rows)
    workspace = Workspace.in_memory(example=False)
    assert workspace.load(path, "atelier").problems == ()
    return workspace


def test_evidence_in_the_workbook_makes_claims_full(proved: Workspace) -> None:
    found = proved.coverage("atelier", reference_date=DAY)
    expected = {
        "8.1": Degree.FULL,
        "8.5.1": Degree.PARTIAL,  # three years old
        "8.5.2": Degree.FULL,  # as old, but said to hold until today
        "8.6": Degree.PARTIAL,  # the proof is kept by a process that does not claim it
        "9.2.1": Degree.PARTIAL,  # not dated
        "8.3.4": Degree.NOT_APPLICABLE,
        "7.2": Degree.NONE,
    }

    assert {number: found.of_clause(CLAUSE[number]).degree for number in expected} == expected
    missing = {number: [fact.kind for fact in found.of_clause(CLAUSE[number]).missing] for number in expected}
    assert missing == {
        "8.1": [], "8.5.1": ["renewal"], "8.5.2": [], "8.6": ["claim"], "9.2.1": ["date"], "8.3.4": [],
        "7.2": ["claim", "evidence"],
    }  # fmt: skip
    assert found.of_clause(CLAUSE["8.3"]).degree is Degree.NOT_APPLICABLE


def test_the_catalogue_and_the_checks_follow_the_same_rules(proved: Workspace) -> None:
    found = proved.coverage("atelier", reference_date=DAY)
    asked = proved.ask("X90", organisation="atelier", reference_date=DAY).rows
    unanswered = proved.ask("Q52", organisation="atelier").rows

    assert {row[0].value for row in asked if row[0] and row[2] and row[2].value != "0"} == set(
        found.of_degree(Degree.FULL)
    )
    assert {row[0].value for row in unanswered if row[0]} == set(found.unanswered())
    findings = proved.check("atelier", reference_date=DAY).findings
    gaps = {one.focus for one in findings if one.shape.iri == QGS.ClauseWithoutProcess}
    assert gaps == set(found.unanswered())


def test_every_sentence_can_be_said_in_both_languages(proved: Workspace) -> None:
    found = proved.coverage("atelier", reference_date=DAY)
    missing = [fact for leaf in found.leaves() for fact in leaf.missing]
    missing.append(Missing("justification", CLAUSE["8.3"], None, "urn:z"))
    said = [
        *coverage_sentences(found),
        *unproved_sentences(found),
        *closing_sentences(missing),
        *principle_sentences(proved.coverage_by_principle("atelier", reference_date=DAY)),
        *document_sentences(proved.documented_information("atelier", reference_date=DAY)),
    ]
    names = proved.names({iri for sentence in said for iri in sentence.iris()}, "atelier")

    for lang in ("fr", "en"):
        texts = [tell(sentence, lang, names) for sentence in said]
        assert all("{" not in text and text.endswith(".") for text in texts)
    assert "Dater D5, que P Produire tient comme preuve pour 9.2.1 Finalité des audits." in [
        tell(sentence, "fr", names) for sentence in said
    ]
