"""The names that a query may use – classes, properties, entities – with how people call them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from qualite_graph.naming import Name
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import PREFIXES, SPARQL_PROLOGUE, compact

Kind = Literal["class", "property", "individual"]

MOST_INDIVIDUALS: Final = 1500
"""How many entities are offered: an organisation of thousands is searched, not listed."""

_VOCABULARY: Final = """SELECT DISTINCT ?term ?kind ?label WHERE {
  VALUES (?type ?kind) {
    (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
  }
  ?term a ?type ; rdfs:label ?label }"""
_INDIVIDUALS: Final = f"""SELECT ?term ?notation ?label WHERE {{
  {{ SELECT DISTINCT ?term WHERE {{ ?term skos:notation ?any ; rdfs:label ?called }}
     ORDER BY ?term LIMIT {MOST_INDIVIDUALS} }}
  ?term skos:notation ?notation ; rdfs:label ?label }}"""


@dataclass(frozen=True, slots=True)
class Term:
    """One name: as a query writes it (`qg:Process`, or an IRI in angle brackets), and its name for people."""

    id: str
    kind: Kind
    name: Name


def terms(store: Store, dataset: Dataset) -> tuple[Term, ...]:
    """Return the classes and properties that have a label, then the entities that have a code."""
    found: dict[str, tuple[Kind, str | None, dict[str, str]]] = {}
    for term, kind, label in rows_of(store.query(SPARQL_PROLOGUE + _VOCABULARY, dataset)):
        if term and kind and label:
            known: Kind = "class" if kind.value == "class" else "property"
            found.setdefault(term.value, (known, None, {}))[2][label.lang or ""] = label.value
    for term, notation, label in rows_of(store.query(SPARQL_PROLOGUE + _INDIVIDUALS, dataset)):
        if term and notation and label:
            entry = found.setdefault(term.value, ("individual", notation.value, {}))
            entry[2][label.lang or ""] = label.value
    return tuple(
        Term(written(iri), kind, Name(iri, notation, labels))
        for iri, (kind, notation, labels) in sorted(found.items())
    )


def written(iri: str) -> str:
    """Return an IRI as a query writes it.

    >>> written("https://w3id.org/qualite-graph/ontology#Process"), written("urn:a")
    ('qg:Process', '<urn:a>')
    """
    short = compact(iri)
    prefix, colon, local = short.partition(":")
    is_short = bool(colon) and prefix in PREFIXES and local.replace("_", "").replace("-", "").isalnum()
    return short if is_short and short != iri else f"<{iri}>"
