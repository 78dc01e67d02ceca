"""What the service says of itself: its features by SPARQL Service Description, its data by VoID."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from qualite_graph.errors import InputError
from qualite_graph.http.call import Call
from qualite_graph.http.endpoint import Service
from qualite_graph.http.negotiation import GRAPH_TYPES, choose
from qualite_graph.http.rights import Right
from qualite_graph.http.visible import visible
from qualite_graph.vocabulary import FORMATS, PREFIXES, RDF, SD, VOID
from qualite_graph.workspace import Workspace

_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "TriG",
    "N-Quads",
    "RDF_XML",
    "JSON-LD",
)
_INPUTS: Final = ("Turtle", "N-Triples", "TriG", "N-Quads", "RDF_XML", "JSON-LD")
_WRITTEN: Final[Mapping[str, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}


async def describe(call: Call, workspace: Workspace, right: Right) -> None:
    """Answer with the description of the service, in the format that suits the client.

    Raises:
        InputError: no format suits it.
    """
    accept = call.headers.get("accept", "")
    choice = choose(accept, GRAPH_TYPES)
    if choice is None:
        raise InputError("not_acceptable", accept=accept, offered=", ".join(GRAPH_TYPES))
    media, name = choice
    seen = visible(workspace, right, call.scope.get("path_params", {}).get("organisation"))
    counts = workspace.statement_counts(tuple(dict.fromkeys([*seen.graphs, *(seen.named or ())])))
    address = call.address.replace("/.well-known/void", "/sparql")
    prefixes = {**PREFIXES, "sd": str(SD), "formats": str(FORMATS)}
    body = ox.serialize(_triples(address, counts, right), format=_WRITTEN[name], prefixes=prefixes)
    await call.reply(200, [("content-type", media), ("vary", "Accept, Authorization")], body or b"")


async def well_known(call: Call, service: Service) -> None:
    """Answer at the place where VoID says a description is found."""
    await describe(call, await service.workspace(), service.right(call))


def _triples(address: str, counts: Mapping[str, int], right: Right) -> list[ox.Triple]:
    found: list[ox.Triple] = []

    def say(subject: ox.NamedNode | ox.BlankNode, predicate: str, value: str | int | ox.BlankNode) -> None:
        term = ox.NamedNode(value) if isinstance(value, str) else value
        found.append(
            ox.Triple(subject, ox.NamedNode(predicate), ox.Literal(term) if isinstance(term, int) else term)
        )

    service, dataset, default = ox.NamedNode(address), ox.BlankNode(), ox.BlankNode()
    say(service, RDF.type, SD.Service)
    say(service, SD.endpoint, address)
    say(service, SD.supportedLanguage, SD.SPARQL11Query)
    if right.writes is None or right.writes:
        say(service, SD.supportedLanguage, SD.SPARQL11Update)
    if not right.scratch:
        say(service, SD.feature, SD.UnionDefaultGraph)
    for name in _RESULTS:
        say(service, SD.resultFormat, FORMATS[name])
    for name in _INPUTS:
        say(service, SD.inputFormat, FORMATS[name])
    say(service, SD.defaultDataset, dataset)
    say(dataset, RDF.type, SD.Dataset)
    say(dataset, RDF.type, VOID.Dataset)
    say(dataset, VOID.sparqlEndpoint, address)
    say(dataset, VOID.triples, sum(counts.values()))
    say(dataset, SD.defaultGraph, default)
    say(default, RDF.type, SD.Graph)
    say(default, VOID.triples, counts.get("", 0) if right.scratch else sum(counts.values()))
    for graph, count in counts.items():
        if graph:
            named, content = ox.BlankNode(), ox.BlankNode()
            say(dataset, SD.namedGraph, named)
            say(named, RDF.type, SD.NamedGraph)
            say(named, SD.name, graph)
            say(named, SD.graph, content)
            say(content, RDF.type, SD.Graph)
            say(content, VOID.triples, count)
    return found
