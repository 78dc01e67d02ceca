"""Writes workbooks from the layout, empty as a template or filled, for people to complete in Excel."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qualite_graph.exchange.columns import CellType, Column, Sheet
from qualite_graph.exchange.layout import LAYOUT, NOTICE
from qualite_graph.exchange.tables import letter_of
from qualite_graph.messages import messages

WrittenValue = str | int | float | bool | Decimal | datetime.date | None
WrittenRow = Mapping[str, WrittenValue]
Examples = Mapping[tuple[str, str], WrittenValue]
"""A value for each sheet and column, shown on the notice."""

CREATED: Final = datetime.datetime(2026, 1, 1)
"""The date every workbook bears, so that the same rows give the same bytes."""

LAST_ROW: Final = 2000
"""How far the drop-down lists go down; more rows are read all the same."""

_LINE_HEIGHT = 15  # points, in the default font
_CONTENT_WIDTH, _EXAMPLE_WIDTH = 84, 40  # characters
_DARK, _LIGHT = "#1F4E5F", "#5B8A9A"
_LIST_LIMIT = 255  # Excel refuses longer lists of words in a validation


def write_template(path: Path, lang: str = "fr") -> None:
    """Write the empty workbook that a quality manager fills in, in `lang`.

    Raises:
        OSError: the file cannot be written.
    """
    from qualite_graph.exchange.writing.examples import column_examples  # noqa: PLC0415 -- it reads this layout

    _write(path, {}, lang, column_examples())


def write_workbook(path: Path, rows: Mapping[str, Sequence[WrittenRow]], lang: str = "fr") -> None:
    """Write a workbook in `lang`: for each sheet key of the layout, rows keyed by column key.

    Choices are given by the notation of their word. The same rows always give the same bytes.

    Raises:
        KeyError: a row names a column, or a choice a word, that the layout does not have.
        OSError: the file cannot be written.
    """
    _write(path, rows, lang, {})


def _write(path: Path, rows: Mapping[str, Sequence[WrittenRow]], lang: str, examples: Examples) -> None:
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"created": CREATED, "title": NOTICE.of(lang)})
    formats = _Formats(workbook)
    try:
        _write_notice(workbook.add_worksheet(NOTICE.of(lang)), formats, lang, examples)
        for sheet in LAYOUT:
            worksheet = workbook.add_worksheet(sheet.names.of(lang))
            writer = _SheetWriter(worksheet, sheet, formats, lang)
            writer.headings()
            writer.rows(rows.get(sheet.key, ()))
    finally:
        workbook.close()


class _Formats:
    """The few cell styles of a workbook."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        base = {"valign": "top", "border": 1, "border_color": "#D9D9D9"}
        heading = {"bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter", "border": 1}
        self.required: Format = workbook.add_format({**heading, "bg_color": _DARK})
        self.optional: Format = workbook.add_format({**heading, "bg_color": _LIGHT})
        self.title: Format = workbook.add_format({"bold": True, "font_size": 14, "font_color": _DARK})
        self.body: Format = workbook.add_format({**base, "text_wrap": True})
        # Text, so that no code such as 01, 4.1 or 1-2 turns into a number or a date while it is typed.
        self.text: Format = workbook.add_format({**base, "text_wrap": True, "num_format": "@"})
        self.date: Format = workbook.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"})

    def of(self, column: Column) -> Format:
        """Return the style of a column's cells."""
        if column.type is CellType.DATE:
            return self.date
        return self.body if column.type in (CellType.DECIMAL, CellType.INTEGER) else self.text


