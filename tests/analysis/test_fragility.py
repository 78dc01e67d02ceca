"""Losses spread by the four rules and no further; checked on the example and against a naive repetition."""

from __future__ import annotations

import datetime
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.analysis.fragility import spread
from qualite_graph.analysis.impact import impact, remaining
from qualite_graph.analysis.network import FlowRow, Network, projection
from qualite_graph.analysis.single_points import single_points
from qualite_graph.analysis.surroundings import NOTHING_AROUND
from qualite_graph.analysis.weakest import minimum_cut
from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.exchange import write_workbook
from qualite_graph.exchange.template import WrittenRow
from qualite_graph.vocabulary import QG
from qualite_graph.workspace import EXAMPLE, Workspace

PROCESSES, CUSTOMERS, PROVIDERS = tuple("abcdef"), ("k1", "k2"), ("s1",)
PARTIES = st.sampled_from(PROCESSES + CUSTOMERS + PROVIDERS)
PRODUCT = frozenset({QG.ProductOutput})


def short(iris: tuple[str, ...] | frozenset[str]) -> list[str]:
    return [iri.rsplit("/", 1)[1] for iri in iris]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


@st.composite
def cases(draw: st.DrawFn) -> tuple[Network, frozenset[str]]:
    kinds = st.sampled_from((PRODUCT, frozenset[str]()))
    ends = draw(st.lists(st.tuples(PARTIES, PARTIES, st.integers(0, 5), kinds), max_size=16))
    rows = [FlowRow(f"f{n}", a, b, f"o{a}{number}", kind) for n, (a, b, number, kind) in enumerate(ends)]
    things = [*PROCESSES, *PROVIDERS, *(row.flow for row in rows), *(row.output for row in rows)]
    gone = draw(st.sets(st.sampled_from(things), max_size=4))
    return projection(PROCESSES, CUSTOMERS, PROVIDERS, rows), frozenset(gone)


def by_repetition(network: Network, gone: frozenset[str]) -> tuple[set[str], set[str], set[str]]:
    """Apply the rules to everything again and again until nothing changes: stopped, blocked, lost flows."""
    stopped = {one for one in gone if one in PROCESSES + PROVIDERS}
    blocked: set[str] = set()
    while True:
        lost = {
            row.flow
            for row in network.rows
            if gone & {row.flow, row.output}
            or stopped & {row.supplier, row.customer}
            or (row.supplier in blocked and row.kinds == PRODUCT)
        }
        state = (set(stopped), set(blocked))
        for process in PROCESSES:
            received = [row for row in network.rows if row.customer == process]
            alive = [row for row in received if row.flow not in lost]
            if received and not alive:
                stopped.add(process)
            wanted = {row.output for row in received if row.kinds == PRODUCT}
            have = {row.output for row in alive if row.kinds == PRODUCT}
            gives = any(row.supplier == process and row.kinds == PRODUCT for row in network.rows)
            if gives and wanted - have:
                blocked.add(process)
        if (stopped, blocked) == state:
            return stopped - set(PROVIDERS), blocked - stopped, lost


@settings(deadline=None)
@given(cases())
def test_losses_spread_as_by_repetition(case: tuple[Network, frozenset[str]]) -> None:
    network, gone = case
    stopped, blocked, lost = by_repetition(network, gone)

    found = spread(network, NOTHING_AROUND, gone)

    assert (set(found.stopped), set(found.blocked), set(found.flows)) == (stopped, blocked, lost)
    arriving = {row.customer for row in network.rows if row.flow not in lost}
    served = {row.customer for row in network.rows} & set(CUSTOMERS)
    assert set(found.customers_lost) == served - arriving
    left = remaining(network, found, gone)
    assert {row.flow for row in left.rows} == {row.flow for row in network.rows} - lost
    carried = {row.output for row in network.rows}
    assert set(found.outputs) == carried - {row.output for row in left.rows}


@settings(deadline=None)
@given(cases(), st.data())
def test_minimum_cuts_are_as_small_as_the_referee_s(
    case: tuple[Network, frozenset[str]], data: st.DataObject
) -> None:
    network = case[0]
    start, end = data.draw(st.permutations(PROCESSES))[:2]
    simple = nx.DiGraph(network.processes)
    for a, b in simple.edges:
        simple.edges[a, b]["capacity"] = len(network.flows_of_pair[a, b])

    found = minimum_cut(network, start, end)

    assert len(found.flows) == nx.minimum_cut_value(simple, start, end)
    assert not nx.has_path(nx.DiGraph(left_by(network, set(found.flows))), start, end)
    if simple.has_edge(start, end):
        assert found.processes is None
    else:
        assert found.processes is not None
        assert len(found.processes) == len(nx.minimum_node_cut(simple, start, end))
        simple.remove_nodes_from(found.processes)
        assert not nx.has_path(simple, start, end)


