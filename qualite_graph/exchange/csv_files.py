"""Opens csv files, alone, in a folder or in a zip archive, as the plain sheets that workbooks are made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.exchange.archives import read_member
from qualite_graph.exchange.cells import CellValue
from qualite_graph.exchange.extents import MOST_CELLS
from qualite_graph.exchange.sheets import PlainSheet
from qualite_graph.formulas import unguard

MOST_CSV: Final = 128 * 1024 * 1024
"""Bytes that csv files may have together: 100 000 rows of 18 columns are about 20 MB."""

SUFFIXES: Final = (".csv", ".tsv", ".txt")
_DELIMITERS: Final = (";", ",", "\t", "|")
_SAMPLE: Final = 64 * 1024
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def csv_file(path: Path) -> list[PlainSheet]:
    """Return a csv file as a sheet titled by its name.

    Raises:
        InputError: it cannot be read, is no text or is too large.
    """
    return _sheets([(path.name, _bytes(path))])


def csv_folder(path: Path) -> list[PlainSheet]:
    """Return the csv files of a folder, in the order of their names.

    Raises:
        InputError: it has none, or one cannot be read.
    """
    try:
        files = sorted(
            file for file in path.iterdir() if file.suffix.lower() in SUFFIXES[:2] and file.is_file()
        )
    except OSError as error:
        raise InputError("file_unreadable", file=path, reason=str(error)) from error
    if not files:
        raise InputError("folder_without_csv", file=path)
    if sum(file.stat().st_size for file in files) > MOST_CSV:
        raise InputError("csv_too_large", file=path.name, most=MOST_CSV // 2**20)
    return _sheets((file.name, _bytes(file)) for file in files)


def csv_archive(path: Path, members: Iterable[str]) -> list[PlainSheet]:
    """Return some members of an archive that `check_archive` has accepted.

    Raises:
        InputError: one cannot be read.
    """
    return _sheets((PurePosixPath(name).name, read_member(path, name)) for name in sorted(members))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_CSV:
            raise InputError("csv_too_large", file=path.name, most=MOST_CSV // 2**20)
        return path.read_bytes()
    except OSError as error:
        raise InputError("file_unreadable", file=path, reason=str(error)) from error


def _sheets(files: Iterable[tuple[str, bytes]]) -> list[PlainSheet]:
    return [PlainSheet(PurePosixPath(name).stem, (0, 0), _rows(name, data)) for name, data in files]


def _rows(file: str, data: bytes) -> list[list[CellValue]]:
    text = decode(file, data)
    first, _, after = text.partition("\n")
    # Excel writes its delimiter on a first line of its own, and hides that line.
    declared = first.strip().strip('"').lower()
    is_declared = declared.startswith("sep=") and declared[4:] in _DELIMITERS
    delimiter = declared[4] if is_declared else delimiter_of(text[:_SAMPLE])
    try:
        stream = io.StringIO(after if is_declared else text, newline="")
        rows: list[list[CellValue]] = [
            [*map(unguard, row)] for row in csv.reader(stream, delimiter=delimiter)
        ]
    except csv.Error as error:
        raise InputError("csv_unreadable", file=file, reason=str(error)) from error
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise InputError("csv_too_large", file=file, most=MOST_CSV // 2**20)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def decode(file: str, data: bytes) -> str:
    """Return the text of a csv file: UTF-8 with or without its mark, UTF-16 with, else Windows-1252.

    Raises:
        InputError: the bytes are no text at all.

    >>> decode("a.csv", "Qualité".encode("cp1252")), decode("a.csv", "Qualité".encode("utf-8-sig"))
    ('Qualité', 'Qualité')
    """
    encodings = [name for mark, name in _MARKS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError("csv_encoding", file=file)


def delimiter_of(sample: str) -> str:
    """Return the delimiter that cuts the first lines into most cells, the semicolon when none does.

    >>> delimiter_of("id;nom\\nA;x, y"), delimiter_of("id,nom\\nA,x"), delimiter_of("nom")
    (';', ',', ';')
    """
    lines = [line for line in sample.splitlines() if line.strip()][:20]

    def cells(delimiter: str) -> tuple[int, int]:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            return (0, 0)
        # The headings count first: a comma inside the texts below must not win.
        return (max(counts[:1], default=0), sum(counts))

    return max(_DELIMITERS, key=cells) if lines else ";"
