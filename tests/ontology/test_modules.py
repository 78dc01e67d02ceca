"""The vocabulary stays documented in both languages, declared once, and within OWL 2 RL."""

from __future__ import annotations

import re
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, URIRef
from rdflib.term import Node

from qualite_graph.vocabulary import QG

ROOT = Path(__file__).parents[2]
MODULE_NAMES = {"core", "process", "customer", "improvement", "consultancy"}
MODULE_BASE = "https://w3id.org/qualite-graph/ontology/"
BOTH = ["en", "fr"]
TURTLE_FILES = sorted(
    path for path in (ROOT / "ontology").rglob("*.ttl") if "examples" not in path.relative_to(ROOT).parts
)
# What OWL 2 RL allows and this vocabulary needs. No restriction and no class expression is among it, so that
# nothing can stand in a place the profile forbids.
OWL_TERMS_USED = {
    *("Ontology", "Class", "ObjectProperty", "DatatypeProperty"),
    *("FunctionalProperty", "SymmetricProperty", "TransitiveProperty"),
    *("versionIRI", "versionInfo", "imports", "inverseOf", "disjointWith"),
}
# Table of the OWL 2 RL datatypes that are of use here; xsd:date, xsd:gYear and xsd:gYearMonth are not in it.
RL_DATATYPES = {"PlainLiteral", "string", "integer", "decimal", "boolean"}


def declared(graph: Graph) -> set[URIRef]:
    """Return the qg: terms a module gives a type to."""
    return {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and str(s).startswith(str(QG))}


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(o.language or "" for o in graph.objects(subject, predicate) if isinstance(o, Literal))


@pytest.mark.parametrize("path", TURTLE_FILES, ids=lambda path: path.name)
def test_every_file_parses_alike_with_both_parsers(path: Path) -> None:
    assert len(set(pyoxigraph.parse(path=str(path)))) == len(Graph().parse(path)) > 0


def test_all_five_modules_are_there(modules: dict[str, Graph]) -> None:
    assert {Path(name).stem for name in modules} == MODULE_NAMES


@pytest.mark.parametrize("name", sorted(MODULE_NAMES))
def test_a_module_has_a_complete_header(modules: dict[str, Graph], name: str) -> None:
    graph = modules[f"modules/{name}.ttl"]
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    assert str(header) == MODULE_BASE + name
    version = graph.value(header, OWL.versionInfo)
    assert graph.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert languages(graph, header, DCTERMS.title) == BOTH
    assert languages(graph, header, DCTERMS.description) == BOTH
    licence = graph.value(header, DCTERMS.license)
    assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(header, DCTERMS.creator)
    for moment in (DCTERMS.created, DCTERMS.modified):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(graph.value(header, moment)))
    assert str(graph.value(header, VANN.preferredNamespacePrefix)) == "qg"
    assert str(graph.value(header, VANN.preferredNamespaceUri)) == str(QG)


def test_imports_name_existing_modules_and_never_turn_round(modules: dict[str, Graph]) -> None:
    imports = {
        header: set(graph.objects(header, OWL.imports))
        for graph in modules.values()
        for header in graph.subjects(RDF.type, OWL.Ontology)
    }
    assert set().union(*imports.values()) <= set(imports)
    assert len(list(TopologicalSorter(imports).static_order())) == len(imports)


def test_a_module_uses_only_its_own_terms_and_those_of_its_imports(modules: dict[str, Graph]) -> None:
    owner = {term: name for name, graph in modules.items() for term in declared(graph)}
    for name, graph in modules.items():
        imported = {f"modules/{Path(str(o)).name}.ttl" for o in graph.objects(None, OWL.imports)}
        used = {t for triple in graph for t in triple if isinstance(t, URIRef) and str(t).startswith(str(QG))}
        astray = {str(t) for t in used if owner.get(t) not in imported | {name}} - {str(QG)}
        assert not astray, name