def left_by(network: Network, flows: set[str]) -> nx.DiGraph:
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_nodes_from(PROCESSES)
    graph.add_edges_from((row.supplier, row.customer) for row in network.rows if row.flow not in flows)
    return graph.subgraph(PROCESSES)


def test_stopping_planning_starves_maintenance_and_lengthens_the_way(workspace: Workspace) -> None:
    found = workspace.impact(["R3"], EXAMPLE)

    assert short(found.spread.starved) == ["S3"]
    assert short(found.clauses) == ["7.1.3", "8.1"]
    assert (found.before["steps"], found.after["steps"]) == (2, 5)
    assert found.before["processes"] - found.after["processes"] == 2


def test_losing_the_quality_manager_leaves_three_processes_without_anybody(workspace: Workspace) -> None:
    found = workspace.impact(["P02"], EXAMPLE)

    assert short(found.spread.leaderless) == ["M2", "S5", "S8"]
    assert len(found.clauses) == 17


def test_deputies_take_over_until_it_is_too_much(workspace: Workspace) -> None:
    both = workspace.impact(["P01", "P03"], EXAMPLE).spread.takeovers

    assert [(short((one.person,)), one.before, one.after, one.overloaded) for one in both] == [
        (["P09"], 1, 3, True),
        (["P13"], 1, 2, False),
    ]


def test_a_single_source_blocks_the_whole_product_chain(workspace: Workspace) -> None:
    found = workspace.impact(["F2"], EXAMPLE)

    assert short(found.spread.blocked) == ["R4", "R5", "R6", "S1"]
    assert short(found.spread.customers_short) == ["C1", "C2", "C3", "C4", "C5"]
    assert found.spread.customers_lost == ()


def test_each_sentence_has_its_own_evidence(workspace: Workspace) -> None:
    said = {
        sentence.key: short(sentence.evidence) for sentence in workspace.impact(["R3"], EXAMPLE).sentences()
    }

    assert said["impact.starved"] == ["F34"]
    assert said["impact.short"] == ["F15", "F18", "F21", "F26", "F29", "F48"]


def test_what_nobody_uses_changes_nothing_else(workspace: Workspace) -> None:
    (only,) = workspace.impact(["S6"], EXAMPLE).sentences()

    assert only.key == "impact.nothing"


def test_a_document_that_goes_takes_its_proof_along(tmp_path: Path) -> None:
    today = datetime.date.today()
    rows: dict[str, list[WrittenRow]] = {
        "organisation": [{"label_fr": "Atelier"}],
        "process": [{"id": "P", "label_fr": "Produire"}],
        "clause": [{"process": "P", "clauses": "8.1; 8.6"}],
        "document": [
            {"id": "D1", "process": "P", "clauses": "8.1", "dated": today},
            {"id": "D2", "process": "P", "clauses": "8.1; 8.6", "dated": today},
            {"id": "D3", "process": "P", "clauses": "8.6", "dated": datetime.date(2015, 1, 1)},
        ],
    }
    write_workbook(tmp_path / "atelier.xlsx", rows)
    own = Workspace.in_memory(example=False)
    assert own.load(tmp_path / "atelier.xlsx", "atelier").problems == ()

    assert own.impact(["D1"], "atelier").unproved == ()
    found = own.impact(["d2"], "atelier")
    assert (short(found.unproved), found.clauses) == (["8.6"], ())
    assert [(one.key, short(one.evidence)) for one in found.sentences()] == [("impact.unproved", ["D2"])]
    assert short(own.impact(["D1", "D2"], "atelier").unproved) == ["8.1", "8.6"]


def test_single_points_in_order(workspace: Workspace) -> None:
    points = workspace.single_points(EXAMPLE)

    assert short(tuple(point.item for point in points)) == ["R3", "R5", "M2", "P02", "P05", "P12", "F2"]
    assert short(points[0].cut_off) == ["S3"]
    assert points[0].alone


def test_what_parts_order_and_delivery(workspace: Workspace) -> None:
    found = workspace.minimum_cut("R1", "R6", EXAMPLE)

    assert found.processes is not None
    assert short(found.processes) == ["R3", "R5"]
    assert short(found.flows) == ["F26", "F24"]
    straight = workspace.minimum_cut("r1", "R3", EXAMPLE)
    assert straight.processes is None
    assert "cut.straight" in [sentence.key for sentence in straight.sentences()]


def test_names_that_mean_nothing_are_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        workspace.impact(["C1"], EXAMPLE)  # a customer is lost, not removed
    with pytest.raises(InputError):
        workspace.minimum_cut("R1", "R1", EXAMPLE)


def test_an_empty_map_loses_nothing() -> None:
    empty = projection((), (), (), ())

    assert single_points(empty, NOTHING_AROUND) == ()
    assert impact(empty, NOTHING_AROUND, ()).before["steps"] == -1