def _write_notice(worksheet: Worksheet, formats: _Formats, lang: str, examples: Examples) -> None:
    texts = messages(lang)
    worksheet.hide_gridlines(2)
    _print_on_pages(worksheet)
    worksheet.set_column(0, 0, 24)
    worksheet.set_column(1, 1, 34)
    worksheet.set_column(2, 2, _CONTENT_WIDTH)
    if examples:
        worksheet.set_column(3, 3, _EXAMPLE_WIDTH)
    last = 3 if examples else 2
    worksheet.write_string(0, 0, NOTICE.of(lang), formats.title)
    row = 2
    for line in texts.text("workbook.notice").strip().splitlines():
        worksheet.merge_range(row, 0, row, last, line, formats.body)
        row += 1
    row += 1
    for index, key in enumerate(("sheet", "column", "content", "example")[: last + 1]):
        worksheet.write_string(row, index, texts.text(f"workbook.heading.{key}"), formats.required)
    for sheet in LAYOUT:
        row += 1
        worksheet.write_url(
            row, 0, f"internal:'{_quoted(sheet, lang)}'!A1", formats.body, sheet.names.of(lang)
        )
        worksheet.write_string(row, 1, "", formats.body)
        worksheet.write_string(row, 2, sheet.help.of(lang), formats.body)
        if examples:
            worksheet.write_string(row, 3, "", formats.body)
        for column in sheet.columns:
            row += 1
            worksheet.write_string(row, 0, "", formats.body)
            worksheet.write_string(row, 1, column.names.of(lang), formats.body)
            explanation = _explanation(column, lang)
            worksheet.write_string(row, 2, explanation, formats.body)
            example = cell_text(column, examples.get((sheet.key, column.key)), lang)
            if examples:
                worksheet.write_string(row, 3, example, formats.body)
            lines = max(_lines(explanation, _CONTENT_WIDTH), _lines(example, _EXAMPLE_WIDTH))
            if lines > 1:
                worksheet.set_row(row, _LINE_HEIGHT * lines)


@dataclass(frozen=True, slots=True)
class _SheetWriter:
    """Writes the headings, rows and drop-down lists of one sheet."""

    worksheet: Worksheet
    sheet: Sheet
    formats: _Formats
    lang: str

    def headings(self) -> None:
        """Write the headings with their explanations, widths and lists."""
        columns = self.sheet.columns
        self.worksheet.freeze_panes(1, 1 if columns[0].type is CellType.IDENTIFIER else 0)
        lines = max(_lines(column.names.of(self.lang), column.width - 2) for column in columns)
        self.worksheet.set_row(0, max(2, lines) * _LINE_HEIGHT + 2)
        _print_on_pages(self.worksheet)
        # Codes such as 10 are text on purpose: no green corner should invite to convert them.
        self.worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for index, column in enumerate(columns):
            self.worksheet.set_column(index, index, column.width, self.formats.of(column))
            style = self.formats.required if column.required else self.formats.optional
            self.worksheet.write_string(0, index, column.names.of(self.lang), style)
            # A comment's author would be the machine's user: none is named.
            comment = {"author": "", "x_scale": 1.6}
            self.worksheet.write_comment(0, index, _explanation(column, self.lang), comment)
            _validate(self.worksheet, index, column, self.lang)

    def rows(self, rows: Iterable[WrittenRow]) -> None:
        """Write the rows under the headings."""
        known = {column.key for column in self.sheet.columns}
        last = 0
        for last, row in enumerate(rows, start=1):
            for key in row.keys() - known:
                raise KeyError(key)
            # Spreadsheets do not all fit the height of a wrapped row when they open a file.
            lines = max(_lines(row.get(column.key), column.width) for column in self.sheet.columns)
            if lines > 1:
                self.worksheet.set_row(last, _LINE_HEIGHT * lines)
            for index, column in enumerate(self.sheet.columns):
                self._cell((last, index), column, row.get(column.key))
        if last:
            self.worksheet.autofilter(0, 0, last, len(self.sheet.columns) - 1)

    def _cell(self, place: tuple[int, int], column: Column, value: WrittenValue) -> None:
        style = self.formats.of(column)
        if value is None or value == "":
            self.worksheet.write_blank(*place, None, style)
        elif column.type is CellType.CHOICE:
            words = {word.notation: word.names.of(self.lang) for word in column.words}
            self.worksheet.write_string(*place, words[str(value)], style)
        elif isinstance(value, bool):
            word = messages(self.lang).text("workbook.yes" if value else "workbook.no")
            self.worksheet.write_string(*place, word, style)
        elif isinstance(value, datetime.date):
            self.worksheet.write_datetime(*place, value, style)
        elif isinstance(value, (int, float, Decimal)):
            self.worksheet.write_number(*place, value, style)
        else:
            self.worksheet.write_string(*place, value, style)


