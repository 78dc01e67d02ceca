"""Knows every identifier of a workbook, so that a cell naming another row gives its IRI or a located flaw."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from qualite_graph.exchange import ntriples
from qualite_graph.exchange.cells import CellValue, Convert, identifier_of, text_of
from qualite_graph.exchange.columns import CellType, Names
from qualite_graph.exchange.headings import CLAUSE_KIND
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.problems import Details, Flaw, Problem
from qualite_graph.exchange.tables import Placed, Row, Table, nearest
from qualite_graph.folding import fold
from qualite_graph.vocabulary import CLAUSE, QG, RDFS, entity

SUGGESTIONS: Final = 100
"""How many unknown references get a nearest match: the search is slow, and a wrong file has thousands."""

_NAMING: Final = (RDFS.label, QG.personName)
_CLAUSE = re.compile(r"(?:[1-9]|10)(?:\.[1-9]\d?){0,3}")
_CLAUSE_WORD = re.compile(r"^(?:article|clause|art\.?|§)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Index:
    """The identifiers of each kind with the terms of their entities."""

    slug: str
    tables: list[Table]
    terms: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    identifiers: dict[str, list[str]] = field(default_factory=dict)
    suggested: int = 0

    def suggestion(self, text: str, kinds: tuple[str, ...]) -> str:
        """Return the known identifier that looks most like `text`, or whose name does."""
        if self.suggested >= SUGGESTIONS:
            return ""
        self.suggested += 1
        return nearest(text, (identifier for kind in kinds for identifier in self.terms[kind]))

    def by_name(self, kinds: tuple[str, ...]) -> dict[str, set[str]]:
        """Return the terms of these kinds by their folded identifiers, labels and persons' names."""
        found: dict[str, set[str]] = defaultdict(set)
        for kind in kinds:
            for identifier, term in self.terms[kind].items():
                found[fold(identifier)].add(term)
        for table in self.tables:
            companion = table.sheet.companion
            for placed in table.columns:
                kind = table.sheet.kind if placed.column.property in _NAMING else ""
                if companion and placed.column.companion_property in _NAMING:
                    kind = companion.kind
                if kind in kinds:
                    for (_, row), identifier in zip(
                        table.rows, self.identifiers[table.sheet.key], strict=True
                    ):
                        if identifier and (name := fold(text_of(row[placed.index]))):
                            found[name].add(self.terms[kind][identifier])
        return found


def index_tables(slug: str, tables: list[Table]) -> tuple[Index, list[Problem]]:
    """Collect the identifiers of all rows, with those that are empty, unreadable or used twice."""
    index = Index(slug, tables)
    problems: list[Problem] = []
    seen: dict[tuple[str, str], tuple[Table, int]] = {}
    for table in tables:
        placed = table.placed("id")
        kinds = [table.sheet.kind, *([table.sheet.companion.kind] if table.sheet.companion else [])]
        identifiers = index.identifiers[table.sheet.key] = []
        for number, row in table.rows:
            text = _identifier(table, number, row, placed, problems) if placed else ""
            identifiers.append(text)
            if not text:
                continue
            twins = [seen[kind, text] for kind in kinds if (kind, text) in seen]
            if twins:
                other, other_row = twins[0]
                details = {"other_sheet": other.title, "other_row": str(other_row)}
                flaw = Flaw("duplicate_identifier", "give_other_identifier", details)
                problems.append(table.problem(flaw, number, placed, text))
            for kind in kinds:
                seen.setdefault((kind, text), (table, number))
                index.terms[kind][text] = ntriples.iri(entity(slug, kind, text))
    return index, problems


def _identifier(table: Table, number: int, row: Row, placed: Placed, problems: list[Problem]) -> str:
    """Return a row's identifier, or an empty text once the problem is noted."""
    text = identifier_of(row[placed.index])
    if isinstance(text, Flaw):
        problems.append(table.problem(text, number, placed, text_of(row[placed.index])))
        return ""
    if not text:
        problems.append(table.problem(Flaw("missing_identifier", "give_identifier"), number, placed, ""))
    return text


def resolver(kinds: tuple[str, ...], index: Index, clauses: Collection[str] | None) -> Convert:
    """Return the reader of a reference to rows of these kinds, or to clauses of the reference edition.

    An identifier is taken as it stands; failing that, whatever its case, or the name of exactly one row.
    """
    if kinds == (CLAUSE_KIND,):
        return clause_resolver(clauses)
    terms: dict[str, str | Flaw] = {}
    for kind in kinds:
        for identifier, term in index.terms[kind].items():
            terms[identifier] = ambiguous(kinds) if identifier in terms else term
    names: dict[str, set[str]] | None = None

    def convert(value: CellValue) -> str | Flaw:
        nonlocal names
        text = identifier_of(value)
        if isinstance(text, Flaw):
            return text
        known = terms.get(text)
        if known is None:
            if names is None:
                names = index.by_name(kinds)
            known = terms[text] = _by_name(text, names.get(fold(text), set()), kinds, index)
        return known

    return convert


def split(value: CellValue) -> list[CellValue]:
    """Return the items of a cell that lists several references, one a line or separated by « ; ».

    >>> split("R1; R2"), split(8.2)
    (['R1', 'R2'], [8.2])
    """
    if not isinstance(value, str):
        return [value]
    return [item.strip() for item in value.replace("\n", ";").split(";") if item.strip()]


def resolve_list(value: CellValue, convert: Convert) -> Iterable[tuple[str, str | Flaw]]:
    """Yield each item of a list with its term; commas separate too, unless a name contains one."""
    for item in split(value):
        text = text_of(item)
        found = convert(item)
        if isinstance(found, Flaw) and "," in text:
            yield from ((part.strip(), convert(part)) for part in text.split(",") if part.strip())
        else:
            yield text, found


def _by_name(text: str, candidates: set[str], kinds: tuple[str, ...], index: Index) -> str | Flaw:
    if len(candidates) == 1:
        return next(iter(candidates))
    if candidates:
        return ambiguous(kinds)
    if not any(index.terms[kind] for kind in kinds):
        return Flaw("nothing_to_name", "add_rows", {"sheets": sheet_names(kinds)})
    close = index.suggestion(text, kinds)
    details: Details = {"sheets": sheet_names(kinds), "suggestion": close}
    return Flaw("unknown_reference", "did_you_mean" if close else "define_row", details)


def ambiguous(kinds: tuple[str, ...]) -> Flaw:
    """Return what is wrong with a text that names several rows of these kinds."""
    return Flaw("ambiguous_reference", "give_unique_identifier", {"sheets": sheet_names(kinds)})


def sheet_names(kinds: tuple[str, ...]) -> Names:
    """Return the titles of the sheets on which rows of these kinds are defined."""
    sheets = [
        sheet.names
        for sheet in LAYOUT
        if sheet.kind in kinds and any(column.type is CellType.IDENTIFIER for column in sheet.columns)
    ]
    return Names(", ".join(names.fr for names in sheets), ", ".join(names.en for names in sheets))


def clause_resolver(clauses: Collection[str] | None) -> Convert:
    """Return the reader of a clause's number; without `clauses`, its form alone is checked."""

    def convert(value: CellValue) -> str | Flaw:
        text = identifier_of(value)
        if isinstance(text, Flaw):
            return text
        number = _CLAUSE_WORD.sub("", text).rstrip(".")
        if _CLAUSE.fullmatch(number) and (clauses is None or number in clauses):
            return ntriples.iri(CLAUSE[number])
        return Flaw("unknown_clause", "give_clause")

    return convert
