"""Finding by name: everything that bears a label or a code, reached by the words a person remembers of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qualite_graph.folding import fold
from qualite_graph.naming import Name, names, natural_order
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

_NAMED: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?iri ?text WHERE {
  ?iri rdfs:label|skos:prefLabel|skos:altLabel|skos:notation ?text
  FILTER(isIRI(?iri))
}"""
)


@dataclass(frozen=True, slots=True)
class Index:
    """Names with the words that find them: each text folded, spaces around its words."""

    entries: tuple[tuple[Name, str], ...]

    def find(self, text: str) -> tuple[Name, ...]:
        """Return what every word of `text` begins a word of, what is called exactly so first.

        Case and accents do not count, both languages are read, and so are synonyms and codes.
        """
        words = fold(text).split()
        if not words:
            return ()
        found = [
            (f" {' '.join(words)} |" not in folded, len(folded), natural_order(name), name)
            for name, folded in self.entries
            if all(f" {word}" in folded for word in words)
        ]
        return tuple(name for *_, name in sorted(found, key=lambda entry: entry[:3]))


def read_index(store: Store, dataset: Dataset) -> Index:
    """Read the index of all that is named in `dataset`."""
    texts: dict[str, set[str]] = {}
    for iri, text in rows_of(store.query(_NAMED, dataset)):
        if iri and text:
            texts.setdefault(iri.value, set()).add(fold(text.value))
    named = names(store, dataset, texts)
    return Index(
        tuple(
            (named[iri], "|".join(f" {text} " for text in sorted(found)) + "|")
            for iri, found in texts.items()
        )
    )
