"""The formats an organisation can leave in, and the one function that writes each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.exchange.rdf import FORMATS as RDF_FORMATS
from qualite_graph.exchange.rdf import serialise
from qualite_graph.exchange.writing.archimate import MODELLED, archimate
from qualite_graph.exchange.writing.chart import DRAWN, FLOW_SHEETS, Chart, read_chart
from qualite_graph.exchange.writing.content import Content, read_content, without_persons
from qualite_graph.exchange.writing.csv_sheets import csv_zip
from qualite_graph.exchange.writing.dot import dot
from qualite_graph.exchange.writing.graphml import graphml
from qualite_graph.exchange.writing.left_out import LeftOut, persons_left_out, undrawn, unsaid
from qualite_graph.exchange.writing.map_routes import chain_links
from qualite_graph.exchange.writing.mermaid import mermaid
from qualite_graph.exchange.writing.standing_rows import rows_of
from qualite_graph.exchange.writing.svg import svg_map
from qualite_graph.exchange.writing.workbook import workbook_bytes
from qualite_graph.vocabulary import QG


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format: its name for people, its media type, the extension of its files."""

    name: str
    media_type: str
    extension: str


@dataclass(frozen=True, slots=True)
class Export:
    """The file that an export gives, and what it leaves out of the organisation's graph."""

    format: ExportFormat
    content: bytes
    left_out: tuple[LeftOut, ...]


_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

EXPORT_FORMATS: Final[tuple[ExportFormat, ...]] = (
    ExportFormat("workbook", _XLSX, "xlsx"),
    ExportFormat("csv", "application/zip", "zip"),
    *(ExportFormat(one.name, one.media_type, one.extension) for one in RDF_FORMATS),
    ExportFormat("graphml", "application/graphml+xml", "graphml"),
    ExportFormat("mermaid", "text/vnd.mermaid", "mmd"),
    ExportFormat("dot", "text/vnd.graphviz", "dot"),
    ExportFormat("archimate", "application/xml", "xml"),
    ExportFormat("svg", "image/svg+xml", "svg"),
)
"""Every format of export, those for people first."""

_RDF: Final = frozenset(one.name for one in RDF_FORMATS)
_DETAILED: Final = {
    **DRAWN,
    **{key: DRAWN[key] | {"requirement_fr", "requirement_en"} for key in FLOW_SHEETS},
    "inbound_flow": DRAWN["inbound_flow"] | {"kind", "requirement_fr", "requirement_en"},
    "output": DRAWN["output"] | {"kind"},
}


def find_export_format(name: str) -> ExportFormat:
    """Return the format of that name, extension (with or without its dot) or media type.

    Raises:
        InputError: no format has it.
    """
    wanted = name.strip().lower()
    for one in EXPORT_FORMATS:
        if wanted.removeprefix(".") in (one.name, one.extension, one.media_type) and wanted != ".csv":
            return one
    known = ", ".join(f"{one.name} (.{one.extension})" for one in EXPORT_FORMATS)
    raise InputError("unknown_export_format", format=name, formats=known)


def export(quads: bytes, slug: str, format_name: str, *, lang: str = "fr", persons: bool = True) -> Export:
    """Write an organisation, given as the N-Quads of its asserted and derived graphs.

    RDF formats hold every statement, derived ones included; workbook and CSV what is asserted; the others
    the map. Without `persons`, the names behind positions are left out. The same statements give the
    same bytes.

    Raises:
        InputError: the format is unknown.
    """
    wanted = find_export_format(format_name)
    if wanted.name in _RDF:
        kept, removed = (quads, 0) if persons else without_persons(quads)
        return Export(wanted, serialise(kept, wanted.name), persons_left_out(removed))
    content, removed = read_content(quads, slug, persons=persons)
    rows = rows_of(content)
    if wanted.name in ("workbook", "csv"):
        written = workbook_bytes(rows, lang) if wanted.name == "workbook" else csv_zip(rows, lang)
        left_out = unsaid(content, written, wanted.extension)
    else:
        chart = read_chart(content)
        written = _drawing(wanted.name, content, chart, lang)
        drawn = {"archimate": MODELLED, "graphml": _DETAILED}.get(wanted.name, DRAWN)
        left_out = (*undrawn(content, rows, drawn), *_hidden(wanted.name, content, chart))
    return Export(wanted, written, (*left_out, *persons_left_out(removed)))


def _hidden(name: str, content: Content, chart: Chart) -> tuple[LeftOut, ...]:
    """Return the flows that a picture cannot draw or, to stay readable, does not."""
    flows = {iri for iri in content.subjects if content.has_type(iri, QG.Flow)}
    drawn = chain_links(chart) if name == "svg" else chart.links
    count = len(flows - {link.name.iri for link in drawn})
    return (LeftOut("flows", count),) if count else ()


def _drawing(name: str, content: Content, chart: Chart, lang: str) -> bytes:
    if name == "archimate":
        return archimate(content, chart)
    return {"graphml": graphml, "mermaid": mermaid, "dot": dot, "svg": svg_map}[name](chart, lang)
