"""Measures how far the cells of a workbook reach, because its reader holds the whole rectangle in memory.

Two filled cells at opposite corners of a sheet make a file of 5 kB and a rectangle of 17 billion cells, for
which no process has room. Files of the old xls format need no measure: theirs has 17 million at most.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from qualite_graph.errors import InputError
from qualite_graph.exchange.archives import DAMAGES

MOST_CELLS: Final = 10_000_000
"""Cells of the rectangles that the sheets of a workbook span, at some 40 bytes each.
The largest workbook expected, 100 000 rows of 18 columns, spans 1.8 million."""

_CHUNK: Final = 4 * 1024 * 1024
_HEAD: Final = 64
_LONGEST_TAG: Final = 64 * 1024
_ATTRIBUTES = rb"""([^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)>"""
_CELL = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s>/])" + _ATTRIBUTES)
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,9})(\d{1,9})"')
_ANY_CELL = re.compile(rb"[<:]c[\s/>]")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,9})(\d{1,9})["']""")
_ODS = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)(?=[\s>/])" + _ATTRIBUTES)
_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,12})""")
_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["'](\d{1,12})""")
_BINARY_ROW: Final = 0
_BINARY_CELLS: Final = range(2, 12)


@dataclass(slots=True)
class _Extent:
    """The rectangle of the filled cells seen so far in one sheet."""

    top: int = -1
    bottom: int = -1
    left: int = -1
    right: int = -1

    def add(self, row: int, column: int) -> None:
        """Stretch the rectangle to a cell."""
        if self.top < 0:
            self.top = self.bottom = row
            self.left = self.right = column
            return
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)

    @property
    def cells(self) -> int:
        """Return how many cells the rectangle has."""
        return 0 if self.top < 0 else (self.bottom - self.top + 1) * (self.right - self.left + 1)


def check_extent(path: Path) -> None:
    """Refuse a workbook whose sheets span more cells than can be held.

    Raises:
        InputError: they do, or the archive is damaged.
    """
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            is_binary = "xl/workbook.bin" in (name.lower() for name in names)
            for name in names:
                total += _cells(archive, name, is_binary)
                if total > MOST_CELLS:
                    raise InputError("workbook_too_wide", path=path, most=MOST_CELLS)
    except DAMAGES as error:
        raise InputError("archive_damaged", file=path.name, reason=str(error)) from error


def _cells(archive: zipfile.ZipFile, name: str, is_binary: bool) -> int:
    """Return the cells that one member spans; a sheet may bear any name, so that content tells them apart."""
    with archive.open(name) as stream:
        is_xml = stream.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if name.lower().endswith("content.xml"):
        with archive.open(name) as stream:
            return _open_document_cells(stream)
    if is_xml:
        return _xml_cells(archive, name)
    if is_binary and "/media/" not in name.lower():
        with archive.open(name) as stream:
            return _binary_cells(stream)
    return 0


def _xml_cells(archive: zipfile.ZipFile, name: str) -> int:
    """Return the cells that an xlsx sheet spans, by a quick look that may count too many, else exactly."""
    with archive.open(name) as stream:
        most = _plain_xml_cells(stream)
    if most <= MOST_CELLS:
        return most
    with archive.open(name) as stream:
        return _exact_xml_cells(stream)


def _plain_xml_cells(stream: IO[bytes]) -> int:
    """Return a bound for a sheet written as spreadsheets write it, more than allowed for any other."""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for text in _pieces(stream):
        places = _PLAIN_CELL.findall(text)
        if len(places) != len(_ANY_CELL.findall(text)):
            return MOST_CELLS + 1
        for letters, number in places:
            columns.add(letters)
            rows.add(number)
    numbers = [int(number) for number in rows] or [0]
    places_across = [_column(letters) for letters in columns] or [0]
    height, width = (max(extent) - min(extent) + 1 for extent in (numbers, places_across))
    return height * width if rows else 0


def _exact_xml_cells(stream: IO[bytes]) -> int:
    """Return the cells that an xlsx sheet spans: cells say where they are, else they follow the last one."""
    extent = _Extent()
    row = column = -1
    for tag in _matches(_CELL, stream):
        name, attributes = tag.groups()
        place = _PLACE.search(attributes)
        if name == b"row":
            row, column = int(place.group(2)) - 1 if place else row + 1, -1
            continue
        if place:
            row, column = int(place.group(2)) - 1, _column(place.group(1))
        else:
            column += 1
        if not attributes.endswith(b"/"):
            extent.add(max(row, 0), max(column, 0))
    return extent.cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _open_document_cells(stream: IO[bytes]) -> int:
    """Return the cells that the sheets of an ods file span, repetitions included."""
    total = 0
    row = width = column = repeat = filled = 0
    last = 0
    for tag in _matches(_ODS, stream):
        closing, name, attributes = tag.groups()
        if name == b"table":
            total += last * width
            row = width = last = 0
        elif name == b"table-row" and not closing:
            repeat, column, filled = _number(_ROWS, attributes), 0, 0
            if attributes.endswith(b"/"):
                row += repeat
        elif name == b"table-row":
            row += repeat
            if filled:
                last, width = row, max(width, filled)
        elif not closing:
            column += _number(_COLUMNS, attributes)
            if not attributes.endswith(b"/") or b"value" in attributes:
                filled = column
        if total + last * width > MOST_CELLS:
            return total + last * width
    return total + last * width


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)) if found else 1


def _binary_cells(stream: IO[bytes]) -> int:
    """Return the cells that an xlsb sheet spans: records of a type, a length and a content."""
    data = stream.read()
    extent, row, at = _Extent(), 0, 0
    while at + 2 <= len(data):
        kind, at = _variable(data, at, 2)
        length, at = _variable(data, at, 4)
        if kind == _BINARY_ROW:
            row = int.from_bytes(data[at : at + 4], "little")
        elif kind in _BINARY_CELLS:
            extent.add(row, int.from_bytes(data[at : at + 4], "little"))
        at += length
    return extent.cells


def _variable(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number written seven bits a byte, and where it ends."""
    value = 0
    for place in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return value, at


def _matches(pattern: re.Pattern[bytes], stream: IO[bytes]) -> Iterator[re.Match[bytes]]:
    """Yield the matches of a pattern of tags in a stream."""
    for text in _pieces(stream):
        yield from pattern.finditer(text)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a stream in pieces cut before a tag, so that none is cut through."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        cut = text.rfind(b"<")
        cut = len(text) if cut < 0 or len(text) - cut > _LONGEST_TAG else cut
        yield text[:cut]
        rest = text[cut:]
    yield rest
