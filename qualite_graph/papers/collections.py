"""One paper for every process: all sheets with their turtles, or all checklists, each on pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qualite_graph.naming import Name
from qualite_graph.papers.audit import checklist_sections
from qualite_graph.papers.audit_programme import code
from qualite_graph.papers.content import Paper, Section
from qualite_graph.papers.parts import in_parts
from qualite_graph.papers.process_sheet import sections_of
from qualite_graph.papers.reader import Reader
from qualite_graph.papers.turtle import grid_of

Inside = Callable[[Reader, Name], tuple[Section, ...]]


def all_sheets(reader: Reader) -> Iterator[Paper]:
    """Write the sheet and the turtle of every process."""
    return _all(reader, "process-sheets", "sheets", _sheet)


def all_checklists(reader: Reader) -> Iterator[Paper]:
    """Write the audit checklist of every process."""
    return _all(reader, "audit-checklists", "checklists", checklist_sections)


def _sheet(reader: Reader, process: Name) -> tuple[Section, ...]:
    card = reader.card(process.iri)
    turtle = Section(reader.text("turtle.heading"), (grid_of(reader, card),))
    return (*sections_of(reader, card), turtle)


def _all(reader: Reader, name: str, texts: str, inside: Inside) -> Iterator[Paper]:
    def sections(some: Sequence[Name], _first: bool) -> Iterator[Section]:
        if not some:
            yield Section(reader.text(f"{texts}.title"), (reader.missing("processes"),))
        for process in some:
            yield Section(reader.full(process), (), new_page=len(some) > 1)
            for section in inside(reader, process):
                yield replace(section, level=2)

    named = [(process, code(process, reader.lang)) for process in reader.processes]
    return in_parts(reader, name, texts, named, sections)
