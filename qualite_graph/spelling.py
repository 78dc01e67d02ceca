"""How a value reads in a cell: entities by their names, numbers and dates as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.messages import day_text, messages, number_text
from qualite_graph.naming import Name
from qualite_graph.store import Value
from qualite_graph.store.base import is_number
from qualite_graph.vocabulary import XSD, compact

_DAYS: Final = frozenset({XSD.date, XSD.dateTime, XSD.gYearMonth})


@dataclass(frozen=True, slots=True)
class Speller:
    """Writes values in one language, with the names of the entities that occur."""

    lang: str
    names: Mapping[str, Name]

    def full(self, value: Value | None) -> str:
        """Return the cell of a table for reading: `R3 Planifier la production`, `1 234,5`, `30/06/2026`."""
        if value is None:
            return ""
        if value.kind == "iri":
            name = self.names.get(value.value)
            return name.full(self.lang) if name else compact(value.value)
        if value.datatype == XSD.boolean:
            return messages(self.lang).text("cli.yes" if value.is_true else "cli.no")
        if value.datatype in _DAYS:
            return day_text(value.value, self.lang)
        if is_number(value):
            return number_text(value.value, self.lang)
        return value.value

    def label(self, value: Value | None) -> str:
        """Return the cell of a file for other tools: the label alone, figures as they are stored."""
        if value is None:
            return ""
        if value.kind != "iri":
            return value.value
        name = self.names.get(value.value)
        return name.stated(self.lang) if name else compact(value.value)

    def notation(self, value: Value | None) -> str:
        """Return the notation of an entity whose label says something else, else nothing."""
        name = self.names.get(value.value) if value is not None and value.kind == "iri" else None
        if name is None or not name.notation or name.notation == name.stated(self.lang):
            return ""
        return name.notation
