"""Chooses how to read a file by what it contains, so that people give any file they have to one function."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Final

from qualite_graph.errors import InputError
from qualite_graph.exchange import csv_files
from qualite_graph.exchange.archimate import (
    is_archimate,
    model_of_tables,
    parse_archimate,
    tables_are_archimate,
)
from qualite_graph.exchange.archimate_mapping import map_of_archimate
from qualite_graph.exchange.archives import check_archive, read_member
from qualite_graph.exchange.bpmn import is_bpmn, read_bpmn
from qualite_graph.exchange.cells import text_of
from qualite_graph.exchange.outcome import Reading
from qualite_graph.exchange.plain_list import find_plain_list, read_plain_list
from qualite_graph.exchange.rdf_reading import read_rdf
from qualite_graph.exchange.sheets import PlainSheet, workbook_sheets
from qualite_graph.exchange.workbook import check_slug, read_sheets
from qualite_graph.exchange.xml_events import MOST_XML, root_of
from qualite_graph.vocabulary import RDF

FORMATS_READ: Final = (
    "xlsx, xlsm, xlsb, xls, ods, csv (; ,), zip, ArchiMate (xml, archimate), BPMN (bpmn, xml), "
    "Turtle (ttl), TriG, N-Triples (nt), N-Quads (nq), RDF/XML (rdf), JSON-LD"
)
_RDF_SUFFIXES: Final = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}
_XML_SUFFIXES: Final = (".xml", ".bpmn", ".bpmn2", ".bpmn20", ".archimate", ".rdf", ".owl")
_WORKBOOK_MEMBERS: Final = ("[content_types].xml", "mimetype", "content.xml")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_HEAD: Final = 4096


def read(path: Path, slug: str, *, clauses: Collection[str] | None = None, partial: bool = False) -> Reading:
    """Read an organisation's map from a file of any known format, or from a folder of csv files.

    What the file contains decides; its extension only tells apart the texts that look alike. With
    `clauses`, claims of other clauses are problems. With `partial`, rows with an error are left out.

    Raises:
        InputError: the file is missing, of no known format, damaged or dangerous, or `slug` cannot name
            an organisation.
    """
    check_slug(slug)
    path = Path(path)
    if path.is_dir():
        return _of_sheets(path.name, csv_files.csv_folder(path), slug, clauses, partial)
    if not path.is_file():
        raise InputError("file_missing", file=path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise InputError("file_unreadable", file=path, reason=str(error)) from error
    suffix = path.suffix.lower()
    if head.startswith(_OLD_WORKBOOK):
        return read_sheets(path.name, workbook_sheets(path), slug, clauses=clauses, partial=partial)
    if head.startswith((_ZIP, b"PK\x05\x06")):
        return _of_archive(path, slug, clauses, partial)
    if suffix in _RDF_SUFFIXES:
        return read_rdf(path, _RDF_SUFFIXES[suffix], slug)
    if suffix in csv_files.SUFFIXES:
        return _of_sheets(path.name, csv_files.csv_file(path), slug, clauses, partial)
    if suffix in _XML_SUFFIXES or _looks_like_xml(head):
        with path.open("rb") as stream:
            return _of_xml(stream, path, path.name, slug)
    raise InputError("unknown_format", file=path.name, formats=FORMATS_READ)


def sheets_of(path: Path) -> list[PlainSheet]:
    """Return the sheets of a workbook, of csv files, or of an archive or folder of them; none for a model.

    Raises:
        InputError: the file is missing, damaged or dangerous.
    """
    if path.is_dir():
        return csv_files.csv_folder(path)
    if not path.is_file():
        raise InputError("file_missing", file=path)
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_OLD_WORKBOOK):
        return workbook_sheets(path)
    if head.startswith((_ZIP, b"PK\x05\x06")):
        members = check_archive(path)
        if any(name.lower() in _WORKBOOK_MEMBERS for name in members):
            return workbook_sheets(path)
        return csv_files.csv_archive(path, [name for name in _shown(members) if _is_table(name)])
    return csv_files.csv_file(path) if path.suffix.lower() in csv_files.SUFFIXES else []


def _shown(members: Iterable[str]) -> list[str]:
    return [name for name in members if not PurePosixPath(name).name.startswith((".", "__"))]


def _is_table(name: str) -> bool:
    return name.lower().endswith(csv_files.SUFFIXES[:2])


def _of_archive(path: Path, slug: str, clauses: Collection[str] | None, partial: bool) -> Reading:
    """Read a workbook, csv files together, or one model: what an archive may hold."""
    members = check_archive(path)
    if any(name.lower() in _WORKBOOK_MEMBERS for name in members):
        return _of_sheets(path.name, workbook_sheets(path), slug, clauses, partial)
    shown = _shown(members)
    tables = [name for name in shown if _is_table(name)]
    if tables:
        return _of_sheets(path.name, csv_files.csv_archive(path, tables), slug, clauses, partial)
    models = [name for name in shown if name.lower().endswith(_XML_SUFFIXES)]
    if len(models) != 1:
        raise InputError("archive_content", file=path.name, count=len(models))
    with BytesIO(read_member(path, models[0])) as stream:
        return _of_xml(stream, None, f"{path.name}/{models[0]}", slug)


def _of_xml(stream: IO[bytes], path: Path | None, file: str, slug: str) -> Reading:
    """Read a model by its root element; `path` is that of a file which is not inside an archive."""
    if path and path.stat().st_size > MOST_XML:
        raise InputError("xml_too_large", file=file, most=MOST_XML // 2**20)
    root = root_of(stream, file)
    stream.seek(0)
    if is_archimate(root):
        return map_of_archimate(parse_archimate(stream, file), slug, file)
    if is_bpmn(root):
        return read_bpmn(stream, slug, file)
    if root.namespace == str(RDF) and path:
        return read_rdf(path, "rdfxml", slug)
    raise InputError("unknown_xml", file=file, root=root.name, namespace=root.namespace or "–")


def _of_sheets(
    file: str, sheets: list[PlainSheet], slug: str, clauses: Collection[str] | None, partial: bool
) -> Reading:
    """Read sheets as a plain list, as Archi's tables or as the layout, whichever they are."""
    if tables_are_archimate(sheet.title for sheet in sheets):
        return map_of_archimate(model_of_tables(_archimate_tables(sheets)), slug, file)
    if plain := find_plain_list(sheets):
        return read_plain_list(file, plain, slug, partial=partial)
    return read_sheets(file, sheets, slug, clauses=clauses, partial=partial)


def _archimate_tables(sheets: list[PlainSheet]) -> dict[str, list[dict[str, str]]]:
    tables: dict[str, list[dict[str, str]]] = {}
    for part in ("elements", "relations", "properties"):
        for sheet in sheets:
            if sheet.title.lower().endswith(part) and sheet.rows:
                headings = [text_of(cell) for cell in sheet.rows[0]]
                tables[part] = [
                    dict(zip(headings, map(text_of, row), strict=False)) for row in sheet.rows[1:]
                ]
    return {"elements": [], "relations": [], **tables}


def _looks_like_xml(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or head.startswith(
        (b"\xff\xfe<", b"\xfe\xff\0<")
    )
