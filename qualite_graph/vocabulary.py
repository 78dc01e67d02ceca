"""Every namespace, prefix and graph name, declared once so that no other module spells an IRI."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

BASE: Final = "https://w3id.org/qualite-graph/"


class Namespace:
    """An IRI prefix whose attributes and items are full IRIs.

    >>> Namespace("https://example.org/#").Process
    'https://example.org/#Process'
    >>> Namespace("https://example.org/")["8.2"]
    'https://example.org/8.2'
    """

    __slots__ = ("_base",)

    def __init__(self, base: str) -> None:
        """Keep what every term's IRI starts with."""
        self._base = base

    def __getattr__(self, name: str) -> str:
        """Return the IRI of the term `name`; dunder names stay Python's own."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self._base + name

    def __getitem__(self, name: object) -> str:
        """Return the IRI of a term whose name is no Python identifier, such as a clause number."""
        return f"{self._base}{name}"

    def __str__(self) -> str:
        """Return the prefix itself."""
        return self._base


QG = Namespace(BASE + "ontology#")
QGS = Namespace(BASE + "shapes#")  # what shapes say to people, apart from the ontology
META = Namespace(BASE + "store#")  # what the store says of itself, apart from the ontology
PROBLEM = Namespace(BASE + "problem/")  # the kinds of refusals that the API tells apart
REF = Namespace(BASE + "reference/")
PRINCIPLE = Namespace(BASE + "reference/principle/")
CLAUSE = Namespace(BASE + "reference/iso9001/2015/")
EDITION = Namespace(BASE + "reference/edition/")
STANDARD = Namespace(BASE + "reference/standard/")
STATEMENT = Namespace(BASE + "reference/statement/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
ORG = Namespace("http://www.w3.org/ns/org#")
SH = Namespace("http://www.w3.org/ns/shacl#")
VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")

PREFIXES: Final[dict[str, str]] = {
    "qg": str(QG),
    "qgs": str(QGS),
    "principle": str(PRINCIPLE),
    "clause": str(CLAUSE),
    "edition": str(EDITION),
    "standard": str(STANDARD),
    "statement": str(STATEMENT),
    "ref": str(REF),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "prov": str(PROV),
    "org": str(ORG),
    "pplan": "http://purl.org/net/p-plan#",
    "vann": "http://purl.org/vocab/vann/",
    "sh": str(SH),
    "foaf": "http://xmlns.com/foaf/0.1/",
    "void": str(VOID),
}

GRAPH_ONTOLOGY: Final = BASE + "graph/ontology"
GRAPH_REFERENCE: Final = BASE + "graph/reference"
GRAPH_CONSULTANCY: Final = BASE + "graph/consultancy"
GRAPH_HISTORY: Final = BASE + "graph/history"
GRAPH_SHELF: Final = BASE + "shelf"
GRAPH_VIEWS: Final = BASE + "views"
GRAPH_STORE: Final = BASE + "graph/store"
DATA: Final = BASE + "data/"

SPARQL_PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def graph_of(slug: str) -> str:
    """Return the IRI of an organisation and of the graph of its asserted statements.

    >>> graph_of("coffralp")
    'https://w3id.org/qualite-graph/data/coffralp'
    """
    return DATA + slug


def derived_graph_of(slug: str) -> str:
    """Return the IRI of the graph that holds what rules derive for an organisation."""
    return graph_of(slug) + "/derived"


def entity(slug: str, kind: str, identifier: str) -> str:
    """Return the IRI of an organisation's entity from its kind and its own identifier.

    >>> entity("coffralp", "process", "R3")
    'https://w3id.org/qualite-graph/data/coffralp/process/R3'
    >>> entity("coffralp", "action", "AC 1")
    'https://w3id.org/qualite-graph/data/coffralp/action/AC%201'
    """
    return f"{graph_of(slug)}/{kind}/{quote(identifier, safe='')}"


def compact(iri: str) -> str:
    """Shorten an IRI with the longest prefix that fits, or return it unchanged.

    >>> compact("https://w3id.org/qualite-graph/reference/principle/P1")
    'principle:P1'
    """
    fitting = [(len(base), prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    local = iri[length:]
    return f"{prefix}:{local}" if local and "/" not in local and "#" not in local else iri
