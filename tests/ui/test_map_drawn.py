"""What is drawn of what is asked: groups folded, derived relations, a path given flow by flow, what stops."""

from collections import Counter

import pytest

from qualite_graph.ui.components import MapData
from qualite_graph.ui.diagnosis.reaction import reaction_look
from qualite_graph.ui.mapping.drawn import Drawn, chain_of, drawn_map, flow_id, look_of
from qualite_graph.ui.mapping.state import MapState
from qualite_graph.ui.session import Here
from qualite_graph.vocabulary import entity
from qualite_graph.workspace import Workspace


@pytest.fixture(scope="module")
def here() -> Here:
    return Here("fr", Workspace.in_memory(), "coffralp")


def asked(
    group: str = "none", folded: tuple[str, ...] = (), links: str = "flows", chain: tuple[str, ...] = ()
) -> MapState:
    return MapState("classic", "family", group, folded, links, None, 1, 1, None, None, chain, ())


def drawn(here: Here, view: MapState) -> Drawn:
    return drawn_map(here, here.workspace.process_map("coffralp"), view)


def pairs(data: MapData) -> Counter[tuple[str, str]]:
    return Counter((flow.source, flow.target) for flow in data.flows)


def test_a_folded_family_is_one_node_with_the_flows_that_leave_it(here: Here) -> None:
    whole, folded = drawn(here, asked("family")), drawn(here, asked("family", ("realisation",)))
    inside = {one for one, group in whole.groups.items() if group.key == "realisation"}
    node = folded.groups["R3"].id
    assert len(inside) > 2
    ids = [one.id for one in folded.data.processes]
    assert len(ids) == len(whole.data.processes) - len(inside) + 1
    assert ids.count(node) == 1
    assert set(folded.members(node)) == inside
    expected: Counter[tuple[str, str]] = Counter()
    for (source, target), count in pairs(whole.data).items():
        if not {source, target} <= inside:
            expected[node if source in inside else source, node if target in inside else target] += count
    assert pairs(folded.data) == expected
    assert folded.node_of("R3") == node
    assert folded.node_of("S3") == "S3"


def test_a_folded_group_carries_the_signs_of_its_processes(here: Here) -> None:
    view = asked("family", ("support",))
    whole, folded = drawn(here, asked("family")), drawn(here, view)
    inside = {one for one, group in whole.groups.items() if group.key == "support"}
    marks = [
        {one.id: one.mark for one in look_of(here, each, view).signs if one.mark != "?"}
        for each in (whole, folded)
    ]
    counted = sum(int(mark) for one, mark in marks[0].items() if one in inside)
    assert counted > 0
    assert int(marks[1][folded.groups["S3"].id]) == counted


def test_a_path_through_a_folded_group_passes_it_once(here: Here) -> None:
    view = asked("family", ("realisation",))
    folded = drawn(here, view)
    look = look_of(here, folded, view, ("C1", "R1", "R2", "S3"))
    assert look.trail == ("C1", folded.groups["R1"].id, "S3")


def test_derived_relations_stand_beside_flows_or_alone(here: Here) -> None:
    flows, both, alone = (drawn(here, asked(links=links)).data for links in ("flows", "both", "derived"))
    assert not any(one.derived for one in flows.flows)
    assert all(one.derived for one in alone.flows)
    assert both.flows == (*flows.flows, *alone.flows)
    assert ("R3", "R4") in pairs(alone)
    assert len({one.id for one in both.flows}) == len(both.flows)
    assert "a pour client interne" in {one.label for one in alone.flows}


def test_a_given_path_keeps_its_flows_only_where_they_follow(here: Here) -> None:
    scope = here.workspace.process_map("coffralp")
    suspects = here.workspace.complaint_file("K07", "coffralp").suspects
    way = max((one.path for one in suspects), key=len)
    assert len(way) > 1
    assert chain_of(scope, [flow_id(one) for one in way]) == way
    assert chain_of(scope, [flow_id(one) for one in reversed(way)]) == ()
    assert chain_of(scope, ["F999"]) == ()


def test_what_stops_is_marked_and_what_passes_no_longer_is_cut(here: Here) -> None:
    scope = here.workspace.process_map("coffralp")
    stopped = entity("coffralp", "process", "R3")
    look = reaction_look(here, scope, here.workspace.impact(["R3", "F2"], "coffralp"))
    assert look.paint is not None
    marks = {one: look.paint.shades[place].mark for one, place in look.paint.of.items()}
    assert marks["R3"] == "✖"
    assert marks["S3"] == "✖"  # it receives nothing any more
    assert marks["R6"] == "▲"
    assert marks["M1"] == ""
    given = {flow.iri for flow in scope.flows if flow.supplier == stopped}
    assert given
    assert given <= set(look.cut)
