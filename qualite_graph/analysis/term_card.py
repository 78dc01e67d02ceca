"""A term's card: all that the graph says of a principle, a clause or a claim, and which processes bear it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.naming import Name, names, natural_order
from qualite_graph.store import Dataset, Store, Value
from qualite_graph.store.base import Row, rows_of
from qualite_graph.vocabulary import RDFS, SKOS, SPARQL_PROLOGUE

_OUTWARD: Final = "SELECT ?property ?value $term WHERE { $term ?property ?value }"
_INWARD: Final = "SELECT ?property ?subject $term WHERE { ?subject ?property $term }"
_CLAIMS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT DISTINCT ?process ?clause $term WHERE {
  { ?clause skos:broader* $term }
  UNION { $term skos:broader+ ?clause }
  UNION { ?clause qg:supportsPrinciple $term }
  ?process qg:addressesClause ?clause .
}"""
)
_BECAME: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?former ?successor ?kind ?text $term WHERE {
  ?correspondence qg:formerPrinciple|qg:successorPrinciple $term ;
    qg:formerPrinciple ?former ; qg:successorPrinciple ?successor ; qg:correspondenceKind ?kind .
  OPTIONAL { ?correspondence rdfs:comment ?text }
}"""
)
_REASONS: Final = (
    SPARQL_PROLOGUE + "SELECT ?text $term WHERE { ?typing qg:typedPrinciple $term ; rdfs:comment ?text }"
)
_TEXTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?statement ?text $term WHERE {
  $term prov:wasDerivedFrom ?statement . ?statement rdfs:comment ?text
}"""
)
_MEANINGS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?concept ?text $term WHERE { $term ?property ?concept . ?concept skos:definition ?text }"""
)

Texts = Mapping[str, str]
"""One text by language."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A process of the organisation that says it answers the term, through this clause."""

    process: Name
    clause: Name


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What a principle of the former set became."""

    former: Name
    successor: Name
    kind: Name
    remark: Texts


@dataclass(frozen=True, slots=True)
class Triple:
    """One statement about the term; `name` names its object where that is a thing."""

    predicate: Name
    value: Value
    name: Name | None


@dataclass(frozen=True, slots=True)
class TermCard:
    """What is stated of a term: texts and links by property, and where they come from.

    `meanings` defines the concepts that the term links to, such as what its claim status means.
    """

    term: Name
    texts: Mapping[str, Texts]
    links: Mapping[str, tuple[Name, ...]]
    backlinks: Mapping[str, tuple[Name, ...]]
    sources: tuple[tuple[Name, Texts], ...]
    claims: tuple[Claim, ...]
    correspondences: tuple[Correspondence, ...]
    typing_reason: Texts
    meanings: Mapping[str, Texts]
    triples: tuple[Triple, ...]

    def text(self, predicate: str, lang: str) -> str | None:
        """Return a text of the term in `lang`, else in any language, `None` when there is none."""
        texts = self.texts.get(predicate, {})
        return texts.get(lang) or next(iter(texts.values()), None)

    def explanation(self, lang: str) -> str | None:
        """Return what the term means: its scope note, its definition or its comment."""
        found = [self.text(predicate, lang) for predicate in (SKOS.scopeNote, SKOS.definition, RDFS.comment)]
        return next((text for text in found if text), None)

    def link(self, predicate: str) -> Name | None:
        """Return the first thing that a property links to."""
        return next(iter(self.links.get(predicate, ())), None)


def term_card(store: Store, dataset: Dataset, term: str) -> TermCard:
    """Read the card of the term with this IRI."""
    bound = {"term": Value("iri", term)}
    outward = [
        (predicate, value)
        for predicate, value in rows_of(store.query(_OUTWARD, dataset, bound), ("property", "value"))
        if predicate and value
    ]
    inward = [
        (predicate, subject)
        for predicate, subject in rows_of(store.query(_INWARD, dataset, bound), ("property", "subject"))
        if predicate and subject and subject.kind == "iri"
    ]
    claims = rows_of(store.query(_CLAIMS, dataset, bound), ("process", "clause"))
    became = rows_of(store.query(_BECAME, dataset, bound), ("former", "successor", "kind", "text"))
    sources = rows_of(store.query(_TEXTS, dataset, bound), ("statement", "text"))
    pairs = [*outward, *inward]
    iris = {value.value for pair in pairs for value in pair if value.kind == "iri"}
    iris |= {
        value.value
        for row in [*claims, *became, *sources]
        for value in row
        if value is not None and value.kind == "iri"
    }
    named = names(store, dataset, [term, *iris])

    texts: dict[str, dict[str, str]] = {}
    links: dict[str, list[Name]] = {}
    for predicate, value in outward:
        if value.kind == "iri":
            links.setdefault(predicate.value, []).append(named[value.value])
        elif value.lang:
            texts.setdefault(predicate.value, {})[value.lang] = value.value
    backlinks: dict[str, list[Name]] = {}
    for predicate, subject in inward:
        backlinks.setdefault(predicate.value, []).append(named[subject.value])
    told = _texts_by_subject(sources)
    return TermCard(
        term=named[term],
        texts=texts,
        links={predicate: _sorted(found) for predicate, found in links.items()},
        backlinks={predicate: _sorted(found) for predicate, found in backlinks.items()},
        sources=tuple((name, told[name.iri]) for name in _sorted([named[iri] for iri in told])),
        claims=tuple(
            sorted(
                (
                    Claim(named[process.value], named[clause.value])
                    for process, clause in claims
                    if process and clause
                ),
                key=lambda claim: (natural_order(claim.process), natural_order(claim.clause)),
            )
        ),
        correspondences=_correspondences(became, named),
        typing_reason={
            text.lang or "": text.value
            for (text,) in rows_of(store.query(_REASONS, dataset, bound), ("text",))
            if text
        },
        meanings=_texts_by_subject(rows_of(store.query(_MEANINGS, dataset, bound), ("concept", "text"))),
        triples=tuple(
            Triple(named[predicate.value], value, named.get(value.value) if value.kind == "iri" else None)
            for predicate, value in sorted(outward, key=lambda pair: (pair[0].value, pair[1].value))
        ),
    )


def _texts_by_subject(rows: tuple[Row, ...]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for subject, text in rows:
        if subject and text:
            found.setdefault(subject.value, {})[text.lang or ""] = text.value
    return found


def _correspondences(rows: tuple[Row, ...], named: Mapping[str, Name]) -> tuple[Correspondence, ...]:
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for former, successor, kind, text in rows:
        if former and successor and kind:
            remark = found.setdefault((former.value, successor.value, kind.value), {})
            if text:
                remark[text.lang or ""] = text.value
    return tuple(
        Correspondence(named[former], named[successor], named[kind], remark)
        for (former, successor, kind), remark in sorted(found.items())
    )


def _sorted(found: list[Name]) -> tuple[Name, ...]:
    return tuple(sorted({name.iri: name for name in found}.values(), key=natural_order))
