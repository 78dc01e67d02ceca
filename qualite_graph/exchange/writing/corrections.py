"""A copy of somebody's file in which each cell to correct is coloured and says what to do."""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlsxwriter

from qualite_graph.exchange.layout import CORRECTIONS
from qualite_graph.exchange.problems import Problem
from qualite_graph.exchange.reading import sheets_of
from qualite_graph.exchange.sheets import PlainSheet
from qualite_graph.messages import messages

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST_TITLE: Final = 31
_MOST_COMMENTS: Final = 5_000
"""How many cells get a comment: each weighs a drawing, and the first sheet lists every problem anyway."""

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_HEADINGS: Final = ("severity", "place", "why", "what_to_do")
_WIDTHS: Final = (12, 44, 60, 60)

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Formats:
    """How cells look: what must be corrected, what is worth a look, times."""

    heading: Format
    wrapped: Format
    error: Format
    warning: Format
    day: Format
    instant: Format

    @classmethod
    def of(cls, workbook: Workbook) -> _Formats:
        return cls(
            workbook.add_format({"bold": True, "bg_color": "#E6ECEF", "bottom": 1}),
            workbook.add_format({"text_wrap": True, "valign": "top"}),
            workbook.add_format({"bg_color": "#FFD9CF", "font_color": "#8A1F00", "bold": True}),
            workbook.add_format({"bg_color": "#FFEFC2", "font_color": "#6B4A00", "italic": True}),
            workbook.add_format({"num_format": "dd/mm/yyyy"}),
            workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        )


def corrections(path: Path, problems: Sequence[Problem], lang: str) -> bytes:
    """Return a workbook with the values of a workbook or csv file, its cells to correct marked.

    Its first sheet lists the problems with their places. The copy can be corrected and loaded as it is:
    that sheet is passed over on reading. No formula is kept, only the values last computed. A file that is
    no table (a model, RDF) gives the list alone.

    Raises:
        InputError: the file cannot be read.
    """
    sheets = sheets_of(path)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "corrections.xlsx"
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(target, options) as workbook:
            formats = _Formats.of(workbook)
            titles = _titles(sheets, CORRECTIONS.of(lang))
            _list(workbook.add_worksheet(CORRECTIONS.of(lang)), problems, formats, titles, lang)
            for sheet in sheets:
                own = [problem for problem in problems if problem.sheet == sheet.title]
                _copy(workbook.add_worksheet(titles[sheet.title]), sheet, own, formats, lang)
        return target.read_bytes()


def _titles(sheets: Sequence[PlainSheet], taken: str) -> dict[str, str]:
    """Return a title that a workbook accepts for each sheet: a csv file's may be too long, or taken."""
    titles: dict[str, str] = {}
    used = {taken.lower()}
    for sheet in sheets:
        base = _FORBIDDEN.sub(" ", sheet.title).strip("' ")[:_LONGEST_TITLE] or "1"
        title, number = base, 1
        while title.lower() in used:
            number += 1
            title = f"{base[: _LONGEST_TITLE - len(str(number)) - 1]} {number}"
        used.add(title.lower())
        titles[sheet.title] = title
    return titles


def _list(
    worksheet: Worksheet, problems: Sequence[Problem], formats: _Formats, titles: dict[str, str], lang: str
) -> None:
    texts = messages(lang)
    for index, (key, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        worksheet.set_column(index, index, width, formats.wrapped)
        worksheet.write_string(0, index, texts.text(f"problems.list.{key}"), formats.heading)
    worksheet.freeze_panes(1, 0)
    for row, problem in enumerate(problems, start=1):
        style = formats.error if problem.is_error else formats.warning
        worksheet.write_string(row, 0, texts.text(f"problems.severity.{problem.severity.value}"), style)
        place = problem.place(lang)
        if problem.row is not None and problem.sheet in titles:
            title = titles[problem.sheet].replace("'", "''")
            cell = f"internal:'{title}'!{problem.column or 'A'}{problem.row}"
            worksheet.write_url(row, 1, cell, string=place)
        else:
            worksheet.write_string(row, 1, place)
        worksheet.write_string(row, 2, problem.why(lang))
        worksheet.write_string(row, 3, problem.what_to_do(lang))
    worksheet.autofilter(0, 0, len(problems), len(_HEADINGS) - 1)


def _copy(
    worksheet: Worksheet, sheet: PlainSheet, problems: Sequence[Problem], formats: _Formats, lang: str
) -> None:
    marked: dict[Cell, list[Problem]] = {}
    for problem in problems:
        if problem.row is not None:
            cell = (problem.row - 1, _index(problem.column) if problem.column else sheet.start[1])
            marked.setdefault(cell, []).append(problem)
    widths: dict[int, int] = {}
    for row, cells in enumerate(sheet.rows, start=sheet.start[0]):
        for column, value in enumerate(cells, start=sheet.start[1]):
            _write(worksheet, (row, column), value, _style(marked.get((row, column)), formats), formats)
            widths[column] = max(widths.get(column, 8), min(len(str(value)), 48))
    for column, width in widths.items():
        worksheet.set_column(column, column, width + 2)
    for place, found in list(marked.items())[:_MOST_COMMENTS]:
        said = "\n\n".join([f"{problem.why(lang)} {problem.what_to_do(lang)}" for problem in found])
        # A comment's author would be the machine's user: none is named.
        worksheet.write_comment(*place, said, {"author": "", "x_scale": 2, "y_scale": 1.4})
    if any(problem.is_error for problem in problems):
        worksheet.set_tab_color("#D9401A")


def _style(found: Sequence[Problem] | None, formats: _Formats) -> Format | None:
    if not found:
        return None
    return formats.error if any(problem.is_error for problem in found) else formats.warning


def _write(worksheet: Worksheet, place: Cell, value: object, style: Format | None, formats: _Formats) -> None:
    if value is None or value == "":
        if style:
            worksheet.write_blank(*place, None, style)
    elif isinstance(value, bool):
        worksheet.write_boolean(*place, value, style)
    elif isinstance(value, int | float):
        worksheet.write_number(*place, value, style)
    elif isinstance(value, datetime.datetime):
        worksheet.write_datetime(*place, value, style or formats.instant)
    elif isinstance(value, datetime.date):
        worksheet.write_datetime(*place, value, style or formats.day)
    else:
        worksheet.write_string(*place, str(value), style)


def _index(letters: str) -> int:
    """Return a column's place from its letter, counted from 0.

    >>> _index("A"), _index("Z"), _index("AA")
    (0, 25, 26)
    """
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
