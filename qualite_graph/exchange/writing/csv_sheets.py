"""An organisation as a zip of CSV files, one a sheet, that a French Excel opens with a double click."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Final

from qualite_graph.exchange.columns import CellType, Column, Sheet
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.template import WrittenValue, cell_text
from qualite_graph.exchange.writing.rows import Rows
from qualite_graph.formulas import guard

_MOMENT: Final = (2026, 1, 1, 0, 0, 0)
"""The date every file bears, so that the same rows give the same bytes."""

_NUMBERS: Final = (CellType.DECIMAL, CellType.INTEGER)


def csv_zip(rows: Rows, lang: str) -> bytes:
    """Return a zip of CSV files named after the sheets that have rows, and always that of the processes.

    Semicolons, a byte order mark and the language's decimal sign are what Excel expects; dates are ISO.
    Texts are guarded against formulas: `formulas.unguard` gives them back.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in LAYOUT:
            if rows.get(sheet.key) or sheet.required:
                entry = zipfile.ZipInfo(f"{sheet.names.of(lang)}.csv", _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, _sheet(sheet, rows, lang))
    return buffer.getvalue()


def _sheet(sheet: Sheet, rows: Rows, lang: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.names.of(lang) for column in sheet.columns])
    for row in rows.get(sheet.key, ()):
        writer.writerow([_cell(column, row.get(column.key), lang) for column in sheet.columns])
    return text.getvalue().encode("utf-8-sig")


def _cell(column: Column, value: WrittenValue, lang: str) -> str:
    text = cell_text(column, value, lang)
    if column.type in _NUMBERS and not isinstance(value, str):
        return text
    return guard(text.replace("\0", "\ufffd"))  # no reader takes a csv file with a null character
