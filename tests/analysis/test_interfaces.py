"""Interfaces seen from both sides: the example's published gaps, and each definition."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualite_graph.analysis.interface_facts import InterfaceFacts, InternalFlow, InternalNeed
from qualite_graph.analysis.interfaces import GapKind, InterfaceGap, interface_review
from qualite_graph.exchange import write_workbook
from qualite_graph.exchange.template import WrittenRow
from qualite_graph.telling import tell
from qualite_graph.workspace import EXAMPLE, Workspace

DAY = datetime.date(2026, 6, 30)
FR = frozenset({("fr", "Sous 48 h")})


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


def codes(gaps: tuple[InterfaceGap, ...]) -> list[str]:
    return sorted((gap.flow or gap.need or "").rsplit("/", 1)[1] for gap in gaps)


def test_the_example_has_its_published_gaps(workspace: Workspace) -> None:
    found = workspace.interfaces(EXAMPLE, reference_date=DAY)

    assert len(found.interfaces) == 47
    assert codes(found.gaps(GapKind.NO_REQUIREMENT)) == ["F17", "F28", "F44"]
    assert len(found.gaps(GapKind.NO_INDICATOR)) == 28
    assert len(found.gaps(GapKind.NO_AGREEMENT)) == 41
    assert codes(found.gaps(GapKind.OVERDUE_AGREEMENT)) == ["F06", "F07"]
    assert {gap.agreement for gap in found.gaps(GapKind.OVERDUE_AGREEMENT)} == {
        "https://w3id.org/qualite-graph/data/coffralp/agreement/A1"
    }


def test_where_nobody_was_asked_nothing_is_unneeded(workspace: Workspace) -> None:
    found = workspace.interfaces(EXAMPLE, reference_date=DAY)

    assert found.heard == ()
    for kind in (GapKind.UNNEEDED, GapKind.UNSUPPLIED, GapKind.MISMATCH):
        assert found.gaps(kind) == ()


def test_the_question_goes_to_both_owners(workspace: Workspace) -> None:
    found = workspace.interfaces(EXAMPLE, reference_date=DAY)
    gap = next(gap for gap in found.gaps(GapKind.NO_REQUIREMENT) if codes((gap,)) == ["F28"])
    sentence = gap.question()
    names = workspace.names(sentence.iris(), EXAMPLE)

    said = tell(sentence, "fr", names)
    assert said.startswith("P09 Responsable service client et P05 Responsable ordonnancement\u00a0: ")
    assert "O26 Demande de pièces de rechange" in said
    assert sentence.evidence == (gap.flow,)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", GapKind)
def test_every_kind_of_gap_has_its_question(kind: GapKind, lang: str) -> None:
    agreement, due = ("a", DAY) if kind is GapKind.OVERDUE_AGREEMENT else (None, None)
    gap = InterfaceGap(kind, "p", "q", "o", "f", "n", agreement, due, owners=("p", "q"))

    assert "{" not in tell(gap.question(), lang, {})


def flow(iri: str, customer: str, output: str, requirements: frozenset[tuple[str, str]] = FR) -> InternalFlow:
    return InternalFlow(iri, "p", customer, output, requirements, frozenset({"i"}), frozenset({"a"}))


def kinds(facts: InterfaceFacts, day: datetime.date = DAY) -> list[tuple[str, str | None, str | None]]:
    return [(gap.kind.value, gap.flow, gap.need) for gap in interface_review(facts, day).gaps()]


def test_delivered_but_unneeded_and_needed_but_unsupplied() -> None:
    facts = InterfaceFacts(
        (flow("f1", "q", "o1"), flow("f2", "q", "o2"), flow("f3", "r", "o1")),
        (InternalNeed("n1", "q", "o1"), InternalNeed("n2", "q", "o3", "p")),
    )

    # r was never asked: what it receives is not unneeded.
    assert kinds(facts) == [("unsupplied", None, "n2"), ("unneeded", "f2", None)]


@pytest.mark.parametrize(
    ("asked", "differs"),
    [
        (FR, False),
        (frozenset({("fr", "SOUS 48h.")}), False),
        (frozenset({("fr", "Sous 24 h")}), True),
        (frozenset({("en", "Within a day")}), False),
        (frozenset({("fr", "Sous 48 h"), ("en", "Within a day")}), False),
        (frozenset(), False),
    ],
)
def test_a_mismatch_is_a_difference_in_a_language_both_use(
    asked: frozenset[tuple[str, str]], differs: bool
) -> None:
    facts = InterfaceFacts((flow("f", "q", "o"),), (InternalNeed("n", "q", "o", "p", asked),))

    assert kinds(facts) == ([("mismatch", "f", "n")] if differs else [])


@pytest.mark.parametrize(("due", "late"), [(DAY, False), (DAY - datetime.timedelta(1), True)])
def test_an_agreement_is_overdue_after_its_date(due: datetime.date, late: bool) -> None:
    facts = InterfaceFacts((flow("f", "q", "o"),), review_due={"a": due})

    assert kinds(facts) == ([("overdue_agreement", "f", None)] if late else [])


SMALL = st.sampled_from("abc")


@given(st.lists(st.tuples(SMALL, SMALL, SMALL), max_size=6), st.lists(st.tuples(SMALL, SMALL), max_size=4))
def test_gaps_of_the_two_sides_are_set_differences(
    drawn: list[tuple[str, str, str]], needed: list[tuple[str, str]]
) -> None:
    flows = tuple(InternalFlow(f"f{n}", *ends) for n, ends in enumerate(drawn))
    needs = tuple(InternalNeed(f"n{n}", *ends) for n, ends in enumerate(needed))
    found = interface_review(InterfaceFacts(flows, needs), DAY)
    given_, wanted = {(one.customer, one.output) for one in flows}, set(needed)

    unneeded = {(gap.customer, gap.output) for gap in found.gaps(GapKind.UNNEEDED)}
    unsupplied = {(gap.customer, gap.output) for gap in found.gaps(GapKind.UNSUPPLIED)}
    assert unneeded == {pair for pair in given_ - wanted if pair[0] in {who for who, _ in wanted}}
    assert unsupplied == wanted - given_
    assert {flow for one in found.interfaces for flow in one.flows} == {one.iri for one in flows}
    assert {need for one in found.interfaces for need in one.needs} == {one.iri for one in needs}


def test_needs_come_from_the_workbook(tmp_path: Path) -> None:
    rows: dict[str, list[WrittenRow]] = {
        "process": [{"id": "P", "label_fr": "Produire"}, {"id": "L", "label_fr": "Livrer"}],
        "output": [
            {"id": "O1", "label_fr": "Pièces", "producer": "P"},
            {"id": "O2", "label_fr": "Plan", "producer": "P"},
        ],
        "internal_flow": [
            {"id": "F1", "supplier": "P", "output": "O1", "customer": "L", "requirement_fr": "Sous 48 h"}
        ],
        "internal_need": [
            {"id": "B1", "customer": "L", "output": "O1", "requirement_fr": "Sous 24 h"},
            {"id": "B2", "customer": "L", "output": "O2"},
        ],
    }
    path = tmp_path / "essai.xlsx"
    write_workbook(path, rows)
    workspace = Workspace.in_memory(example=False)
    assert workspace.load(path, "essai").problems == ()
    mismatch, unsupplied = (
        workspace.interfaces("essai", reference_date=DAY).gaps(kind)
        for kind in (GapKind.MISMATCH, GapKind.UNSUPPLIED)
    )

    assert [(gap.promised, gap.asked) for gap in mismatch] == [
        ((("fr", "Sous 48 h"),), (("fr", "Sous 24 h"),))
    ]
    # The need names no supplier: the producer of the output is meant.
    assert [(gap.supplier or "").rsplit("/", 1)[1] for gap in unsupplied] == ["P"]
