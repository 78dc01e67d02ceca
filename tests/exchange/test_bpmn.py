"""BPMN models become maps: participants exchange messages, what is inside stays aside."""

from pathlib import Path

import pytest

from qualite_graph.exchange import Reading, read
from qualite_graph.workspace import Workspace
from tests.exchange.drawn import BPMN, EXPECTED, MAPS, ask, kept, needs_maps, reasons

MODELS = [name for name in EXPECTED if name.startswith("bpmn")]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    path = tmp_path / "essai.bpmn"
    path.write_text(BPMN, "utf-8")
    return read(path, "essai")


def test_participants_are_processes_and_take_the_name_of_what_they_show(reading: Reading) -> None:
    assert ask(reading, "?p a qg:Process ; rdfs:label ?l", "p", "l") == [
        ("A", "Vente"),
        ("B", "Fabrication"),
        ("C", "Client"),
    ]
    assert ask(reading, "?p a qg:Process ; dcterms:description ?d", "p", "d") == [
        ("A", "Vendre aux clients.")
    ]


def test_message_flows_join_the_participants_that_hold_their_ends(reading: Reading) -> None:
    flows = ask(
        reading, "?f qg:supplier ?s ; qg:customer ?c ; qg:transfers/rdfs:label ?o", "f", "s", "c", "o"
    )
    assert flows == [("f1", "C", "A", "Commande"), ("f2", "A", "B", "Ordre")]


def test_lanes_are_positions_and_a_lone_one_owns_the_process(reading: Reading) -> None:
    assert ask(reading, "?p a qg:Position", "p") == [("l1",), ("l2",), ("l3",)]
    assert ask(reading, "?p qg:hasOwner ?o", "p", "o") == [("A", "l1")]


def test_a_data_object_that_an_activity_writes_is_an_output(reading: Reading) -> None:
    assert ask(reading, "?o qg:producedBy ?p ; rdfs:label 'Devis'", "o", "p") == [("o1", "A")]


def test_the_rest_is_kept_with_its_reason(reading: Reading) -> None:
    assert kept(reading) == {
        "called": "called_process",
        "f3": "unknown_end",
        "inner": "inside_process",
        "l4": "nameless_lane",
        "o2": "inside_process",
        "ref": "inside_process",
        "s1": "inside_process",
        "start": "inside_process",
        "sub": "inside_process",
    }
    assert ask(reading, "?e qg:fromElement ?s ; qg:toElement ?t", "e", "s", "t") == [("s1", "start", "sub")]
    assert reasons(reading) == ["closed_pool", "unknown_end", "left_over"]


def test_a_file_without_participants_has_its_processes(tmp_path: Path) -> None:
    path = tmp_path / "seul.bpmn"
    start, end = BPMN.index(" <collaboration"), BPMN.index("</collaboration>") + len("</collaboration>")
    path.write_text(BPMN[:start] + BPMN[end:], "utf-8")
    reading = read(path, "essai")
    assert ask(reading, "?p a qg:Process", "p") == [("called",), ("pA",), ("pB",)]


@needs_maps
@pytest.mark.parametrize("name", MODELS)
def test_real_models_give_the_participants_and_flows_counted_by_hand(name: str) -> None:
    reading, expected = read(MAPS / name, "essai"), EXPECTED[name]
    assert reading.counts["process"] == expected["participants"]
    assert reading.counts.get("internal_flow", 0) == expected["messageFlows"]
    Workspace.in_memory(example=False).load(MAPS / name, "essai")  # whatever is read may stand in the store
    pattern = (
        "?f qg:supplier ?s ; qg:customer ?c OPTIONAL { ?s rdfs:label ?from } OPTIONAL { ?c rdfs:label ?to }"
    )
    told = {
        (" ".join(flow["source"].split()), " ".join(flow["target"].split()))
        for flow in expected["message_flows"]
        if flow["source"] and flow["target"]
    }
    assert told <= {row[1:] for row in ask(reading, pattern, "f", "from", "to")}


@needs_maps
@pytest.mark.parametrize("name", MODELS)
def test_nothing_of_a_real_model_is_lost(name: str) -> None:
    text = (MAPS / name).read_text("utf-8", "replace")
    reading = read(MAPS / name, "essai")
    here = {left.type for left in reading.left_over}
    for kind in ("sequenceFlow", "userTask", "startEvent", "exclusiveGateway", "dataStoreReference"):
        assert (kind in here) == any(
            f"<{prefix}{kind} " in text for prefix in ("", "bpmn:", "bpmn2:", "semantic:", "model:")
        )
