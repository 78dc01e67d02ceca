"""What can be asked of an editor, in the words of the workbook: sheet, code, column and value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.exchange.cells import CellValue
from qualite_graph.exchange.columns import Column, Sheet
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.problems import Problem
from qualite_graph.exchange.tables import nearest
from qualite_graph.folding import fold
from qualite_graph.messages import current_language, messages

Action = Literal["add", "change", "remove"]


@dataclass(frozen=True, slots=True)
class RowEdit:
    """One row of a sheet to add, to change or to take away.

    `sheet` is a key of the layout or a title in either language; `cells` go by a column's key or heading,
    and an empty cell takes its statement away. A row added without `identifier` gets the next free code; a
    new `id` among the cells of a change gives the row another code, wherever it is named. A row that others
    name is removed with those links, and with the rows that cannot do without it, only when `together`.
    """

    sheet: str
    identifier: str = ""
    cells: Mapping[str, CellValue] = field(default_factory=dict)
    action: Action = "change"
    together: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What some edits come to: statements to add and to remove as N-Triples, the code of each row."""

    added: str
    removed: str
    identifiers: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems for which nothing may be written."""
        return tuple(problem for problem in self.problems if problem.is_error)


class EditRefusedError(InputError):
    """Some cells of an edit cannot be used; nothing was written."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem; the sentence counts them and tells them all."""
        super().__init__("edit_refused", count=len(problems))
        self.problems = problems

    def message(self, lang: str | None = None) -> str:
        """Return the sentence, with what each problem says, a line each."""
        chosen = lang or current_language()
        lines = [problem.message(chosen) for problem in self.problems]
        text = messages(chosen).text("errors.edit_refused", count=len(lines))
        return "\n".join([text, *[f"  {line}" for line in lines]])


def find_sheet(name: str) -> Sheet:
    """Return the sheet of that key or title, in either language, whatever its case and accents.

    Raises:
        NotFoundError: the layout has no such sheet.
    """
    wanted = fold(name)
    for sheet in LAYOUT:
        if name == sheet.key or wanted in {fold(spelling) for spelling in sheet.names.spellings()}:
            return sheet
    # « flow » is one flow, « internal flows » a sheet of them.
    for sheet in LAYOUT:
        if wanted in {fold(sheet.key), *(fold(text).removesuffix("s") for text in sheet.names.spellings())}:
            return sheet
    known = ", ".join(sheet.names.of(current_language()) for sheet in LAYOUT)
    raise NotFoundError("unknown_sheet_name", sheet=name, known=known)


def find_column(sheet: Sheet, name: str) -> Column:
    """Return the column of that key or heading, in either language, whatever its case and accents.

    Raises:
        NotFoundError: the sheet has no such column.
    """
    wanted = fold(name)
    for column in sheet.columns:
        if name == column.key:
            return column
    for column in sheet.columns:
        if wanted in {fold(spelling) for spelling in column.names.spellings()}:
            return column
    lang = current_language()
    known = [column.names.of(lang) for column in sheet.columns]
    close = nearest(name, (spelling for column in sheet.columns for spelling in column.names.spellings()))
    raise NotFoundError(
        "unknown_column_name",
        column=name,
        sheet=sheet.names.of(lang),
        known=", ".join([close] if close else known),
    )
