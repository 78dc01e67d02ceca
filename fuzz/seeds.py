"""What the fuzzer starts from: one small organisation in every format, written by our own writers."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import synthetic
from qualite_graph.exchange import write_workbook
from qualite_graph.workspace import Workspace
from tests.exchange.drawn import BPMN, EXCHANGE

SLUG = synthetic.SLUG
_RDF = {"turtle": b"t", "trig": b"g", "jsonld": b"j"}
_SHEET = "xl/worksheets/sheet2.xml"
_STRINGS = "xl/sharedStrings.xml"
ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Liste"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Fournisseur</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Client</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>A</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>
</office:document-content>"""


def seeds(target: str) -> Iterator[bytes]:
    """Yield the first inputs of a target: a letter that says the format, then the text or bytes."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "small.xlsx")
        write_workbook(path, synthetic.organisation(3))
        book = path.read_bytes()
        workspace = Workspace.in_memory(example=False)
        workspace.load(path, SLUG)
    if target == "tables":
        tables = workspace.export(SLUG, "csv").content
        yield b"z" + book
        yield b"z" + tables
        for name in (_SHEET, _STRINGS):
            yield (b"s" if name == _SHEET else b"u") + _member(book, name)
        yield b"o" + ODS.encode()
        yield b"c" + "fournisseur;client;quoi\nAchats;Ventes;« offre »\n".encode()
        with zipfile.ZipFile(io.BytesIO(tables)) as archive:
            yield from (b"c" + archive.read(name) for name in archive.namelist())
    elif target == "xml":
        yield b"x" + workspace.export(SLUG, "archimate").content
        yield b"x" + EXCHANGE.encode()
        yield b"x" + BPMN.encode()
    else:
        for name, letter in _RDF.items():
            yield letter + workspace.export(SLUG, name).content
        yield b"n" + b"\n".join(workspace.quads(SLUG).replace(b"\r", b"").split(b"\n")[:60]) + b"\n"


def book_with(kind: bytes, part: bytes) -> bytes:
    """Return a workbook one part of which is `part`: mutating an archive only breaks its checksums."""
    if kind == b"o":
        return _packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": part})
    name = _SHEET if kind == b"s" else _STRINGS
    return _packed({**_members(), name: part})


_KEPT: dict[str, bytes] = {}


def _members() -> dict[str, bytes]:
    if not _KEPT:
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory, "small.xlsx")
            write_workbook(path, synthetic.organisation(3))
            with zipfile.ZipFile(path) as archive:
                _KEPT.update({name: archive.read(name) for name in archive.namelist()})
    return _KEPT


def _member(book: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(name)


def _packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
