"""CSV as the spreadsheet of the reader's language opens it with a double click: the one way to write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from qualite_graph.formulas import guard
from qualite_graph.store import Value
from qualite_graph.store.base import is_number

Cell = str | Value
"""A text, or a number to compute with."""

_MARK: Final = "\ufeff"
_SIGNS: Final = {"fr": (";", ","), "en": (",", ".")}


def csv_text(rows: Iterable[Sequence[Cell]], lang: str) -> str:
    """Write rows as CSV: in French with semicolons, as a French Excel wants it; in English with commas.

    No text is taken for a formula; numbers have the language's decimal sign. The byte order mark tells that
    it is UTF-8.

    >>> csv_text([["=1+1", Value("literal", "1.5")]], "fr")
    "\\ufeff'=1+1;1,5\\r\\n"
    """
    separator, mark = _SIGNS[lang]
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow(
            [guard(cell) if isinstance(cell, str) else cell.value.replace(".", mark) for cell in row]
        )
    return _MARK + written.getvalue()


def cell_of(value: Value | None, text: str) -> Cell:
    """Return a value as a cell: itself where it is a number, else how it is written."""
    return value if value is not None and is_number(value) else text
