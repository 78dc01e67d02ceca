"""ArchiMate models become maps: each thing at its place, the rest kept and listed."""

import zipfile
from pathlib import Path

import pytest

from qualite_graph.exchange import Reading, read
from qualite_graph.workspace import Workspace
from tests.exchange.drawn import EXCHANGE, EXPECTED, MAPS, ask, kept, needs_maps, reasons

MODELS = [name for name in EXPECTED if name.startswith("archimate/")]
PROCESS_FLOWS = (
    "?f qg:supplier ?s ; qg:customer ?c . ?s a qg:Process ; rdfs:label ?from . "
    "?c a qg:Process ; rdfs:label ?to"
)


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    path = tmp_path / "essai.xml"
    path.write_text(EXCHANGE, "utf-8")
    return read(path, "essai")


def test_business_processes_are_processes_named_in_their_languages(reading: Reading) -> None:
    assert ask(reading, "?p a qg:Process ; skos:notation ?n ; rdfs:label ?l", "p", "n", "l") == [
        ("buy", "P1", "Acheter"),
        ("buy", "P1", "Buy"),
        ("make", "P2", "Faire"),
        ("sell", "P3", "Vendre"),
    ]
    assert '"Acheter"@fr' in reading.ntriples.decode()
    assert ask(reading, "?p dcterms:description ?d", "p", "d") == [("buy", "Ce qui entre.")]


def test_flow_and_triggering_relations_are_flows_that_carry_something(reading: Reading) -> None:
    flows = ask(
        reading, "?f qg:supplier ?s ; qg:customer ?c ; qg:transfers/rdfs:label ?o", "f", "s", "c", "o"
    )
    assert flows == [
        ("f1", "buy", "make", "Plan"),  # the one object that the supplier writes and the customer reads
        ("f2", "make", "sell", "Pièces"),
        ("f3", "sell", "client", "Lot"),
        ("f4", "mill", "buy", "Acier"),
        ("t1", "sell", "buy", "De Vendre à Acheter (sans nom)"),
        ("t1", "sell", "buy", "From Vendre to Buy (unnamed)"),
    ]
    counts = {key: reading.counts[key] for key in ("internal_flow", "inbound_flow", "outbound_flow")}
    assert counts == {"internal_flow": 3, "inbound_flow": 1, "outbound_flow": 1}


def test_who_exchanges_and_performs_nothing_is_outside(reading: Reading) -> None:
    assert ask(reading, "?p a qg:ExternalParty", "p") == [("client",), ("mill",)]
    assert ask(reading, "?p a qg:Customer", "p") == [("client",)]
    assert ask(reading, "?p a qg:ExternalProvider", "p") == [("mill",)]


def test_the_only_role_of_a_process_owns_it(reading: Reading) -> None:
    assert ask(reading, "?p qg:hasOwner ?o", "p", "o") == [("buy", "head")]
    assert ask(reading, "?p a qg:Position", "p") == [("head",), ("r1",), ("r2",)]


def test_actors_and_functions_that_group_processes_are_units(reading: Reading) -> None:
    assert ask(reading, "?u a qg:OrganizationalUnit", "u") == [("group",), ("plant",), ("shop",)]
    assert ask(reading, "?p qg:inUnit ?u", "p", "u") == [("make", "plant"), ("sell", "group")]
    assert ask(reading, "?p org:subOrganizationOf ?u", "p", "u") == [("shop", "plant")]


def test_an_object_that_a_process_writes_is_its_output(reading: Reading) -> None:
    assert ("plan", "buy") in ask(reading, "?o qg:producedBy ?p", "o", "p")


def test_an_object_that_two_processes_write_is_an_output_of_each(tmp_path: Path) -> None:
    path = tmp_path / "deux.xml"
    reads = 'source="sell" target="plan" accessType="Read"'
    path.write_text(EXCHANGE.replace(reads, reads.replace("Read", "ReadWrite")), "utf-8")
    outputs = ask(
        read(path, "essai"), "?o qg:producedBy ?p ; dcterms:identifier 'plan' ; rdfs:label 'Plan'", "o", "p"
    )
    assert outputs == [("plan", "buy"), ("plan%20by%20sell", "sell")]


def test_what_has_no_place_is_listed_and_stays_in_the_graph(reading: Reading) -> None:
    assert kept(reading) == {
        "a2": "several_roles",
        "a3": "several_roles",
        "event": "other_kind",
        "f5": "other_ends",
        "lone": "other_kind",
        "lost": "unknown_end",
        "memo": "other_kind",
        "s": "other_relation",
        "v": "drawing",
        "x": "read_without_flow",
    }
    in_graph = ask(reading, "?e a qg:UnmappedElement ; dcterms:identifier ?i ; dcterms:type ?t", "i", "t")
    assert in_graph == sorted((left.identifier, left.type) for left in reading.left_over)
    assert ask(reading, "?e qg:fromElement ?s ; qg:toElement ?t ; dcterms:type 'Flow'", "e", "s", "t") == [
        ("f5", "lone", "buy")
    ]
    assert all(left.reason(lang) for left in reading.left_over for lang in ("fr", "en"))
    assert reasons(reading) == ["unknown_end", "unnamed_flows", "left_over"]
    assert reading.problems[0].place("fr") == "essai.xml, ligne 40"
    assert not reading.errors


