"""What a sheet, a column and a choice are, so that the layout can be one table of values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final


@dataclass(frozen=True, slots=True)
class Names:
    """A text in both languages, with the other spellings people use for it."""

    fr: str
    en: str
    also: tuple[str, ...] = ()

    def of(self, lang: str) -> str:
        """Return the text in `lang`, `fr` or `en`."""
        return self.fr if lang == "fr" else self.en

    def spellings(self) -> tuple[str, ...]:
        """Return every spelling that is accepted on reading."""
        return (self.fr, self.en, *self.also)


def names(fr: str, en: str, *also: str) -> Names:
    """Return the `Names` of a French text, an English text and further spellings."""
    return Names(fr, en, also)


NO_NAMES = Names("", "")


UNTAGGED: Final = "fr"
"""The language of the column that shows texts of which no language is stated, as models give them."""


class CellType(Enum):
    """How the cells of a column are read and written."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    REFERENCE = "reference"
    REFERENCES = "references"
    CHOICE = "choice"
    DATE = "date"
    DECIMAL = "decimal"
    INTEGER = "integer"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a choice column: the vocabulary term and how people write it."""

    iri: str
    notation: str
    names: Names


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its headings, how its cells read, and the statement that a filled cell makes.

    `property` speaks of the row's entity, `companion_property` of the entity that comes with it;
    with `inverse` the referred entity is the subject. `default` is the object stated for an empty
    cell. A `lang` makes texts language-tagged.
    """

    key: str
    names: Names
    type: CellType
    property: str = ""
    companion_property: str = ""
    lang: str = ""
    kinds: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    default: str = ""
    required: bool = False
    inverse: bool = False
    help: Names = NO_NAMES
    width: int = 18


@dataclass(frozen=True, slots=True)
class Companion:
    """A second entity described by the same row, and the property that leads to it."""

    kind: str
    classes: tuple[str, ...]
    property: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the kind of entity each of its rows describes.

    With `describes` the rows speak of entities defined elsewhere, named by the column of that key.
    `single` marks the sheet of the organisation itself: one row and no identifier. A row whose two
    columns of `distinct` name the same entity deserves a warning.
    """

    key: str
    names: Names
    kind: str
    classes: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False
    describes: str = ""
    single: bool = False
    companion: Companion | None = None
    distinct: tuple[str, str] | None = None
    help: Names = field(default=NO_NAMES)

    def column(self, key: str) -> Column:
        """Return the column of that key.

        Raises:
            KeyError: the sheet has no such column.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)
