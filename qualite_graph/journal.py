"""The journal of an organisation: what was written, and what changed between versions, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from qualite_graph.changes import Delta, document
from qualite_graph.history import difference
from qualite_graph.naming import Name, names
from qualite_graph.store import Dataset, Store, Value
from qualite_graph.store.terms import triples
from qualite_graph.vocabulary import RDFS, SKOS


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """One property of one entity that changed: the values it had and those it has."""

    subject: Name
    property: Name
    before: tuple[Name | Value, ...]
    after: tuple[Name | Value, ...]


def difference_in_words(
    store: Store, dataset: Dataset, slug: str, older: int, newer: int
) -> tuple[ChangedFact, ...]:
    """Return what changed between two versions, by entity and property, with names to show.

    Raises:
        NotFoundError: the organisation has no write of one of these numbers.
    """
    return in_words(store, dataset, difference(store, slug, older, newer))


def in_words(store: Store, dataset: Dataset, delta: Delta) -> tuple[ChangedFact, ...]:
    """Return a change by entity and property; entities that are gone keep the name they had.

    A change that is still to be made is told as well: what it adds goes by the name it gives.
    """
    before, after = _facts(delta.removed), _facts(delta.added)
    keys = sorted({*before, *after})
    values = [value for facts in (before, after) for found in facts.values() for value in found]
    iris = {iri for key in keys for iri in key} | {value.value for value in values if value.kind == "iri"}
    named = names(store, dataset, iris)
    elsewhere = _names_within(delta.added) | _names_within(delta.removed)

    def name(iri: str) -> Name:
        known = named[iri]
        return known if known.labels or known.notation else elsewhere.get(iri, known)

    def shown(found: Iterable[Value]) -> tuple[Name | Value, ...]:
        return tuple(
            name(value.value) if value.kind == "iri" else value for value in sorted(found, key=Value.n3)
        )

    return tuple(
        ChangedFact(
            name(subject),
            name(predicate),
            shown(before.get((subject, predicate), ())),
            shown(after.get((subject, predicate), ())),
        )
        for subject, predicate in keys
    )


def _facts(lines: frozenset[str]) -> dict[tuple[str, str], set[Value]]:
    facts: dict[tuple[str, str], set[Value]] = {}
    for subject, predicate, value in triples(document(lines), ox.RdfFormat.N_TRIPLES):
        facts.setdefault((subject.value, predicate), set()).add(value)
    return facts


def _names_within(lines: frozenset[str]) -> dict[str, Name]:
    notations: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    for (subject, predicate), values in _facts(lines).items():
        for value in values:
            if predicate == SKOS.notation:
                notations[subject] = value.value
            elif predicate == RDFS.label:
                labels.setdefault(subject, {})[value.lang or ""] = value.value
    return {iri: Name(iri, notations.get(iri), labels.get(iri, {})) for iri in {*notations, *labels}}