def test_elements_and_relations_are_all_accounted_for(reading: Reading) -> None:
    identifiers = set(kept(reading)) | {row[0] for row in ask(reading, "?e dcterms:identifier ?i", "i")}
    expressed = {"w", "r", "a1", "a4", "c1", "c2"}  # each is one link of the graph
    elements = EXCHANGE.count("<element ") + EXCHANGE.count("<relationship ") + EXCHANGE.count("<view ")
    assert len(identifiers | expressed) == elements


def test_functions_stand_for_processes_in_a_model_that_has_none(tmp_path: Path) -> None:
    path = tmp_path / "fonctions.xml"
    path.write_text(
        EXCHANGE.replace("BusinessFunction", "Grouping").replace("BusinessProcess", "BusinessFunction"),
        "utf-8",
    )
    reading = read(path, "essai")
    assert reading.counts["process"] == 3
    assert reading.counts["internal_flow"] == 3


def test_archi_s_own_file_reads_the_same_plain_and_zipped(tmp_path: Path) -> None:
    text = """<?xml version="1.0"?><archimate:model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xmlns:archimate="http://www.archimatetool.com/archimate" name="M" id="m">
     <folder name="B" id="b" type="business">
     <element xsi:type="archimate:BusinessProcess" name="Un" id="1"/>
     <element xsi:type="archimate:BusinessProcess" name="Deux&#10; bis" id="2">
      <documentation>D</documentation>
      <property key="k" value="v"/></element>
     <element xsi:type="archimate:BusinessObject" name="O" id="o"/></folder><folder name="R" id="r">
     <element xsi:type="archimate:FlowRelationship" id="f" source="1" target="2"/>
     <element xsi:type="archimate:AccessRelationship" id="w" source="1" target="o"/>
     <element xsi:type="archimate:AccessRelationship" id="x" source="2" target="o" accessType="1"/></folder>
     <folder name="V" id="v"><element xsi:type="archimate:ArchimateDiagramModel" name="Vue" id="vue">
      <child xsi:type="archimate:DiagramObject" id="c"><documentation>non</documentation></child>
     </element></folder>
     </archimate:model>"""
    plain, packed = tmp_path / "m.archimate", tmp_path / "z.archimate"
    plain.write_text(text, "utf-8")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model.xml", text)
        archive.writestr("images/a.png", b"not an image")
    reading = read(plain, "essai")
    assert ask(reading, PROCESS_FLOWS + ". ?f qg:transfers ?o", "from", "to", "o") == [
        ("Un", "Deux bis", "o")
    ]
    assert ask(reading, "?p dcterms:description ?d", "d") == [("D\nk = v",)]
    assert kept(reading) == {"vue": "drawing"}
    assert read(packed, "essai").ntriples == reading.ntriples


def test_an_identifier_used_twice_and_a_missing_name_are_said_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "double.xml"
    lines = EXCHANGE.replace('identifier="make"', 'identifier="buy"', 1).replace("<name>Vendre</name>", "")
    path.write_text(lines, "utf-8")
    reading = read(path, "essai")
    assert reading.counts["process"] == 3
    said = {problem.reason: (problem.value, problem.row) for problem in reading.problems}
    assert said["identifier_clash"] == ("buy", 8)
    assert said["missing_name"] == ("sell", 9)


def test_a_model_without_process_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "vide.xml"
    path.write_text('<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"/>', "utf-8")
    assert [problem.reason for problem in read(path, "essai").blocking] == ["no_process"]


@needs_maps
@pytest.mark.parametrize("name", MODELS)
def test_real_models_give_the_processes_and_flows_counted_by_hand(name: str) -> None:
    reading, expected = read(MAPS / name, "essai"), EXPECTED[name]
    assert reading.counts.get("process", 0) == expected["processes"]
    if not reading.blocking:  # whatever is read may stand in the store
        Workspace.in_memory(example=False).load(MAPS / name, "essai")
    assert reading.counts.get("internal_flow", 0) == expected["flow"] + expected["trigger"]
    ends = sorted(
        (" ".join(flow["source"].split()), " ".join(flow["target"].split()))
        for flow in expected["process_flows"]
    )
    assert [(row[1], row[2]) for row in ask(reading, PROCESS_FLOWS, "f", "from", "to")] != [] or not ends
    assert sorted(row[1:] for row in ask(reading, PROCESS_FLOWS, "f", "from", "to")) == ends


@needs_maps
def test_three_forms_of_one_real_model_agree() -> None:
    names = ("toop-goopra.xml", "toop-goopra.archimate", "toop-goopra-csv")
    readings = [read(MAPS / "archimate" / name, "essai") for name in names]
    assert len({frozenset(reading.counts.items()) for reading in readings}) == 1
    flows = [ask(reading, PROCESS_FLOWS, "from", "to") for reading in readings]
    assert flows[0] == flows[1] == flows[2]
    # Archi exports no drawing as csv.
    without_views = [{i for i, why in kept(reading).items() if why != "drawing"} for reading in readings]
    assert without_views[0] == without_views[1] == without_views[2]
