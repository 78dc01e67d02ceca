"""CSV as the spreadsheet of the reader's language opens it with a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from qualite_graph.formulas import guard
from qualite_graph.store import Value
from qualite_graph.store.base import is_number

_MARK: Final = "\ufeff"
_SIGNS: Final = {"fr": (";", ","), "en": (",", ".")}


def csv_text(rows: Iterable[Sequence[str]], lang: str) -> str:
    """Write rows as CSV: in French with semicolons, as a French Excel wants it; in English with commas.

    The byte order mark tells that it is UTF-8.
    """
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=_SIGNS[lang][0], lineterminator="\r\n").writerows(rows)
    return _MARK + written.getvalue()


def csv_cell(text: str, value: Value | None, lang: str) -> str:
    """Return a cell of CSV: a number with the language's decimal sign, a text that is never a formula."""
    return text.replace(".", _SIGNS[lang][1]) if is_number(value) else guard(text)
