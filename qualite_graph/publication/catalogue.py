"""The catalogue card of what is published: the vocabulary and the reference, in DCAT and VoID."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from qualite_graph import __version__
from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.publication.terms import read_modules
from qualite_graph.vocabulary import (
    BASE,
    DCAT,
    DCTERMS,
    GRAPH_ONTOLOGY,
    GRAPH_REFERENCE,
    PREFIXES,
    RDF,
    VOID,
    XSD,
)
from qualite_graph.workspace import Workspace

_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_TYPES: Final = (
    ("turtle", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("rdfxml", "application/rdf+xml"),
)
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def dataset_description(workspace: Workspace, address: str) -> bytes:
    """Return the catalogue as Turtle; `address` is where this server answers (`http://127.0.0.1:8501`).

    Method: DCAT 3 (W3C, 2024) and VoID (W3C, 2011).
    """
    found: list[ox.Triple] = []

    def say(subject: str, predicate: str, value: str | ox.Literal) -> None:
        term = value if isinstance(value, ox.Literal) else ox.NamedNode(value)
        found.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), term))

    catalogue = BASE + "catalogue"
    say(catalogue, RDF.type, DCAT.Catalog)
    counts = workspace.statement_counts((GRAPH_ONTOLOGY, GRAPH_REFERENCE))
    issued = {
        value.value
        for module in read_modules(workspace)
        for value in module.header.stated.get(DCTERMS.issued, ())
    }
    for path, graph in (("ontology", GRAPH_ONTOLOGY), ("reference", GRAPH_REFERENCE)):
        dataset = BASE + path
        say(catalogue, DCAT.dataset, dataset)
        for kind in (DCAT.Dataset, VOID.Dataset):
            say(dataset, RDF.type, kind)
        for lang in LANGUAGES:
            for key, predicate in (("title", DCTERMS.title), ("about", DCTERMS.description)):
                text = messages(lang).text(f"published.dataset.{path}.{key}")
                say(dataset, predicate, ox.Literal(text, language=lang))
        say(dataset, DCTERMS.license, _LICENCE)
        say(dataset, DCTERMS.publisher, BASE + "contributors")
        for day in sorted(issued):
            say(dataset, DCTERMS.issued, ox.Literal(day, datatype=ox.NamedNode(XSD.date)))
        say(dataset, DCAT.version, ox.Literal(__version__))
        say(dataset, VOID.triples, ox.Literal(counts.get(graph, 0)))
        say(dataset, VOID.sparqlEndpoint, f"{address}/sparql")
        say(dataset, VOID.uriSpace, ox.Literal(BASE + path))
        if path == "ontology":
            for name, media in _TYPES:
                distribution = f"{dataset}/distribution/{name}"
                say(dataset, DCAT.distribution, distribution)
                say(distribution, RDF.type, DCAT.Distribution)
                say(distribution, DCAT.downloadURL, f"{address}/ontology?format={name}")
                say(distribution, DCAT.mediaType, _MEDIA + media)
                say(distribution, DCTERMS.license, _LICENCE)
    prefixes = {**PREFIXES, "dcat": str(DCAT)}
    return ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
