"""The reference knowledge says what its sources say: all of it, no more, and each claim with its origin."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from qualite_graph import vocabulary

QG = Namespace(str(vocabulary.QG))
PRINCIPLE = Namespace(str(vocabulary.PRINCIPLE))
STATEMENT = Namespace(str(vocabulary.STATEMENT))
CLAUSE = Namespace(str(vocabulary.CLAUSE))
STANDARD = Namespace(str(vocabulary.STANDARD))
REF = Namespace(str(vocabulary.REF))
NUMBERS = range(1, 36)
PRINCIPLES = {
    "P1": ("Orientation client", "Customer focus"),
    "P2": ("Leadership", "Leadership"),
    "P3": ("Implication du personnel", "Engagement of people"),
    "P4": ("Approche processus", "Process approach"),
    "P5": ("Amélioration", "Improvement"),
    "P6": ("Prise de décision fondée sur des preuves", "Evidence-based decision making"),
    "P7": ("Management des relations avec les parties intéressées", "Relationship management"),
}
RELATIONAL = {"P1", "P2", "P3", "P7"}
CORRESPONDENCES = {
    **{"O1": ("P1", "SameHeading"), "O2": ("P2", "SameHeading"), "O3": ("P3", "Renamed")},
    **{"O4": ("P4", "SameHeading"), "O5": ("P4", "Merged"), "O6": ("P5", "Broadened")},
    **{"O7": ("P6", "Renamed"), "O8": ("P7", "Broadened")},
}
CITIES = [
    *("Bordeaux", "Grenoble", "Lille", "Lyon", "Marseille", "Montpellier", "Nantes", "Nice", "Orléans"),
    *("Paris", "Rennes", "Rouen", "Toulon", "Toulouse", "Tours"),
]


def texts(graph: Graph, subject: Node, predicate: URIRef, lang: str) -> list[str]:
    found = graph.objects(subject, predicate)
    return sorted(str(o) for o in found if isinstance(o, Literal) and o.language == lang)


@pytest.mark.parametrize("number", NUMBERS)
def test_each_statement_is_restated_and_traceable(everything: Graph, number: int) -> None:
    statement = STATEMENT[f"S{number}"]
    assert (statement, RDF.type, QG.SourceStatement) in everything
    assert str(everything.value(statement, SKOS.notation)) == f"S{number}"
    for predicate in (RDFS.label, RDFS.comment):
        assert all(len(texts(everything, statement, predicate, lang)) == 1 for lang in ("fr", "en"))
    assert (statement, PROV.wasDerivedFrom, REF["founding-document"]) in everything
    status = QG.IsoFact if number in {1, 5} else QG.Practitioner
    assert set(everything.objects(statement, QG.claimStatus)) == {status}
    expressed = [
        s
        for s in everything.subjects(PROV.wasDerivedFrom, statement)
        if len(set(everything.objects(s, QG.claimStatus))) == 1
    ]
    assert expressed, "no triple expresses this statement"


def test_no_other_statement_and_no_status_left_out(everything: Graph) -> None:
    assert len(set(everything.subjects(RDF.type, QG.SourceStatement))) == len(NUMBERS)
    for subject in set(everything.subjects(PROV.wasDerivedFrom)):
        assert len(set(everything.objects(subject, QG.claimStatus))) == 1, subject


def test_every_reference_points_at_something_described(everything: Graph) -> None:
    described = set(everything.subjects())
    inside = {o for o in everything.objects() if isinstance(o, URIRef) and str(o).startswith(str(REF))}
    assert sorted(inside - described) == []


def test_the_seven_principles_in_order(everything: Graph) -> None:
    ranks = {}
    for membership in everything.subjects(QG.membershipSet, PRINCIPLE["set-7"]):
        rank = everything.value(membership, QG.rank)
        assert isinstance(rank, Literal)
        ranks[rank.toPython()] = everything.value(membership, QG.membershipPrinciple)
    assert ranks == {n: PRINCIPLE[f"P{n}"] for n in range(1, 8)}
    for key, (fr, en) in PRINCIPLES.items():
        assert texts(everything, PRINCIPLE[key], RDFS.label, "fr") == [fr]
        assert texts(everything, PRINCIPLE[key], RDFS.label, "en") == [en]
        for lang in ("fr", "en"):
            assert len(texts(everything, PRINCIPLE[key], SKOS.scopeNote, lang)) == 1


def test_sets_are_defined_in_iso_9000_and_only_referred_to_by_iso_9001(everything: Graph) -> None:
    for name, count in (("set-7", 7), ("set-8", 8)):
        whole = PRINCIPLE[name]
        assert everything.value(whole, QG.memberCount) == Literal(count)
        assert len(list(everything.subjects(QG.membershipSet, whole))) == count
        editions = set(everything.objects(whole, QG.definedIn))
        assert editions and {everything.value(e, QG.editionOf) for e in editions} == {STANDARD.iso9000}
    (user,) = everything.objects(PRINCIPLE["set-7"], QG.referredToBy)
    assert everything.value(user, QG.editionOf) == STANDARD.iso9001
    assert (PRINCIPLE["set-7"], QG.replacesSet, PRINCIPLE["set-8"]) in everything
    assert str(everything.value(PRINCIPLE["set-8"], QG.validUntil)) == "2015-09"


def test_eight_correspondences_with_one_successor_each(everything: Graph) -> None:
    found = {}
    for node in everything.subjects(RDF.type, QG.PrincipleCorrespondence):
        former, successor, kind = (
            str(everything.value(node, p)).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
            for p in (QG.formerPrinciple, QG.successorPrinciple, QG.correspondenceKind)
        )
        assert former not in found
        found[former] = (successor, kind)
        assert everything.value(node, QG.claimStatus) == QG.OwnJudgement
    assert found == CORRESPONDENCES
    targets = [successor for successor, _ in found.values()]
    assert {p: targets.count(p) for p in PRINCIPLES} == {p: 2 if p == "P4" else 1 for p in PRINCIPLES}


def test_the_two_types_are_a_practitioner_s(everything: Graph) -> None:
    for key in PRINCIPLES:
        (kind,) = everything.objects(PRINCIPLE[key], QG.hasPrincipleType)
        assert kind == (QG.RelationalType if key in RELATIONAL else QG.OperationalType)
        (typing,) = everything.subjects(QG.typedPrinciple, PRINCIPLE[key])
        assert everything.value(typing, QG.assignedType) == kind
        assert everything.value(typing, QG.claimStatus) == QG.Practitioner
        assert all(texts(everything, typing, RDFS.comment, lang) for lang in ("fr", "en"))
        assert everything.value(PRINCIPLE[key], QG.claimStatus) == QG.IsoFact
    for term in (QG.PrincipleTypes, QG.hasPrincipleType):
        assert everything.value(term, QG.claimStatus) == QG.Practitioner
        assert everything.value(term, QG.verification) == QG.OneSource


def test_a_customer_in_the_direction_stays_a_possibility(everything: Graph) -> None:
    approach = REF["customer-in-governance"]
    assert (approach, QG.mayIncludeAsMember, QG.Customer) in everything
    assert texts(everything, approach, QG.modality, "fr") == ["possible"]
    assert everything.value(approach, QG.claimStatus) == QG.Practitioner
    memberships = {"hasMember", "memberOf"}
    assert not [p for p in everything.predicates() if str(p).rsplit("#", 1)[-1] in memberships]


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        (
            REF["customer-payment"],
            QG.enables,
            {"purchasing", "paying-wages", "paying-suppliers", "making-profit"},
        ),
        (
            PRINCIPLE.P1,
            QG.comprisesActivity,
            {"listening", "needs-analysis", "expectation-foresight", "complaint-handling"},
        ),
        (
            REF["priority-2"],
            QG.preserves,
            {"technological-lead", "innovation", "market-needs", "future-trends"},
        ),
    ],
)
def test_the_lists_of_four_are_whole(
    everything: Graph, subject: URIRef, predicate: URIRef, expected: set[str]
) -> None:
    assert {str(o).rsplit("/", 1)[-1] for o in everything.objects(subject, predicate)} == expected


def test_priorities_and_the_open_list(everything: Graph) -> None:
    first, second = REF["priority-1"], REF["priority-2"]
    assert [everything.value(p, QG.rank) for p in (first, second)] == [Literal(1), Literal(2)]
    assert set(everything.objects(first, QG.concerns)) == {QG.Requirement, QG.Need}
    assert set(everything.objects(first, DCTERMS.references)) == {CLAUSE["8.2"]}
    assert everything.value(second, QG.listCompleteness) == QG.OpenList
    assert everything.value(QG.CustomerKinds, QG.listCompleteness) == QG.OpenList


def test_sixteen_places_fifteen_cities_one_region(graphs: dict[str, Graph]) -> None:
    graph = graphs["reference/consultancy.ttl"]
    places = set(graph.objects(REF.consultancy, QG.mainPlace))
    by_kind = {
        kind: sorted(str(graph.value(p, RDFS.label)) for p in places if graph.value(p, QG.placeKind) == kind)
        for kind in (QG.City, QG.Region)
    }
    assert by_kind == {QG.City: sorted(CITIES), QG.Region: ["Île-de-France"]}
    assert len(places) == 16


def test_no_country_abroad_is_made_up(graphs: dict[str, Graph]) -> None:
    graph = graphs["reference/consultancy.ttl"]
    (listing,) = graph.objects(REF.consultancy, QG.foreignPlaces)
    assert graph.value(listing, QG.listCompleteness) == QG.TruncatedList
    assert not list(graph.objects(listing, SKOS.member))
    assert set(graph.subjects(QG.placeKind, QG.Country)) == {REF.france}
    assert graph.value(REF.consultancy, QG.servesAbroad) == Literal(True)


def test_the_consultancy_stands_apart(graphs: dict[str, Graph]) -> None:
    apart = graphs["reference/consultancy.ttl"]
    for name, graph in graphs.items():
        if name.startswith("reference/") and graph is not apart:
            assert not set(graph.subjects(RDF.type, QG.ConsultancyService)), name
            assert not set(graph.subjects(RDF.type, QG.Place)), name
