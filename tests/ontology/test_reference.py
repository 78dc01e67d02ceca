"""The reference knowledge on ISO 9001: clauses, editions and guidance say what their sources say."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from qualite_graph.resources import ontology_directory
from qualite_graph.vocabulary import (
    CLAUSE,
    DCTERMS,
    EDITION,
    OWL,
    PRINCIPLE,
    QG,
    RDF,
    RDFS,
    REF,
    SKOS,
    STANDARD,
    XSD,
)

FILES = ("iso9001-2015", "editions", "guidance")
CLAUSES_TABLE = Path(__file__).parents[3] / "shared" / "domain" / "iso9001-2015-clauses.csv"


class Graph:
    """The triples of the reference files, looked up by IRI strings."""

    def __init__(self, *stems: str) -> None:
        self.store = ox.Store()
        for stem in stems:
            self.store.load(path=str(ontology_directory() / "reference" / f"{stem}.ttl"))

    def objects(self, subject: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        pattern = self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
        return [quad.object for quad in pattern]

    def values(self, subject: str, predicate: str) -> set[str]:
        return {term.value for term in self.objects(subject, predicate)}

    def one(self, subject: str, predicate: str) -> str:
        (value,) = self.values(subject, predicate)
        return value

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        terms = self.objects(subject, predicate)
        texts = {term.language: term.value for term in terms}
        assert len(texts) == len(terms), f"two texts in one language: {subject} {predicate}"
        return texts

    def subjects(self, predicate: str, value: str) -> set[str]:
        pattern = self.store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value))
        return {quad.subject.value for quad in pattern}

    def instances(self, kind: str) -> set[str]:
        return self.subjects(RDF.type, kind)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(*FILES)


@pytest.fixture(scope="module")
def table() -> list[dict[str, str]]:
    if not CLAUSES_TABLE.is_file():
        pytest.skip(f"the table the clauses come from is not beside this checkout: {CLAUSES_TABLE}")
    with CLAUSES_TABLE.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def number(iri: str) -> str:
    return iri.removeprefix(str(CLAUSE))


def numbers(listed: str) -> set[str]:
    return set(listed.split())


def level(number: str) -> int:
    return number.count(".") + 1


def literal(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD[datatype]))


def typeset(text: str) -> str:
    """Return a text of the table, typed with straight apostrophes, as the ontology prints it."""
    return text.replace("'", "’")


def clauses_with(graph: Graph, predicate: str, value: str) -> set[str]:
    return {number(iri) for iri in graph.subjects(predicate, value)}


def terms(values: str, names: dict[str, str]) -> set[str]:
    return {names.get(value, value) for value in values.split(";") if value not in {"", "none"}}


# --- Clauses: figures that hold whatever else is at hand


def test_there_are_94_clauses_and_65_leaves_among_clauses_4_to_10(graph: Graph) -> None:
    clauses = graph.instances(QG.Clause)
    assert len(clauses) == 94
    parents = {parent for clause in clauses for parent in graph.values(clause, SKOS.broader)}
    leaves = {number(clause) for clause in clauses - parents}
    assert len({leaf for leaf in leaves if int(leaf.split(".")[0]) >= 4}) == 65
    by_level = Counter(level(number(clause)) for clause in clauses)
    assert by_level == {1: 10, 2: 28, 3: 50, 4: 6}


def test_a_clause_s_number_tells_its_iri_and_its_parent(graph: Graph) -> None:
    clauses = graph.instances(QG.Clause)
    for clause in clauses:
        own = graph.one(clause, SKOS.notation)
        assert clause == CLAUSE[own]
        parent = {CLAUSE[own.rpartition(".")[0]]} if "." in own else set()
        assert graph.values(clause, SKOS.broader) == parent <= clauses
        assert graph.one(clause, QG.ofEdition) == EDITION["iso9001-2015"]
    scheme = REF["iso9001-2015-clauses"]
    assert graph.subjects(SKOS.inScheme, scheme) == clauses
    top = {CLAUSE[n] for n in range(1, 11)}
    assert graph.values(scheme, SKOS.hasTopConcept) == graph.subjects(SKOS.topConceptOf, scheme) == top


def test_documented_information_is_asked_for_where_the_words_stand(graph: Graph) -> None:
    assert clauses_with(graph, QG.requiresDocumentedInformation, QG.Maintain) == numbers(
        "4.3 4.4.2 5.2.2 6.2.1 8.1"
    )
    assert clauses_with(graph, QG.requiresDocumentedInformation, QG.Retain) == numbers(
        "4.4.2 7.1.5.1 7.1.5.2 7.2 8.1 8.2.3.2 8.3.2 8.3.3 8.3.4 8.3.5 "
        "8.3.6 8.4.1 8.5.2 8.5.3 8.5.6 8.6 8.7.2 9.1.1 9.2.2 9.3.3 10.2.2"
    )


def test_untitled_clauses_say_that_their_label_is_ours(graph: Graph) -> None:
    descriptive = clauses_with(graph, QG.titleKind, QG.DescriptiveTitle)
    assert descriptive == numbers(
        "4.4.1 4.4.2 6.1.1 6.1.2 6.2.1 6.2.2 7.5.3.1 7.5.3.2 "
        "8.2.3.1 8.2.3.2 8.7.1 8.7.2 9.2.1 9.2.2 10.2.1 10.2.2"
    )
    for clause in graph.instances(QG.Clause):
        own_label = number(clause) in descriptive
        assert graph.one(clause, QG.titleKind) == (QG.DescriptiveTitle if own_label else QG.OfficialTitle)
        assert graph.one(clause, QG.claimStatus) == (QG.OwnJudgement if own_label else QG.IsoFact)


def test_nine_clauses_are_not_confirmed_by_several_sources(graph: Graph) -> None:
    clauses = graph.instances(QG.Clause)
    unconfirmed = clauses & graph.subjects(QG.verification, QG.Unconfirmed)
    assert set(map(number, unconfirmed)) == numbers(
        "7.1.5.1 7.5.3.1 8.2.3.1 8.7.1 8.7.2 9.2.1 9.2.2 10.2.1 10.2.2"
    )
    assert {graph.one(c, QG.verification) for c in clauses - unconfirmed} == {QG.SeveralSources}


def test_the_clauses_named_after_the_customer(graph: Graph) -> None:
    titles = {number(clause): graph.texts(clause, SKOS.prefLabel) for clause in graph.instances(QG.Clause)}
    named_after = numbers("5.1.2 8.2.1 8.5.3 9.1.2")
    assert {n for n, title in titles.items() if "client" in title["fr"].lower()} == named_after
    assert {n for n, title in titles.items() if "customer" in title["en"].lower()} == named_after
    assert titles["8.2"] == {
        "fr": "Exigences relatives aux produits et services",
        "en": "Requirements for products and services",
    }


def test_every_clause_from_4_on_supports_a_principle_and_every_principle_is_supported(graph: Graph) -> None:
    supported = set()
    for clause in graph.instances(QG.Clause):
        principles = graph.values(clause, QG.supportsPrinciple)
        assert bool(principles) == (int(number(clause).split(".")[0]) >= 4)
        supported |= principles
    assert supported == {PRINCIPLE[f"P{rank}"] for rank in range(1, 8)}


def test_every_clause_is_summed_up_in_both_languages_in_its_own_words(graph: Graph) -> None:
    clauses = graph.instances(QG.Clause)
    notes = [graph.texts(clause, SKOS.scopeNote) for clause in clauses]
    assert all(note.keys() == {"fr", "en"} for note in notes)
    for language in ("fr", "en"):
        summaries = [note[language] for note in notes]
        assert len(set(summaries)) == 94
        assert all(40 <= len(summary) <= 240 for summary in summaries)
        assert all(re.search(r"[.?]$", summary) for summary in summaries)
    assert not [n for n in notes if re.search(r"\b(doit|doivent)\b", n["fr"])]
    assert not [n for n in notes if re.search(r"\b(shall|must|should)\b", n["en"])]


# --- Clauses against the table they come from


def test_clauses_equal_the_table(graph: Graph, table: list[dict[str, str]]) -> None:
    assert {row["number"] for row in table} == set(map(number, graph.instances(QG.Clause)))
    for row in table:
        clause = CLAUSE[row["number"]]
        official = row["title_kind"] == "official"
        assert level(row["number"]) == int(row["level"])
        assert graph.values(clause, SKOS.broader) == ({CLAUSE[row["parent"]]} if row["parent"] else set())
        title = {language: typeset(row[f"title_{language}"].strip("[]")) for language in ("fr", "en")}
        assert graph.texts(clause, SKOS.prefLabel) == graph.texts(clause, RDFS.label) == title
        assert graph.one(clause, QG.titleKind) == (QG.OfficialTitle if official else QG.DescriptiveTitle)
        duties = terms(row["requires_documented_information"], {"maintain": QG.Maintain, "retain": QG.Retain})
        assert graph.values(clause, QG.requiresDocumentedInformation) == duties
        principles = terms(row["principles"], {f"P{n}": PRINCIPLE[f"P{n}"] for n in range(1, 8)})
        assert graph.values(clause, QG.supportsPrinciple) == principles
        verified = row["verified"] == "yes"
        assert graph.one(clause, QG.verification) == (QG.SeveralSources if verified else QG.Unconfirmed)
        assert graph.texts(clause, SKOS.note).keys() == ({"fr", "en"} if row["note"] else set())


# --- Editions

ISSUED = {
    "iso9001-1987": (1, "1987", "gYear"),
    "iso9001-1994": (2, "1994", "gYear"),
    "iso9001-2000": (3, "2000", "gYear"),
    "iso9001-2008": (4, "2008", "gYear"),
    "iso9001-2015": (5, "2015-09-15", "date"),
    "iso9001-2026": (6, "2026-09-16", "date"),
    "iso9000-1987": (1, "1987", "gYear"),
    "iso9000-2000": (2, "2000", "gYear"),
    "iso9000-2005": (3, "2005", "gYear"),
    "iso9000-2015": (4, "2015", "gYear"),
    "iso9000-2026": (5, "2026-05", "gYearMonth"),
    "iso10001-2018": (2, "2018", "gYear"),
    "iso10002-2018": (3, "2018", "gYear"),
    "iso10003-2018": (2, "2018", "gYear"),
    "iso10004-2018": (2, "2018", "gYear"),
    "iso10008-2022": (2, "2022", "gYear"),
}
AMENDMENT = EDITION["iso9001-2015-amd1-2024"]


def test_the_editions_their_rank_and_a_date_as_precise_as_its_sources(graph: Graph) -> None:
    assert graph.instances(QG.StandardEdition) == {EDITION[name] for name in ISSUED}
    for name, (rank, date, datatype) in ISSUED.items():
        edition = EDITION[name]
        standard, year = name.split("-")
        assert graph.one(edition, QG.editionOf) == STANDARD[standard]
        assert graph.one(edition, SKOS.notation) == f"ISO {standard[3:]}:{year}"
        assert graph.objects(edition, QG.editionNumber) == [literal(str(rank), "integer")]
        assert graph.objects(edition, DCTERMS.issued) == [literal(date, datatype)]


def test_every_edition_and_status_claim_has_its_source_and_verification(graph: Graph) -> None:
    editions = graph.instances(QG.StandardEdition) | graph.instances(QG.Amendment)
    claims = graph.instances(QG.EditionStatusClaim)
    marks = {QG.SeveralSources, QG.OneSource, QG.Unconfirmed}
    for subject in editions | claims:
        assert graph.texts(subject, RDFS.label).keys() == {"fr", "en"}
        assert graph.texts(subject, DCTERMS.source).keys() == {"fr", "en"}
        assert graph.one(subject, QG.verification) in marks
        assert graph.one(subject, QG.claimStatus) in {QG.IsoFact, QG.Practitioner, QG.OwnJudgement}
    for claim in claims:
        assert graph.one(claim, QG.statusOf) in editions
        (date,) = graph.objects(claim, DCTERMS.date)
        assert date.datatype.value in {XSD.gYear, XSD.gYearMonth, XSD.date}
        assert graph.texts(claim, RDFS.comment).keys() == {"fr", "en"}


def test_the_2024_amendment_changes_clauses_4_1_and_4_2_alone(graph: Graph) -> None:
    assert graph.instances(QG.Amendment) == {AMENDMENT}
    assert graph.values(AMENDMENT, QG.amends) == {EDITION["iso9001-2015"], CLAUSE["4.1"], CLAUSE["4.2"]}
    assert graph.objects(AMENDMENT, DCTERMS.issued) == [literal("2024-02", "gYearMonth")]
    assert graph.one(AMENDMENT, QG.editionOf) == STANDARD.iso9001
    assert graph.texts(AMENDMENT, RDFS.comment).keys() == {"fr", "en"}


def statuses(graph: Graph, edition: str) -> set[str]:
    claims = graph.subjects(QG.statusOf, EDITION[edition])
    return {status for claim in claims for status in graph.values(claim, QG.assertedStatus)}


def test_no_edition_of_iso_9001_or_9000_is_called_current(graph: Graph) -> None:
    editions = [name for name in ISSUED if name.startswith(("iso9001", "iso9000"))]
    assert {name for name in editions if QG.Current in statuses(graph, name)} == set()
    assert statuses(graph, "iso9001-2015") == {QG.Superseded}
    for text in (f"{stem}.ttl" for stem in FILES):
        content = (ontology_directory() / "reference" / text).read_text(encoding="utf-8")
        assert not re.search(r"édition (en vigueur|actuelle)|current edition|latest edition", content)


def test_the_2026_edition_is_reported_and_unconfirmed(graph: Graph) -> None:
    assert statuses(graph, "iso9001-2026") == {QG.ReportedPublished}
    subjects = {EDITION["iso9001-2026"]}
    subjects |= graph.subjects(QG.statusOf, EDITION["iso9001-2026"])
    subjects |= graph.subjects(QG.statusOf, EDITION["iso9001-2015"])
    assert len(subjects) == 3
    for subject in subjects:
        assert graph.one(subject, QG.claimStatus) == QG.Practitioner
        assert graph.one(subject, QG.verification) == QG.Unconfirmed
        assert "2026-09-16" in graph.values(subject, DCTERMS.issued) | graph.values(subject, DCTERMS.date)


# --- Guidance

GUIDANCE = ("iso10001", "iso10002", "iso10003", "iso10004", "iso10008")
ACTIVITIES = {REF[a] for a in ("listening", "needs-analysis", "expectation-foresight", "complaint-handling")}


def test_the_five_guidance_standards_are_complete(graph: Graph) -> None:
    standards = {STANDARD[name] for name in (*GUIDANCE, "iso9000", "iso9001")}
    assert graph.instances(QG.Standard) == standards
    for name in GUIDANCE:
        standard = STANDARD[name]
        assert graph.one(standard, SKOS.notation) == f"ISO {name[3:]}"
        for predicate in (RDFS.label, SKOS.scopeNote, QG.informationNeeded, SKOS.note):
            assert graph.texts(standard, predicate).keys() == {"fr", "en"}
        assert len(graph.subjects(QG.editionOf, standard)) == 1
        assert graph.one(standard, QG.verification) == QG.SeveralSources
        subjects = graph.values(standard, QG.guides)
        assert REF["complaint-handling"] in subjects
        assert subjects - graph.instances(QG.Clause) <= ACTIVITIES
        assert subjects & graph.instances(QG.Clause)
    guided = {subject for name in GUIDANCE for subject in graph.values(STANDARD[name], QG.guides)}
    assert guided >= ACTIVITIES


def test_the_activities_guided_are_defined() -> None:
    assert Graph("customer-focus").instances(QG.CustomerFocusActivity) == ACTIVITIES


# --- Every file


# The consultancy's own name is taken by the service the file describes.
HEADERS = {stem: stem for stem in (*FILES, "principles", "customer-focus", "statements")} | {
    "consultancy": "consultancy-graph"
}


def test_every_reference_file_is_known_here() -> None:
    assert {path.stem for path in (ontology_directory() / "reference").glob("*.ttl")} == HEADERS.keys()


@pytest.mark.parametrize("stem", HEADERS)
def test_every_file_says_what_it_is(stem: str) -> None:
    graph = Graph(stem)
    (header,) = graph.instances(OWL.Ontology)
    assert header == REF[HEADERS[stem]]
    assert graph.texts(header, DCTERMS.title).keys() == {"fr", "en"}
    assert graph.texts(header, DCTERMS.description).keys() == {"fr", "en"}
    assert graph.one(header, DCTERMS.license) == "https://creativecommons.org/licenses/by/4.0/"
    assert graph.one(header, DCTERMS.creator) == "qualite_graph contributors"
    for date in (DCTERMS.created, DCTERMS.modified):
        assert graph.objects(header, date) == [literal("2026-11-22", "date")]
    assert graph.one(header, OWL.versionInfo) == "0.1.0"
