"""Finds the layout's sheets and columns in a workbook, whatever their order, language and spelling."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.exchange.cells import CellValue, text_of
from qualite_graph.exchange.columns import Column, Names, Sheet
from qualite_graph.exchange.layout import CORRECTIONS, LAYOUT, NOTICE
from qualite_graph.exchange.likeness import meant
from qualite_graph.exchange.problems import Details, Flaw, Problem, Severity
from qualite_graph.exchange.sheets import PlainSheet
from qualite_graph.folding import fold

HEADING_DEPTH: Final = 20
"""How many rows may stand above the headings: a title, a date, a logo's empty rows."""

_CLOSE: Final = 0.7
"""How alike a heading and a spelling are, of 1, for the one to be suggested."""

_MOST_HEADINGS: Final = 60
"""How many cells of a row are looked at for headings that people have written in their own way."""

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
    heading_row: int = 0

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
    given = list(sheets)
    guessed, told = _guessed_sheets(file, given)
    problems.extend(told)
    for title, start, rows in given:
        key = _SHEETS.get(fold(title)) or guessed.get(title)
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
        at = _own_heading_row(rows, sheet)
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
    exact = {spellings[name].key for cell in rows[at] if (name := fold(text_of(cell))) in spellings}
    for index, cell in enumerate(rows[at]):
        heading = text_of(cell)
        if not heading:
            continue
        column = spellings.get(fold(heading))
        told: Flaw | None = None
        severity = Severity.WARNING
        if column is None:
            column, told = _guessed_column(heading, sheet, exact)
            severity = Severity.ERROR if told.reason == "ambiguous_column" else Severity.WARNING
        placed = Placed(column or sheet.columns[0], index, letter_of(first_column + index), heading)
        if column and column.key in found:
            told = Flaw("duplicate_column", "keep_one_column", {"other": found[column.key].letter})
            severity = Severity.ERROR
        elif column:
            found[column.key] = placed
        if told:
            problems.append(table.problem(told, heading_number, placed, heading, severity))
    for column in sheet.columns:
        if column.required and column.key not in found:
            flaw = Flaw("missing_column", "add_column", {"expected": column.names})
            problems.append(table.problem(flaw, heading_number, None, ""))
    numbered = tuple((heading_number + 1 + offset, row) for offset, row in enumerate(rows[at + 1 :]))
    indices = [placed.index for placed in found.values()]
    filled = tuple((number, row) for number, row in numbered if _is_filled(row, indices))
    return Table(file, title, sheet, tuple(found.values()), filled, heading_number), problems


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


def nearest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the candidate that looks most like `word`, or an empty text; `cutoff` is how much, of 1."""
    folded = {fold(candidate): candidate for candidate in reversed(list(candidates))}
    close = difflib.get_close_matches(fold(word), folded, n=1, cutoff=cutoff)
    return folded[close[0]] if close else ""


_SHEETS: Final = {fold(name): sheet.key for sheet in LAYOUT for name in sheet.names.spellings()}
_NOTICES: Final = frozenset(fold(name) for names in (NOTICE, CORRECTIONS) for name in names.spellings())


def _heading_row(rows: list[list[CellValue]], spellings: dict[str, Column]) -> int | None:
    """Return which row carries most headings among the first ones, `None` when none carries any."""
    scores = [sum(fold(text_of(cell)) in spellings for cell in row) for row in rows[:HEADING_DEPTH]]
    best = max(scores, default=0)
    return scores.index(best) if best else None


def _own_heading_row(rows: list[list[CellValue]], sheet: Sheet) -> int | None:
    """Return which row carries most headings written in other ways: two at least, for one may be a title."""
    spellings = {column.key: column.names.spellings() for column in sheet.columns}
    scores = [
        sum(
            len(meant(text_of(cell), spellings, sheet.names.spellings())) == 1
            for cell in row[:_MOST_HEADINGS]
        )
        for row in rows[:HEADING_DEPTH]
    ]
    best = max(scores, default=0)
    return scores.index(best) if best > 1 else None


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


def _guessed_sheets(file: str, sheets: Sequence[PlainSheet]) -> tuple[dict[str, str], list[Problem]]:
    """Return the sheets whose title says in its own way what they are, and tell how each is read."""
    exact = {_SHEETS.get(fold(plain.title)) for plain in sheets}
    choices = {sheet.key: sheet.names.spellings() for sheet in LAYOUT if sheet.key not in exact}
    guessed: dict[str, str] = {}
    problems = []
    for title, _, rows in sheets:
        if rows and fold(title) not in _SHEETS and not is_notice(title):
            keys = meant(title, choices)
            if len(keys) == 1 and keys[0] not in guessed.values():
                guessed[title] = keys[0]
                names = next(sheet.names for sheet in LAYOUT if sheet.key == keys[0])
                flaw = Flaw("sheet_read_as", "say_otherwise", {"expected": names})
                problems.append(_sheet_problem(file, title, flaw, Severity.WARNING))
    return guessed, problems


def _guessed_column(heading: str, sheet: Sheet, exact: Collection[str]) -> tuple[Column | None, Flaw]:
    """Return the column that a heading means though it is written in another way, and what to tell of it."""
    columns = {column.key: column for column in sheet.columns if column.key not in exact}
    spellings = {key: column.names.spellings() for key, column in columns.items()}
    keys = meant(heading, spellings, sheet.names.spellings())
    if not keys:
        return None, _unknown_column(heading, sheet)
    if len(keys) > 1:
        french, english = (", ".join(columns[key].names.of(lang) for key in keys) for lang in ("fr", "en"))
        return None, Flaw("ambiguous_column", "rename_as_one", {"columns": Names(french, english)})
    return columns[keys[0]], Flaw("read_as", "say_otherwise", {"expected": columns[keys[0]].names})


def _unknown_column(heading: str, sheet: Sheet) -> Flaw:
    spelt = {name: column.names for column in sheet.columns for name in column.names.spellings()}
    close = nearest(heading, spelt, _CLOSE)
    # The column goes by its title in the reader's language, whichever spelling is close.
    details: Details = {"suggestion": spelt[close]} if close else {}
    return Flaw("unknown_column", "rename_column" if close else "ignore_column", details)
