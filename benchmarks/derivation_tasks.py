"""Deriving the relations between processes three ways: our rules, an OWL 2 RL closure, SHACL rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from benchmarks import synthetic
from benchmarks.worker import Task
from qualite_graph.resources import ontology_directory
from qualite_graph.rules import Rule, derivation, rules
from qualite_graph.store import Dataset, EmbeddedStore
from qualite_graph.vocabulary import QG, RDF, derived_graph_of, graph_of

if TYPE_CHECKING:
    import rdflib

GRAPH = graph_of(synthetic.SLUG)
DERIVED = derived_graph_of(synthetic.SLUG)
RELATIONS = (QG.hasInternalCustomer, QG.hasInternalSupplier, QG.interactsWith)
CLASSES = (QG.InternalFlow, QG.InternalCustomer)
READ_BY_RULES = (QG.supplier, QG.customer, QG.transfers, QG.outputKind)
ROLES = (QG.Flow, QG.Process, QG.ExternalParty, QG.Customer)
_TRIPLE_QUERY = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {} }}"
_INTERNAL_ENDS = f"""
    VALUES ?p {{ <{QG.supplier}> <{QG.customer}> }}
    ?s <{QG.supplier}> ?supplier ; <{QG.customer}> ?customer ; ?p ?o .
    ?supplier a <{QG.Process}> . ?customer a <{QG.Process}> .
"""
_WITHOUT_BOUNDARY = f"""
    ?s ?p ?o MINUS {{ ?s <{QG.supplier}>|<{QG.customer}> ?end . ?end a <{QG.ExternalParty}> }}
"""
_ENOUGH_FOR_RULES = f"""
    {{ VALUES ?p {{ {" ".join(f"<{name}>" for name in READ_BY_RULES)} }} ?s ?p ?o }}
    UNION {{ VALUES ?o {{ {" ".join(f"<{name}>" for name in ROLES)} }} ?s a ?o BIND(<{RDF.type}> AS ?p) }}
"""
_TYPED_END = re.compile(r"(\?(?:supplier|customer) a qg:\w+) \.")
_AXIOMS = f"""
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix qg: <{QG}> .
qg:suppliedBy owl:inverseOf qg:supplier .
qg:hasInternalCustomer owl:propertyChainAxiom ( qg:suppliedBy qg:customer ) ;
  owl:inverseOf qg:hasInternalSupplier ; rdfs:subPropertyOf qg:interactsWith .
qg:interactsWith a owl:SymmetricProperty .
"""
_CLASS_AXIOMS = f"""
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix qg: <{QG}> .
qg:hasInternalCustomer rdfs:range qg:InternalCustomer .
qg:InternalFlow owl:equivalentClass [ owl:intersectionOf (
  [ owl:onProperty qg:supplier ; owl:someValuesFrom qg:Process ]
  [ owl:onProperty qg:customer ; owl:someValuesFrom qg:Process ] ) ] .
"""
_SHAPE_HEAD = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix qg: <{QG}> .
"""


def ours(processes: int, relations_only: bool = False) -> Task[EmbeddedStore]:
    """Derive in the store: every rule on the whole organisation, or only what the OWL side does and reads."""
    whole = synthetic.text(processes)
    data = whole
    if relations_only:  # our rules read the types of a flow's ends; the OWL axioms have no need of them
        data = _subset(whole, _INTERNAL_ENDS).decode()
        ends = {line.split(" ")[2] for line in data.splitlines()}
        data += "".join(f"{end} a <{QG.Process}> .\n" for end in sorted(ends))
    update = derivation(synthetic.SLUG, _relation_rules() if relations_only else None)

    def prepare() -> EmbeddedStore:
        store = EmbeddedStore.in_memory()
        store.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {data} }} }}")
        return store

    return Task(prepare, lambda store: store.update(update), _relations_in_store)


def ours_within(processes: int) -> Task[EmbeddedStore]:
    """Derive in the store with every rule, on an organisation whose flows all stay within it."""
    data = _subset(synthetic.text(processes), _WITHOUT_BOUNDARY).decode()
    update = derivation(synthetic.SLUG)

    def prepare() -> EmbeddedStore:
        store = EmbeddedStore.in_memory()
        store.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {data} }} }}")
        return store

    # OWL 2 RL has no words for the last rule, which looks at what a flow carries.
    pattern = f"?s ?p ?o FILTER(?p != <{QG.sendsFeedbackTo}>)"
    return Task(prepare, lambda store: store.update(update), lambda store: _derived(store, pattern))


