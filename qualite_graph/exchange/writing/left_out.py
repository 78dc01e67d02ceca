"""What an export leaves out, as values, so that nothing of an organisation is lost without being said."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from qualite_graph.exchange.columns import NO_NAMES, UNTAGGED, Names
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.reading import read
from qualite_graph.exchange.writing.content import Content
from qualite_graph.exchange.writing.rows import Rows, is_plain, unplaced
from qualite_graph.messages import messages
from qualite_graph.vocabulary import XSD, compact

_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One sort of thing that an export lacks: a key of the catalogue's `export.left_out`, and how many.

    `names` says of which sheet or property, `parts` of which columns; `examples` name some of the entities
    concerned; `statements` are the very statements, where single statements are meant.
    """

    key: str
    count: int
    names: Names = NO_NAMES
    parts: Names = NO_NAMES
    examples: tuple[str, ...] = ()
    statements: tuple[Triple, ...] = ()

    def message(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        return messages(lang).text(
            f"export.left_out.{self.key}",
            count=self.count,
            name=self.names.of(lang),
            parts=self.parts.of(lang),
            examples=", ".join(self.examples),
        )


def persons_left_out(count: int) -> tuple[LeftOut, ...]:
    """Say how many names of persons were left out on request."""
    return (LeftOut("persons", count),) if count else ()


def unsaid(content: Content, written: bytes, extension: str) -> tuple[LeftOut, ...]:
    """Return the statements that a workbook or CSV files do not give back, by property.

    They are read to find out: whatever the reason, nothing is lost without being said.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"written.{extension}"
        path.write_bytes(written)
        given_back = read(path, content.slug).ntriples
    said = {_by_value(quad.triple) for quad in parse(given_back, format=RdfFormat.N_TRIPLES)}
    missing = [
        triple
        for triple in content.statements
        if _by_value(triple) not in said and _by_value(_tagged(triple)) not in said
    ]
    groups: dict[str, list[Triple]] = defaultdict(list)
    for triple in sorted(missing, key=str):
        groups[triple.predicate.value].append(triple)
    return tuple(
        LeftOut(
            "statements",
            len(triples),
            Names(compact(predicate), compact(predicate)),
            examples=_examples(content, triples),
            statements=tuple(triples),
        )
        for predicate, triples in sorted(groups.items())
    )


def undrawn(content: Content, rows: Rows, drawn: Mapping[str, frozenset[str]]) -> tuple[LeftOut, ...]:
    """Return what a picture does not show: columns of sheets shown in part, whole sheets, what has no row.

    `drawn` gives, by sheet key, the keys of the columns that the picture shows.
    """
    found = []
    for sheet in LAYOUT:
        filled = rows.get(sheet.key, [])
        if filled and sheet.key not in drawn:
            found.append(LeftOut("sheet", len(filled), sheet.names))
            continue
        hidden = [column for column in sheet.columns if column.key not in drawn.get(sheet.key, ())]
        used = [column for column in hidden if any(column.key in row for row in filled)]
        if used:
            count = sum(column.key in row for column in used for row in filled)
            fr, en = (", ".join(column.names.of(lang) for column in used) for lang in ("fr", "en"))
            found.append(LeftOut("columns", count, sheet.names, parts=Names(fr, en)))
    if others := unplaced(content):
        found.append(LeftOut("others", len(others), examples=tuple(map(compact, others[:_EXAMPLES]))))
    return tuple(found)


def _examples(content: Content, triples: Iterable[Triple]) -> tuple[str, ...]:
    names = dict.fromkeys(_short(content, triple) for triple in triples)
    return tuple(names)[:_EXAMPLES]


def _short(content: Content, triple: Triple) -> str:
    if not isinstance(triple.subject, NamedNode):
        return str(triple.subject)
    place = content.place(triple.subject.value)
    return place[1] if place else compact(triple.subject.value)


def _tagged(triple: Triple) -> Triple:
    """Return a statement as the sheets say it: a text without a language is given the one of its column."""
    target = triple.object
    if not isinstance(target, Literal) or not is_plain(target):
        return triple
    return Triple(triple.subject, triple.predicate, Literal(target.value, language=UNTAGGED))


def _by_value(triple: Triple) -> tuple[str, str, str]:
    """Return a statement in a form that is the same for the same number, however written."""
    target = triple.object
    text = str(target)
    if isinstance(target, Literal) and target.datatype.value in (XSD.decimal, XSD.integer):
        text = f"{Decimal(target.value).normalize():f} {target.datatype.value}"
    return str(triple.subject), triple.predicate.value, text
