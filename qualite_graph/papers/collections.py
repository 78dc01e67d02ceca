"""One paper for every process: all sheets with their turtles, or all checklists, each on pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from qualite_graph.naming import Name
from qualite_graph.papers.audit import checklist_sections
from qualite_graph.papers.content import Paper, Section
from qualite_graph.papers.process_sheet import sections_of
from qualite_graph.papers.reader import Reader
from qualite_graph.papers.turtle import grid_of

Inside = Callable[[Reader, Name], tuple[Section, ...]]


def all_sheets(reader: Reader, _about: str = "") -> Paper:
    """Write the sheet and the turtle of every process."""
    return _all(reader, "process-sheets", "sheets", _sheet)


def all_checklists(reader: Reader, _about: str = "") -> Paper:
    """Write the audit checklist of every process."""
    return _all(reader, "audit-checklists", "checklists", checklist_sections)


def _sheet(reader: Reader, process: Name) -> tuple[Section, ...]:
    card = reader.card(process.iri)
    turtle = Section(reader.text("turtle.heading"), (grid_of(reader, card),))
    return (*sections_of(reader, card), turtle)


def _all(reader: Reader, name: str, key: str, inside: Inside) -> Paper:
    reader.start()
    sections = [part for process in reader.processes for part in _part(reader, process, inside)]
    if not sections:
        sections = [Section(reader.text(f"{key}.title"), (reader.missing("processes"),))]
    return reader.paper(name, reader.text(f"{key}.title"), reader.text(f"{key}.subtitle"), sections)


def _part(reader: Reader, process: Name, inside: Inside) -> Iterator[Section]:
    yield Section(reader.full(process), (), new_page=True)
    for section in inside(reader, process):
        yield replace(section, level=2)
