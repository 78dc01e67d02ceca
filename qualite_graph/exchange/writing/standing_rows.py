"""The rows of an organisation kept beside its statements, so that an edit costs what it touches alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from qualite_graph.exchange.columns import Sheet
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.template import WrittenRow
from qualite_graph.exchange.writing.content import Content, Term
from qualite_graph.exchange.writing.rows import Rows, row_of, sheet_of
from qualite_graph.naming import Name, natural_order
from qualite_graph.vocabulary import RDF

_DESCRIBING: Final = tuple(sheet for sheet in LAYOUT if sheet.describes)
_COMPANIONS: Final = tuple(sheet.companion.property for sheet in LAYOUT if sheet.companion)

_K = TypeVar("_K")
_V = TypeVar("_V")
_Order = tuple[tuple[int, int, str], ...]
_Placed = Mapping[str, Mapping[str, tuple[_Order, WrittenRow]]]


def rows_of(content: Content) -> Rows:
    """Return the rows that say the statements, by sheet key, in the natural order of identifiers."""
    return StandingRows.of(content).rows()


@dataclass(frozen=True, slots=True)
class StandingRows:
    """The rows of each sheet by the entity that they describe, and the statements from which they come."""

    content: Content
    placed: _Placed

    @classmethod
    def of(cls, content: Content) -> StandingRows:
        """Return the rows that say the statements of an organisation.

        Only entities that are stated to be what the sheet describes get a row: nothing is invented. What no
        cell can hold is left out (`left_out.unsaid` finds it by reading the rows again).
        """
        placed: dict[str, dict[str, tuple[_Order, WrittenRow]]] = {sheet.key: {} for sheet in LAYOUT}
        for iri in content.subjects:
            for key, row in _rows_about(content, iri):
                placed[key][iri] = row
        return cls(content, placed)

    def rows(self) -> Rows:
        """Return the rows by sheet key, in the natural order of identifiers."""
        return {
            sheet.key: [row for _, row in sorted(self.placed[sheet.key].values(), key=lambda one: one[0])]
            for sheet in LAYOUT
        }

    def after(self, added: Iterable[Triple], removed: Iterable[Triple]) -> StandingRows:
        """Return the rows once some statements have come and others have gone."""
        come, gone = frozenset(added), frozenset(removed)
        content = _changed(self.content, come, gone)
        touched = {
            end.value
            for triple in come | gone
            for end in (triple.subject, triple.object)
            if isinstance(end, NamedNode)
        }
        # What stands on the row of another shows there.
        touched |= {
            owner
            for known in (self.content, content)
            for iri in tuple(touched)
            for predicate in _COMPANIONS
            for owner in known.sources(predicate, iri)
        }
        placed = {key: dict(rows) for key, rows in self.placed.items()}
        subjects = set(content.subjects)
        for iri in touched:
            for rows in placed.values():
                rows.pop(iri, None)
            if iri in subjects:
                for key, row in _rows_about(content, iri):
                    placed[key][iri] = row
        return StandingRows(content, placed)


def _rows_about(content: Content, iri: str) -> list[tuple[str, tuple[_Order, WrittenRow]]]:
    """Return the rows that describe an entity, each with the key of its sheet and its place in the order."""
    sheet = sheet_of(content, iri)
    if sheet is None:
        return []
    place = content.place(iri)
    identifier = place[1] if place else ""
    order = natural_order(Name(iri, identifier, {}))
    found = [(sheet.key, (order, row_of(content, sheet, iri, identifier)))]
    for other in _DESCRIBING:
        if _kind_of(other) == sheet.kind:
            row = row_of(content, other, iri, identifier)
            # A row that describes something named elsewhere must say something of it.
            if len(row) > 1:
                found.append((other.key, (order, row)))
    return found


def _kind_of(sheet: Sheet) -> str:
    return sheet.column(sheet.describes).kinds[0]


def _changed(content: Content, come: frozenset[Triple], gone: frozenset[Triple]) -> Content:
    """Return indexed statements without those gone and with those come, in the order of a fresh index."""
    forward, backward = dict(content.by_subject), dict(content.by_object)
    for triple in gone | come:
        subject, predicate, target = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(target, (NamedNode, Literal)):
            continue
        stands = triple in come
        terms: set[Term] = set(forward.get((subject.value, predicate), ())) - {target}
        terms = terms | {target} if stands else terms
        _put(forward, (subject.value, predicate), tuple(sorted(terms, key=str)))
        if isinstance(target, NamedNode):
            sources = set(backward.get((predicate, target.value), ())) - {subject.value}
            sources = sources | {subject.value} if stands else sources
            _put(backward, (predicate, target.value), tuple(sorted(sources)))
    touched = {triple.subject.value for triple in gone | come if isinstance(triple.subject, NamedNode)}
    types = dict(content.types)
    for iri in touched:
        _put(types, iri, frozenset(term.value for term in forward.get((iri, RDF.type), ())))
    return replace(
        content,
        statements=(content.statements - gone) | come,
        by_subject=forward,
        by_object=backward,
        subjects=tuple(dict.fromkeys(subject for subject, _ in forward)),
        types=types,
    )


def _put(table: dict[_K, _V], key: _K, value: _V) -> None:
    """Set a value, or forget the key when there is none."""
    if value:
        table[key] = value
    else:
        table.pop(key, None)
