"""The process map as a paper: the drawing itself, and the figures that go with it."""

from __future__ import annotations

from qualite_graph.papers.blocks import table
from qualite_graph.papers.content import Block, Figure, Paper, Section, Statement
from qualite_graph.papers.reader import Reader


def process_map(reader: Reader, _about: str = "") -> Paper:
    """Draw the map of an organisation: families, parties outside, the flows of the chain."""
    reader.start()
    families, flows = reader.ask("X01"), reader.ask("X02")
    blocks: list[Block] = []
    if reader.processes:
        drawing = reader.workspace.export(reader.slug, "svg", lang=reader.lang).content
        blocks.append(Figure(drawing, reader.text("drawn.caption"), families.source))
    else:
        blocks.append(reader.missing("processes", families.source))
    count = len(reader.processes)
    figures: list[Block] = [Statement(reader.count("drawn.processes", count), families.source)]
    if families.rows:
        figures.append(table(reader, families, (3, 1)))
    if flows.rows:
        figures.append(table(reader, flows))
    return reader.paper(
        "process-map",
        reader.text("drawn.title"),
        reader.text("drawn.subtitle"),
        (
            Section(reader.text("drawn.drawing"), tuple(blocks)),
            Section(reader.text("drawn.figures"), tuple(figures)),
        ),
        landscape=True,
    )
