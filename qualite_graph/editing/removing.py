"""Taking a row away, or giving it another code: whatever names it follows, or says why it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote

import pyoxigraph as ox

from qualite_graph.changes import document, subject_of
from qualite_graph.editing.draft import Draft
from qualite_graph.exchange.columns import Sheet
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.workbook import NEEDED
from qualite_graph.exchange.writing.content import index_ntriples
from qualite_graph.exchange.writing.rows import sheet_of
from qualite_graph.store import Value
from qualite_graph.store.terms import triples
from qualite_graph.vocabulary import SKOS, entity


@dataclass(slots=True)
class Removal:
    """What went, and by which other rows (their codes) what was to go is still named."""

    gone: set[str] = field(default_factory=set)
    named_by: list[str] = field(default_factory=list)


def remove(draft: Draft, sheet: Sheet, iri: str, *, together: bool) -> Removal:
    """Take all that is said of a row away, if no other names it.

    When `together`, links from others go as well, and so do the rows that cannot do without such a link.
    """
    removal = Removal()
    own = {iri, *_companions(draft, sheet, iri)}
    others = sorted(
        {subject_of(line) for item in own for line in draft.naming(item)} - own, key=lambda name: name
    )
    if others and not together:
        removal.named_by = [unquote(other.rsplit("/", 1)[1]) for other in others]
        return removal
    for item in own:
        for line in draft.naming(item):
            other = subject_of(line)
            if other not in own | removal.gone and _needs(draft, other, line):
                removal.gone |= remove(draft, _sheet_of(draft, other), other, together=True).gone
        draft.drop(draft.naming(item))
        draft.drop(draft.said_of(item))
    removal.gone |= own
    return removal


def rename(draft: Draft, sheet: Sheet, old: str, new: str) -> None:
    """Give a row another code: its address changes with it, wherever it is named."""
    kinds = [sheet.kind, *([sheet.companion.kind] if sheet.companion else [])]
    moved = {entity(draft.slug, kind, old): entity(draft.slug, kind, new) for kind in kinds}
    for iri in moved:
        lines = [*draft.said_of(iri), *draft.naming(iri)]
        draft.drop(lines)
        for subject, predicate, value in triples(document(lines), ox.RdfFormat.N_TRIPLES):
            coded = predicate == SKOS.notation and subject.value == iri and value.value == old
            term = Value("literal", new, value.lang) if coded else _moved(value, moved)
            draft.put(_moved(subject, moved).n3(), predicate, term.n3())


def _moved(value: Value, moved: dict[str, str]) -> Value:
    return Value("iri", moved.get(value.value, value.value)) if value.kind == "iri" else value


def _companions(draft: Draft, sheet: Sheet, iri: str) -> set[str]:
    """Return what is described on the same row, unless another row of its own names it too."""
    if not sheet.companion:
        return set()
    found = {
        line.rsplit(" <", 1)[1].removesuffix("> .") for line in draft.said_of(iri, sheet.companion.property)
    }
    code = iri.rsplit("/", 1)[1]
    return {item for item in found if item.rsplit("/", 1)[1] == code}


def _sheet_of(draft: Draft, iri: str) -> Sheet:
    lines = [*draft.said_of(iri), *draft.naming(iri)]
    found = sheet_of(index_ntriples("\n".join(lines).encode(), draft.slug), iri)
    return found or LAYOUT[0]


def _needs(draft: Draft, other: str, line: str) -> bool:
    """Tell whether a row cannot do without the link that a statement of its own makes."""
    predicate = line.split("> <", 1)[1].split("> ", 1)[0]
    if predicate in NEEDED:
        return len(draft.said_of(other, predicate)) == 1
    sheet = _sheet_of(draft, other)
    return any(
        column.required and not column.inverse and predicate in (column.property, column.companion_property)
        for column in sheet.columns
    )
