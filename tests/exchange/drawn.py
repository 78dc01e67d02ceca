"""Small models written by hand, and where the real ones stand when they are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from qualite_graph.exchange import Reading
from qualite_graph.vocabulary import SPARQL_PROLOGUE

MAPS = Path(__file__).parents[3] / "shared" / "maps"
EXPECTED: dict[str, Any] = (
    json.loads((MAPS / "expected.json").read_text("utf-8")) if (MAPS / "expected.json").is_file() else {}
)
needs_maps = pytest.mark.skipif(not EXPECTED, reason=f"the real maps are not at hand ({MAPS})")

EXCHANGE = """<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"
       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m">
 <name xml:lang="fr">Essai</name>
 <elements>
  <element identifier="buy" xsi:type="BusinessProcess"><name xml:lang="fr">Acheter</name>
   <name xml:lang="en">Buy</name><documentation>Ce qui entre.</documentation></element>
  <element identifier="make" xsi:type="BusinessProcess"><name>Faire</name></element>
  <element identifier="sell" xsi:type="BusinessProcess"><name>Vendre</name></element>
  <element identifier="head" xsi:type="BusinessRole"><name>Chef</name></element>
  <element identifier="r1" xsi:type="BusinessRole"><name>Rôle 1</name></element>
  <element identifier="r2" xsi:type="BusinessRole"><name>Rôle 2</name></element>
  <element identifier="plant" xsi:type="BusinessActor"><name>Usine</name></element>
  <element identifier="shop" xsi:type="BusinessActor"><name>Atelier</name></element>
  <element identifier="client" xsi:type="BusinessActor"><name>Client</name></element>
  <element identifier="mill" xsi:type="BusinessActor"><name>Aciérie</name></element>
  <element identifier="plan" xsi:type="BusinessObject"><name>Plan</name></element>
  <element identifier="memo" xsi:type="BusinessObject"><name>Note</name></element>
  <element identifier="group" xsi:type="BusinessFunction"><name>Métier</name></element>
  <element identifier="lone" xsi:type="BusinessFunction"><name>Autre</name></element>
  <element identifier="event" xsi:type="BusinessEvent"><name>Lundi</name></element>
 </elements>
 <relationships>
  <relationship identifier="f1" xsi:type="Flow" source="buy" target="make"/>
  <relationship identifier="f2" xsi:type="Flow" source="make" target="sell"><name>Pièces</name></relationship>
  <relationship identifier="t1" xsi:type="Triggering" source="sell" target="buy"/>
  <relationship identifier="f3" xsi:type="Flow" source="sell" target="client"><name>Lot</name></relationship>
  <relationship identifier="f4" xsi:type="Flow" source="mill" target="buy"><name>Acier</name></relationship>
  <relationship identifier="f5" xsi:type="Flow" source="lone" target="buy"/>
  <relationship identifier="w" xsi:type="Access" source="buy" target="plan" accessType="Write"/>
  <relationship identifier="r" xsi:type="Access" source="make" target="plan" accessType="Read"/>
  <relationship identifier="x" xsi:type="Access" source="sell" target="plan" accessType="Read"/>
  <relationship identifier="a1" xsi:type="Assignment" source="head" target="buy"/>
  <relationship identifier="a2" xsi:type="Assignment" source="r1" target="make"/>
  <relationship identifier="a3" xsi:type="Assignment" source="r2" target="make"/>
  <relationship identifier="a4" xsi:type="Assignment" source="plant" target="make"/>
  <relationship identifier="c1" xsi:type="Composition" source="group" target="sell"/>
  <relationship identifier="c2" xsi:type="Composition" source="plant" target="shop"/>
  <relationship identifier="s" xsi:type="Serving" source="buy" target="sell"/>
  <relationship identifier="lost" xsi:type="Flow" source="buy" target="nowhere"/>
 </relationships>
 <views><diagrams><view identifier="v" xsi:type="Diagram"><name>Carte</name>
  <node identifier="n" elementRef="buy" xsi:type="Element">
   <label><name>Autre</name></label></node></view></diagrams></views>
</model>
"""

BPMN = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:tool"
 targetNamespace="urn:t">
 <message id="m1" name="Commande"/>
 <collaboration id="c">
  <participant id="A" name="Vente" processRef="x:pA"/><participant id="B" processRef="pB"/>
  <participant id="C" name="Client"/>
  <messageFlow id="f1" sourceRef="C" targetRef="start" messageRef="m1"/>
  <messageFlow id="f2" name="Ordre" sourceRef="inner" targetRef="B"/>
  <messageFlow id="f3" sourceRef="B" targetRef="ghost"/>
 </collaboration>
 <process id="pA"><documentation>Vendre aux clients.</documentation>
  <laneSet id="ls"><lane id="l1" name="Vendeur"><flowNodeRef>start</flowNodeRef></lane></laneSet>
  <startEvent id="start"/><subProcess id="sub" name="Préparer"><task id="inner" name="Envoyer">
   <dataOutputAssociation id="d"><targetRef>ref</targetRef></dataOutputAssociation></task></subProcess>
  <dataObject id="o1"/><dataObjectReference id="ref" name="Devis" dataObjectRef="o1"/>
  <dataObject id="o2" name="Brouillon"/>
  <sequenceFlow id="s1" sourceRef="start" targetRef="sub"/>
 </process>
 <process id="pB" name="Fabrication"><laneSet id="ls2">
  <lane id="l2" name="Tour"/><lane id="l3" name="Fraise"/>
  <lane id="l4"/></laneSet></process>
 <process id="called" name="Archiver"/>
</definitions>
"""


def store_of(reading: Reading) -> Store:
    """Return a store that holds what was read in its default graph."""
    store = Store()
    store.load(reading.ntriples, format=RdfFormat.N_TRIPLES)
    return store


def ask(reading: Reading, pattern: str, *variables: str) -> list[tuple[str, ...]]:
    """Return the rows of a pattern over what was read: local names of IRIs, values of literals."""
    text = f"{SPARQL_PROLOGUE}SELECT {' '.join('?' + name for name in variables)} WHERE {{ {pattern} }}"
    rows = store_of(reading).query(text)
    return sorted(
        tuple(
            term.value.rpartition("/")[2]
            if isinstance(term, NamedNode)
            else ""
            if term is None
            else term.value
            for term in row
        )
        for row in rows  # type: ignore[union-attr]
    )


def kept(reading: Reading) -> dict[str, str]:
    """Return why each left-over is one, by identifier."""
    return {left.identifier: left.why for left in reading.left_over}


def reasons(reading: Reading) -> list[str]:
    """Return the reasons of the problems, in order."""
    return [problem.reason for problem in reading.problems]
