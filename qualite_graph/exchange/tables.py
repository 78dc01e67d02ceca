"""Finds the layout's sheets and columns in a workbook, whatever their order, language and spelling."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.exchange.cells import CellValue, text_of
from qualite_graph.exchange.columns import Column, Names, Sheet
from qualite_graph.exchange.layout import CORRECTIONS, LAYOUT, NOTICE
from qualite_graph.exchange.problems import Flaw, Problem, Severity
from qualite_graph.exchange.sheets import PlainSheet
from qualite_graph.folding import fold

HEADING_DEPTH: Final = 20
"""How many rows may stand above the headings: a title, a date, a logo's empty rows."""

Row = Sequence[CellValue]


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of the layout and where the workbook has it."""

    column: Column
    index: int
    letter: str
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of the workbook, matched with the layout; `rows` have their number as people see it."""

    file: str
    title: str
    sheet: Sheet
    columns: tuple[Placed, ...]
    rows: tuple[tuple[int, Row], ...]

    def placed(self, key: str) -> Placed | None:
        """Return where the column of that key is, `None` when the workbook has none."""
        return next((placed for placed in self.columns if placed.column.key == key), None)

    def problem(
        self, flaw: Flaw, row: int, placed: Placed | None, value: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a flaw with its place in this table."""
        letter, heading = (placed.letter, placed.heading) if placed else ("", "")
        return Problem(
            self.file,
            self.title,
            row,
            letter,
            heading,
            value,
            flaw.reason,
            flaw.remedy,
            severity,
            flaw.details,
        )


def match_tables(file: str, sheets: Iterable[PlainSheet]) -> tuple[list[Table], list[Problem]]:
    """Match sheets with the layout, in its order, with what is wrong with sheets and headings."""
    problems: list[Problem] = []
    chosen: dict[str, tuple[str, tuple[int, int], list[list[CellValue]]]] = {}
    for title, start, rows in sheets:
        key = _SHEETS.get(fold(title))
        if key is None:
            if rows and not is_notice(title):
                problems.append(_sheet_problem(file, title, _unknown_sheet(title), Severity.WARNING))
        elif key in chosen:
            twin = Flaw("duplicate_sheet", "keep_one_sheet", {"other": chosen[key][0]})
            problems.append(_sheet_problem(file, title, twin, Severity.ERROR))
        else:
            chosen[key] = (title, start, rows)
    tables: list[Table] = []
    for sheet in LAYOUT:
        title, start, rows = chosen.get(sheet.key, ("", (0, 0), []))
        table, found = match_sheet(file, PlainSheet(title, start, rows), sheet) if rows else (None, [])
        problems.extend(found)
        if table:
            tables.append(table)
        if sheet.required and not found and not (table and table.rows):
            problems.append(_sheet_problem(file, title, _missing_sheet(sheet), Severity.ERROR))
    return tables, problems


def match_sheet(file: str, plain: PlainSheet, sheet: Sheet) -> tuple[Table | None, list[Problem]]:
    """Match one sheet's headings with the columns of a sheet of the layout."""
    title, start, rows = plain
    spellings = {fold(name): column for column in sheet.columns for name in column.names.spellings()}
    at = _heading_row(rows, spellings)
    if at is None:
        french, english = (
            " ; ".join(column.names.of(lang) for column in sheet.columns) for lang in ("fr", "en")
        )
        flaw = Flaw("no_headings", "write_headings", {"headings": Names(french, english)})
        return None, [_sheet_problem(file, title, flaw, Severity.ERROR)]
    first_row, first_column = start
    heading_number = first_row + at + 1
    found: dict[str, Placed] = {}
    table = Table(file, title, sheet, (), ())
    problems: list[Problem] = []
    for index, cell in enumerate(rows[at]):
        heading = text_of(cell)
        if not heading:
            continue
        column = spellings.get(fold(heading))
        placed = Placed(column or sheet.columns[0], index, letter_of(first_column + index), heading)
        if column is None:
            flaw = _unknown_column(heading, sheet)
            problems.append(table.problem(flaw, heading_number, placed, heading, Severity.WARNING))
        elif column.key in found:
            flaw = Flaw("duplicate_column", "keep_one_column", {"other": found[column.key].letter})
            problems.append(table.problem(flaw, heading_number, placed, heading))
        else:
            found[column.key] = placed
    for column in sheet.columns:
        if column.required and column.key not in found:
            flaw = Flaw("missing_column", "add_column", {"expected": column.names})
            problems.append(table.problem(flaw, heading_number, None, ""))
    numbered = tuple((heading_number + 1 + offset, row) for offset, row in enumerate(rows[at + 1 :]))
    indices = [placed.index for placed in found.values()]
    filled = tuple((number, row) for number, row in numbered if _is_filled(row, indices))
    return Table(file, title, sheet, tuple(found.values()), filled), problems


def sheet_key(title: str) -> str:
    """Return the key of the sheet of that title, an empty text when the layout has none."""
    return _SHEETS.get(fold(title), "")


def is_notice(title: str) -> bool:
    """Return whether a sheet of that title explains the workbook to people."""
    return fold(title) in _NOTICES


def letter_of(index: int) -> str:
    """Return a column's letter from its place, counted from 0.

    >>> letter_of(0), letter_of(25), letter_of(26), letter_of(701), letter_of(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def nearest(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate that looks most like `word`, or an empty text."""
    folded = {fold(candidate): candidate for candidate in reversed(list(candidates))}
    close = difflib.get_close_matches(fold(word), folded, n=1)
    return folded[close[0]] if close else ""


_SHEETS: Final = {fold(name): sheet.key for sheet in LAYOUT for name in sheet.names.spellings()}
_NOTICES: Final = frozenset(fold(name) for names in (NOTICE, CORRECTIONS) for name in names.spellings())


def _heading_row(rows: list[list[CellValue]], spellings: dict[str, Column]) -> int | None:
    """Return which row carries most headings among the first ones, `None` when none carries any."""
    scores = [sum(fold(text_of(cell)) in spellings for cell in row) for row in rows[:HEADING_DEPTH]]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def _is_filled(row: Row, indices: list[int]) -> bool:
    for index in indices:
        value = row[index]
        if value != "" and not (isinstance(value, str) and value.isspace()):
            return True
    return False


def _sheet_problem(file: str, title: str, flaw: Flaw, severity: Severity) -> Problem:
    return Problem(file, title, None, "", "", title, flaw.reason, flaw.remedy, severity, flaw.details)


def _missing_sheet(sheet: Sheet) -> Flaw:
    return Flaw("missing_sheet", "add_sheet", {"expected": sheet.names})


def _unknown_sheet(title: str) -> Flaw:
    close = nearest(title, (name for sheet in LAYOUT for name in sheet.names.spellings()))
    return Flaw("unknown_sheet", "rename_sheet" if close else "ignore_sheet", {"suggestion": close})


def _unknown_column(heading: str, sheet: Sheet) -> Flaw:
    close = nearest(heading, (name for column in sheet.columns for name in column.names.spellings()))
    return Flaw("unknown_column", "rename_column" if close else "ignore_column", {"suggestion": close})
