"""The example organisation's workbook says what its source tables say, and reads without a problem."""

import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from python_calamine import CalamineWorkbook

from qualite_graph.exchange import read_workbook
from qualite_graph.resources import example_workbook
from qualite_graph.vocabulary import CLAUSE, QG, RDF, RDFS, SKOS, graph_of

TABLES = Path(__file__).parents[3] / "shared" / "domain" / "coffralp" / "tables"
GRAPH = graph_of("coffralp")

FAMILIES = {"management": "management", "realisation": "réalisation", "support": "support"}
OUTPUT_KINDS = {
    "control": "directive",
    "feedback": "retour d’information",
    "information": "information",
    "improvement": "amélioration",
    "product": "produit",
    "resource": "ressource",
    "service": "service",
    "demand": "demande",
    "customer_feedback": "retour client",
}
WORDS = {
    ("processes", "type"): FAMILIES,
    ("outputs", "kind"): OUTPUT_KINDS,
    ("external_in", "kind"): OUTPUT_KINDS,
    ("indicators", "direction"): {"min": "plus haut", "max": "plus bas", "": ""},
    ("needs", "kind"): {
        "need": "besoin",
        "expectation": "attente",
        "requirement": "exigence",
        "regulatory": "exigence réglementaire",
    },
    ("channels", "type"): {
        "survey": "enquête",
        "visit": "visite",
        "hotline": "téléphone et courriel",
        "portal": "portail",
    },
    ("complaints", "severity"): {"minor": "mineure", "major": "majeure", "critical": "critique"},
    ("risks", "kind"): {"risk": "risque", "opportunity": "opportunité"},
}
TRUTHS = {"True": "oui", "False": "non"}
NAME = {"name_fr": "Nom", "name_en": "Name (en)"}
# Table: sheet, and for each of its columns the headings, whose texts the table joins by « / ».
SHEETS = {
    "processes": ("Processus", {"id": "Identifiant", **NAME, "type": "Famille", "owner": "Pilote",
                                "last_internal_audit": "Dernier audit interne"}),
    "people": ("Fonctions", {"id": "Identifiant", "name": "Personne", "role_fr": "Fonction",
                             "role_en": "Position (en)", "deputy": "Suppléant"}),
    "customers": ("Clients", {"id": "Identifiant", **NAME,
                              "customer_type": "Type de client|Customer type (en)",
                              "relation": "Relationship (en)",
                              "annual_revenue_eur": "Chiffre d’affaires annuel (€)"}),
    "suppliers": ("Prestataires", {"id": "Identifiant", **NAME, "single_source": "Source unique"}),
    "outputs": ("Données de sortie", {
        "id": "Identifiant", "producer": "Producteur", **NAME, "kind": "Nature"}),
    "flows": ("Flux internes", {"id": "Identifiant", "supplier_process": "Fournisseur",
                                "output": "Donnée de sortie", "client_process": "Client",
                                "requirement_fr": "Exigence", "requirement_en": "Requirement (en)",
                                "indicator": "Indicateur", "agreement": "Contrat"}),
    "external_in": ("Flux entrants", {"id": "Identifiant", "from_party": "De", "label_fr": "Nom",
                                      "label_en": "Name (en)", "to_process": "Processus", "kind": "Nature"}),
    "external_out": ("Flux sortants", {"id": "Identifiant", "from_process": "Processus",
                                       "output": "Donnée de sortie", "to_party": "Vers"}),
    "agreements": ("Contrats d’interface", {"id": "Identifiant", "supplier_process": "Fournisseur",
                                            "client_processes": "Clients", "signed": "Signé le",
                                            "review_due": "À revoir le", "subject": "Objet|Subject (en)"}),
    "indicators": ("Indicateurs", {"id": "Identifiant", "process": "Processus", **NAME,
                                   "unit": "Unité de mesure", "direction": "Sens favorable",
                                   "target": "Cible", "actual": "Valeur",
                                   "measures_customer_perception": "Mesure la perception du client"}),
    "needs": ("Besoins et attentes", {"id": "Identifiant", "customer": "Client", "kind": "Nature", **NAME,
                                      "channel": "Recueilli par", "collected": "Recueilli le",
                                      "covered_by_outputs": "Couvert par"}),
    "channels": ("Canaux d’écoute", {"id": "Identifiant", **NAME, "type": "Type", "process": "Processus",
                                     "customers": "Clients", "last_used": "Dernière utilisation"}),
    "complaints": ("Réclamations", {"id": "Identifiant", "received": "Reçue le", "customer": "Client",
                                    "subject_fr": "Objet", "subject_en": "Subject (en)",
                                    "channel": "Reçue par (canal)", "received_by": "Processus receveur",
                                    "caused_by": "Processus en cause", "severity": "Gravité",
                                    "acknowledged": "Accusé de réception le", "answered": "Répondue le",
                                    "closed": "Close le", "corrective_action": "Action corrective",
                                    "repeat_group": "Groupe de répétition"}),
    "actions": ("Actions correctives", {"id": "Identifiant", "origin": "Origine|Origin (en)",
                                        "process": "Processus", "due": "Échéance", "done": "Soldée le"}),
    "risks": ("Risques", {"id": "Identifiant", "process": "Processus", "kind": "Nature", **NAME,
                          "treatment": "Traitement"}),
    "clause_cover": ("Articles revendiqués", {"process": "Processus", "clause": "Articles"}),
}  # fmt: skip
UNTRANSLATED = {"Clients": {"Relation"}}
"""Columns that the tables leave to one language: the workbook adds the French text."""


