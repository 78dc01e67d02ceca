"""The internal audit programme on paper: as the pages and the terminal propose it, ready to be dated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.audit_sentences import programme_sentences
from qualite_graph.messages import number_text
from qualite_graph.naming import Name
from qualite_graph.papers.blocks import answered, named_in, told
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Text, cell
from qualite_graph.papers.reader import Reader

if TYPE_CHECKING:
    from qualite_graph.analysis.audit_priority import Priority
    from qualite_graph.analysis.audit_programme import AuditProgramme, CriticalInterface, Interview

FIRST: Final = "X91"
MEETINGS: Final = "X92"
"""The questions of the catalogue that the same computation answers."""


def audit_programme(reader: Reader, _about: str = "") -> Paper:
    """Write the programme: processes by priority, the interviews to hold, and what was held."""
    reader.start()
    found = reader.programme
    first = reader.ask(FIRST).source
    blocks: list[Block] = [Text(reader.text("programme.rule"))]
    if found.priorities:
        said = programme_sentences(found)
        blocks += told(reader, said, named_in(reader, said), first)
        blocks.append(_priorities(reader, found, first))
    else:
        blocks.append(reader.missing("processes"))
    return reader.paper(
        "audit-programme",
        reader.text("programme.title"),
        reader.text("programme.subtitle"),
        (
            Section(reader.text("programme.heading"), tuple(blocks)),
            Section(reader.text("programme.interviews"), (*_interviews(reader, found),)),
            Section(reader.text("programme.held"), (*answered(reader, "X75"),)),
            Section(reader.text("programme.findings"), (*answered(reader, "X76"),)),
        ),
    )


def _priorities(reader: Reader, found: AuditProgramme, source: int) -> Grid:
    named = reader.names(one.process for one in found.priorities)
    columns = ("process", "score", "centrality", "complaints", "last", "findings")
    return Grid(
        tuple(reader.text(f"programme.column.{key}") for key in columns),
        tuple(_priority(reader, one, named) for one in found.priorities),
        (4, 1.4, 1.6, 1.8, 2, 1.6),
        source,
        small=True,
    )


def _priority(reader: Reader, one: Priority, named: Mapping[str, Name]) -> tuple[Cell, ...]:
    figures = {factor.name: factor.figure or 0.0 for factor in one.factors}
    last = one.last_audit
    return (
        cell(reader.full(named[one.process])),
        cell(_figure(reader, one.score, 2)),
        cell(_figure(reader, figures["centrality"], 1)),
        cell(_figure(reader, figures["complaints"], 0)),
        cell(reader.short_date(last.isoformat())) if last else cell(reader.text("programme.never"), "warn"),
        cell(_figure(reader, figures["findings"], 1), "warn" if figures["findings"] else ""),
    )


def _interviews(reader: Reader, found: AuditProgramme) -> Iterator[Block]:
    meetings = reader.ask(MEETINGS)
    if not found.interviews:
        yield reader.missing("interviews" if found.priorities else "processes", meetings.source)
        return
    yield Text(reader.text("programme.dates"))
    iris = {iri for one in found.interviews for iri in (one.interviewee, *one.processes, *one.clauses)}
    iris |= {one.auditor for one in found.interviews if one.auditor}
    iris |= {
        end for one in found.interviews for pair in one.interfaces for end in (pair.supplier, pair.customer)
    }
    named = reader.names(iris)
    columns = ("interviewee", "about", "clauses", "interfaces", "auditor", "date")
    yield Grid(
        tuple(reader.text(f"programme.column.{key}") for key in columns),
        tuple(_interview(reader, one, named) for one in found.interviews),
        (2.8, 1.5, 2.4, 2.2, 2.4, 1.6),
        meetings.source,
        small=True,
    )


def _interview(reader: Reader, one: Interview, named: Mapping[str, Name]) -> tuple[Cell, ...]:
    who = reader.full(named[one.auditor]) if one.auditor else ""
    pairs = ", ".join(between(reader, pair, named) for pair in one.interfaces)
    return (
        cell(reader.full(named[one.owner])) if one.owner else cell(reader.text("programme.no_owner"), "warn"),
        cell(_codes(one.processes, named, reader.lang)),
        cell(_codes(one.clauses, named, reader.lang) or "–"),
        cell(pairs or "–"),
        cell(who) if who else cell(reader.text("programme.nobody"), "bad"),
        cell(""),
    )


def between(reader: Reader, pair: CriticalInterface, named: Mapping[str, Name]) -> str:
    """Write an interface by the codes of its two ends."""
    supplier, customer = (code(named[iri], reader.lang) for iri in (pair.supplier, pair.customer))
    return reader.text("programme.between", supplier=supplier, customer=customer)


def code(name: Name, lang: str) -> str:
    """Return the code of an entity, its label without one."""
    return name.notation or name.label(lang)


def _codes(iris: tuple[str, ...], named: Mapping[str, Name], lang: str) -> str:
    return ", ".join(code(named[iri], lang) for iri in iris)


def _figure(reader: Reader, value: float, digits: int) -> str:
    return number_text(f"{value:.{digits}f}", reader.lang)
