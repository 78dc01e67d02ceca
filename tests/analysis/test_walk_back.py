"""A complaint leads back to the processes the example blames, and the walk agrees with plain definitions."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualite_graph.analysis.complaint_facts import Complaint, ComplaintFacts
from qualite_graph.analysis.interface_facts import InterfaceFacts, InternalFlow
from qualite_graph.analysis.network import FlowRow, projection
from qualite_graph.analysis.walk_back import Suspect, SuspectWeights, WalkBack, WalkBackFacts, walk_back
from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.vocabulary import QG
from qualite_graph.workspace import EXAMPLE, Workspace

DAY = datetime.date(2026, 6, 30)
GOODS, NEWS = frozenset({QG.ProductOutput}), frozenset({QG.FeedbackOutput})


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


def code(iri: str) -> str:
    return iri.rsplit("/", 1)[1]


def codes(iris: tuple[str, ...]) -> list[str]:
    return [code(iri) for iri in iris]


def file_of(workspace: Workspace, complaint: str) -> WalkBack:
    return workspace.complaint_file(complaint, EXAMPLE, reference_date=DAY)


@pytest.mark.parametrize(
    ("complaint", "first", "missed"),
    [
        ("K01", "R4", ["R5"]),
        ("K02", "R4", ["R5"]),
        ("K03", "R6", []),
        ("K05", "R2", ["R5"]),
        ("K06", "R3", ["R5"]),
        ("K07", "R4", ["R5"]),
    ],
)
def test_the_cause_that_is_named_comes_first(
    workspace: Workspace, complaint: str, first: str, missed: list[str]
) -> None:
    found = file_of(workspace, complaint)

    assert code(found.suspects[0].process) == first
    assert codes(found.missed) == missed
    assert len(found.suspects) == 18


def test_the_way_down_follows_the_product(workspace: Workspace) -> None:
    found = file_of(workspace, "K07")
    ways = {code(one.process): one for one in found.suspects}

    assert codes(found.deliveries) == ["Y06"]
    assert codes(ways["R4"].path) == ["F22", "F24", "Y06"]
    assert codes(ways["S1"].path) == ["F20", "F22", "F24", "Y06"]
    assert (ways["S6"].steps, ways["S6"].path, ways["S6"].detection) == (None, (), ())
    assert codes(found.handling.repeats) == ["K01", "K04"]
    assert found.handling.overdue


def test_the_parts_of_a_score_are_shown(workspace: Workspace) -> None:
    suspect = file_of(workspace, "K07").suspects[0]
    parts = {part.name: round(part.value, 3) for part in suspect.parts}

    assert parts == {
        "named": 1, "repeats": 1, "record": 1, "chain": 1, "proximity": 0.333, "results": 0,
        "interfaces": 0.25,
    }  # fmt: skip
    assert round(suspect.score, 3) == 0.807


def test_repeats_point_to_the_cause_even_when_none_is_named(workspace: Workspace) -> None:
    facts = workspace._walk_back_facts(EXAMPLE)
    blank = tuple(
        replace(one, causes=frozenset()) if one.iri.endswith("/K07") else one
        for one in facts.complaints.complaints
    )
    facts = replace(facts, complaints=replace(facts.complaints, complaints=blank))
    (iri,) = (one.iri for one in blank if one.iri.endswith("/K07"))

    assert code(walk_back(facts, iri, DAY).suspects[0].process) == "R4"


def test_an_action_that_treats_a_complaint_is_in_its_file(workspace: Workspace) -> None:
    assert [code(one.action) for one in file_of(workspace, "K02").actions] == ["AC-2026-03"]


def test_a_complaint_that_does_not_exist_or_is_to_come_is_refused(workspace: Workspace) -> None:
    for complaint, day in (("K99", DAY), ("K08", datetime.date(2026, 6, 21))):
        with pytest.raises(NotFoundError, match=r"K0[1-9]"):
            workspace.complaint_file(complaint, EXAMPLE, reference_date=day)


@pytest.mark.parametrize("wrong", [{"named": -1.0}, dict.fromkeys(SuspectWeights().values(), 0.0)])
def test_weights_that_rank_nothing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError):
        SuspectWeights(**wrong)


def test_weights_change_the_ranking(workspace: Workspace) -> None:
    only = SuspectWeights(0, 0, 0, 0, 1, 0, 0)
    found = workspace.complaint_file("K07", EXAMPLE, reference_date=DAY, weights=only)

    assert [(code(one.process), one.score) for one in found.suspects[:2]] == [("R6", 1.0), ("R3", 0.5)]
    assert found.weights == only


PROCESSES = ("p1", "p2", "p3", "p4", "p5")
ENDS = st.sampled_from((*PROCESSES, "c1", "c2"))


@st.composite
def situations(draw: st.DrawFn) -> tuple[WalkBackFacts, list[FlowRow]]:
    drawn = draw(
        st.lists(st.tuples(ENDS, ENDS, st.sampled_from([GOODS, NEWS, frozenset[str]()])), max_size=14)
    )
    rows = [FlowRow(f"f{n:02}", a, b, f"o{n}", kinds) for n, (a, b, kinds) in enumerate(drawn)]
    causes = st.frozensets(st.sampled_from(PROCESSES), max_size=2)
    complaints = tuple(
        Complaint(f"k{n}", "c1", DAY, causes=draw(causes), group=draw(st.sampled_from([None, "g"])))
        for n in range(draw(st.integers(1, 4)))
    )
    internal = tuple(
        InternalFlow(row.flow, row.supplier, row.customer, row.output)
        for row in rows
        if row.supplier in PROCESSES and row.customer in PROCESSES
    )
    facts = WalkBackFacts(
        projection(PROCESSES, ("c1", "c2"), (), rows),
        ComplaintFacts(complaints),
        InterfaceFacts(internal),
        draw(st.frozensets(st.sampled_from(PROCESSES))),
        {"p1": (1, 2)},
    )
    return facts, rows


def served(rows: list[FlowRow]) -> list[FlowRow]:
    every = [row for row in rows if row.customer == "c1" and row.supplier in PROCESSES]
    return [row for row in every if row.kinds == GOODS] or every


def plain_steps(rows: list[FlowRow], ends: set[str], process: str) -> int | None:
    graph: nx.DiGraph[str] = nx.DiGraph((row.supplier, row.customer) for row in rows)
    graph.add_nodes_from([*ends, process])
    ways = [
        nx.shortest_path_length(graph.subgraph(PROCESSES), process, end)
        for end in ends
        if nx.has_path(graph.subgraph(PROCESSES), process, end)
    ]
    return min(ways, default=None)


@given(situations())
def test_ways_down_are_as_short_as_they_can_be(drawn: tuple[WalkBackFacts, list[FlowRow]]) -> None:
    facts, rows = drawn
    found = walk_back(facts, "k0", DAY)
    ends = {row.supplier for row in served(rows)}
    by_flow = {row.flow: row for row in rows}
    made = [row for row in rows if row.kinds == GOODS]

    assert set(found.deliveries) == {row.flow for row in served(rows)}
    for one in found.suspects:
        by_chain = plain_steps(made, ends, one.process)
        steps = plain_steps(rows, ends, one.process) if by_chain is None else by_chain
        assert one.steps == steps
        way = [by_flow[flow] for flow in one.path]
        if steps is None:
            assert way == []
        else:
            assert len(way) == steps + 1
            assert way[0].supplier == one.process
            assert all(first.customer == second.supplier for first, second in pairwise(way))
            assert way[-1] in served(rows)
            assert by_chain is None or all(row in made for row in way[:-1])


@given(situations())
def test_scores_are_the_stated_mean_and_rank_by_it(drawn: tuple[WalkBackFacts, list[FlowRow]]) -> None:
    facts, _ = drawn
    found = walk_back(facts, "k0", DAY)
    subject, *others = facts.complaints.complaints
    counts = {p: sum(p in other.causes for other in others) for p in PROCESSES}
    group = [other for other in others if subject.group and other.group == subject.group]

    def part(one: Suspect, name: str) -> float:
        return next(part.value for part in one.parts if part.name == name)

    assert sorted(one.process for one in found.suspects) == sorted(PROCESSES)
    for one in found.suspects:
        total = sum(part.weight for part in one.parts)
        assert one.score == pytest.approx(sum(part.value * part.weight for part in one.parts) / total)
        assert all(0 <= part.value <= 1 for part in one.parts)
        assert part(one, "named") == (one.process in subject.causes)
        assert part(one, "record") == (counts[one.process] / max(*counts.values(), 1))
        blamed = sum(one.process in other.causes for other in group)
        assert part(one, "repeats") == (blamed / len(group) if group else 0)
        assert part(one, "proximity") == (0 if one.steps is None else 1 / (1 + one.steps))
        assert part(one, "results") == (0.5 if one.process == "p1" else 0)
    scores = [round(one.score, 9) for one in found.suspects]
    assert scores == sorted(scores, reverse=True)


@given(situations())
def test_detection_points_control_or_give_feedback(drawn: tuple[WalkBackFacts, list[FlowRow]]) -> None:
    facts, rows = drawn
    feedback = {(row.supplier, row.customer) for row in rows if row.kinds == NEWS}
    inner: nx.DiGraph[str] = nx.DiGraph(
        (row.supplier, row.customer) for row in rows if {row.supplier, row.customer} <= set(PROCESSES)
    )
    for one in walk_back(facts, "k0", DAY).suspects:
        for point in one.detection:
            assert point != one.process
            assert point in facts.controlling or (point, one.process) in feedback
            assert nx.has_path(inner, one.process, point)
        passed = {row.supplier for row in rows if row.flow in one.path} - {one.process}
        assert passed & facts.controlling <= set(one.detection)


def test_an_organisation_without_flows_still_has_its_suspects() -> None:
    facts = WalkBackFacts(
        projection(("p", "q"), (), (), ()),
        ComplaintFacts((Complaint("k", received=DAY, causes=frozenset({"q"})),)),
        InterfaceFacts(),
    )
    found = walk_back(facts, "k", DAY)

    assert [(one.process, one.steps) for one in found.suspects] == [("q", None), ("p", None)]
    assert (found.deliveries, found.missed) == ((), ())
