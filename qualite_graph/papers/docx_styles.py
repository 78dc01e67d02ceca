"""The styles of our Word document: headings, tables and captions that people change in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

STATEMENT: Final = "Statement"
MISSING: Final = "Missing"
CODE: Final = "Code"
EDITION: Final = "Edition"
TABLE: Final = "Paper Table"
_FACE: Final = "Calibri"
_INK, _SOFT = "1B2733", "5B6875"
_HEADINGS: Final = (
    ("Title", 24.0, 0, 2),
    ("Subtitle", 12.0, 0, 4),
    ("Heading 1", 15.0, 18, 6),
    ("Heading 2", 12.0, 12, 4),
)
"""Each with its size and the space before and after, in points."""
_LEFT_OUT: Final = (
    ("Title", ("w:pPr", "w:pBdr")),
    ("Title", ("w:rPr", "w:spacing")),
    ("Subtitle", ("w:rPr", "w:spacing")),
)
"""What the usual styles draw that ours do not: a line under titles, letters set wide."""
_OWN: Final = (
    (STATEMENT, 10.5, None, _INK),
    (MISSING, 10.5, "FDF2D8", "6B4B00"),
    (CODE, 7.0, None, _INK),
    (EDITION, 9.0, None, _SOFT),
)
"""Our styles of paragraphs: size in points, shade, colour."""
_LANGUAGES: Final = {"fr": "fr-FR", "en": "en-GB"}


def dress(document: Document, colour: str, lang: str) -> None:
    """Give the document our styles, in the organisation's colour and the paper's language."""
    accent = colour.removeprefix("#").upper()
    _font(document, "Normal", 10.5, _INK)
    _language(document, _LANGUAGES[lang])
    for heading, size, before, after in _HEADINGS:
        quiet = heading == "Subtitle"
        style = _font(document, heading, size, _SOFT if quiet else accent, bold=not quiet)
        style.font.italic = False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for name, path in _LEFT_OUT:
        for found in _paragraph(document, name).element.findall("/".join(qn(step) for step in path)):
            found.getparent().remove(found)
    caption = _font(document, "Caption", 8.5, _SOFT, bold=False)
    caption.font.italic, caption.paragraph_format.space_before = True, Pt(3)
    for name in ("Header", "Footer"):
        _font(document, name, 8.5, _SOFT)
    for name, size, shade, ink in _OWN:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style = _font(document, name, size, ink, face="Courier New" if name == CODE else _FACE)
        style.paragraph_format.space_after = Pt(0 if name == CODE else 6)
        if shade:
            shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{shade}"/>'
            style.element.get_or_add_pPr().append(parse_xml(shading))
    document.styles.element.append(parse_xml(_table_style(accent)))


def _paragraph(document: Document, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", document.styles[name])


def _font(  # noqa: PLR0913 -- one attribute of a style each
    document: Document, name: str, size: float, colour: str, *, face: str = _FACE, bold: bool | None = None
) -> ParagraphStyle:
    style = _paragraph(document, name)
    style.font.name, style.font.size, style.font.color.rgb = face, Pt(size), RGBColor.from_string(colour)
    if bold is not None:
        style.font.bold = bold
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    if fonts is not None:
        for attribute in list(fonts.attrib):
            if "Theme" in str(attribute):
                del fonts.attrib[attribute]
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), face)
    return style


def _language(document: Document, language: str) -> None:
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def _table_style(accent: str) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A9B5C1"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PaperTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        '<w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="19"/></w:rPr>'
        f'<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        '<w:left w:w="90" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{accent}"/></w:tcPr></w:tblStylePr></w:style>'
    )
