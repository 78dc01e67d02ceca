"""From an organisation's statements to the rows of the layout's sheets, for workbooks and CSV files."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from qualite_graph.exchange.columns import UNTAGGED, CellType, Column, Sheet
from qualite_graph.exchange.headings import CLAUSE_KIND
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.template import WrittenRow, WrittenValue
from qualite_graph.exchange.writing.content import Content, Term
from qualite_graph.naming import Name, natural_order
from qualite_graph.vocabulary import CLAUSE, RDF, XSD, graph_of

Rows = dict[str, list[WrittenRow]]

_FIRST_YEAR: Final = 1901
"""Spreadsheets count days from 1900: earlier dates are written as texts, which read back as well."""

_EXACT_DIGITS: Final = 15
"""Spreadsheets keep fifteen digits of a number: longer ones are written as texts."""


def unplaced(content: Content) -> tuple[str, ...]:
    """Return the entities that no row of the layout describes."""
    return tuple(
        iri
        for iri in content.subjects
        if sheet_of(content, iri) is None
        and not ((place := content.place(iri)) and _is_companion(content, iri, place))
    )


def sheet_of(content: Content, iri: str) -> Sheet | None:
    """Return the sheet on which an entity has its row; several sheets of a kind differ by who is named."""
    if iri == graph_of(content.slug):
        single = next(sheet for sheet in LAYOUT if sheet.single)
        return single if content.has_type(iri, *single.classes) else None
    place = content.place(iri)
    if place is None or not place[1] or place[1] != place[1].strip():
        return None
    sheets = [
        sheet
        for sheet in LAYOUT
        if sheet.kind == place[0] and not sheet.describes and _is_described(content, iri, sheet)
    ]
    if _is_companion(content, iri, place):
        return None
    if len(sheets) < 2:
        return sheets[0] if sheets else None
    return max(sheets, key=lambda sheet: _fit(content, iri, sheet))


def _is_described(content: Content, iri: str, sheet: Sheet) -> bool:
    if sheet.classes:
        return content.has_type(iri, *sheet.classes)
    chosen = {word.iri for column in sheet.columns if column.property == RDF.type for word in column.words}
    default = {column.default for column in sheet.columns if column.property == RDF.type}
    return bool((chosen | default) & set(content.links(iri, RDF.type)))


def _is_companion(content: Content, iri: str, place: tuple[str, str]) -> bool:
    """Return whether the entity is described on the row of another one of the same identifier."""
    for sheet in LAYOUT:
        companion = sheet.companion
        if companion and companion.kind == place[0]:
            for owner in content.sources(companion.property, iri):
                if content.place(owner) == (sheet.kind, place[1]) and sheet_of(content, owner) is sheet:
                    return True
    return False


def _fit(content: Content, iri: str, sheet: Sheet) -> int:
    """Return how many references of an entity the sheet's columns can hold, less those they cannot."""
    score = 0
    for column in sheet.columns:
        if column.kinds and column.property and not column.inverse:
            for target in content.links(iri, column.property):
                place = content.place(target)
                score += 1 if place and place[0] in column.kinds else -1
    if sheet.companion:
        place = content.place(iri)
        own = {content.place(target) for target in content.links(iri, sheet.companion.property)}
        score += 1 if place and (sheet.companion.kind, place[1]) in own else -1
    return score


def row_of(content: Content, sheet: Sheet, iri: str, identifier: str) -> WrittenRow:
    """Return the row of an entity on a sheet: what each column says of it, and nothing for the others."""
    row: dict[str, WrittenValue] = {}
    companion = ""
    if sheet.companion:
        companion = next(
            (
                target
                for target in content.links(iri, sheet.companion.property)
                if content.place(target) == (sheet.companion.kind, identifier)
            ),
            "",
        )
    for column in sheet.columns:
        if column.type is CellType.IDENTIFIER or column.key == sheet.describes:
            row[column.key] = identifier
            continue
        subject, predicate = (
            (iri, column.property) if column.property else (companion, column.companion_property)
        )
        value = _cell(content, column, subject, predicate)
        if value is not None and value != "":
            row[column.key] = value
    return row


def _cell(content: Content, column: Column, subject: str, predicate: str) -> WrittenValue:
    if not predicate:
        return None
    if column.inverse:
        terms: tuple[Term, ...] = tuple(NamedNode(source) for source in content.sources(predicate, subject))
    else:
        terms = content.objects(subject, predicate)
    values = [value for value in (_value(content, column, term) for term in terms) if value is not None]
    if not values and column.lang == UNTAGGED:
        values = [term.value for term in terms if isinstance(term, Literal) and is_plain(term)]
    if column.type is CellType.REFERENCES:
        # As people list them: 8.2 before 8.10.
        return "; ".join(sorted(map(str, values), key=lambda text: natural_order(Name("", text, {}))))
    return values[0] if values else None


def _value(content: Content, column: Column, term: Term) -> WrittenValue:
    """Return what a cell says for one object, `None` where the column has no way to say it."""
    if isinstance(term, Literal):
        return _literal(column, term)
    if column.type is CellType.CHOICE:
        return next((word.notation for word in column.words if word.iri == term.value), None)
    return _reference(content, column, term.value)


def _literal(column: Column, term: Literal) -> WrittenValue:
    local = term.datatype.value.removeprefix(str(XSD))
    match (column.type, local):
        case (CellType.TEXT, "string") if not column.lang:
            return term.value
        case (CellType.TEXT, _) if column.lang and term.language == column.lang:
            return term.value
        case (CellType.BOOLEAN, "boolean"):
            return term.value in ("true", "1")
        case (CellType.DATE, "date"):
            return _date(term)
        case (CellType.DECIMAL, "decimal") | (CellType.INTEGER, "integer"):
            exact = sum(character.isdigit() for character in term.value) <= _EXACT_DIGITS
            return Decimal(term.value) if exact else term.value
    return None


def is_plain(term: Literal) -> bool:
    """Tell whether a value is a text of which no language is stated."""
    return term.language is None and term.datatype.value == XSD.string


def _reference(content: Content, column: Column, iri: str) -> str | None:
    if column.kinds == (CLAUSE_KIND,):
        return iri.removeprefix(str(CLAUSE)) if iri.startswith(str(CLAUSE)) else None
    place = content.place(iri)
    return place[1] if place and place[0] in column.kinds else None


def _date(term: Literal) -> WrittenValue:
    try:
        day = datetime.date.fromisoformat(term.value)
    except ValueError:
        return None  # a time zone or a year beyond the calendar has no cell
    return day if day.year >= _FIRST_YEAR else term.value
