"""Reads the sheets of an organisation's workbook into the statements of its graph and its problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.exchange import ntriples
from qualite_graph.exchange.cells import CellValue, Convert, converter, text_of
from qualite_graph.exchange.columns import CellType
from qualite_graph.exchange.outcome import Reading
from qualite_graph.exchange.problems import Flaw, Problem, Severity
from qualite_graph.exchange.references import Index, index_tables, resolve_list, resolver
from qualite_graph.exchange.sheets import PlainSheet, workbook_sheets
from qualite_graph.exchange.tables import Placed, Row, Table, match_tables
from qualite_graph.vocabulary import QG, RDF, SKOS, graph_of

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TYPE: Final = f" <{RDF.type}> "
_NOTATION: Final = f" <{SKOS.notation}> "
_END: Final = " .\n"
NEEDED: Final = (QG.producedBy, QG.agreementCustomer)
"""What the model requires of a row although its cell may be empty."""
_REFERENCES: Final = (CellType.REFERENCE, CellType.REFERENCES)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to do with the cells of one column."""

    placed: Placed
    convert: Convert
    predicate: str
    companion_predicate: str
    default: str


def read_workbook(
    path: Path, slug: str, *, clauses: Collection[str] | None = None, partial: bool = False
) -> Reading:
    """Read a workbook (xlsx, xlsm, xlsb, xls or ods) that follows the layout; see `read_sheets`.

    Raises:
        InputError: the file cannot be read as a workbook, or `slug` cannot name an organisation.
    """
    check_slug(slug)
    return read_sheets(Path(path).name, workbook_sheets(Path(path)), slug, clauses=clauses, partial=partial)


def read_sheets(
    file: str,
    sheets: Iterable[PlainSheet],
    slug: str,
    *,
    clauses: Collection[str] | None = None,
    partial: bool = False,
) -> Reading:
    """Read the sheets of a file that follows the layout.

    Every problem is collected; the statements of faulty cells are left out. With `clauses`, the numbers
    of the reference edition, claims of others are problems; without, only their form is checked. With
    `partial`, rows that have an error are left out, and so are those that cannot do without them.
    """
    tables, problems = match_tables(file, sheets)
    lines, counts, found = _emit(slug, tables, clauses)
    problems.extend(found)
    left_out: set[tuple[str, int]] = set()
    faulty = _rows_of(found) if partial else set()
    while faulty:
        left_out |= faulty
        tables = [_without(table, left_out) for table in tables]
        lines, counts, found = _emit(slug, tables, clauses)
        consequences = [problem for problem in found if problem.is_error]
        problems.extend(_as_consequence(problem) for problem in consequences)
        faulty = _rows_of(problem for problem in consequences if _is_required(problem, tables))
    said = _once(problems) if left_out else tuple(problems)
    return Reading(
        graph_of(slug), b"".join(map(str.encode, lines)), said, counts, left_out=frozenset(left_out)
    )


def check_slug(slug: str) -> None:
    """Refuse a slug that cannot name an organisation.

    Raises:
        InputError: it holds something else than lower-case letters, digits and single hyphens.
    """
    if not _SLUG.fullmatch(slug):
        raise InputError("bad_slug", slug=slug)


def _emit(
    slug: str, tables: list[Table], clauses: Collection[str] | None
) -> tuple[list[str], dict[str, int], list[Problem]]:
    """Return the statements, the rows per sheet and the problems of the rows of some tables."""
    index, problems = index_tables(slug, tables)
    lines: list[str] = []
    counts: dict[str, int] = {}
    resolvers: dict[tuple[str, ...], Convert] = {}
    for table in tables:
        plans = [_plan(placed, index, resolvers, clauses) for placed in table.columns]
        _Emission(table, plans, index, lines, problems).run()
        counts[table.sheet.key] = len(table.rows)
    return lines, counts, problems


def _rows_of(problems: Iterable[Problem]) -> set[tuple[str, int]]:
    return {(found.sheet, found.row) for found in problems if found.is_error and found.row is not None}


def _without(table: Table, left_out: Collection[tuple[str, int]]) -> Table:
    rows = tuple((number, row) for number, row in table.rows if (table.title, number) not in left_out)
    return replace(table, rows=rows)


def _is_required(problem: Problem, tables: Iterable[Table]) -> bool:
    """Return whether a row cannot do without the cell of a problem: its column or the model requires it."""
    placed = (
        placed
        for table in tables
        if table.title == problem.sheet
        for placed in table.columns
        if placed.letter == problem.column
    )
    return any(found.column.required or found.column.property in NEEDED for found in placed)


