"""Reads the shortest of maps, a list of who supplies whom with what; processes come from their names.

« Client » or « Fournisseurs » is no process: a name that says it is outside becomes a party outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from qualite_graph.exchange import layout, ntriples
from qualite_graph.exchange.cells import text_of
from qualite_graph.exchange.columns import CellType, Column, Names, Sheet, names
from qualite_graph.exchange.headings import CUSTOMER, OUTPUT, SUPPLIER, identifier, required
from qualite_graph.exchange.map_writer import MapWriter
from qualite_graph.exchange.outcome import Reading
from qualite_graph.exchange.outsiders import outsider, singular
from qualite_graph.exchange.problems import Flaw, Problem, Severity
from qualite_graph.exchange.sheets import PlainSheet
from qualite_graph.exchange.tables import Placed, Row, Table, is_notice, match_sheet, sheet_key
from qualite_graph.folding import fold
from qualite_graph.vocabulary import DCTERMS, QG, entity

_KEY: Final = "internal_flow"
_DIGITS: Final = re.compile(r"\d+")
_SHORTEST, _LONG = 6, 9
"""Names of fewer letters are never taken for one another; those of as many may differ by two letters."""

_MOST_COMPARED, _FEW = 1000, 5

_ENDS: Final = ("supplier", "customer")
_OUTSIDE: Final = {
    "customer": Flaw("read_as_customer", "rename_inside"),
    "provider": Flaw("read_as_provider", "rename_inside"),
}
_ENDS_SAID: Final = {"supplier": ("fournisseur", "supplier"), "customer": ("client", "customer")}
_OWNER: Final = layout.sheet("process").column("owner").names
_PURPOSE: Final = names(
    *("Finalité", "Purpose", "finalité du processus", "process purpose", "mission", "mission du processus"),
    *("raison d’être", "but du processus"),
)


def _of_end(end: str, key: str, what: Names) -> Column:
    """Return the column of what is said of the process at one end of each flow.

    Said of no end in particular it means the supplier, who gives what the row is about.
    """
    fr, en = _ENDS_SAID[end]
    heading = names(
        f"{what.fr} du {fr}",
        f"{en} {what.en.lower()}",
        *(f"{word} {said}" for word in what.spellings() for said in (fr, en, f"processus {fr}")),
        *(what.spellings() if end == "supplier" else ()),
    )
    return Column(f"{end}_{key}", heading, CellType.TEXT)


LIST: Final = Sheet(
    _KEY,
    names("Flux internes", "Internal flows"),
    "flow",
    (QG.Flow,),
    (
        required(Column("supplier", SUPPLIER, CellType.TEXT)),
        required(Column("customer", CUSTOMER, CellType.TEXT)),
        Column("output", OUTPUT, CellType.TEXT),
        Column("requirement", names("Exigence", "Requirement"), CellType.TEXT, QG.requirement),
        *(_of_end(end, "owner", _OWNER) for end in _ENDS),
        *(_of_end(end, "purpose", _PURPOSE) for end in _ENDS),
    ),
)
"""What the list may say; its first two columns are needed."""

SHORTEST: Final = LIST.columns[:4]
"""The columns to start with."""

_MEANT: Final = {
    fold(word): f"supplier_{key}"
    for key, what in (("owner", _OWNER), ("purpose", _PURPOSE))
    for word in what.spellings()
}
"""The headings that do not say of which end they speak, with how they are read."""


def find_plain_list(sheets: Sequence[PlainSheet]) -> PlainSheet | None:
    """Return the sheet that is such a list: a supplier and a customer by row, and no sheet of the layout.

    A lone sheet that is none of the layout's is taken for a list too, so that what is said of its
    headings is what a list needs.
    """
    filled = [sheet for sheet in sheets if sheet.rows and not is_notice(sheet.title)]
    if any(sheet_key(sheet.title) not in ("", _KEY) for sheet in filled):
        return None
    wanted = [{fold(name) for name in names_.spellings()} for names_ in (SUPPLIER, CUSTOMER)]
    coded = {fold(name) for name in identifier().names.spellings()}
    for sheet in filled:
        for row in sheet.rows[:20]:
            headings = {fold(text_of(cell)) for cell in row}
            if all(headings & spellings for spellings in wanted) and not headings & coded:
                return sheet
    return filled[0] if len(filled) == 1 and not sheet_key(filled[0].title) else None


def read_plain_list(file: str, plain: PlainSheet, slug: str, *, partial: bool = False) -> Reading:
    """Return the map that a list draws. Names that differ by case, accents or spaces are one process."""
    table, problems = match_sheet(file, plain, LIST)
    writer = MapWriter(slug, file, plain.title, has_identifiers=False)
    has_output = table is not None and table.placed("output") is not None
    problems = [_later(problem, has_output=has_output) for problem in problems]
    if table is not None:
        problems.extend(_as_meant(table))
    writer.problems.extend(problems)
    if table is None or {"supplier", "customer"} - {placed.column.key for placed in table.columns}:
        return replace(writer.finish(), problems=tuple(problems))
    listing = _Listing(table, writer)
    for number, row in table.rows:
        listing.add(number, row)
    reading = writer.finish()
    return replace(reading, left_out=frozenset(listing.faulty)) if partial else reading


def _later(problem: Problem, *, has_output: bool) -> Problem:
    """Say of a column that a list cannot hold where what it tells is written, or how it could be read."""
    if problem.reason != "unknown_column":
        return problem
    if not has_output:
        return replace(problem, remedy="name_as_output", details={"expected": OUTPUT})
    return replace(problem, remedy="add_later") if problem.remedy == "ignore_column" else problem


def _as_meant(table: Table) -> list[Problem]:
    """Say how headings are read that do not name the end of which they speak."""
    read = [placed for placed in table.columns if _MEANT.get(fold(placed.heading)) == placed.column.key]
    return [
        table.problem(
            Flaw("read_as", "say_otherwise", {"expected": placed.column.names}),
            table.heading_row,
            placed,
            placed.heading,
            Severity.WARNING,
        )
        for placed in read
    ]


class _Listing:
    """One list on its way to one map: the spellings met first are those kept."""

    def __init__(self, table: Table, writer: MapWriter) -> None:
        self.table = table
        self.writer = writer
        self.places = {placed.column.key: placed for placed in table.columns}
        self.outputs: dict[tuple[str, str], str] = {}
        self.flows: set[str] = set()
        self.names: dict[str, str] = {}
        self.faulty: set[tuple[str, int]] = set()
        self.said: dict[tuple[str, str], str] = {}

    def add(self, number: int, row: Row) -> None:
        """Add the flow of a row; a row without both ends is a problem, one said twice a warning."""
        supplier, customer, output, requirement = (
            self.text(row, key) for key in ("supplier", "customer", "output", "requirement")
        )
        missing = [key for key, name in (("supplier", supplier), ("customer", customer)) if not name]
        for key in missing:
            self.note(Flaw("missing_value", "fill_in"), number, self.places[key], "", Severity.ERROR)
            self.faulty.add((self.table.title, number))
        if missing:
            return
        if outsider(supplier) and outsider(customer):
            self.note(
                Flaw("both_outside", "name_process"),
                number,
                self.places["customer"],
                customer,
                Severity.ERROR,
            )
            self.faulty.add((self.table.title, number))
            return
        ends = (self.party(supplier, number), self.party(customer, number))
        for end, process in zip(_ENDS, ends, strict=True):
            self.describe(number, row, end, process)
        kept = self.outputs.setdefault((ends[0], fold(output)), output)
        identifier = "--".join([*ends, key_of(output)] if output else ends)
        if identifier in self.flows:
            self.note(Flaw("repeated_flow", "erase_row"), number, None, "", Severity.WARNING)
            return
        self.flows.add(identifier)
        self.writer.flow(identifier, ends, {"": kept} if kept else {}, line=number)
        if requirement:
            term = ntriples.iri(entity(self.writer.slug, "flow", identifier))
            self.writer.state(term, QG.requirement, ntriples.literal(requirement))

    def party(self, name: str, number: int) -> str:
        """Return the identifier of the process or party outside of that name, stated when it is met first."""
        kind = outsider(name)
        key = key_of(singular(name) if kind else name)
        if self.writer.kind(key):
            return key
        if kind:
            self.note(_OUTSIDE[kind], number, None, name, Severity.WARNING)
            self.writer.add(kind, key, {"": name}, line=number)
        else:
            if other := self.alike(key):
                flaw = Flaw("almost_same", "write_same", {"other": other})
                self.note(flaw, number, None, name, Severity.WARNING)
            self.names[key] = name
            self.writer.add("process", key, {"": name}, line=number)
        return key

    def describe(self, number: int, row: Row, end: str, process: str) -> None:
        """State the owner and the purpose that a row gives one of its processes; the first said are kept."""
        for key in ("owner", "purpose"):
            text = self.text(row, f"{end}_{key}")
            if not text:
                continue
            if self.writer.kind(process) != "process":
                flaw = Flaw("said_of_outsider", "say_of_process", {"party": self.writer.shown(process)})
                self.note(flaw, number, self.places[f"{end}_{key}"], text, Severity.WARNING)
                continue
            known = self.said.get((process, key))
            if known is None:
                self.said[process, key] = text
                self.state(key, process, text, number)
            elif fold(known) != fold(text):
                flaw = Flaw(
                    "said_otherwise", "keep_one_text", {"other": known, "process": self.names[process]}
                )
                self.note(flaw, number, self.places[f"{end}_{key}"], text, Severity.WARNING)

    def state(self, key: str, process: str, text: str, number: int) -> None:
        """State the owner or the purpose of a process."""
        if key == "owner":
            self.writer.link(process, QG.hasOwner, self.position(text, number))
        else:
            term = ntriples.iri(entity(self.writer.slug, "process", process))
            self.writer.state(term, DCTERMS.description, ntriples.literal(text))

    def position(self, name: str, number: int) -> str:
        """Return what the position of that name goes by, stated when it is met first."""
        key = key_of(name)
        known_as = f"position {key}"  # no process has a space in its key
        if not self.writer.kind(known_as):
            self.writer.add("position", key, {"": name}, line=number, known_as=known_as)
        return known_as

    def alike(self, key: str) -> str:
        """Return the name met before that is written with a letter or two of difference, else nothing."""
        from rapidfuzz import process  # noqa: PLC0415 -- only where a list is read
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        if len(key) < _SHORTEST or len(self.names) > _MOST_COMPARED:
            return ""
        most = 1 if len(key) < _LONG else 2
        found = process.extract(key, list(self.names), scorer=OSA.distance, score_cutoff=most, limit=_FEW)
        numbers = _DIGITS.findall(key)
        close = [
            other for other, *_ in found if len(other) >= _SHORTEST and _DIGITS.findall(other) == numbers
        ]
        return self.names[close[0]] if close else ""

    def text(self, row: Row, key: str) -> str:
        placed = self.places.get(key)
        return " ".join(text_of(row[placed.index]).split()) if placed else ""

    def note(self, flaw: Flaw, number: int, placed: Placed | None, value: str, severity: Severity) -> None:
        self.writer.problems.append(self.table.problem(flaw, number, placed, value, severity))


def key_of(name: str) -> str:
    """Return the identifier made from a name, the same whatever its case, accents and spaces.

    >>> key_of("Planifier  la production"), key_of("≥")
    ('planifier-la-production', '%E2%89%A5')
    """
    return fold(name).replace(" ", "-") or quote(name, safe="")