def test_every_term_is_declared_once_named_and_defined_in_both_languages(modules: dict[str, Graph]) -> None:
    count = Counter(term for graph in modules.values() for term in declared(graph))
    assert [term for term, times in count.items() if times > 1] == []
    faults = []
    for name, graph in modules.items():
        (header,) = graph.subjects(RDF.type, OWL.Ontology)
        for term in sorted(declared(graph)):
            for predicate in (RDFS.label, SKOS.definition):
                if languages(graph, term, predicate) != BOTH:
                    faults.append((name, term, predicate))
            if set(graph.objects(term, RDFS.isDefinedBy)) != {header}:
                faults.append((name, term, RDFS.isDefinedBy))
            if not set(languages(graph, term, SKOS.altLabel)) <= set(BOTH):
                faults.append((name, term, SKOS.altLabel))
    assert faults == []


def test_no_file_uses_an_undeclared_term(modules: dict[str, Graph], graphs: dict[str, Graph]) -> None:
    known = set().union(*(declared(graph) for graph in modules.values()))
    for name, graph in graphs.items():
        used = {t for triple in graph for t in triple if isinstance(t, URIRef) and str(t).startswith(str(QG))}
        assert not used - known - {URIRef(str(QG))}, name


@pytest.mark.parametrize("folder", ["questions", "rules", "shapes"])
def test_no_query_or_shape_uses_an_undeclared_term(
    ontology: Path, modules: dict[str, Graph], folder: str
) -> None:
    known = {str(t).removeprefix(str(QG)) for graph in modules.values() for t in declared(graph)}
    unknown = {}
    for path in sorted(p for p in (ontology / folder).glob("*") if p.suffix in {".rq", ".ttl"}):
        text = re.sub(r"(?m)^\s*(#|PREFIX|@prefix).*$", "", path.read_text(encoding="utf-8"))
        if strange := set(re.findall(r"\bqg:(\w+)", text)) - known:
            unknown[path.name] = sorted(strange)
    assert unknown == {}


def test_a_concept_s_preferred_label_is_its_label(everything: Graph) -> None:
    for concept in set(everything.subjects(SKOS.prefLabel)):
        labels = set(everything.objects(concept, RDFS.label))
        assert set(everything.objects(concept, SKOS.prefLabel)) == labels, concept


def test_every_scheme_lists_its_concepts(everything: Graph) -> None:
    for scheme in set(everything.objects(None, SKOS.topConceptOf)):
        inside = set(everything.subjects(SKOS.topConceptOf, scheme))
        assert set(everything.objects(scheme, SKOS.hasTopConcept)) == inside, scheme
        notations = [str(n) for c in inside for n in everything.objects(c, SKOS.notation)]
        assert len(notations) == len(set(notations)), scheme


def test_the_modules_stay_within_owl_2_rl(modules: dict[str, Graph]) -> None:
    graph = Graph()
    for module in modules.values():
        graph += module
    used = {str(t).removeprefix(str(OWL)) for triple in graph for t in triple if str(t).startswith(str(OWL))}
    assert used <= OWL_TERMS_USED
    assert all(isinstance(s, URIRef) for s in graph.subjects()), "an anonymous class may hide an expression"
    objects = set(graph.subjects(RDF.type, OWL.ObjectProperty))
    data = set(graph.subjects(RDF.type, OWL.DatatypeProperty))
    classes = set(graph.subjects(RDF.type, OWL.Class))
    assert not objects & data and not classes & (objects | data)
    for prop in data:
        for datatype in graph.objects(prop, RDFS.range):
            assert re.split("[#/]", str(datatype))[-1] in RL_DATATYPES, prop
    for prop in objects:
        # A functional property must be simple: neither transitive nor above a transitive one.
        kinds = set(graph.objects(prop, RDF.type))
        assert not {OWL.FunctionalProperty, OWL.TransitiveProperty} <= kinds, prop
    for prop in objects | data:
        assert len(list(graph.objects(prop, RDFS.domain))) <= 1, "several domains would mean all of them"


def test_internal_and_external_customer_are_not_disjoint(modules: dict[str, Graph]) -> None:
    graph = modules["modules/customer.ttl"]
    for role in (QG.InternalCustomer, QG.ExternalCustomer):
        assert (URIRef(role), RDFS.subClassOf, URIRef(QG.Customer)) in graph
        assert not list(graph.objects(URIRef(role), OWL.disjointWith))
    assert (URIRef(QG.Customer), RDFS.subClassOf, URIRef(QG.TopManagement)) not in graph
