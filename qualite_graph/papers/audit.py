"""Internal audits: a programme drawn from what calls for one, and a checklist for each process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qualite_graph.naming import Name
from qualite_graph.papers.blocks import answered, number
from qualite_graph.papers.content import Block, Boxes, Cell, Grid, Paper, Section, Statement, Text, cell
from qualite_graph.papers.reader import Asked, Reader
from qualite_graph.questions import catalogue
from qualite_graph.vocabulary import SPARQL_PROLOGUE

QUARTERS: Final = 4
_LAST: Final = SPARQL_PROLOGUE + "SELECT ?process ?day WHERE { ?process qg:lastAuditedOn ?day }"


@dataclass(frozen=True, slots=True)
class Check:
    """A question of an auditor: under which clause, and which questions of the catalogue show evidence.

    `about` tells whom it is for: every process, or those that a question names in one of its columns.
    """

    key: str
    clause: str
    evidence: tuple[str, ...]
    about: tuple[str, int] | None = None


CHECKS: Final = (
    Check("links", "4.4.1 a, b", ("Q36", "Q37")),
    Check("receives", "4.4.1 a", ("X48",)),
    Check("works", "4.4.1 c", ("Q54", "X20")),
    Check("decides", "4.4.1 e", ("X19", "Q49")),
    Check("risks", "4.4.1 f", ("X49", "X31")),
    Check("changed", "4.4.1 g, h", ("X45",)),
    Check("perception", "9.1.2", ("X22",), ("X13", 0)),
    Check("results", "9.1.2, 9.1.3, 9.3.2", ("Q33",), ("X13", 0)),
    Check("silent", "9.1.2", ("Q26",), ("X13", 0)),
    Check("complaint", "8.2.1, 10.2", ("X44",), ("X44", 5)),
)
"""The auditor's questions in our own words; the clauses are those of ISO 9001:2015."""

LEADERSHIP: Final = (
    Check("requirements_met", "5.1.2 a", ("Q54",)),
    Check("risk_treated", "5.1.2 b", ("X31",)),
    Check("decision", "5.1.2 c", ("X45",)),
)
"""Asked of the processes of management."""


def audit_programme(reader: Reader, _about: str = "") -> Paper:
    """Write the programme: for each process what calls for an audit, and a quarter for it, as a proposal.

    Rule: one reason each for never audited or not for two years, a complaint caused, an indicator that
    misses its target, an open finding. The processes with most reasons come first, spread over four quarters.
    """
    reader.start()
    found = _reasons(reader)
    blocks: list[Block] = [Text(reader.text("programme.rule"))]
    if found:
        blocks += [_programme(reader, found)]
    else:
        blocks.append(reader.missing("processes"))
    return reader.paper(
        "audit-programme",
        reader.text("programme.title"),
        reader.text("programme.subtitle"),
        (
            Section(reader.text("programme.heading"), tuple(blocks)),
            Section(reader.text("programme.held"), (*answered(reader, "X75"),)),
            Section(reader.text("programme.findings"), (*answered(reader, "X76"),)),
        ),
    )


def _reasons(reader: Reader) -> list[tuple[Name, tuple[str, ...]]]:
    calls: dict[str, dict[str, None]] = {name.iri: {} for name in reader.processes}
    for key, question, column in (
        ("late", "X23", 0),
        ("complaints", "Q30", 0),
        ("missed", "Q54", 1),
        ("open", "X76", 1),
    ):
        for iri in reader.ask(question).iris(column):
            if iri in calls:
                calls[iri][key] = None
    ordered = [(name, tuple(calls[name.iri])) for name in reader.processes]
    return sorted(ordered, key=lambda entry: -len(entry[1]))


def _programme(reader: Reader, found: list[tuple[Name, tuple[str, ...]]]) -> Grid:
    last = {row[0]: row[1] for row in reader.rows(_LAST) if row[0]}
    dates = {process.value: day.value for process, day in last.items() if process and day}
    size = -(-len(found) // QUARTERS)
    rows = []
    for place, (name, reasons) in enumerate(found):
        said = tuple(reader.text(f"programme.reason.{key}") for key in reasons)
        day = dates.get(name.iri)
        rows.append(
            (
                cell(reader.full(name)),
                cell(reader.short_date(day)) if day else cell(reader.text("programme.never"), "warn"),
                Cell(said, "bad" if len(said) > 1 else "warn")
                if said
                else cell(reader.text("programme.calm"), "quiet"),
                cell(reader.text("programme.quarter", number=number(reader, place // size + 1))),
            )
        )
    headings = tuple(reader.text(f"programme.column.{key}") for key in ("process", "last", "reasons", "when"))
    return Grid(headings, tuple(rows), (4, 2, 4, 2), reader.ask("X23").source)


def audit_checklist(reader: Reader, process: str) -> Paper:
    """Write the checklist of a process given by code or IRI: questions, and what the graph shows already.

    Raises:
        NotFoundError: the organisation has no such process.
    """
    reader.start()
    name = reader.card(process).process
    return reader.paper(
        "audit-checklist",
        reader.text("checklist.title", process=reader.full(name)),
        reader.text("checklist.subtitle"),
        checklist_sections(reader, name),
    )


def checklist_sections(reader: Reader, process: Name) -> tuple[Section, ...]:
    """Return one section for each question, and one for the clauses that the process claims."""
    card = reader.card(process.iri)
    checks = [check for check in CHECKS if _is_asked(reader, check, process)]
    if card.family and card.family.notation == "management":
        checks += LEADERSHIP
    claims = reader.ask("X35", process=process.iri)
    auditors = reader.ask("X78", process=process.iri)
    blocks: tuple[Block, ...] = (
        Statement(reader.count("checklist.auditors", auditors.count), auditors.source),
    )
    asked = tuple(reader.text("checklist.claimed", clause=row[0]) for row in claims.rows)
    claimed: tuple[Block, ...] = (Boxes(asked),) if asked else (reader.missing("clauses", claims.source),)
    return (
        Section(reader.text("checklist.before"), blocks),
        *(
            Section(
                reader.text(
                    "checklist.question",
                    clause=check.clause,
                    question=reader.text(f"checklist.ask.{check.key}"),
                ),
                (*_evidence(reader, check, process), Boxes((reader.text("checklist.note"),))),
                level=2,
            )
            for check in checks
        ),
        Section(reader.text("checklist.claims"), claimed),
    )


def _is_asked(reader: Reader, check: Check, process: Name) -> bool:
    return check.about is None or process.iri in reader.concerned(*check.about)


def _evidence(reader: Reader, check: Check, process: Name) -> Iterator[Block]:
    for question in check.evidence:
        parameters = {"process": process.iri} if _takes_process(question) else {}
        asked = reader.ask(question, **parameters)
        rows = asked.rows if parameters else _about(asked, process)
        title = asked.answer.question.title(reader.lang, dict(asked.given))
        yield Statement(reader.tally("checklist.shown", len(rows), question=title), asked.source)
        if rows:
            columns = asked.answer.question.columns
            headings = tuple(column.heading(reader.lang) for column in columns)
            yield Grid(
                headings,
                tuple(tuple(map(cell, row)) for row in rows),
                (1.0,) * len(columns),
                asked.source,
                small=True,
            )


def _takes_process(question: str) -> bool:
    return any(parameter.type == "process" for parameter in catalogue().question(question).parameters)


def _about(asked: Asked, process: Name) -> tuple[tuple[str, ...], ...]:
    """Return the lines of an answer about one process."""
    return tuple(
        said
        for said, row in zip(asked.rows, asked.lines, strict=True)
        if any(value and value.value == process.iri for value in row)
    )
