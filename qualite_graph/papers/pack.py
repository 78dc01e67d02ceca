"""The audit pack: every paper of an organisation in one archive, with its contents and the graph itself."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.papers.agreements import agreements
from qualite_graph.papers.audit_programme import audit_programme
from qualite_graph.papers.collections import all_checklists, all_sheets
from qualite_graph.papers.complaint_file import complaint_file
from qualite_graph.papers.content import Cell, Grid, Paper, Section, Text, cell
from qualite_graph.papers.coverage_statement import coverage_statement
from qualite_graph.papers.look import Look, chosen_look
from qualite_graph.papers.management_review import management_review
from qualite_graph.papers.matrix import matrix
from qualite_graph.papers.matrix_book import matrix_book
from qualite_graph.papers.press import FORMATS, PaperFile, rendered
from qualite_graph.papers.process_map import process_map
from qualite_graph.papers.reader import Reader
from qualite_graph.papers.register import register
from qualite_graph.progress import Listener, unheard
from qualite_graph.workspace import Workspace

CONTENTS: Final = (
    ("process_map", process_map),
    ("process_sheets", all_sheets),
    ("matrix", matrix),
    ("agreements", agreements),
    ("coverage", coverage_statement),
    ("register", register),
    ("audit_programme", audit_programme),
    ("audit_checklists", all_checklists),
    ("management_review", management_review),
    ("complaints", complaint_file),
)
"""The papers of a pack in their order; the names are also those of its stages."""
STAGES: Final = (*(name for name, _ in CONTENTS), "packing")
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
_GRAPH: Final = "graph.ttl"


def audit_pack(  # noqa: PLR0913 -- one choice each
    workspace: Workspace,
    *,
    organisation: str | None = None,
    lang: str = "fr",
    formats: Sequence[str] = tuple(FORMATS),
    day: datetime.date | None = None,
    progress: Listener = unheard,
) -> PaperFile:
    """Make the archive; the same graph at the same date gives the same bytes.

    `progress` is told each of `STAGES`.

    Raises:
        NotFoundError: the organisation does not exist.
        InputError: a format is unknown, or a template or setting of the look cannot be used.
    """
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        raise InputError("unknown_paper_format", format=", ".join(unknown), formats=", ".join(FORMATS))
    reader = Reader(workspace, organisation, lang, day or datetime.date.today())
    look = chosen_look()
    written = io.BytesIO()
    listed: list[tuple[str, tuple[str, ...]]] = []
    with zipfile.ZipFile(written, "w") as archive:
        for place, (stage, write) in enumerate(CONTENTS, start=1):
            progress(stage)
            paper = write(reader)
            names = []
            for name, content in _files(reader, paper, place, formats, look):
                _put(archive, name, content)
                names.append(name)
            listed.append((paper.title, tuple(names)))
        progress("packing")
        _put(archive, _GRAPH, workspace.export(reader.slug, "turtle", lang=lang).content)
        listed.append((reader.text("pack.graph"), (_GRAPH,)))
        for format_name, content in rendered(_contents(reader, listed), formats, look):
            _put(archive, f"00-contents.{format_name}", content)
    return PaperFile(f"audit-pack-{reader.slug}.zip", "application/zip", written.getvalue())


def _files(
    reader: Reader, paper: Paper, place: int, formats: Sequence[str], look: Look
) -> Iterator[tuple[str, bytes]]:
    for format_name, content in rendered(paper, formats, look):
        yield f"{place:02}-{paper.name}.{format_name}", content
    if paper.name == "matrix":
        yield f"{place:02}-{paper.name}.xlsx", matrix_book(reader, look)


def _contents(reader: Reader, listed: Sequence[tuple[str, tuple[str, ...]]]) -> Paper:
    reader.start()
    rows = tuple((cell(title), Cell(names)) for title, names in listed)
    headings = (reader.text("pack.paper"), reader.text("pack.files"))
    blocks = (Text(reader.text("pack.about")), Grid(headings, rows, (1, 1)))
    sections = (Section(reader.text("word.contents"), blocks),)
    return reader.paper("contents", reader.text("pack.title"), reader.text("pack.subtitle"), sections)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, _OLDEST)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    archive.writestr(member, content)
