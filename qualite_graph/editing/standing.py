"""What stands in an organisation, as far as an edit names it: codes and names found in the store."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from qualite_graph.exchange import ntriples
from qualite_graph.exchange.cells import CellValue, Convert, identifier_of
from qualite_graph.exchange.columns import CellType
from qualite_graph.exchange.headings import CLAUSE_KIND
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.problems import Details, Flaw
from qualite_graph.exchange.references import ambiguous, clause_resolver, sheet_names
from qualite_graph.exchange.tables import nearest
from qualite_graph.folding import fold
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of, values_block
from qualite_graph.vocabulary import QG, RDF, RDFS, SKOS, entity, graph_of

_CODE: Final = re.compile(r"(.*?)(\d+)")
_FIRST_CODES: Final = {"process": "P01", "position": "PO01", "output": "O01", "flow": "F01", "unit": "U01"}
"""The code of the first row of a kind; a kind not listed here takes its own first letter."""


@dataclass(slots=True)
class Standing:
    """Finds rows of an organisation by code or by name; rows that an edit adds are found as well."""

    store: Store
    slug: str
    clauses: Collection[str] | None = None
    new: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """The IRIs of rows about to be added, by kind and by code or name."""

    gone: set[str] = field(default_factory=set)
    """The IRIs of rows about to go."""

    _named: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def reader(self, kinds: tuple[str, ...]) -> Convert:
        """Return the reader of a cell that names a row of these kinds: its term, or the flaw."""
        if kinds == (CLAUSE_KIND,):
            return clause_resolver(self.clauses)

        def convert(value: CellValue) -> str | Flaw:
            text = identifier_of(value)
            if isinstance(text, Flaw):
                return text
            found = self.find(text, kinds)
            return found if isinstance(found, Flaw) else ntriples.iri(found)

        return convert

    def find(self, text: str, kinds: tuple[str, ...]) -> str | Flaw:
        """Return the IRI of the one row of these kinds that goes by a code or, failing that, by a name."""
        for exact in (True, False):
            found = self._coded(text, kinds) if exact else self._called(text, kinds)
            if len(found) == 1:
                return found.pop()
            if found:
                return ambiguous(kinds)
        known = [code for kind in kinds for code in (*self.codes(kind), *self._named[kind])]
        close = nearest(text, known)
        details: Details = {"sheets": sheet_names(kinds), "suggestion": close}
        return Flaw("unknown_reference", "did_you_mean" if close else "define_row", details)

    def codes(self, kind: str) -> Collection[str]:
        """Return the codes in use for a kind, those about to be added included."""
        self._read(kind)
        return {*self._codes[kind], *self.new[kind]}

    def next_code(self, kind: str, start: str = "") -> str:
        """Return the first code that follows those in use, written as most of them are.

        With `start`, those that begin otherwise do not count: flows in, out and between have their own.
        """
        parts = [found for code in self.codes(kind) if (found := _CODE.fullmatch(code))]
        parts = [found for found in parts if not start or found[1] == start]
        if not parts:
            first = _FIRST_CODES.get(kind, f"{kind[0].upper()}01")
            return f"{start}01" if start else first
        prefix = Counter(found[1] for found in parts).most_common(1)[0][0]
        digits = [found[2] for found in parts if found[1] == prefix]
        width = min(len(number) for number in digits)
        return f"{prefix}{max(map(int, digits)) + 1:0{width}d}"

    def _coded(self, text: str, kinds: Iterable[str]) -> set[str]:
        here = {self.new[kind][text] for kind in kinds if text in self.new[kind]}
        asked = {kind: entity(self.slug, kind, text) for kind in kinds}
        clauses = " UNION ".join(
            f"{{ VALUES ?item {{ <{iri}> }} {values_block('class', classes_of(kind))} ?item a ?class }}"
            for kind, iri in asked.items()
        )
        rows = rows_of(self.store.query(f"SELECT DISTINCT ?item WHERE {{ {clauses} }}", self._dataset()))
        return here | {row[0].value for row in rows if row[0]} - self.gone

    def _called(self, text: str, kinds: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for kind in kinds:
            self._read(kind)
            found |= self._named[kind].get(fold(text), set())
            found |= {iri for name, iri in self.new[kind].items() if fold(name) == fold(text)}
        return found - self.gone

    def _read(self, kind: str) -> None:
        if kind in self._named:
            return
        named: dict[str, set[str]] = defaultdict(set)
        codes: dict[str, str] = {}
        text = (
            f"SELECT ?item ?p ?name WHERE {{ {values_block('class', classes_of(kind))} ?item a ?class ."
            f" {values_block('p', (SKOS.notation, RDFS.label, QG.personName))} ?item ?p ?name }}"
        )
        for item, predicate, name in rows_of(self.store.query(text, self._dataset())):
            if item and predicate and name:
                named[fold(name.value)].add(item.value)
                if predicate.value == SKOS.notation:
                    codes[name.value] = item.value
        self._named[kind], self._codes[kind] = named, codes

    def _dataset(self) -> Dataset:
        return Dataset((graph_of(self.slug),))


def classes_of(kind: str) -> set[str]:
    """Return the classes that tell rows of a kind from those of any other.

    >>> sorted(iri.rsplit("#")[1] for iri in classes_of("risk") | classes_of("customer"))
    ['Customer', 'Opportunity', 'Risk']
    """
    found: set[str] = set()
    for sheet in LAYOUT:
        if sheet.kind == kind and sheet.classes:
            found.add(sheet.classes[0])
        elif sheet.kind == kind:
            typed = [
                column
                for column in sheet.columns
                if column.type is CellType.CHOICE and column.property == RDF.type
            ]
            found |= {word.iri for column in typed for word in column.words}
            found |= {column.default for column in typed if column.default}
    return found
