"""The customer and supplier matrix as a workbook, to sort, filter and colour by oneself."""

from __future__ import annotations

import datetime
import io
from typing import Final

import xlsxwriter

from qualite_graph.exchange.writing.chart import clean
from qualite_graph.papers.look import Look
from qualite_graph.papers.matrix import read_matrix
from qualite_graph.papers.reader import Reader

_PLAIN: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""No text of the data becomes a formula, a link or a number."""
_LONGEST: Final = 32_000


def matrix_book(reader: Reader, look: Look) -> bytes:
    """Return a workbook with the square (rows supply columns) and the list of flows by pair."""
    found = read_matrix(reader)
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, dict(_PLAIN))
    day = reader.day
    book.set_properties(
        {
            "title": reader.text("matrix.title"),
            "comments": f"{reader.edition.version} {reader.edition.digest}",
            "created": datetime.datetime(day.year, day.month, day.day),
        }
    )
    bold, fill = {"bold": True}, {"bg_color": look.colour, "font_color": "#ffffff"}
    head = book.add_format({**bold, **fill, "text_wrap": True, "valign": "top", "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    own = book.add_format({"bg_color": "#d5dbe2", "border": 1})
    square = book.add_worksheet(reader.text("matrix.sheet.square")[:31])
    square.write_string(0, 0, reader.text("matrix.corner"), head)
    square.set_column(0, 0, 34)
    square.set_column(1, max(1, len(found.processes)), 18)
    square.freeze_panes(1, 1)
    for place, name in enumerate(found.processes, start=1):
        square.write_string(0, place, _text(reader.full(name)), head)
        square.write_string(place, 0, _text(reader.full(name)), head)
        square.write_blank(place, place, None, own)
    place_of = {name.iri: place for place, name in enumerate(found.processes, start=1)}
    named = {name.iri: name for name in found.processes}
    pairs = book.add_worksheet(reader.text("matrix.pairs")[:31])
    for column, key in enumerate(("supplier", "output", "customer")):
        pairs.write_string(0, column, reader.text(f"matrix.column.{key}"), head)
    pairs.set_column(0, 2, 40)
    pairs.freeze_panes(1, 0)
    line = 0
    for (supplier, customer), outputs in sorted(
        found.cells.items(), key=lambda entry: (place_of[entry[0][0]], place_of[entry[0][1]])
    ):
        said = [output.label(reader.lang) if output else "–" for output in outputs]
        square.write_string(place_of[supplier], place_of[customer], _text("\n".join(said)), body)
        for output in said:
            line += 1
            for column, text in enumerate(
                (reader.full(named[supplier]), output, reader.full(named[customer]))
            ):
                pairs.write_string(line, column, _text(text), body)
    pairs.autofilter(0, 0, max(1, line), 2)
    book.close()
    return written.getvalue()


def _text(text: str) -> str:
    return clean(text)[:_LONGEST]
