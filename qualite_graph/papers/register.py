"""The register of documented information: what each clause asks to keep, and what the organisation has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from qualite_graph.analysis.coverage_lenses import Held
from qualite_graph.naming import natural_order
from qualite_graph.papers.blocks import answered
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Statement, Tone, cell
from qualite_graph.papers.reader import Reader

_TONES: Final[Mapping[Held, Tone]] = {
    Held.MET: "good",
    Held.STALE: "warn",
    Held.MISSING: "bad",
    Held.NOT_APPLICABLE: "quiet",
}


def register(reader: Reader, _about: str = "") -> Paper:
    """Write the register: duties by clause with their state, then every document that is known."""
    reader.start()
    return reader.paper(
        "register",
        reader.text("register.title"),
        reader.text("register.subtitle"),
        (
            Section(reader.text("register.duties"), (*_duties(reader),)),
            Section(reader.text("register.held"), (*answered(reader, "X70", (3, 2, 3, 1.6, 1.4, 1.4)),)),
        ),
        landscape=True,
    )


def _duties(reader: Reader) -> Iterator[Block]:
    found = reader.workspace.documented_information(reader.slug, reference_date=reader.day)
    maintain, retain = reader.ask("Q13"), reader.ask("X55")
    yield Statement(reader.count("register.maintain", maintain.count), maintain.source)
    yield Statement(reader.count("register.retain", retain.count), retain.source)
    source = reader.ask("X70").source
    counts = Counter(one.held for one in found)
    for held in Held:
        yield Statement(reader.count(f"register.count.{held.value}", counts[held]), source)
    named = reader.names(
        {iri for one in found for iri in (one.clause, one.duty, *one.documents, *one.processes)}
    )
    rows = []
    for one in sorted(found, key=lambda duty: (natural_order(named[duty.clause]), duty.duty)):
        documents = tuple(reader.full(named[iri]) for iri in one.documents)
        processes = tuple(reader.full(named[iri]) for iri in one.processes)
        rows.append(
            (
                cell(reader.full(named[one.clause])),
                cell(named[one.duty].label(reader.lang)),
                cell(reader.text(f"register.state.{one.held.value}"), _TONES[one.held]),
                Cell(documents) if documents else cell("–", "quiet"),
                Cell(processes) if processes else cell(reader.text("register.nobody"), "warn"),
            )
        )
    headings = tuple(
        reader.text(f"register.column.{key}") for key in ("clause", "duty", "state", "documents", "processes")
    )
    yield Grid(headings, tuple(rows), (4, 2, 1.6, 4, 4), source, small=True)
