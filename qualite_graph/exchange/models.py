"""What files of modelling tools have in common: elements and relations with identifiers, names, lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


@dataclass(slots=True)
class Item:
    """One element or relation of a model as its file gives it; a relation has a source and a target."""

    type: str
    identifier: str
    line: int | None
    source: str = ""
    target: str = ""
    access: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return the first of its names, empty when it has none."""
        return next(iter(self.labels.values()), "")

    @property
    def note(self) -> str:
        """Return its documentation and properties as one text."""
        return "\n".join(self.notes)

    def call(self, text: str, lang: str = "") -> None:
        """Give it a name in a language, unless the name is blank."""
        if blank_less := " ".join(text.split()):
            self.labels.setdefault(language_of(lang), blank_less)


def language_of(tag: str | None) -> str:
    """Return a language tag that RDF accepts, or an empty text.

    >>> language_of("FR"), language_of("?")
    ('fr', '')
    """
    folded = (tag or "").strip().lower().replace("_", "-")
    return folded if _LANGUAGE.fullmatch(folded) else ""


class Identifiers:
    """Gives every item an identifier of its own, whatever its producer did, and remembers the clashes."""

    def __init__(self) -> None:
        """Start with none taken."""
        self._taken: dict[str, int] = {}
        self.clashes: list[tuple[str, int | None]] = []

    def give(self, identifier: str, line: int | None) -> str:
        """Return the identifier itself, or one made from it when it is missing or already taken."""
        if not identifier:
            return self._free(f"line-{line}")
        if identifier in self._taken:
            self.clashes.append((identifier, line))
        return self._free(identifier)

    def _free(self, identifier: str) -> str:
        candidate = identifier
        while candidate in self._taken:
            self._taken[identifier] += 1
            candidate = f"{identifier}#{self._taken[identifier]}"
        self._taken[candidate] = 1
        return candidate


def attribute(attributes: Mapping[str, str], *names: str) -> str:
    """Return the first attribute of these names that has a value, without the blanks around."""
    for name in names:
        if value := attributes.get(name, "").strip():
            return value
    return ""
