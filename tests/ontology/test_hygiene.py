"""The published vocabulary keeps to the rules of ROBOT's report and to the OOPS! pitfalls that apply."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, URIRef

from qualite_graph.headers import split_header
from qualite_graph.vocabulary import SPARQL_PROLOGUE
from qualite_graph.workspace import Workspace

ROOT = Path(__file__).parents[2] / "ontology"
QUERIES = {path.stem: path for path in sorted((ROOT / "hygiene").glob("*.rq"))}
RELEASED = ROOT / "released-terms.txt"
PREFIXES = re.sub(r"PREFIX (.*)", r"@prefix \1 .", SPARQL_PROLOGUE)
ERRORS = "http://www.daml.org/2002/03/agents/agent-ont#"
LONG = "A class made for this test alone."

# For each query, the least that breaks what it guards.
BROKEN = {
    "missing-label": 'qg:X a owl:Class ; rdfs:label "x"@fr .',
    "missing-definition": 'qg:X a owl:Class ; skos:definition "Un x."@fr .',
    "multiple-labels": 'qg:Process rdfs:label "another name"@en .',
    "multiple-definitions": 'qg:Process skos:definition "Another definition."@en .',
    "duplicate-label": 'qg:X a owl:Class ; rdfs:label "flux"@fr . qg:Y a owl:Class ; rdfs:label "flux"@fr .',
    "duplicate-definition": f'qg:X a owl:Class ; skos:definition "{LONG}"@en . '
    f'qg:Y a owl:Class ; skos:definition "{LONG}"@en .',
    "label-is-synonym": 'qg:X rdfs:label "x"@en ; skos:altLabel "x"@en .',
    "annotation-whitespace": 'qg:X rdfs:label " x"@en .',
    "lowercase-definition": 'qg:X a owl:Class ; skos:definition "a thing."@en .',
    "label-is-definition": 'qg:X a owl:Class ; rdfs:label "thing"@en ; skos:definition "Thing."@en .',
    "deprecated-in-use": "qg:Process owl:deprecated true .",
    "deprecated-without-successor": 'qg:Old owl:deprecated true ; rdfs:label "old"@en .',
    "deprecated-not-boolean": 'qg:Old owl:deprecated "yes" .',
    "replaced-but-in-force": "qg:Old dcterms:isReplacedBy qg:Process .",
    "missing-ontology-metadata": "<https://w3id.org/qualite-graph/ontology/new> a owl:Ontology .",
    "equivalent-pair": "qg:X owl:equivalentClass qg:Process .",
    "own-builtins": "prov:Invented a owl:Class .",
    "unconnected": "qg:X a owl:Class .",
    "hierarchy-cycle": "qg:X rdfs:subClassOf qg:Y . qg:Y rdfs:subClassOf qg:X .",
    "wrong-inverse": "qg:p owl:inverseOf qg:q ; rdfs:domain qg:Process . qg:q rdfs:range qg:Clause .",
    "inverse-of-itself": "qg:p owl:inverseOf qg:p .",
    "wrong-symmetric": "qg:p a owl:SymmetricProperty ; rdfs:domain qg:Process ; rdfs:range qg:Clause .",
    "wrong-transitive": "qg:p a owl:TransitiveProperty ; rdfs:domain qg:Process ; rdfs:range qg:Clause .",
    "several-domains": "qg:p rdfs:domain qg:Process , qg:Clause .",
    "naming": "qg:lower a owl:Class .",
    "untyped-class": "qg:p rdfs:range qg:Undeclared .",
    "untyped-property": 'qg:Process qg:undeclared "x" .',
    "file-extension": "<https://w3id.org/qualite-graph/ontology/new.ttl> a owl:Ontology .",
    "no-home": "qg:X a owl:Class .",
}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    loaded = ox.Store()
    for folder in ("modules", "reference"):
        for path in (ROOT / folder).glob("*.ttl"):
            loaded.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return loaded


def rows(store: ox.Store, name: str) -> list[str]:
    found = store.query(QUERIES[name].read_text("utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    return [" ".join(str(value) for value in row) for row in found]


@pytest.mark.parametrize("name", QUERIES)
def test_the_vocabulary_is_clean(store: ox.Store, name: str) -> None:
    assert rows(store, name) == []


@pytest.mark.parametrize("name", QUERIES)
def test_each_query_sees_what_it_guards(store: ox.Store, name: str) -> None:
    broken = ox.Store()
    broken.extend(store)
    broken.load(f"{PREFIXES}\n{BROKEN[name]}".encode(), format=ox.RdfFormat.TURTLE)
    assert rows(broken, name)


def test_each_query_says_what_it_is_and_where_it_comes_from() -> None:
    assert set(BROKEN) == set(QUERIES)
    for name, path in QUERIES.items():
        header, body = split_header(path.read_text("utf-8"))
        assert header["id"] == name
        assert re.search("ROBOT|OOPS!", header["source"])
        assert header["fr"]
        assert header["en"]
        assert body


def test_a_term_that_was_released_is_never_taken_away() -> None:
    """A term may be deprecated, with what replaces it; its address goes on meaning what it meant."""
    released = set(RELEASED.read_text("utf-8").split())
    declared = {
        str(subject)
        for path in (ROOT / "modules").glob("*.ttl")
        for subject in Graph().parse(path).subjects()
        if isinstance(subject, URIRef) and "/ontology#" in str(subject)
    }
    assert released
    assert released - declared == set()


def test_a_deprecated_term_keeps_its_name_and_names_its_successor(store: ox.Store) -> None:
    kept = ox.Store()
    kept.extend(store)
    kept.load(
        (
            PREFIXES
            + '\nqg:Old owl:deprecated true ; rdfs:label "old"@en ; dcterms:isReplacedBy qg:Process .'
        ).encode(),
        format=ox.RdfFormat.TURTLE,
    )
    names = [name for name in QUERIES if name.startswith("deprecated") or name == "replaced-but-in-force"]
    assert [row for name in names for row in rows(kept, name)] == []


def inconsistencies(graph: Graph) -> list[str]:
    """Run the OWL 2 RL rules to their end (owlrl) and return what they found impossible."""
    import owlrl

    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = set(graph.subjects(RDF.type, URIRef(f"{ERRORS}ErrorMessage")))
    return [str(text) for error in errors for text in graph.objects(error, URIRef(f"{ERRORS}error"))]


def test_the_whole_example_is_consistent_under_owl_2_rl() -> None:
    """Every module with all that is stated of the example and derived from it; less than a minute."""
    workspace = Workspace.in_memory()
    graph = Graph()
    for path in (ROOT / "modules").glob("*.ttl"):
        graph.parse(path)
    quads = ox.parse(workspace.quads("coffralp"), format=ox.RdfFormat.N_QUADS)
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=triples, format="nt")
    before, started = len(graph), time.monotonic()
    assert inconsistencies(graph) == []
    assert len(graph) > before
    assert time.monotonic() - started < 120  # a third of it on a quiet machine


def test_an_inconsistency_is_seen() -> None:
    graph = Graph()
    graph.parse(data=f"{PREFIXES}\nqg:A owl:disjointWith qg:B . qg:x a qg:A , qg:B .", format="turtle")
    assert inconsistencies(graph)
