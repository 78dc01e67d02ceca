"""How facts are gathered from a query's rows: all the rows that speak of one thing make one item."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Row, Store, Value


@dataclass(frozen=True, slots=True)
class Item:
    """One thing and all that its rows say of it, by column.

    A property of many values gives as many rows: `every` gathers them. One that has a single value says it in
    each row, or in none.
    """

    iri: str
    _places: Mapping[str, int]
    _rows: tuple[Row, ...]

    def _values(self, column: str) -> list[Value]:
        place = self._places[column]
        return [value for row in self._rows if (value := row[place]) is not None]

    def where(self, column: str, value: str) -> Item:
        """Return what the rows say in which a column has a value."""
        place = self._places[column]
        rows = [row for row in self._rows if (cell := row[place]) is not None and cell.value == value]
        return Item(self.iri, self._places, tuple(rows))

    def every(self, column: str) -> frozenset[str]:
        """Return the values of a property."""
        return frozenset([value.value for value in self._values(column)])

    def text(self, column: str) -> str | None:
        """Return the only value of a property, the first one where it has several; `None` without."""
        return min(self.every(column), default=None)

    def texts(self, column: str) -> frozenset[tuple[str, str]]:
        """Return the texts of a property that are not empty, each with its language."""
        return frozenset([(one.lang or "", one.value) for one in self._values(column) if one.value.strip()])

    def day(self, column: str) -> datetime.date | None:
        """Return the day of a property, the latest where it has several; `None` without."""
        return max([day for value in self._values(column) if (day := day_of(value))], default=None)

    def number(self, column: str) -> int | None:
        """Return the number without decimals of a property; `None` without."""
        text = self.text(column)
        return int(text) if text is not None and text.isdecimal() else None

    def flag(self, column: str) -> bool | None:
        """Return what a yes or no says; `None` where nobody does."""
        said = self._values(column)
        return any(value.is_true for value in said) if said else None


def read_items(store: Store, dataset: Dataset, query: str) -> tuple[Item, ...]:
    """Run a query and return an item for each value of its first column, by IRI.

    The vocabulary's prefixes are declared.
    """
    result = store.query(SPARQL_PROLOGUE + query, dataset)
    columns = result.variables
    return items(columns, rows_of(result, columns))


def items(columns: Iterable[str], rows: Iterable[Row]) -> tuple[Item, ...]:
    """Return an item for each value of the first column.

    >>> from qualite_graph.store import Value
    >>> a, b, c = (Value("iri", text) for text in "abc")
    >>> [(one.iri, sorted(one.every("to"))) for one in items(["from", "to"], [(b, None), (a, b), (a, c)])]
    [('a', ['b', 'c']), ('b', [])]
    """
    places = {column: place for place, column in enumerate(columns)}
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row[0] is not None:
            found.setdefault(row[0].value, []).append(row)
    return tuple([Item(iri, places, tuple(found[iri])) for iri in sorted(found)])


def day_of(value: Value | None) -> datetime.date | None:
    """Return the day that a literal names, `None` where it names none; a time zone is left out."""
    try:
        return datetime.date.fromisoformat(value.value[:10]) if value else None
    except ValueError:
        return None