def owlrl_within(processes: int) -> Task[rdflib.Graph]:
    """Close the same organisation together with the ontology, and the axioms that say what our rules say."""
    import rdflib

    data = _subset(synthetic.text(processes), _WITHOUT_BOUNDARY)
    modules = sorted((ontology_directory() / "modules").glob("*.ttl"))

    def prepare() -> rdflib.Graph:
        graph = rdflib.Graph().parse(data=data, format="nt")
        for path in modules:
            graph.parse(path, format="turtle")
        return graph.parse(data=_AXIOMS, format="turtle").parse(data=_CLASS_AXIOMS, format="turtle")

    def answer(graph: rdflib.Graph) -> Iterable[str]:
        related = [(rdflib.URIRef(name), None) for name in RELATIONS]
        typed = [(rdflib.RDF.type, rdflib.URIRef(name)) for name in CLASSES]
        found = [graph.triples((None, p, end)) for p, end in (*related, *typed)]
        return [f"<{s}> <{p}> <{o}>" for triples in found for s, p, o in triples]

    return Task(prepare, _close, answer)


def ours_every_triple(processes: int) -> Task[EmbeddedStore]:
    """Do as `ours`, and answer with every derived triple."""
    task = ours(processes)
    return Task(task.prepare, task.run, lambda store: _derived(store, "?s ?p ?o"))


def owlrl(processes: int) -> Task[rdflib.Graph]:
    """Close the ends of the internal flows under the equivalent axioms."""
    import rdflib

    data = _subset(synthetic.text(processes), _INTERNAL_ENDS)
    wanted = [rdflib.URIRef(name) for name in RELATIONS]

    def prepare() -> rdflib.Graph:
        return rdflib.Graph().parse(data=data, format="nt").parse(data=_AXIOMS, format="turtle")

    def answer(graph: rdflib.Graph) -> Iterable[str]:
        return [f"<{s}> <{p}> <{o}>" for name in wanted for s, p, o in graph.triples((None, name, None))]

    return Task(prepare, _close, answer)


def pyshacl(processes: int, form: str = "as ours") -> Task[rdflib.Graph]:
    """Run our CONSTRUCTs as SHACL rules.

    The form is "as ours" (each once, for the whole graph), "rewritten" (the same, the types of the ends
    tested by FILTER EXISTS, which keeps rdflib from crossing every process with every other) or "per flow"
    (each once for each flow, as most SHACL rules are written).
    """
    import rdflib
    from pyshacl import shacl_rules

    data = _subset(synthetic.text(processes), _ENOUGH_FOR_RULES)
    before = rdflib.Graph().parse(data=data, format="nt")
    shapes = rdflib.Graph().parse(data=_shapes(form), format="turtle")

    def prepare() -> rdflib.Graph:
        return rdflib.Graph().parse(data=data, format="nt")

    def run(graph: rdflib.Graph) -> object:
        return shacl_rules(graph, shacl_graph=shapes, inplace=True)

    def answer(graph: rdflib.Graph) -> Iterable[str]:
        return [f"<{s}> <{p}> <{o}>" for s, p, o in graph if (s, p, o) not in before]

    return Task(prepare, run, answer)


def _close(graph: rdflib.Graph) -> object:
    import owlrl as peer

    closure = peer.DeductiveClosure(peer.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False)
    return closure.expand(graph)


def _shapes(form: str) -> str:
    """Write our rules, in their order, as the rules of one shape."""
    target = "sh:targetClass qg:Flow" if form == "per flow" else f"sh:targetNode <{GRAPH}>"
    parts = []
    for order, rule in enumerate(rules()):
        body = _TYPED_END.sub(r"FILTER EXISTS { \1 }", rule.body) if form == "rewritten" else rule.body
        construct = f"{rule.prologue} CONSTRUCT {{ {rule.head} }} WHERE {{ {body} }}"
        if form == "per flow":
            construct = construct.replace("?flow", "$this")
        parts.append(f'sh:rule [ a sh:SPARQLRule ; sh:order {order} ; sh:construct """{construct}""" ]')
    return f"{_SHAPE_HEAD} [] a sh:NodeShape ; {target} ; {' ; '.join(parts)} ."


def _relation_rules() -> tuple[Rule, ...]:
    wanted = {f"qg:{name.removeprefix(str(QG))}" for name in RELATIONS}
    return tuple(rule for rule in rules() if rule.produced <= wanted)


def _subset(ntriples: str, pattern: str) -> bytes:
    """Return the statements that a pattern finds, as N-Triples."""
    store = ox.Store()
    store.load(ntriples.encode(), format=ox.RdfFormat.N_TRIPLES)
    found = store.query(_TRIPLE_QUERY.format(pattern))
    return (isinstance(found, ox.QueryTriples) and found.serialize(format=ox.RdfFormat.N_TRIPLES)) or b""


def _relations_in_store(store: EmbeddedStore) -> Iterable[str]:
    values = " ".join(f"<{name}>" for name in RELATIONS)
    return _derived(store, f"VALUES ?p {{ {values} }} ?s ?p ?o")


def _derived(store: EmbeddedStore, pattern: str) -> Iterable[str]:
    found = store.query(_TRIPLE_QUERY.format(pattern), Dataset((DERIVED,)))
    return [line.removesuffix(" .") for line in found.serialize("ntriples").decode().splitlines()]
