"""The vocabulary as values to print: its modules, their classes and properties, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.store import Dataset, Value
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import GRAPH_ONTOLOGY, OWL, RDF, RDFS, SKOS, compact
from qualite_graph.workspace import Workspace

_STATEMENTS: Final = "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER(isIRI(?s)) }"
KINDS: Final = {"class": OWL.Class, "object": OWL.ObjectProperty, "data": OWL.DatatypeProperty}


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its IRI, its kind, and all that is stated of it, by predicate."""

    iri: str
    kind: str
    stated: Mapping[str, tuple[Value, ...]]

    @property
    def local(self) -> str:
        """Return the last part of the IRI: the anchor of the term on its page."""
        return self.iri.rpartition("#")[2].rpartition("/")[2]

    def text(self, predicate: str, lang: str) -> str:
        """Return a text in a language, else in the other, else nothing."""
        found = {value.lang or "": value.value for value in self.stated.get(predicate, ())}
        return found.get(lang) or next(iter(found.values()), "")

    def texts(self, predicate: str, lang: str) -> tuple[str, ...]:
        """Return the texts in a language."""
        return tuple(sorted(v.value for v in self.stated.get(predicate, ()) if v.lang == lang))

    def links(self, predicate: str) -> tuple[str, ...]:
        """Return the IRIs a predicate leads to."""
        return tuple(sorted(v.value for v in self.stated.get(predicate, ()) if v.kind == "iri"))

    def label(self, lang: str) -> str:
        """Return the name of the term."""
        return self.text(RDFS.label, lang) or compact(self.iri)


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its header, and its terms by name."""

    header: Term
    terms: tuple[Term, ...]

    def of_kind(self, kind: str) -> tuple[Term, ...]:
        """Return the terms of one kind of `KINDS`, or the `concept`s."""
        return tuple(term for term in self.terms if term.kind == kind)


def read_modules(workspace: Workspace) -> tuple[Module, ...]:
    """Read every module, the one that others build on first."""
    stated: dict[str, dict[str, list[Value]]] = {}
    for subject, predicate, value in rows_of(workspace.store.query(_STATEMENTS, Dataset((GRAPH_ONTOLOGY,)))):
        if subject and predicate and value:
            stated.setdefault(subject.value, {}).setdefault(predicate.value, []).append(value)
    terms = [_term(iri, found) for iri, found in stated.items()]
    headers = [term for term in terms if term.kind == "ontology"]
    headers.sort(key=lambda term: (len(term.links(OWL.imports)), term.iri))
    return tuple(
        Module(
            header,
            tuple(
                sorted(
                    (one for one in terms if header.iri in one.links(RDFS.isDefinedBy)),
                    key=lambda one: one.local.lower(),
                )
            ),
        )
        for header in headers
    )


def _term(iri: str, found: Mapping[str, list[Value]]) -> Term:
    types = {value.value for value in found.get(RDF.type, [])}
    kind = "ontology" if OWL.Ontology in types else "scheme" if SKOS.ConceptScheme in types else "concept"
    kind = next((key for key, own in KINDS.items() if own in types), kind)
    return Term(iri, kind, {predicate: tuple(values) for predicate, values in found.items()})
