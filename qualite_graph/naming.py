"""What things are called: notations and labels of IRIs, read from the graph in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.messages import typeset
from qualite_graph.store import Dataset, Store, Value
from qualite_graph.store.base import rows_of, values_block
from qualite_graph.vocabulary import QG, SPARQL_PROLOGUE, compact

_CHOICES: Final = {
    "process": "?iri a qg:Process",
    "customer": "?iri a qg:Customer , qg:ExternalParty",
    "clause": "?iri a qg:Clause",
    "principle": "?iri a qg:QualityManagementPrinciple",
    "complaint": "?iri a qg:Complaint",
    "organisation": "?iri a qg:Organization",
}
"""The entities that a parameter of each type may name."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of one entity: its IRI, its notation in its owner's own coding, its label by language."""

    iri: str
    notation: str | None
    labels: Mapping[str, str]

    def label(self, lang: str) -> str:
        """Return the label to show in `lang`, well set, as `stated` gives it otherwise."""
        return typeset(self.stated(lang), lang)

    def stated(self, lang: str) -> str:
        """Return the label in `lang`, else in the other language, else the notation, else a short IRI.

        It is as it stands in the graph, for other programs.
        """
        if lang in self.labels:
            return self.labels[lang]
        # A label without a language tag is under "" ; any label is better than an IRI.
        return next(iter(self.labels.values()), None) or self.notation or compact(self.iri)

    def full(self, lang: str) -> str:
        """Return the notation with the label, as people write them: `R3 Planifier la production`.

        The vocabulary's own notations are for files, not for people: such a concept is its label alone.
        """
        label = self.label(lang)
        if not self.notation or self.notation == label or self.iri.startswith(str(QG)):
            return label
        return f"{self.notation} {label}"


def names(store: Store, dataset: Dataset, iris: Iterable[str]) -> dict[str, Name]:
    """Return the names of some entities in one query; each IRI asked has one."""
    wanted = set(iris)
    if not wanted:
        return {}
    read = _read(store, dataset, values_block("iri", wanted))
    found = {name.iri: name for name in read}
    return {iri: found.get(iri) or Name(iri, None, {}) for iri in wanted}


def choices(store: Store, dataset: Dataset, parameter_type: str) -> tuple[Name, ...]:
    """Return what a parameter may name, in the natural order of notations; empty for a date."""
    if parameter_type not in _CHOICES:
        return ()
    return tuple(sorted(_read(store, dataset, _CHOICES[parameter_type]), key=natural_order))


def natural_order(name: Name) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 8.2 before 8.10, R2 before R10."""
    key: list[tuple[int, int, str]] = []
    digits = ""
    for character in (name.notation or name.iri) + "\0":
        if character.isdecimal():
            digits += character
            continue
        if digits:
            key.append((1, int(digits), ""))
            digits = ""
        key.append((0, 0, character))
    return tuple(key)


def _read(store: Store, dataset: Dataset, pattern: str) -> list[Name]:
    text = (
        f"{SPARQL_PROLOGUE}SELECT ?iri ?notation ?label WHERE {{ {pattern} "
        "OPTIONAL { ?iri skos:notation ?notation } OPTIONAL { ?iri rdfs:label ?label } }"
    )
    notations: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    for iri, notation, label in rows_of(store.query(text, dataset)):
        if iri is None:
            continue
        tagged = labels.setdefault(iri.value, {})
        if notation is not None:
            notations[iri.value] = notation.value
        if label is not None:
            tagged[label.lang or ""] = label.value
    return [Name(iri, notations.get(iri), tagged) for iri, tagged in labels.items()]


def with_notation(store: Store, dataset: Dataset, notation: str) -> tuple[str, ...]:
    """Return the IRIs of the entities that have a notation, sorted."""
    text = f"{SPARQL_PROLOGUE}SELECT ?iri $notation WHERE {{ ?iri skos:notation $notation }}"
    found = rows_of(store.query(text, dataset, {"notation": Value("literal", notation)}), ("iri",))
    return tuple(sorted(iri.value for (iri,) in found if iri))
