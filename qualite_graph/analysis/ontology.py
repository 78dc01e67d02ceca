"""What the vocabulary is made of: its modules with version and licence, its terms with their definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from qualite_graph.naming import Name
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import GRAPH_ONTOLOGY, SPARQL_PROLOGUE

_MODULES: Final = """SELECT ?module ?title ?version ?license ?about WHERE {
  ?module a owl:Ontology ; dcterms:title ?title ; owl:versionInfo ?version .
  OPTIONAL { ?module dcterms:license ?license }
  OPTIONAL { ?module dcterms:description ?about . FILTER(LANG(?about) = LANG(?title)) }
}"""
_TERMS: Final = """SELECT ?term ?kind ?label ?definition WHERE {
  VALUES (?type ?kind) {
    (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
  }
  ?term a ?type ; rdfs:label ?label .
  OPTIONAL { ?term skos:definition ?definition . FILTER(LANG(?definition) = LANG(?label)) }
}"""


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its IRI, its title and description by language, its version and its licence's IRI."""

    iri: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class Definition:
    """One class or property: its name, and what it means by language."""

    name: Name
    kind: Literal["class", "property"]
    meanings: Mapping[str, str]


def modules(store: Store) -> tuple[Module, ...]:
    """Return the modules of the vocabulary, by IRI."""
    found: dict[str, tuple[dict[str, str], dict[str, str], str, str]] = {}
    rows = rows_of(store.query(SPARQL_PROLOGUE + _MODULES, Dataset((GRAPH_ONTOLOGY,))))
    for module, title, version, licence, about in rows:
        if module and title and version:
            entry = found.setdefault(module.value, ({}, {}, version.value, licence.value if licence else ""))
            entry[0][title.lang or ""] = title.value
            if about:
                entry[1][about.lang or ""] = about.value
    return tuple(Module(iri, *found[iri]) for iri in sorted(found))


def definitions(store: Store) -> tuple[Definition, ...]:
    """Return the classes, then the properties, each by IRI."""
    found: dict[str, tuple[Literal["class", "property"], dict[str, str], dict[str, str]]] = {}
    rows = rows_of(store.query(SPARQL_PROLOGUE + _TERMS, Dataset((GRAPH_ONTOLOGY,))))
    for term, kind, label, definition in rows:
        if term and kind and label:
            sort: Literal["class", "property"] = "class" if kind.value == "class" else "property"
            entry = found.setdefault(term.value, (sort, {}, {}))
            entry[1][label.lang or ""] = label.value
            if definition:
                entry[2][definition.lang or ""] = definition.value
    made = [Definition(Name(iri, None, labels), kind, texts) for iri, (kind, labels, texts) in found.items()]
    return tuple(sorted(made, key=lambda one: (one.kind, one.name.iri)))