def cell_text(column: Column, value: WrittenValue, lang: str) -> str:
    """Return a cell as a text that reads back: words, dates and the decimal sign in `lang`.

    Raises:
        KeyError: a choice is not among the column's words.
    """
    if value is None:
        return ""
    if column.type is CellType.CHOICE:
        return {word.notation: word.names.of(lang) for word in column.words}[str(value)]
    if isinstance(value, bool):
        return messages(lang).text("workbook.yes" if value else "workbook.no")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (int, float, Decimal)):
        number = format(value, "f") if isinstance(value, Decimal) else str(value)
        return number.replace(".", ",") if lang == "fr" else number
    return value


def _lines(value: WrittenValue, width: int) -> int:
    """Return how many lines a text takes in a column that many characters wide, or a little more."""
    characters = int(width * 1.1)  # letters are narrower than the digits that widths count
    return sum(len(line) // characters + 1 for line in str(value).splitlines()) if value else 1


def _print_on_pages(worksheet: Worksheet) -> None:
    """Make the sheet print on A4 pages, one page wide, headings on each."""
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _validate(worksheet: Worksheet, index: int, column: Column, lang: str) -> None:
    """Offer a drop-down list where the possible values are known; other values may still be typed."""
    words: list[str] = []
    source: list[str] | str
    if column.type is CellType.CHOICE:
        words = [word.names.of(lang) for word in column.words]
    elif column.type is CellType.BOOLEAN:
        words = [messages(lang).text("workbook.yes"), messages(lang).text("workbook.no")]
    if words and len(",".join(words)) <= _LIST_LIMIT:
        source = words
    elif column.type is CellType.REFERENCE and (place := _identifiers(column.kinds, lang)):
        source = place
    else:
        return
    worksheet.data_validation(
        1,
        index,
        LAST_ROW,
        index,
        {"validate": "list", "source": source, "ignore_blank": True, "show_error": False},
    )


def _identifiers(kinds: tuple[str, ...], lang: str) -> str:
    """Return the range of the identifiers of a kind, when one sheet has them all."""
    sheets = [
        (sheet, index)
        for sheet in LAYOUT
        for index, column in enumerate(sheet.columns)
        if sheet.kind in kinds and column.type is CellType.IDENTIFIER
    ]
    if len(sheets) != 1:
        return ""
    sheet, index = sheets[0]
    letter = letter_of(index)
    return f"='{_quoted(sheet, lang)}'!${letter}$2:${letter}${LAST_ROW}"


def _quoted(sheet: Sheet, lang: str) -> str:
    return sheet.names.of(lang).replace("'", "''")


def _explanation(column: Column, lang: str) -> str:
    """Return what a column wants: obligation, form of its cells, words, help."""
    texts = messages(lang)
    parts = [texts.text("workbook.required")] if column.required else []
    details: dict[str, str] = {}
    if column.kinds:
        sheets = (
            s.names.of(lang) for s in LAYOUT if s.kind in column.kinds and not s.describes and not s.companion
        )
        details["sheets"] = ", ".join(sheets) or texts.text("workbook.clauses")
    if column.words:
        details["words"] = ", ".join(word.names.of(lang) for word in column.words)
    parts.append(texts.text(f"workbook.type.{column.type.value}", **details))
    parts.append(column.help.of(lang))
    return " ".join(part for part in parts if part)
