"""The turtle of a process: what it takes and gives, with what, with whom, how, and how it is measured."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from qualite_graph.analysis.process_card import CardFlow, ProcessCard
from qualite_graph.naming import Name, natural_order
from qualite_graph.papers.content import Cell, Grid, Paper, Section
from qualite_graph.papers.process_sheet import body_of
from qualite_graph.papers.reader import Reader
from qualite_graph.vocabulary import SPARQL_PROLOGUE

_RESOURCES: Final = (
    SPARQL_PROLOGUE + "SELECT DISTINCT ?output WHERE { ?output qg:outputKind qg:ResourceOutput }"
)
_DOCUMENTS: Final = (
    SPARQL_PROLOGUE
    + "SELECT ?process ?document WHERE { ?document a qg:DocumentedInformation ; qg:keptBy ?process }"
)


def turtle(reader: Reader, process: str) -> Paper:
    """Draw the turtle of a process given by code or IRI, as a table that stays editable.

    Method: turtle diagram as auditors use it; a view on what the graph holds, which no standard requires.

    Raises:
        NotFoundError: the organisation has no such process.
    """
    reader.start()
    card = reader.card(process)
    return reader.paper(
        "turtle",
        reader.text("turtle.title", process=reader.full(card.process)),
        reader.text("turtle.subtitle"),
        (Section(reader.text("turtle.heading"), (grid_of(reader, card),)),),
        landscape=True,
    )


def grid_of(reader: Reader, card: ProcessCard) -> Grid:
    """Return the six boxes around the process."""
    taken = (*card.from_internal, *card.from_external)
    given = (*card.to_internal, *card.to_external)
    resources = {row[0].value for row in reader.rows(_RESOURCES) if row[0]}
    means = [line for line in taken if line.output.iri in resources]
    people = [name for name in (card.owner, card.deputy, *card.units) if name]
    named = [name.iri for name in (*people, *card.indicators, *card.clauses)]
    ends = [(line.flow.iri, line.other.iri, line.output.iri) for line in (*taken, *given)]
    source = reader.cite_card(card, "flows", ends)
    about = reader.cite_card(card, "facts", [named])
    inputs = [line for line in taken if line not in means]
    process = body_of(reader, card)
    kept = [
        row[1].value
        for row in reader.rows(_DOCUMENTS)
        if row[0] and row[1] and row[0].value == card.process.iri
    ]
    documents = sorted(reader.names(kept).values(), key=natural_order)
    rows = (
        (
            _box(reader, "with_what", _flows(reader, means)),
            _empty(),
            _box(reader, "with_whom", _names(reader, people)),
        ),
        (
            _box(reader, "inputs", _flows(reader, inputs)),
            process,
            _box(reader, "outputs", _flows(reader, given)),
        ),
        (
            _box(reader, "how", _names(reader, (*documents, *card.clauses))),
            _empty(),
            _box(reader, "measured", _names(reader, card.indicators)),
        ),
    )
    return Grid((), rows, (3, 2, 3), source, reader.text("turtle.caption", about=about))


def _box(reader: Reader, key: str, lines: tuple[str, ...]) -> Cell:
    title = reader.text(f"turtle.box.{key}")
    return Cell((title, *(lines or (reader.text("not_filled"),))), "box")


def _empty() -> Cell:
    return Cell(("",), "void")


def _flows(reader: Reader, lines: Iterable[CardFlow]) -> tuple[str, ...]:
    return tuple(
        reader.text("turtle.flow", output=line.output.label(reader.lang), other=reader.full(line.other))
        for line in lines
    )


def _names(reader: Reader, found: Iterable[Name]) -> tuple[str, ...]:
    return tuple(reader.full(name) for name in found)