def _as_consequence(problem: Problem) -> Problem:
    """Return what to say of a cell that named a row left out: its statement is left out too."""
    flaw = Flaw("names_left_out", "correct_named_row")
    return replace(
        problem, reason=flaw.reason, remedy=flaw.remedy, details=flaw.details, severity=Severity.WARNING
    )


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems without those that a later pass has found again."""
    return tuple(
        {
            (p.sheet, p.row, p.column, p.value, p.reason, p.remedy): p for p in reversed(list(problems))
        }.values()
    )[::-1]


def _plan(
    placed: Placed, index: Index, resolvers: dict[tuple[str, ...], Convert], clauses: Collection[str] | None
) -> _Plan:
    column = placed.column
    if column.type in _REFERENCES:
        convert = resolvers.get(column.kinds)
        if convert is None:
            convert = resolvers[column.kinds] = resolver(column.kinds, index, clauses)
    elif column.type is CellType.IDENTIFIER:
        convert = text_of
    else:
        convert = converter(column)
    return _Plan(
        placed,
        convert,
        f" <{column.property}> " if column.property else "",
        f" <{column.companion_property}> " if column.companion_property else "",
        ntriples.iri(column.default) if column.default else "",
    )


@dataclass(slots=True)
class _Emission:
    """Writes the statements of one table at the end of `lines`, and its problems at the end of `problems`.

    The row being read is kept here (its number and the terms of what it describes), for a call per cell
    that passes them all would be most of the time spent.
    """

    table: Table
    plans: list[_Plan]
    index: Index
    lines: list[str]
    problems: list[Problem]
    number: int = 0
    subject: str = ""
    companion: str = ""

    def run(self) -> None:
        """Write every row; a row without identifier is checked all the same, and leaves nothing."""
        sheet = self.table.sheet
        if sheet.single and len(self.table.rows) > 1:
            self.number = self.table.rows[1][0]
            self._report(Flaw("several_rows", "keep_one_row"), None, "")
        plans = [plan for plan in self.plans if plan.placed.column.type is not CellType.IDENTIFIER]
        naming = next((plan for plan in plans if plan.placed.column.key == sheet.describes), None)
        identifiers = self.index.identifiers[sheet.key]
        for (number, row), identifier in zip(self.table.rows, identifiers, strict=True):
            mark = len(self.lines)
            self.number = number
            self._open(row, identifier, naming)
            terms = self._cells(plans, row)
            if not self.subject:
                del self.lines[mark:]
            if sheet.distinct:
                self._check_distinct(sheet.distinct, terms, row)

    def _open(self, row: Row, identifier: str, naming: _Plan | None) -> None:
        """Set the terms of the row's entity and of its companion, and say what they are."""
        sheet = self.table.sheet
        self.subject = self.companion = ""
        if naming:
            found = naming.convert(row[naming.placed.index])
            self.subject = "" if isinstance(found, Flaw) else found
        elif sheet.single:
            self.subject = ntriples.iri(graph_of(self.index.slug))
            self._declare(self.subject, sheet.classes, "")
        elif identifier:
            self.subject = self.index.terms[sheet.kind][identifier]
            self._declare(self.subject, sheet.classes, identifier)
            if sheet.companion:
                self.companion = self.index.terms[sheet.companion.kind][identifier]
                self._declare(self.companion, sheet.companion.classes, identifier)
                self.lines.append(f"{self.subject} <{sheet.companion.property}> {self.companion}{_END}")

    def _declare(self, subject: str, classes: tuple[str, ...], notation: str) -> None:
        for name in classes:
            self.lines.append(f"{subject}{_TYPE}<{name}>{_END}")
        if notation:
            self.lines.append(f"{subject}{_NOTATION}{ntriples.literal(notation)}{_END}")

    def _cells(self, plans: list[_Plan], row: Row) -> dict[str, str | Flaw]:
        """State what the cells say, and return the terms of those that hold one value."""
        terms: dict[str, str | Flaw] = {}
        for plan in plans:
            value = row[plan.placed.index]
            if value == "" or (isinstance(value, str) and value.isspace()):
                self._blank(plan)
            elif plan.placed.column.type is CellType.REFERENCES:
                for item, term in resolve_list(value, plan.convert):
                    self._keep(plan, item, term)
            else:
                term = terms[plan.placed.column.key] = plan.convert(value)
                self._keep(plan, value, term)
        return terms

    def _blank(self, plan: _Plan) -> None:
        """An empty cell is a hole left on purpose, unless the column is required."""
        if plan.placed.column.required:
            self._report(Flaw("missing_value", "fill_in"), plan.placed, "")
        if plan.default:
            self._keep(plan, "", plan.default)

    def _keep(self, plan: _Plan, value: CellValue, term: str | Flaw) -> None:
        if isinstance(term, Flaw):
            self._report(term, plan.placed, text_of(value))
            return
        if plan.predicate:
            start, end = (term, self.subject) if plan.placed.column.inverse else (self.subject, term)
            self.lines.append(f"{start}{plan.predicate}{end}{_END}")
        if plan.companion_predicate:
            self.lines.append(f"{self.companion}{plan.companion_predicate}{term}{_END}")

    def _check_distinct(self, keys: tuple[str, str], terms: Mapping[str, str | Flaw], row: Row) -> None:
        first, second = (terms.get(key) for key in keys)
        placed = self.table.placed(keys[1])
        if placed and isinstance(first, str) and first == second:
            flaw = Flaw("own_customer", "check_ends")
            self._report(flaw, placed, text_of(row[placed.index]), Severity.WARNING)

    def _report(
        self, flaw: Flaw, placed: Placed | None, value: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(self.table.problem(flaw, self.number, placed, value, severity))
