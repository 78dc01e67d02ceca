"""One cell edited: the statements it made go, those it makes now come, or its flaws are told."""

from __future__ import annotations

from dataclasses import dataclass

from qualite_graph.editing.draft import Draft
from qualite_graph.editing.standing import Standing
from qualite_graph.exchange import ntriples
from qualite_graph.exchange.cells import CellValue, converter, text_of
from qualite_graph.exchange.columns import UNTAGGED, CellType, Column
from qualite_graph.exchange.problems import Flaw
from qualite_graph.exchange.references import resolve_list
from qualite_graph.vocabulary import RDF


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A new value for one column of a row: the row's entity, the one that comes with it, the value."""

    column: Column
    subject: str
    companion: str
    value: CellValue


def restated(draft: Draft, standing: Standing, edit: CellEdit) -> list[tuple[str, Flaw]]:
    """Put what a cell says in place of what it said; return its flaws, each with the text at fault."""
    column = edit.column
    terms: list[str] = []
    flaws: list[tuple[str, Flaw]] = []
    for text, term in _read(standing, column, edit.value):
        if isinstance(term, Flaw):
            flaws.append((text, term))
        else:
            terms.append(term)
    if flaws:
        return flaws
    for property_, owner in ((column.property, edit.subject), (column.companion_property, edit.companion)):
        if not property_ or not owner:
            continue
        draft.drop(said_by(draft, column, property_, owner))
        for term in terms:
            start, end = (term, ntriples.iri(owner)) if column.inverse else (ntriples.iri(owner), term)
            draft.put(start, property_, end)
    return []


def _read(standing: Standing, column: Column, value: CellValue) -> list[tuple[str, str | Flaw]]:
    """Return the terms of a cell, each with its text; an empty cell gives its default, or nothing."""
    text = text_of(value)
    if not text:
        if column.required:
            return [("", Flaw("missing_value", "fill_in"))]
        return [("", ntriples.iri(column.default))] if column.default else []
    if column.type is CellType.REFERENCES:
        return list(resolve_list(value, standing.reader(column.kinds)))
    if column.type is CellType.REFERENCE:
        return [(text, standing.reader(column.kinds)(value))]
    return [(text, converter(column)(value))]


def said_by(draft: Draft, column: Column, property_: str, owner: str) -> list[str]:
    """Return the statements that a cell makes as it stands."""
    if column.inverse:
        return draft.naming(owner, property_)
    lines = draft.said_of(owner, property_)
    if column.lang:
        tagged = [line for line in lines if line.endswith(f'"@{column.lang} .')]
        # The cell shows a text without a language where there is none in its own.
        plain = [line for line in lines if line.endswith('" .')] if column.lang == UNTAGGED else []
        return tagged or plain
    if column.property == RDF.type:
        # Only the words of the column: what else the row is stays.
        own = {ntriples.iri(word.iri) for word in column.words} | {ntriples.iri(column.default)}
        return [line for line in lines if line.removesuffix(" .").rsplit(" ", 1)[1] in own]
    return lines
