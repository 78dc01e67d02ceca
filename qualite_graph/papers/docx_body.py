"""The body of a Word document, written as WordprocessingML: fast for long papers, and escaped throughout."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import serialize_for_reading
from docx.shared import Cm, Emu

from qualite_graph.papers.docx_styles import CODE, EDITION, MISSING, STATEMENT, TABLE
from qualite_graph.papers.drawing import png_of

if TYPE_CHECKING:
    from docx.document import Document

    from qualite_graph.papers.plain import Plain

_RIGHT_TO_LEFT: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PREFIXES: Final = ("w", "r", "wp", "a", "pic")
_ROOT: Final = re.compile(r"<w:document\b[^>]*(?=>)")
_TALLEST: Final = 0.52
"""How much of the height of a page a drawing may take: its heading stands on the same one."""
_SVG_BLIP: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SHADES: Final = {"good": "E3F4E8", "warn": "FDF2D8", "bad": "FBE3E1"}
_INKS: Final = {"good": "12572F", "warn": "6B4B00", "bad": "8C1D18", "quiet": "5B6875"}


def placed(document: bytes, written: str) -> bytes:
    """Return the XML of a document with what `Body` wrote put at the end of its body.

    As text: to hang some hundred thousand elements into a tree takes longer than to write them.
    """
    text = document.decode()
    start, end = _ROOT.search(text), text.rfind("<w:sectPr")
    if start is None:
        raise ValueError("no document of Word")
    place = end if end >= 0 else text.rindex("</w:body>")
    missing = [one for one in nsdecls(*_PREFIXES).split() if one.partition("=")[0] + "=" not in start[0]]
    root = " ".join([start[0], *missing])
    return f"{text[: start.start()]}{root}{text[start.end() : place]}{written}{text[place:]}".encode()


class Body:
    """Writes the parts of a paper after one another."""

    def __init__(self, document: Document, colour: str, width: Emu) -> None:
        """Write into a document whose lines are `width` wide."""
        self._document = document
        self._accent = colour.removeprefix("#").upper()
        self._width = width
        self._twips = int(width / 635)
        page = document.sections[-1].page_height
        self._tallest = Emu(int((page or Cm(29.7)) * _TALLEST))
        # Looked up once: a document of styles is searched from its start each time.
        self._styles = {style.name: style.style_id for style in document.styles if style.name}
        self._bookmark = 0
        self._drawings = 0

    def written(self, plain: Plain) -> str:
        """Return the head, the sections and the annex, for `placed`."""
        words = plain["words"]
        parts = [
            self._paragraph([self._run(plain["organisation"])], EDITION),
            self._paragraph([self._run(plain["title"])], "Title"),
            self._paragraph([self._run(plain["subtitle"])], "Subtitle"),
            self._paragraph([self._run(plain["edition_line"])], EDITION),
        ]
        for section in plain["sections"]:
            parts.append(self._heading(section["title"], section["level"], new_page=section["new_page"]))
            for block in section["blocks"]:
                parts += self._block(block, words)
        if plain["sources"]:
            parts += self._annex(plain)
        return "".join(parts)

    def _block(self, block: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
        kind = block["kind"]
        if kind == "grid":
            return self._grid(block)
        if kind == "figure":
            return [self._figure(block), self._caption(block["caption"], block["source"])]
        if kind == "signatures":
            return self._signatures(block["people"], words["sign_here"])
        if kind == "boxes":
            return [
                part
                for line in block["lines"]
                for part in (
                    self._paragraph([self._run(f"☐\u00a0{line}")], STATEMENT, "<w:keepNext/>"),
                    self._paragraph([self._run("." * 110, ink="5B6875")], STATEMENT),
                )
            ]
        style = {"statement": STATEMENT, "missing": MISSING}.get(kind, "Normal")
        kept = "<w:keepNext/>" if block["leads"] else ""
        return [self._paragraph([self._run(block["text"]), self._mark(block.get("source"))], style, kept)]

    def _style(self, name: str, fallback: str = "Normal") -> str:
        return str(self._styles.get(name) or self._styles.get(fallback, ""))

    def _paragraph(self, runs: Iterable[str], style: str, properties: str = "") -> str:
        name = quoteattr(self._style(style))
        return f"<w:p><w:pPr><w:pStyle w:val={name}/>{properties}</w:pPr>{''.join(runs)}</w:p>"

    def _heading(self, text: str, level: int, *, new_page: bool = False) -> str:
        page = "<w:pageBreakBefore/>" if new_page else ""
        return self._paragraph([self._run(text)], f"Heading {level}", f"<w:keepNext/>{page}")

    @staticmethod
    def _run(text: str, *, bold: bool = False, ink: str = "", size: int = 0) -> str:
        look = ("<w:b/>" if bold else "") + (f'<w:color w:val="{ink}"/>' if ink else "")
        look += f'<w:sz w:val="{size}"/>' if size else ""
        look += "<w:rtl/>" if _RIGHT_TO_LEFT.search(text) else ""
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.replace("\t", " ").split("\n")
        )
        return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"

    def _mark(self, number: int | None) -> str:
        if not number:
            return ""
        run = self._run(f"\u00a0[{number}]", ink=self._accent, size=15)
        return f'<w:hyperlink w:anchor="source_{number}" w:history="1">{run}</w:hyperlink>'

    def _anchored(self, name: str, run: str) -> str:
        self._bookmark += 1
        number = self._bookmark
        start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
        return f'{start}{run}<w:bookmarkEnd w:id="{number}"/>'

    def _caption(self, text: str, source: int | None) -> str:
        return self._paragraph([self._run(text), self._mark(source)], "Caption")

    def _grid(self, grid: Mapping[str, Any]) -> list[str]:
        total = sum(grid["widths"])
        widths = [int(self._twips * width / total) for width in grid["widths"]]
        size = 17 if grid["small"] else 0
        rows = []
        if grid["headings"]:
            cells = "".join(
                self._cell(
                    [heading], width, bold=True, ink="FFFFFF", fill=self._accent, size=size, right=figures
                )
                for heading, width, figures in zip(grid["headings"], widths, grid["figures"], strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
        open_spans: dict[int, tuple[int, Mapping[str, Any]]] = {}
        for row in grid["rows"]:
            cells, column, waiting = "", 0, list(row)
            while column < len(widths):
                left, above = open_spans.get(column, (0, {}))
                if left:
                    wide = above["columns"]
                    open_spans[column] = (left - 1, above)
                    cells += self._spanning(above, sum(widths[column : column + wide]), "continue", size)
                elif waiting:
                    one = waiting.pop(0)
                    wide = one["columns"]
                    if one["rows"] > 1:
                        open_spans[column] = (one["rows"] - 1, one)
                    merge = "restart" if one["rows"] > 1 else ""
                    width = sum(widths[column : column + wide])
                    cells += self._spanning(one, width, merge, size, right=grid["figures"][column])
                else:
                    break
                column += wide
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        look = "0420" if grid["headings"] else "0400"  # whether the first row is one of headings
        table = (
            f"<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(self._style(TABLE, 'Table Grid'))}/>"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{look}"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )
        return [table, self._caption(grid["caption"], grid["source"])]

    def _spanning(
        self, cell: Mapping[str, Any], width: int, merge: str, size: int, *, right: bool = False
    ) -> str:
        tone = cell["tone"]
        fill = self._accent if tone == "body" else "EEF1F5" if tone == "head" else _SHADES.get(tone, "")
        ink = "FFFFFF" if tone == "body" else _INKS.get(tone, "")
        lines = [""] if merge == "continue" else cell["lines"]
        return self._cell(
            lines, width, bold=tone in ("head", "body", "bad"), ink=ink, fill=fill, size=size, merge=merge,
            columns=cell["columns"], centred=tone == "body", titled=tone == "box", right=right,
        )  # fmt: skip

    def _cell(  # noqa: PLR0913 -- one attribute of a cell each
        self,
        lines: Iterable[str],
        width: int,
        *,
        bold: bool = False,
        ink: str = "",
        fill: str = "",
        size: int = 0,
        merge: str = "",
        columns: int = 1,
        centred: bool = False,
        titled: bool = False,
        right: bool = False,
    ) -> str:
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        look += f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        look += f'<w:vMerge w:val="{merge}"/>' if merge else ""
        look += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        look += '<w:vAlign w:val="center"/>' if centred else ""
        place = '<w:jc w:val="center"/>' if centred else '<w:jc w:val="right"/>' if right else ""
        tight = f'<w:spacing w:before="0" w:after="0"/>{place}'
        paragraphs = "".join(
            f"<w:p><w:pPr>{tight}</w:pPr>"
            f"{self._run(line, bold=bold or (titled and place == 0), ink=ink, size=size)}</w:p>"
            for place, line in enumerate(lines)
        )
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraphs}</w:tc>"

    def _signatures(self, people: list[str], sign_here: str) -> list[str]:
        width = self._twips // len(people)
        columns = f'<w:gridCol w:w="{width}"/>'
        named = "".join(self._cell([person], width, bold=True, fill="EEF1F5") for person in people)
        room = "".join(self._cell([sign_here, "", "", ""], width, ink="5B6875") for _ in people)
        table = (
            f"<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(self._style(TABLE, 'Table Grid'))}/>"
            f'<w:tblW w:w="{width * len(people)}" w:type="dxa"/></w:tblPr><w:tblGrid>'
            f"{columns * len(people)}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{named}</w:tr>"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{room}</w:tr></w:tbl>"
        )
        return [self._paragraph([], "Normal", "<w:keepNext/>"), table, self._paragraph([], "Normal")]

    def _figure(self, figure: Mapping[str, Any]) -> str:
        """Write a drawing: a picture for old readers, with the drawing itself for those that show it."""
        vector = figure["svg"].encode()
        shown = io.BytesIO(png_of(vector))
        picture = self._document.part.new_pic_inline(shown, self._width, None)
        if picture.extent.cy > self._tallest:
            picture = self._document.part.new_pic_inline(shown, None, self._tallest)
        self._drawings += 1
        part = self._document.part
        name = PackURI(f"/word/media/drawing{self._drawings}.svg")
        svg = Part(name, "image/svg+xml", vector, part.package)
        related = part.relate_to(svg, RELATIONSHIP_TYPE.IMAGE)
        blip = picture.find(".//" + qn("a:blip"))
        blip.append(
            parse_xml(
                f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip '
                f'xmlns:asvg="{_SVG_BLIP}" r:embed="{related}"/></a:ext></a:extLst>'
            )
        )
        inline = serialize_for_reading(picture)
        return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"

    def _annex(self, plain: Plain) -> list[str]:
        words = plain["words"]
        places = {query["name"]: place for place, query in enumerate(plain["queries"], start=1)}
        parts = [
            self._heading(words["annex"], 1, new_page=True),
            self._paragraph([self._run(words["annex_intro"])], "Normal"),
            self._code(plain["prefixes"]),
        ]
        for source in plain["sources"]:
            title = self._run(f"[{source['number']}] {source['title']} ", bold=True, size=18)
            anchor = self._anchored(f"source_{source['number']}", title)
            link = self._run(source["query_line"], ink=self._accent, size=18)
            target = f"query_{places[source['query']]}"
            parts.append(
                self._paragraph(
                    [anchor, f'<w:hyperlink w:anchor="{target}" w:history="1">{link}</w:hyperlink>'],
                    "Normal",
                    '<w:keepNext/><w:spacing w:before="120" w:after="0"/>',
                )
            )
            if source["triples"]:
                parts.append(self._code(source["triples"]))
            for line in ([] if source["triples"] else [words["no_triples"]], [source["left_out_line"]]):
                parts += [self._paragraph([self._run(text)], EDITION) for text in line if text]
        parts.append(self._heading(words["queries"], 2))
        for query in plain["queries"]:
            name = self._run(f"{query['name']} {query['title']}".strip(), bold=True, size=18)
            anchor = self._anchored(f"query_{places[query['name']]}", name)
            parts.append(self._paragraph([anchor], "Normal", "<w:keepNext/>"))
            parts.append(self._code(query["lines"]))
        return parts

    def _code(self, lines: Iterable[str]) -> str:
        return self._paragraph([self._run("\n".join(lines))], CODE)
