"""The process sheet (fiche processus): who answers for it, SIPOC, measures, clauses, what is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qualite_graph.analysis.process_card import CardFlow, ProcessCard
from qualite_graph.naming import Name
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Statement, cell
from qualite_graph.papers.reader import Reader
from qualite_graph.spelling import Speller
from qualite_graph.store import Value

Side = tuple[Cell, Cell]


def process_sheet(reader: Reader, process: str) -> Paper:
    """Write the sheet of a process given by code or IRI.

    Method: SIPOC (suppliers, inputs, process, outputs, customers), as a view on the flows around it.

    Raises:
        NotFoundError: the organisation has no such process.
    """
    reader.start()
    card = reader.card(process)
    return reader.paper(
        "process-sheet",
        reader.text("sheet.title", process=reader.full(card.process)),
        reader.text("sheet.subtitle"),
        sections_of(reader, card),
    )


def sections_of(reader: Reader, card: ProcessCard) -> tuple[Section, ...]:
    """Return the parts of a sheet."""
    return (
        Section(reader.text("sheet.identity"), (*_identity(reader, card),)),
        Section(reader.text("sheet.sipoc"), (*_sipoc(reader, card),)),
        Section(reader.text("sheet.measures"), (*_measures(reader, card),)),
        Section(reader.text("sheet.clauses"), (*_clauses(reader, card),)),
        Section(reader.text("sheet.about"), (*_about(reader, card),)),
    )


def _identity(reader: Reader, card: ProcessCard) -> Iterator[Block]:
    named = [name for name in (card.family, card.owner, card.deputy, *card.units) if name]
    audit, person = card.last_audited_on, card.owner_person
    stated = {name.iri for name in named} | {audit or ""}
    source = reader.cite_card(card, "facts", [stated])
    owner = reader.full(card.owner)
    if card.owner and person:
        owner = reader.text("sheet.position_held", position=owner, person=person)
    facts = (
        ("process", reader.full(card.process)),
        ("family", _capital(card.family.label(reader.lang)) if card.family else ""),
        ("owner", owner),
        ("deputy", reader.full(card.deputy)),
        ("units", ", ".join(reader.full(unit) for unit in card.units)),
        ("last_audit", reader.short_date(audit) if audit else ""),
    )
    rows = tuple(
        (cell(reader.text(f"sheet.fact.{key}"), "head"), _stated(reader, value)) for key, value in facts
    )
    yield Grid((), rows, (1, 3), source)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stated(reader: Reader, value: str) -> Cell:
    return cell(value) if value else cell(reader.text("not_filled"), "warn")


def _sipoc(reader: Reader, card: ProcessCard) -> Iterator[Block]:
    suppliers = reader.ask("Q37", process=card.process.iri)
    customers = reader.ask("Q36", process=card.process.iri)
    for asked, key in ((suppliers, "sheet.internal_suppliers"), (customers, "sheet.internal_customers")):
        yield Statement(reader.tally(key, asked.count), asked.source)
    given = (*card.to_internal, *card.to_external)
    taken = (*card.from_internal, *card.from_external)
    if not given and not taken:
        yield reader.missing("flows", suppliers.source)
        return
    lines = (*given, *taken)
    ends = [(line.flow.iri, line.other.iri, line.output.iri, *line.requirement.values()) for line in lines]
    source = reader.cite_card(card, "flows", ends)
    left = [_side(reader, line)[::-1] for line in taken] or [_nobody(reader, "suppliers")]
    right = [_side(reader, line) for line in given] or [_nobody(reader, "customers")]
    height = max(len(left), len(right))
    body = replace(body_of(reader, card), rows=height)
    yield Grid(
        tuple(reader.text(f"sheet.column.{key}") for key in ("s", "i", "p", "o", "c")),
        tuple(
            (*_line(left, place, height), *((body,) if place == 0 else ()), *_line(right, place, height))
            for place in range(height)
        ),
        (3, 4, 2.4, 4, 3),
        source,
        reader.text("sheet.sipoc_caption"),
        small=True,
    )


def body_of(reader: Reader, card: ProcessCard) -> Cell:
    """Return the process itself, in the middle of what surrounds it."""
    label = card.process.label(reader.lang)
    return Cell(tuple(dict.fromkeys((card.process.notation or label, label))), "body")


def _side(reader: Reader, line: CardFlow) -> Side:
    """Return what passes, with what its customer expects of it, and the other end."""
    expected = line.requirement.get(reader.lang) or next(iter(line.requirement.values()), "")
    lines = (
        line.output.label(reader.lang),
        *((reader.text("sheet.expects", text=expected),) if expected else ()),
    )
    return Cell(lines), cell(reader.full(line.other))


def _nobody(reader: Reader, key: str) -> Side:
    return cell(reader.text(f"missing.{key}"), "warn"), cell(reader.text("not_filled"), "warn")


def _line(side: list[Side], place: int, height: int) -> Side:
    """Return the cells of a row; the last ones of the shorter side are left open."""
    return side[place] if place < min(len(side), height) else (cell("", "quiet"), cell("", "quiet"))


def _measures(reader: Reader, card: ProcessCard) -> Iterator[Block]:
    named = {name.iri: name for name in card.indicators}
    speller = Speller(reader.lang, named)
    groups = [
        (iri, one.unit or "", *(value.value for value in (one.target, one.actual) if value))
        for iri, one in card.measures.items()
    ]
    source = reader.cite_card(card, "measures", groups)
    if not card.indicators:
        yield reader.missing("indicators", source)
        return

    def written(value: Value | None, unit: str | None) -> Cell:
        if value is None:
            return _stated(reader, "")
        return cell(" ".join(part for part in (speller.full(value), unit or "") if part))

    rows = []
    for name in card.indicators:
        measure = card.measures[name.iri]
        state: Cell = cell("–", "quiet")
        if measure.missed is not None:
            state = (
                cell(reader.text("sheet.missed"), "bad")
                if measure.missed
                else cell(reader.text("sheet.met"), "good")
            )
        rows.append(
            (
                cell(reader.full(name)),
                written(measure.target, measure.unit),
                written(measure.actual, measure.unit),
                state,
            )
        )
    headings = tuple(
        reader.text(f"sheet.measure.{key}") for key in ("indicator", "target", "actual", "state")
    )
    yield Grid(headings, tuple(rows), (5, 2, 2, 2), source)


def _clauses(reader: Reader, card: ProcessCard) -> Iterator[Block]:
    asked = reader.ask("X35", process=card.process.iri)
    if not asked.rows:
        yield reader.missing("clauses", asked.source)
        return
    yield reader.stated(asked, "sheet.claims")
    rows = tuple((cell(text),) for text, *_ in asked.rows)
    yield Grid((reader.text("sheet.clause"),), rows, (1,), asked.source)


def _about(reader: Reader, card: ProcessCard) -> Iterator[Block]:
    groups = (("complaints", card.complaints), ("risks", card.risks), ("actions", card.actions))
    source = reader.cite_card(card, "about", [(name.iri,) for _, found in groups for name in found])
    rows = tuple(
        (cell(reader.text(f"sheet.group.{key}"), "head"), _listed(reader, found)) for key, found in groups
    )
    yield Grid((), rows, (1, 3), source)


def _listed(reader: Reader, found: Iterable[Name]) -> Cell:
    lines = tuple(reader.full(name) for name in found)
    return Cell(lines) if lines else cell(reader.text("none_recorded"), "quiet")
