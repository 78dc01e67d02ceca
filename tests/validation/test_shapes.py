"""The files of shapes: every text in both languages, every name known, the whole model covered."""

import re

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from qualite_graph.resources import ontology_directory
from qualite_graph.validation import Shape, read_shapes
from qualite_graph.validation.shapes import shape_files
from qualite_graph.vocabulary import CLAUSE, QG, QGS
from tests.test_messages import BAD_SPACE

RULES = read_shapes().by_iri
# Terms that no rule names: derived classes and roles follow from flows, and these parts of the reference
# knowledge are single individuals that the tests of the ontology hold to their sources.
WITHOUT_RULE = {
    "GovernanceApproach", "mayIncludeAsMember", "appliesTo", "modality", "perceivedAs", "importanceNote",
    "CustomerPayment", "ImplementationPriority", "concerns", "purpose", "Market", "TopManagement",
    "InterestedParty", "InternalCustomer", "InboundFlow", "interactsWith",
    "hasInternalSupplier", "LegalRequirement", "principleNature", "PrincipleNature", "informationNeeded",
    "CustomerKind", "CustomerRole",
}  # fmt: skip


def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=read_shapes().turtle, format="turtle")


def modules() -> rdflib.Graph:
    found = rdflib.Graph()
    for path in sorted((ontology_directory() / "modules").glob("*.ttl")):
        if path.stem != "consultancy":  # the consultancy is in no organisation's dataset
            found.parse(path)
    return found


def names_used(namespace: str) -> set[str]:
    """Return the local names of a namespace, in triples and in the SPARQL of the shapes."""
    whole = {str(term) for triple in graph() for term in triple if isinstance(term, rdflib.URIRef)}
    in_queries = {
        f"{QG}{name}"
        for query in graph().objects(None, SH.select)
        for name in re.findall(r"\bqg:(\w+)", str(query))
    }
    return {iri.removeprefix(namespace) for iri in whole | in_queries if iri.startswith(namespace)}


def test_each_file_has_the_stem_of_a_module() -> None:
    stems = {path.stem for path in (ontology_directory() / "modules").glob("*.ttl")}
    assert {path.stem for path in shape_files()} == stems - {"consultancy"}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.iri.removeprefix(str(QGS)))
def test_every_rule_speaks_both_languages_and_says_what_to_do(rule: Shape) -> None:
    for texts in (rule.messages, rule.how_to_fix):
        assert set(texts) == {"fr", "en"}
        assert all(text[0].isupper() and text.endswith((".", "…")) for text in texts.values())
        assert BAD_SPACE.search(texts["fr"]) is None
        assert "'" not in texts["fr"]
    assert rule.messages["fr"] != rule.messages["en"]


def test_every_constraint_belongs_to_a_rule() -> None:
    """A shape without severity and message of its own would report what nobody can read."""
    shapes = graph()
    constrained = {shape for shape in shapes.objects(None, SH.property) if isinstance(shape, rdflib.URIRef)}
    constrained |= {
        shape for kind in (SH.targetSubjectsOf, SH.targetObjectsOf) for shape in shapes.subjects(kind)
    }
    assert {str(shape) for shape in constrained} <= set(RULES)
    targeted = set(shapes.subjects(SH.targetClass))
    groups = {shape for shape in targeted if (shape, SH.property, None) in shapes}
    assert {str(shape) for shape in targeted - groups} <= set(RULES)


def test_every_clause_at_stake_exists() -> None:
    reference = rdflib.Graph().parse(ontology_directory() / "reference" / "iso9001-2015.ttl")
    clauses = {str(clause) for clause in reference.subjects(RDF.type, rdflib.URIRef(QG.Clause))}
    at_stake = {clause for rule in RULES.values() for clause in rule.clauses}
    assert at_stake <= clauses
    assert all(clause.startswith(str(CLAUSE)) for clause in at_stake)


def test_every_term_that_shapes_name_is_in_the_ontology() -> None:
    defined = {str(subject).removeprefix(str(QG)) for subject in modules().subjects(RDF.type)}
    assert names_used(str(QG)) - defined == set()


def test_every_term_of_shapes_is_defined_there() -> None:
    defined = {str(subject).removeprefix(str(QGS)) for subject in graph().subjects(RDF.type)}
    assert names_used(str(QGS)) - defined == set()


def test_the_whole_model_is_under_shapes() -> None:
    ontology = modules()
    kinds = (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
    terms = {
        str(term).removeprefix(str(QG))
        for kind in kinds
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith(str(QG))
    }
    assert terms - names_used(str(QG)) == WITHOUT_RULE


QUERIES = sorted(map(str, graph().objects(None, SH.select)))


@pytest.mark.parametrize("query", QUERIES)
def test_queries_keep_to_what_engines_do_alike(query: str) -> None:
    """Dates are compared as texts, and what SHACL forbids with pre-bound variables is not there."""
    assert re.search(r"\b(MINUS|VALUES|SERVICE|NOW|YEAR|MONTH|DAY)\b", query) is None
    assert "$this" in query


def test_no_shape_compares_values_that_may_not_compare() -> None:
    """pySHACL stops on sh:lessThan when a date cannot be read."""
    assert not [
        *graph().triples((None, SH.lessThan, None)),
        *graph().triples((None, SH.lessThanOrEquals, None)),
    ]


def test_shapes_keep_to_the_shapes_of_shapes() -> None:
    shapes = graph()
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_text_given_to_engines_is_every_file_whole() -> None:
    count = sum(len(list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))) for path in shape_files())
    assert len(list(ox.parse(read_shapes().turtle, format=ox.RdfFormat.TURTLE))) == count
