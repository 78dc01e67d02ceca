"""How a value reads in a cell: entities by their names, numbers and dates as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.messages import messages
from qualite_graph.naming import Name
from qualite_graph.store import Value
from qualite_graph.vocabulary import XSD, compact

_NUMBERS: Final = frozenset({XSD.integer, XSD.decimal, XSD.double, XSD.float})


@dataclass(frozen=True, slots=True)
class Speller:
    """Writes values in one language, with the names of the entities that occur."""

    lang: str
    names: Mapping[str, Name]

    def full(self, value: Value | None) -> str:
        """Return the cell of a table for reading: `R3 Planifier la production`, `1 234,5`, `oui`."""
        if value is None:
            return ""
        if value.kind == "iri":
            name = self.names.get(value.value)
            return name.full(self.lang) if name else compact(value.value)
        if value.datatype == XSD.boolean:
            return messages(self.lang).text("cli.yes" if value.value in ("true", "1") else "cli.no")
        if value.datatype in _NUMBERS:
            return _number(value.value, self.lang)
        return value.value

    def label(self, value: Value | None) -> str:
        """Return the cell of a file for other tools: the label alone, figures as they are stored."""
        if value is None:
            return ""
        if value.kind != "iri":
            return value.value
        name = self.names.get(value.value)
        return name.label(self.lang) if name else compact(value.value)

    def notation(self, value: Value | None) -> str:
        """Return the notation of an entity whose label says something else, else nothing."""
        name = self.names.get(value.value) if value is not None and value.kind == "iri" else None
        if name is None or not name.notation or name.notation == name.label(self.lang):
            return ""
        return name.notation


def is_number(value: Value | None) -> bool:
    """Tell whether a value belongs on the right of its column."""
    return value is not None and value.datatype in _NUMBERS


def _number(text: str, lang: str) -> str:
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, _, decimals = digits.partition(".")
    if not whole.isdigit() or not (decimals or "0").isdigit():
        return text  # 1.5E3, NaN: as they stand
    # French separates thousands with a narrow no-break space, and years are not numbers of this type.
    grouped = f"{int(whole):,}" if lang == "en" else f"{int(whole):,}".replace(",", "\u202f")
    return f"{sign}{grouped}" + (("." if lang == "en" else ",") + decimals if decimals else "")
