"""The checklist of an internal audit: what to ask of a process, and what the graph shows already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qualite_graph.naming import Name
from qualite_graph.papers.audit_programme import FIRST, MEETINGS, between
from qualite_graph.papers.blocks import number
from qualite_graph.papers.content import Block, Boxes, Grid, Paper, Section, Statement, cell
from qualite_graph.papers.coverage_statement import gap_said
from qualite_graph.papers.reader import Asked, Reader
from qualite_graph.questions import catalogue
from qualite_graph.telling import list_text


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
    return (
        Section(reader.text("checklist.before"), (*_before(reader, process),)),
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
        Section(reader.text("checklist.claims"), (_claims(reader, process),)),
        *_interfaces(reader, process),
    )


def _before(reader: Reader, process: Name) -> Iterator[Block]:
    auditors = reader.ask("X78", process=process.iri)
    yield Statement(reader.tally("checklist.auditors", auditors.count), auditors.source)
    place = next(
        (rank for rank, one in enumerate(reader.programme.priorities, 1) if one.process == process.iri), 0
    )
    total = len(reader.programme.priorities)
    if place:
        rank, among = number(reader, place), number(reader, total)
        yield Statement(reader.text("checklist.rank", rank=rank, total=among), reader.ask(FIRST).source)
    for interview in reader.programme.interviews:
        if process.iri in interview.processes and interview.auditor:
            named = reader.names((interview.interviewee, interview.auditor))
            met, by = (reader.full(named[iri]) for iri in (interview.interviewee, interview.auditor))
            key = "checklist.proposed" if interview.owner else "checklist.no_owner"
            said = reader.text(key, met=met, auditor=by)
            yield Statement(said, reader.ask(MEETINGS).source)


def _claims(reader: Reader, process: Name) -> Block:
    """Return each clause that the process claims, with what lacks for it to be shown."""
    claims = reader.ask("X35", process=process.iri)
    if not claims.rows:
        return reader.missing("clauses", claims.source)
    gaps = {one.clause: one.missing for one in reader.claims(process.iri)}
    named = reader.names(
        {iri for found in gaps.values() for gap in found for iri in (gap.process, gap.about) if iri}
    )
    lines = []
    for row, clause in zip(claims.rows, (line[0] for line in claims.lines), strict=True):
        lines.append(reader.text("checklist.claimed", clause=row[0]))
        lacking = [gap_said(reader, gap, named) for gap in gaps.get(clause.value if clause else "", ())]
        if lacking:
            lacking = [gap[:1].lower() + gap[1:] for gap in lacking]
            lines[-1] += "\n" + reader.text("checklist.lacking", gaps=" ; ".join(lacking))
    return Boxes(tuple(lines))


def _interfaces(reader: Reader, process: Name) -> Iterator[Section]:
    """Yield the critical interfaces of the process, as the programme has them."""
    found = {
        pair: None
        for interview in reader.programme.interviews
        for pair in interview.interfaces
        if process.iri in (pair.supplier, pair.customer)
    }
    if found:
        named = reader.names({end for pair in found for end in (pair.supplier, pair.customer)})
        lines = [
            reader.text(
                "checklist.interface",
                interface=between(reader, pair, named),
                reasons=list_text(
                    [reader.text(f"checklist.reason.{reason}") for reason in pair.reasons], reader.lang
                ),
            )
            for pair in sorted(found, key=lambda pair: (pair.supplier, pair.customer))
        ]
        source = reader.ask(MEETINGS).source
        head = Statement(reader.count("checklist.interfaces", len(found)), source)
        yield Section(reader.text("checklist.critical"), (head, Boxes(tuple(lines))))


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
