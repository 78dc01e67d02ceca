"""What stands behind an address: the vocabulary, a module of it, a thing of the reference or of the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from qualite_graph.store import Dataset, Result, Value, everything
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import BASE, GRAPH_ONTOLOGY, SPARQL_PROLOGUE
from qualite_graph.workspace import Workspace

_MODULE: Final = re.compile(r"ontology/([a-z]+)(?:/\d+\.\d+\.\d+)?")
_ABOUT: Final = "CONSTRUCT { $thing ?p ?o } WHERE { SELECT ?p ?o $thing WHERE { $thing ?p ?o } }"
_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_OF_MODULE: Final = (
    SPARQL_PROLOGUE
    + """
CONSTRUCT { ?s ?p ?o } WHERE {
  SELECT ?s ?p ?o $thing WHERE {
    { ?s rdfs:isDefinedBy $thing . ?s ?p ?o } UNION { BIND($thing AS ?s) ?s ?p ?o }
  }
}"""
)
_EXISTS: Final = "SELECT ?p $thing WHERE { $thing ?p ?o } LIMIT 1"


@dataclass(frozen=True, slots=True)
class Address:
    """One address: the IRI it stands for, the organisation it belongs to, whether it is the vocabulary's."""

    iri: str
    organisation: str | None
    is_vocabulary: bool


def address_of(path: str) -> Address:
    """Read the path of an address, as it stands after the base.

    >>> address_of("/ontology/core/0.1.0").iri
    'https://w3id.org/qualite-graph/ontology/core'
    >>> address_of("/data/coffralp/process/R3").organisation
    'coffralp'
    """
    rest = path.strip("/")
    if rest == "ontology":
        return Address(BASE + rest, None, True)
    if module := _MODULE.fullmatch(rest):
        return Address(f"{BASE}ontology/{module[1]}", None, True)
    slug = rest.split("/")[1] if rest.startswith("data/") else None
    return Address(BASE + rest, slug, False)


def described(workspace: Workspace, address: Address) -> Result | None:
    """Return the statements about what an address names, `None` where nothing is said of it."""
    store, thing = workspace.store, {"thing": Value("iri", address.iri)}
    vocabulary = Dataset((GRAPH_ONTOLOGY,))
    if address.iri == BASE + "ontology":
        return store.query(_ALL, vocabulary)
    seen = vocabulary if address.is_vocabulary else everything(address.organisation)
    if not rows_of(store.query(_EXISTS, seen, thing), ("p",)):
        return None
    return store.query(_OF_MODULE if address.is_vocabulary else _ABOUT, seen, thing)
