"""The audit programme: priorities as stated, interviews that cover all, auditors free of what they audit."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import combinations
from math import prod
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualite_graph.analysis.audit_facts import Audit, AuditFacts, Finding
from qualite_graph.analysis.audit_independence import past_audits_without_independence, refusals
from qualite_graph.analysis.audit_priority import AuditWeights, ProgrammeFacts, priorities
from qualite_graph.analysis.audit_programme import (
    AuditProgramme,
    audit_programme,
    critical_interfaces,
)
from qualite_graph.analysis.complaint_facts import Action, ComplaintFacts
from qualite_graph.analysis.complaint_review import review
from qualite_graph.analysis.coverage import coverage
from qualite_graph.analysis.coverage_facts import ClauseFacts, CoverageFacts
from qualite_graph.analysis.interface_facts import InterfaceFacts
from qualite_graph.analysis.interfaces import interface_review
from qualite_graph.analysis.network import FlowRow, projection
from qualite_graph.analysis.process_graph import ProcessGraph
from qualite_graph.errors import InputError
from qualite_graph.exchange import write_workbook
from qualite_graph.exchange.template import WrittenRow
from qualite_graph.vocabulary import QG, entity
from qualite_graph.workspace import EXAMPLE, Workspace

DAY = datetime.date(2026, 6, 30)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture(scope="module")
def found(workspace: Workspace) -> AuditProgramme:
    return workspace.audit_programme(EXAMPLE, reference_date=DAY)


def code(iri: str) -> str:
    return iri.rsplit("/", 1)[1]


def position(identifier: str) -> str:
    return entity(EXAMPLE, "position", identifier)


def test_the_most_urgent_processes_of_the_example(found: AuditProgramme) -> None:
    first = found.priorities[0]

    assert [code(one.process) for one in found.priorities[:8]] == [
        "R2",
        "R4",
        "R3",
        "R5",
        "R6",
        "S3",
        "S4",
        "S6",
    ]
    assert [code(one) for one in first.open_actions] == ["AC-2026-02"]
    assert {factor.name: factor.figure for factor in first.factors} == {
        "centrality": pytest.approx(10.33, abs=0.01), "complaints": 1, "age": 15, "findings": 1
    }  # fmt: skip
    assert {code(one.process) for one in found.priorities if one.last_audit is None} == {"S4", "S6"}


def test_twelve_interviews_cover_all_and_fewer_cannot(found: AuditProgramme, workspace: Workspace) -> None:
    covered = workspace.coverage(EXAMPLE, reference_date=DAY)
    held = {clause for one in found.interviews for clause in one.clauses}
    answered = {leaf.clause for leaf in covered.leaves() if leaf.answered}
    interfaces = {
        (one.supplier, one.customer) for interview in found.interviews for one in interview.interfaces
    }

    assert held == answered
    assert set(found.unanswered) == {leaf.clause for leaf in covered.leaves()} - answered
    assert {f"{code(a)}-{code(b)}" for a, b in interfaces} == {
        *("R3-S3", "S3-R3", "R5-S8", "S8-R5"),
        *("S1-R4", "R4-R5", "R5-R6"),
        *("R2-S1", "R7-R3", "R1-M3"),
    }
    assert len(found.interviews) == 12
    assert found.is_fewest
    # S3 has no owner, and gets an interview of its own.
    assert [code(one.interviewee) for one in found.interviews if "/process/" in one.interviewee] == ["S3"]


def test_nobody_audits_what_they_own_supply_or_receive(found: AuditProgramme, workspace: Workspace) -> None:
    facts, graph = workspace._audit_facts(EXAMPLE), workspace.network(EXAMPLE).graph

    assert not found.auditors_declared
    for interview in found.interviews:
        assert interview.auditor is not None
        assert not refusals(facts, graph, interview.auditor, interview.processes)
        assert {one.auditor for one in interview.refused} | {interview.auditor} <= set(facts.auditors())
    about_r3 = {code(one.auditor): one.reason for one in refusals_of(found, "P05")}
    assert about_r3 == {
        "P03": "customer", "P04": "supplier", "P05": "owner", "P06": "customer",
        "P08": "customer", "P09": "customer", "P10": "customer", "P12": "supplier",
    }  # fmt: skip


def refusals_of(found: AuditProgramme, interviewee: str) -> list[object]:
    (interview,) = (one for one in found.interviews if code(one.interviewee) == interviewee)
    return list(interview.refused)


def test_an_auditor_may_be_chosen_and_is_refused_with_a_part_in_it(workspace: Workspace) -> None:
    chosen = workspace.audit_programme(
        EXAMPLE, reference_date=DAY, auditors={position("P05"): position("P11")}
    )
    auditors = {code(one.interviewee): code(one.auditor or "") for one in chosen.interviews}
    assert auditors["P05"] == "P11"

    with pytest.raises(InputError, match="R3"):
        workspace.audit_programme(EXAMPLE, reference_date=DAY, auditors={position("P05"): position("P06")})


def test_weights_change_the_priorities_and_none_may_be_negative(workspace: Workspace) -> None:
    weights = AuditWeights(centrality=0, complaints=0, age=1, findings=0)
    by_age = workspace.audit_programme(EXAMPLE, reference_date=DAY, weights=weights)

    assert [code(one.process) for one in by_age.priorities[:4]] == ["S3", "S4", "S6", "R7"]
    with pytest.raises(InputError):
        AuditWeights(age=-1)


PROCESSES, POSITIONS = ("p1", "p2", "p3", "p4"), ("h1", "h2", "h3")
PAIRS = st.tuples(st.sampled_from(PROCESSES), st.sampled_from(PROCESSES))
NUMBERS = ("4.1", "4.2", "4.3", "4.4", "5.1")
CLAUSES = {number: ClauseFacts(number, number) for number in NUMBERS}


@st.composite
def facts_drawn(draw: st.DrawFn) -> ProgrammeFacts:
    rows = [
        FlowRow(f"f{n}", a, b, "o", frozenset({QG.ProductOutput}) if draw(st.booleans()) else frozenset())
        for n, (a, b) in enumerate(draw(st.lists(PAIRS, max_size=6)))
    ]
    owners = st.frozensets(st.sampled_from(POSITIONS), max_size=2)
    claims = draw(st.frozensets(st.tuples(st.sampled_from(PROCESSES), st.sampled_from(NUMBERS)), max_size=8))
    audits = AuditFacts(
        {process: draw(owners) for process in PROCESSES},
        dict.fromkeys(draw(st.frozensets(st.sampled_from(PROCESSES))), DAY),
        {name: draw(owners) - {name} for name in POSITIONS},
        draw(owners),
        findings=(Finding("x", frozenset({"p1"}), QG.MajorNonconformity),) if draw(st.booleans()) else (),
    )
    return ProgrammeFacts(
        audits,
        projection(PROCESSES, (), (), rows),
        coverage(CoverageFacts(CLAUSES, frozenset(PROCESSES), claims), DAY),
        review(ComplaintFacts(actions=(Action("a", frozenset({"p2"})),)), DAY),
        interface_review(InterfaceFacts(), DAY),
    )


@given(facts_drawn())
def test_critical_interfaces_carry_product_or_hold_the_network_together(facts: ProgrammeFacts) -> None:
    product = {(row.supplier, row.customer) for row in facts.network.of_kinds(QG.ProductOutput)}
    product -= {(process, process) for process in PROCESSES}
    graph = facts.network.processes
    cutting = {pair for a, b in nx.bridges(graph.to_undirected()) for pair in ((a, b), (b, a))} & set(
        graph.edges
    )

    assert {
        (one.supplier, one.customer): set(one.reasons)
        for one in critical_interfaces(facts.network, facts.interfaces)
    } == {
        pair: ({"product"} if pair in product else set()) | ({"bridge"} if pair in cutting else set())
        for pair in product | cutting
    }


@given(facts_drawn())
def test_interviews_cover_all_that_can_be_with_as_few_as_proved(facts: ProgrammeFacts) -> None:
    found = audit_programme(facts)
    groups: dict[str, set[str]] = {}
    for process, owners in facts.audits.owners.items():
        for who in owners or {process}:
            groups.setdefault(who, set()).add(process)
    critical = critical_interfaces(facts.network, facts.interfaces)
    held: dict[str, set[object]] = {
        who: {cell.clause for cell in facts.coverage.cells if cell.process in about}
        | {one for one in critical if {one.supplier, one.customer} & about}
        for who, about in groups.items()
    }
    wanted = set().union(*held.values())
    fewest = next(
        size
        for size in range(len(groups) + 1)
        if any(wanted <= set().union(*few) for few in combinations(held.values(), size))
    )

    assert wanted == set().union(*(held[one.interviewee] for one in found.interviews))
    assert found.at_least <= fewest <= len(found.interviews) <= found.factor * fewest
    for interview in found.interviews:
        assert set(interview.processes) == groups[interview.interviewee]


@given(facts_drawn())
def test_auditors_are_refused_by_the_plain_rule(facts: ProgrammeFacts) -> None:
    graph, audits = facts.network.graph, facts.audits
    arcs = {(graph.nodes[a], graph.nodes[b]) for a, b in graph.arcs}
    for process in PROCESSES:
        for who in POSITIONS:
            owned = {one for one, owners in audits.owners.items() if who in owners}
            tied = process in owned or any((one, process) in arcs or (process, one) in arcs for one in owned)
            deputy = any(who in audits.deputies[owner] for owner in audits.owners[process])
            assert bool(refusals(audits, graph, who, [process])) is (tied or deputy)
    for interview in audit_programme(facts).interviews:
        free = [who for who in audits.auditors() if not refusals(audits, graph, who, interview.processes)]
        assert (interview.auditor in free) if free else interview.auditor is None


@given(facts_drawn(), st.tuples(*[st.integers(0, 3)] * 4))
def test_priorities_are_the_stated_product(facts: ProgrammeFacts, drawn: tuple[int, int, int, int]) -> None:
    weights = AuditWeights(*drawn)
    for one in priorities(facts, weights):
        shares = {factor.name: factor.share for factor in one.factors}
        assert one.score == pytest.approx(prod(1 + weights.values()[name] * shares[name] for name in shares))
        assert all(0 <= share <= 1 for share in shares.values())
        assert shares["age"] == (0 if one.process in facts.audits.last_audit else 1)
        if one.process == "p2":
            assert one.open_actions == ("a",)


def small(**more: object) -> ProgrammeFacts:
    audits = AuditFacts({"p1": frozenset({"h1"}), "p2": frozenset()}, {}, {"h1": frozenset()})
    return ProgrammeFacts(
        replace(audits, **more),  # type: ignore[arg-type]
        projection(("p1", "p2"), (), (), ()),
        coverage(CoverageFacts(CLAUSES, frozenset({"p1", "p2"})), DAY),
        review(ComplaintFacts(actions=(Action("a", frozenset({"p1"})),)), DAY),
        interface_review(InterfaceFacts(), DAY),
    )


def test_a_finding_is_open_from_its_audit_until_it_is_settled() -> None:
    day, later = datetime.date(2026, 1, 10), datetime.date(2026, 8, 1)
    audits = (Audit("past", frozenset({"p1"}), day=day), Audit("to come", frozenset({"p1"}), day=later))
    findings = (
        Finding("open", frozenset({"p1"}), QG.MajorNonconformity, "past", frozenset({"a"})),
        Finding("settled", frozenset({"p1"}), None, "past", settled=day),
        Finding("settled later", frozenset({"p1"}), QG.Observation, "past", settled=later),
        Finding("to come", frozenset({"p1"}), None, "to come"),
    )
    first = priorities(small(audits=audits, findings=findings), AuditWeights())[0]

    assert (first.process, first.open_findings) == ("p1", ("open", "settled later"))
    # Action a settles an open finding: it does not count twice.
    assert first.open_actions == ()
    assert first.factors[-1].figure == 3.5
    assert first.last_audit == day


def test_past_audits_by_somebody_with_a_part_are_named() -> None:
    audits = (
        Audit("own", frozenset({"p1"}), frozenset({"h1"}), DAY),
        Audit("other", frozenset({"p2"}), frozenset({"h1"})),
    )
    facts = AuditFacts({"p1": frozenset({"h1"}), "p2": frozenset()}, audits=audits)
    (one,) = past_audits_without_independence(facts, ProcessGraph.of(("p1", "p2"), ()))

    assert (one.audit, one.refusal.reason) == ("own", "owner")


def test_the_workbook_brings_auditors_audits_and_findings(tmp_path: Path) -> None:
    rows: dict[str, list[WrittenRow]] = {
        "process": [{"id": "P", "owner": "H1"}, {"id": "L", "owner": "H2"}],
        "position": [{"id": "H1"}, {"id": "H2", "auditor": True}, {"id": "H3", "auditor": True}],
        "clause": [{"process": "P", "clauses": "8.5.1"}, {"process": "L", "clauses": "8.5.4"}],
        "audit": [{"id": "Q1", "processes": "P", "auditors": "H1", "audited": DAY}],
        "finding": [{"id": "E1", "audit": "Q1", "process": "P", "grade": "major"}],
    }  # fmt: skip
    path = tmp_path / "essai.xlsx"
    write_workbook(path, rows)
    workspace = Workspace.in_memory(example=False)
    assert workspace.load(path, "essai").problems == ()
    found = workspace.audit_programme("essai", reference_date=DAY)

    assert found.auditors_declared
    assert {code(one.interviewee): code(one.auditor or "–") for one in found.interviews} == {
        "H1": "H2",
        "H2": "H3",
    }
    assert [code(iri) for one in found.priorities for iri in one.open_findings] == ["E1"]
    assert [one.refusal.reason for one in found.past_without_independence] == ["owner"]
