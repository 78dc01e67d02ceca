"""Every paper and every format by name, and the one function that makes a file of a paper."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.folding import fold
from qualite_graph.messages import messages
from qualite_graph.papers.agreements import agreements
from qualite_graph.papers.audit import audit_checklist
from qualite_graph.papers.audit_programme import audit_programme
from qualite_graph.papers.complaint_file import complaint_file
from qualite_graph.papers.content import Paper
from qualite_graph.papers.coverage_statement import coverage_statement
from qualite_graph.papers.look import chosen_look
from qualite_graph.papers.management_review import management_review
from qualite_graph.papers.matrix import matrix
from qualite_graph.papers.plain import as_plain
from qualite_graph.papers.process_map import process_map
from qualite_graph.papers.process_sheet import process_sheet
from qualite_graph.papers.reader import Reader
from qualite_graph.papers.register import register
from qualite_graph.papers.renderers import rendered
from qualite_graph.papers.turtle import turtle
from qualite_graph.workspace import Workspace

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {"pdf": "application/pdf", "docx": _DOCX, "html": "text/html"}
)
"""The formats of every paper, with their media types."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper that can be made: its name, and what it is about besides the organisation, if anything."""

    name: str
    about: str | None
    write: Callable[[Reader, str], Paper]
    required: bool = True

    @property
    def formats(self) -> tuple[str, ...]:
        """Return the formats it comes in."""
        return (*FORMATS, "xlsx") if self.name == "matrix" else tuple(FORMATS)


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("process-map", None, process_map),
            Kind("process-sheet", "process", process_sheet),
            Kind("turtle", "process", turtle),
            Kind("matrix", None, matrix),
            Kind("agreements", "process", agreements, required=False),
            Kind("coverage", None, coverage_statement),
            Kind("register", None, register),
            Kind("audit-programme", None, audit_programme),
            Kind("audit-checklist", "process", audit_checklist),
            Kind("management-review", None, management_review),
            Kind("complaints", "complaint", complaint_file, required=False),
        )
    }
)


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper as a file: what to call it, what it is, what it holds."""

    name: str
    media_type: str
    content: bytes


def find_kind(name: str) -> Kind:
    """Return the paper of that name.

    Raises:
        NotFoundError: there is none.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise NotFoundError("unknown_paper", paper=name, known=", ".join(KINDS)) from None


def make(  # noqa: PLR0913 -- one choice each
    workspace: Workspace,
    name: str,
    *,
    organisation: str | None = None,
    about: str | None = None,
    lang: str = "fr",
    format_name: str = "pdf",
    day: datetime.date | None = None,
) -> PaperFile:
    """Make a paper of an organisation as of a date (today unless one is given).

    Raises:
        NotFoundError: the paper, the organisation or what it should be about does not exist.
        InputError: the format is unknown, what the paper is about is not said, or a template is broken.
    """
    kind = find_kind(name)
    if format_name not in kind.formats:
        raise InputError("unknown_paper_format", format=format_name, formats=", ".join(kind.formats))
    if kind.about and kind.required and not about:
        raise InputError("paper_about_what", paper=name, parameter=kind.about)
    reader = Reader(workspace, organisation, lang, day or datetime.date.today())
    if format_name == "xlsx":
        from qualite_graph.papers.matrix_book import matrix_book  # noqa: PLC0415 -- XlsxWriter comes with it

        name_of_file = f"{reader.text('file.matrix')}.xlsx"
        return PaperFile(name_of_file, _XLSX, matrix_book(reader, chosen_look()))
    paper = kind.write(reader, about or "")
    ((_, content),) = rendered(as_plain(paper), (format_name,), chosen_look())
    return PaperFile(file_name(paper, about, format_name), FORMATS[format_name], content)


def file_name(paper: Paper, about: str | None, extension: str) -> str:
    """Return a name for a paper's file that every system takes, in the paper's language.

    What it is about is folded to letters and figures: a name may hold anything.
    """
    subject = plain_name(about.rpartition("/")[2]) if about else ""
    part = f"{paper.part:02}" if paper.part else ""
    named = messages(paper.lang).text(f"papers.file.{paper.name}")
    return f"{'-'.join(one for one in (named, subject, part) if one)}.{extension}"


def plain_name(text: str) -> str:
    """Return a text as the part of a file's name: letters without accents, figures, hyphens."""
    return fold(text).replace(" ", "-")[:40]