def shown(cell: object) -> str:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return f"{cell:g}" if isinstance(cell, float) and not cell.is_integer() else _whole(cell)


def _whole(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def table(name: str) -> list[dict[str, str]]:
    if not TABLES.is_dir():
        pytest.skip(f"the source tables are not here: {TABLES}")
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    reading = read_workbook(example_workbook(), "coffralp")
    return list(parse(reading.ntriples, format=RdfFormat.N_TRIPLES))


@pytest.mark.parametrize("name", SHEETS)
def test_every_cell_is_the_tables(name: str) -> None:
    title, headings = SHEETS[name]
    rows = CalamineWorkbook.from_path(example_workbook()).get_sheet_by_name(title).to_python()
    records = [dict(zip(rows[0], map(shown, row), strict=True)) for row in rows[1:]]
    expected = table(name)
    assert len(records) == len(expected)
    for record, source in zip(records, expected, strict=True):
        for key, value in source.items():
            parts = [record[heading] for heading in headings[key].split("|")]
            words = WORDS.get((name, key), TRUTHS if value in TRUTHS else {value: value})
            assert " / ".join(parts) == words[value], (record, key)
    read = {heading for joined in headings.values() for heading in joined.split("|")}
    added = {heading for heading in rows[0] if any(record[heading] for record in records)} - read
    assert added == UNTRANSLATED.get(title, set())


def test_the_tables_are_all_compared() -> None:
    if not TABLES.is_dir():
        pytest.skip(f"the source tables are not here: {TABLES}")
    assert {path.stem for path in TABLES.glob("*.csv")} == set(SHEETS)


def test_the_example_reads_without_a_problem() -> None:
    reading = read_workbook(example_workbook(), "coffralp")
    assert [problem.message("fr") for problem in reading.problems] == []
    assert reading.errors == ()
    assert reading.graph == GRAPH
    assert {key: count for key, count in reading.counts.items() if count} == {
        "organisation": 1, "process": 18, "position": 15, "customer": 5, "provider": 5, "output": 49,
        "internal_flow": 48, "inbound_flow": 17, "outbound_flow": 24, "agreement": 4, "indicator": 19,
        "need": 10, "channel": 4, "complaint": 8, "action": 3, "risk": 5, "clause": 37,
    }  # fmt: skip


def test_the_graph_holds_as_many_entities_of_each_class(quads: list[Quad]) -> None:
    counts = Counter(
        quad.object.value.removeprefix(str(QG)) for quad in quads if quad.predicate == NamedNode(RDF.type)
    )
    assert counts == {
        "Organization": 1, "Process": 18, "Position": 15, "Customer": 5, "ExternalParty": 10,
        "ExternalProvider": 5, "Output": 49 + 17, "Flow": 48 + 17 + 24, "InternalAgreement": 4,
        "Indicator": 19, "Need": 2, "Expectation": 4, "Requirement": 3, "LegalRequirement": 1,
        "ListeningChannel": 4, "Complaint": 8, "CorrectiveAction": 3, "Risk": 4, "Opportunity": 1,
    }  # fmt: skip


def test_the_graph_says_each_thing_once(quads: list[Quad]) -> None:
    assert len(set(quads)) == len(quads)


def test_every_entity_but_the_organisation_has_its_notation(quads: list[Quad]) -> None:
    typed = {quad.subject for quad in quads if quad.predicate == NamedNode(RDF.type)}
    noted = [quad.subject for quad in quads if quad.predicate == NamedNode(SKOS.notation)]
    assert len(noted) == len(set(noted))
    assert typed - set(noted) == {NamedNode(GRAPH)}


def statements_of(quads: list[Quad], local: str) -> set[tuple[str, str]]:
    subject = NamedNode(f"{GRAPH}/{local}")
    return {(quad.predicate.value, str(quad.object)) for quad in quads if quad.subject == subject}


def test_an_inbound_flow_brings_its_output(quads: list[Quad]) -> None:
    assert statements_of(quads, "flow/X06") == {
        (RDF.type, f"<{QG.Flow}>"),
        (SKOS.notation, '"X06"'),
        (QG.supplier, f"<{GRAPH}/customer/C1>"),
        (QG.customer, f"<{GRAPH}/process/R7>"),
        (QG.transfers, f"<{GRAPH}/output/X06>"),
    }
    assert statements_of(quads, "output/X06") == {
        (RDF.type, f"<{QG.Output}>"),
        (SKOS.notation, '"X06"'),
        (RDFS.label, '"Réclamation ou demande d\'intervention"@fr'),
        (RDFS.label, '"Complaint or service request"@en'),
        (QG.producedBy, f"<{GRAPH}/customer/C1>"),
        (QG.outputKind, f"<{QG.CustomerFeedbackOutput}>"),
    }


def test_a_process_has_its_owner_indicators_and_clauses(quads: list[Quad]) -> None:
    date = "<http://www.w3.org/2001/XMLSchema#date>"
    assert statements_of(quads, "process/R2") == {
        (RDF.type, f"<{QG.Process}>"),
        (SKOS.notation, '"R2"'),
        (RDFS.label, '"Concevoir et développer"@fr'),
        (RDFS.label, '"Design and develop"@en'),
        (QG.processFamily, f"<{QG.RealisationFamily}>"),
        (QG.hasOwner, f"<{GRAPH}/position/P04>"),
        (QG.lastAuditedOn, f'"2025-03-20"^^{date}'),
        (QG.hasIndicator, f"<{GRAPH}/indicator/I04>"),
        (QG.hasIndicator, f"<{GRAPH}/indicator/I06>"),
        (QG.addressesClause, f"<{CLAUSE['8.3']}>"),
    }
    assert QG.hasOwner not in dict(statements_of(quads, "process/S3"))
    assert QG.lastAuditedOn not in dict(statements_of(quads, "process/S4"))


LINKS = {
    ("processes", "owner"): "hasOwner",
    ("people", "deputy"): "deputy",
    ("outputs", "producer"): "producedBy",
    ("flows", "supplier_process"): "supplier",
    ("flows", "output"): "transfers",
    ("flows", "client_process"): "customer",
    ("flows", "indicator"): "measuredBy",
    ("flows", "agreement"): "underAgreement",
    ("external_in", "from_party"): "supplier",
    ("external_in", "to_process"): "customer",
    ("external_out", "from_process"): "supplier",
    ("external_out", "output"): "transfers",
    ("external_out", "to_party"): "customer",
    ("agreements", "supplier_process"): "agreementSupplier",
    ("agreements", "client_processes"): "agreementCustomer",
    ("needs", "customer"): "neededBy",
    ("needs", "covered_by_outputs"): "coveredBy",
    ("channels", "process"): "operatedBy",
    ("channels", "customers"): "reaches",
    ("complaints", "customer"): "raisedBy",
    ("complaints", "received_by"): "receivedBy",
    ("complaints", "caused_by"): "causedBy",
    ("complaints", "corrective_action"): "treatedBy",
    ("actions", "process"): "actionOn",
    ("risks", "process"): "concernsProcess",
}
VALUES = {
    ("processes", "last_internal_audit"): "lastAuditedOn",
    ("people", "name"): "personName",
    ("customers", "annual_revenue_eur"): "annualRevenue",
    ("suppliers", "single_source"): "singleSource",
    ("flows", "requirement_fr"): "requirement",
    ("flows", "requirement_en"): "requirement",
    ("agreements", "signed"): "signedOn",
    ("agreements", "review_due"): "reviewDue",
    ("indicators", "unit"): "unitOfMeasure",
    ("indicators", "target"): "targetValue",
    ("indicators", "actual"): "actualValue",
    ("indicators", "measures_customer_perception"): "measuresPerception",
    ("needs", "channel"): "collectedVia",
    ("needs", "collected"): "collectedOn",
    ("channels", "last_used"): "lastUsedOn",
    ("complaints", "received"): "receivedOn",
    ("complaints", "channel"): "receivedVia",
    ("complaints", "acknowledged"): "acknowledgedOn",
    ("complaints", "answered"): "answeredOn",
    ("complaints", "closed"): "closedOn",
    ("complaints", "repeat_group"): "repeatGroup",
    ("actions", "due"): "dueOn",
    ("actions", "done"): "doneOn",
    ("risks", "treatment"): "treatment",
}


@pytest.mark.parametrize("local", sorted(set(LINKS.values())))
def test_every_link_of_the_tables_is_in_the_graph_and_no_other(quads: list[Quad], local: str) -> None:
    wanted = {
        (row["id"], target)
        for (name, key), property_ in LINKS.items()
        if property_ == local
        for row in table(name)
        for target in row[key].split(";")
        if target
    }
    if local in ("producedBy", "transfers"):  # an inbound flow brings an output of the same code
        source = "from_party" if local == "producedBy" else "id"
        wanted |= {(row["id"], row[source]) for row in table("external_in")}
    found = {
        (quad.subject.value.rsplit("/")[-1], quad.object.value.rsplit("/")[-1])
        for quad in quads
        if quad.predicate.value == QG[local]
    }
    assert found == wanted


@pytest.mark.parametrize("local", sorted(set(VALUES.values())))
def test_every_value_of_the_tables_is_in_the_graph_and_no_other(quads: list[Quad], local: str) -> None:
    wanted = {
        (row["id"], row[key].lower() if row[key] in TRUTHS else row[key])
        for (name, key), property_ in VALUES.items()
        if property_ == local
        for row in table(name)
        if row[key]
    }
    found = {
        (quad.subject.value.rsplit("/")[-1], quad.object.value)
        for quad in quads
        if quad.predicate.value == QG[local]
    }
    assert found == wanted


def test_the_organisation_has_its_rules(quads: list[Quad]) -> None:
    said = {quad.predicate.value: str(quad.object) for quad in quads if quad.subject == NamedNode(GRAPH)}
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    assert said[QG.acknowledgeWithinDays] == f'"2"^^{integer}'
    assert said[QG.answerWithinWorkingDays] == f'"10"^^{integer}'
