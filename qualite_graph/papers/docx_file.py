"""A paper as a Word document that people edit: real headings, styles, tables, fields, links to the annex."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Emu

from qualite_graph.errors import InputError
from qualite_graph.papers.docx_body import Body, placed
from qualite_graph.papers.docx_styles import dress
from qualite_graph.papers.look import Look

if TYPE_CHECKING:
    from docx.document import Document

    from qualite_graph.papers.plain import Plain

TEMPLATE: Final = "paper.docx"
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST: Final = 255
"""How long a property of a Word document may be."""
_AUTHOR: Final = "qualite_graph"


def docx_file(plain: Plain, look: Look) -> bytes:
    """Return the paper as docx; the same paper gives the same bytes.

    An organisation's own `paper.docx` gives its styles, margins, headers and footers; without one, ours.

    Raises:
        InputError: the organisation's template is no Word document.
    """
    own = look.template(TEMPLATE)
    document = _opened(own)
    if own is None:
        dress(document, look.colour, plain["lang"])
        _page(document, plain, look)
    body = Body(document, look.colour, width=_width(document))
    written = body.written(plain)
    core = document.core_properties
    core.title, core.subject = plain["title"][:_LONGEST], plain["subtitle"][:_LONGEST]
    core.author = core.last_modified_by = (plain["organisation"] or _AUTHOR)[:_LONGEST]
    core.language, core.comments = plain["lang"], plain["edition_line"]
    core.created = core.modified = datetime.datetime(**plain["date"])
    core.revision = 1
    saved = io.BytesIO()
    document.save(saved)
    return _undated(saved.getvalue(), document.part.partname.lstrip("/"), written)


def _opened(own: Path | None) -> Document:
    if own is None:
        return docx.Document()
    try:
        return docx.Document(str(own))
    except (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise InputError("template_unreadable", file=own, reason=error) from error


def _page(document: Document, plain: Plain, look: Look) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if plain["landscape"]:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    stop = section.page_width - section.left_margin - section.right_margin
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        tabs = paragraph.style.paragraph_format.tab_stops if paragraph.style else ()
        for tab in list(tabs):
            tab._tab.getparent().remove(tab._tab)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(stop), WD_TAB_ALIGNMENT.RIGHT)
    if look.logo:
        header.add_run().add_picture(io.BytesIO(look.logo), height=Cm(1.1))
    header.add_run(f"{'  ' if look.logo else ''}{plain['organisation']}\t{plain['title']}")
    footer.add_run(f"{plain['edition_line']}\t{plain['words']['page']} ")
    for place, code in enumerate(("PAGE", "NUMPAGES")):
        if place:
            footer.add_run(" / ")
        footer._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )


def _width(document: Document) -> Emu:
    section = document.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if page is None or left is None or right is None:
        return Emu(Cm(17))
    return Emu(page - left - right)


def _undated(content: bytes, main: str, body: str) -> bytes:
    """Return the archive with the body in its `main` member, and every member dated alike.

    The same paper gives the same bytes.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(written, "w") as kept:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, _OLDEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            part = given.read(name)
            kept.writestr(member, placed(part, body) if name == main else part)
    return written.getvalue()
