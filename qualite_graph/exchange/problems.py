"""What is wrong in a file, as values that know their place, their reason and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from qualite_graph.exchange.columns import Names
from qualite_graph.messages import messages

Details = Mapping[str, str | Names]

_SHOWN: Final = 8
"""How many other cells are named."""


class Severity(Enum):
    """Whether the file can be loaded despite the problem."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a value cannot be used, before its place is known: keys of the message catalogue."""

    reason: str
    remedy: str = ""
    details: Details = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct in a file. Rows count from 1; `column` is the letter, `heading` its title.

    Parts of the place that make no sense (a missing sheet has no row) are `None` or empty.
    """

    file: str
    sheet: str
    row: int | None
    column: str
    heading: str
    value: str
    reason: str
    remedy: str
    severity: Severity
    details: Details = field(default_factory=dict)
    identifier: str = ""
    """The code of the row, for one that was given by its code and stands in no file."""

    also: tuple[str, ...] = ()
    """The other cells of which the same is to be said."""

    @property
    def is_error(self) -> bool:
        """Return whether the file must be corrected before it can be loaded."""
        return self.severity is Severity.ERROR

    def place(self, lang: str) -> str:
        """Return where the problem is, in `lang`: file, sheet, cell, heading."""
        if not self.file:
            key = "entry_cell" if self.heading else "entry"
        elif self.row is not None and self.column:
            key = "cell"
        elif self.row is not None:
            key = "row" if self.sheet else "line"
        elif self.column:
            key = "column"
        else:
            key = "sheet" if self.sheet else "file"
        return self._text(f"problems.place.{key}", lang)

    def why(self, lang: str) -> str:
        """Return what is wrong, in `lang`."""
        return self._text(f"problems.reason.{self.reason}", lang)

    def what_to_do(self, lang: str) -> str:
        """Return what to do about it, in `lang`."""
        return self._text(f"problems.remedy.{self.remedy}", lang)

    def message(self, lang: str) -> str:
        """Return the whole sentence, in `lang`: where, what, what to do."""
        colon = messages(lang).text("problems.colon")
        said = [self.why(lang), self._echoes(lang), self.what_to_do(lang)]
        return f"{self.place(lang)}{colon}{' '.join(filter(None, said))}"

    def _echoes(self, lang: str) -> str:
        if not self.also:
            return ""
        cells = ", ".join(self.also[:_SHOWN]) + (", …" if len(self.also) > _SHOWN else "")
        return messages(lang).text("problems.also", count=len(self.also), cells=cells)

    def _text(self, key: str, lang: str) -> str:
        known = {
            name: value.of(lang) if isinstance(value, Names) else value
            for name, value in self.details.items()
        }
        own = {
            "file": self.file,
            "sheet": self.sheet,
            "row": "" if self.row is None else str(self.row),
            "column": self.column,
            "heading": self.heading,
            "identifier": self.identifier,
            "value": self.value,
        }
        return messages(lang).text(key, **(own | known))
