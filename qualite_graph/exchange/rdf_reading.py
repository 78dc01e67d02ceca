"""Reads RDF written with the product's own terms, in any syntax, into one organisation's graph.

Entities keep their IRIs, also when they were made for another organisation; their statements go into the
graph of the organisation that is loaded, whatever graph of the file they stood in. Statements of derived and
shared graphs are left out: they are not the organisation's, or will be derived again.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qualite_graph.errors import InputError
from qualite_graph.exchange.outcome import Reading
from qualite_graph.exchange.problems import Flaw, Problem, Severity
from qualite_graph.exchange.rdf import find_format
from qualite_graph.resources import ontology_directory
from qualite_graph.vocabulary import BASE, DATA, PREFIXES, QG, RDF, compact, graph_of

MOST_RDF: Final = 256 * 1024 * 1024
"""Bytes an RDF file may have: an organisation of 100 000 flows is about 120 MB of N-Triples."""

_Object = ox.NamedNode | ox.BlankNode | ox.Literal
_TYPE: Final = RDF.type
_ENDS: Final = (QG.supplier, QG.customer)
_COUNTED: Final = {
    QG.Process: "process",
    QG.Position: "position",
    QG.OrganizationalUnit: "unit",
    QG.Customer: "customer",
    QG.ExternalProvider: "provider",
    QG.Output: "output",
    QG.InternalAgreement: "agreement",
    QG.Indicator: "indicator",
    QG.PartyNeed: "need",
    QG.Need: "need",
    QG.Expectation: "need",
    QG.Requirement: "need",
    QG.LegalRequirement: "need",
    QG.ListeningChannel: "channel",
    QG.Complaint: "complaint",
    QG.CorrectiveAction: "action",
    QG.Risk: "risk",
    QG.Opportunity: "risk",
}
"""The sheet under which the entities of each class are counted; flows are counted by their ends."""


def read_rdf(path: Path, syntax: str, slug: str) -> Reading:
    """Read an RDF file of a syntax given by its name or extension.

    Raises:
        InputError: the file cannot be read or parsed; the message names the line.
    """
    try:
        if path.stat().st_size > MOST_RDF:
            raise InputError("rdf_too_large", file=path.name, most=MOST_RDF // 2**20)
        quads = ox.parse(path=path, format=find_format(syntax).syntax, base_iri=graph_of(slug))
        return _Collection(path.name, slug).run(quads)
    except SyntaxError as error:
        place = {"line": error.lineno or 1, "column": error.offset or 1}
        raise InputError("rdf_unreadable", file=path.name, reason=error.msg, **place) from error
    except (OSError, ValueError) as error:
        raise InputError("file_unreadable", file=path, reason=str(error)) from error


class _Collection:
    """The statements of one file on their way to one graph, with what is unknown among them."""

    def __init__(self, file: str, slug: str) -> None:
        self.file = file
        self.slug = slug
        self.graph = ox.NamedNode(graph_of(slug))
        self.triples: list[ox.Triple] = []
        self.known: set[str] = set()
        self.unknown: Counter[str] = Counter()
        self.first: dict[str, str] = {}
        self.entities: dict[str, set[str]] = {}
        self.ends: dict[str, dict[str, str]] = {}
        self.apart: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        self.last: ox.NamedNode | None = None

    def run(self, quads: Iterable[ox.Quad]) -> Reading:
        for quad in quads:
            graph = quad.graph_name
            if isinstance(graph, ox.NamedNode) and graph != self.graph and self.is_apart(graph.value):
                self.apart[graph.value] += 1
            elif isinstance(quad.object, ox.Triple) or isinstance(quad.subject, ox.Triple):
                self.apart[quad.predicate.value] += 1
            else:
                self.triples.append(quad.triple)
                self.note(quad.subject, quad.predicate.value, quad.object)
        ntriples = ox.serialize(self.triples, format=ox.RdfFormat.N_TRIPLES) or b""
        return Reading(graph_of(self.slug), ntriples, tuple(self.problems()), self.counted())

    @staticmethod
    def is_apart(graph: str) -> bool:
        """Return whether a graph is shared by all organisations, or derived."""
        return graph.startswith(BASE + "graph/") or (graph.startswith(DATA) and "/" in graph[len(DATA) :])

    def note(self, subject: ox.NamedNode | ox.BlankNode, predicate: str, value: _Object) -> None:
        """Look at the terms of a statement."""
        if predicate not in self.known:
            self.know(predicate, str(subject))
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            name = value.value
            if name not in self.known:
                self.know(name, str(subject))
            self.entities.setdefault(_COUNTED.get(name, ""), set()).add(str(subject))
        elif predicate in _ENDS:
            self.ends.setdefault(str(subject), {})[predicate] = str(value)
        if subject != self.last and isinstance(subject, ox.NamedNode):
            self.last = subject
            if subject.value.startswith(DATA):
                owner = subject.value[len(DATA) :].partition("/")[0]
                self.others[owner] += owner != self.slug

    def know(self, term: str, subject: str) -> None:
        """Note a class or property that no vocabulary we know has."""
        is_own = term.startswith(str(QG))
        if term in ontology_terms() if is_own else term.startswith(_KNOWN_PREFIXES):
            self.known.add(term)
        else:
            self.unknown[term] += 1
            self.first.setdefault(term, subject)

    def counted(self) -> dict[str, int]:
        """Return how many entities there are by sheet."""
        counts = Counter({key: len(found) for key, found in self.entities.items()})
        processes = self.entities.get("process", set())
        for ends in self.ends.values():
            supplier, customer = (ends.get(end, "") in processes for end in _ENDS)
            kind = (
                "internal_flow" if supplier and customer else "outbound_flow" if supplier else "inbound_flow"
            )
            counts[kind] += 1
        return {key: count for key, count in counts.items() if key and count}

    def problems(self) -> Iterable[Problem]:
        if not self.entities.get("process"):
            yield self.problem(Flaw("no_process", "draw_processes"), "", Severity.ERROR)
        for term, count in self.unknown.items():
            details = {"count": str(count), "subject": self.first[term]}
            yield self.problem(Flaw("unknown_term", "use_known_term", details), compact(term))
        for graph, count in self.apart.items():
            yield self.problem(Flaw("other_graph", "ignore_graph", {"count": str(count)}), compact(graph))
        for owner, count in self.others.items():
            if count:
                flaw = Flaw("other_organisation", "load_under_own_name", {"count": str(count)})
                yield self.problem(flaw, owner)

    def problem(self, flaw: Flaw, value: str, severity: Severity = Severity.WARNING) -> Problem:
        return Problem(self.file, "", None, "", "", value, flaw.reason, flaw.remedy, severity, flaw.details)


_KNOWN_PREFIXES: Final = tuple(iri for iri in PREFIXES.values() if iri != str(QG))


@functools.cache
def ontology_terms() -> frozenset[str]:
    """Return the IRIs that the ontology's modules declare."""
    return frozenset(
        quad.subject.value
        for path in sorted((ontology_directory() / "modules").glob("*.ttl"))
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == RDF.type and isinstance(quad.subject, ox.NamedNode)
    )
