"""The input of the management review in the order of 9.3.2: what the graph knows of each, or does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qualite_graph.papers.blocks import answered
from qualite_graph.papers.content import Block, Paper, Section
from qualite_graph.papers.reader import Reader


@dataclass(frozen=True, slots=True)
class Point:
    """One point of 9.3.2 in our own words, with the questions of the catalogue that inform it.

    `unknown` names what the graph does not hold of it and has to be brought by somebody.
    """

    key: str
    questions: tuple[str, ...]
    unknown: str | None = None
    level: int = 1


POINTS: Final = (
    Point("a", ("X45", "X29", "X77"), "earlier_decisions"),
    Point("b", ("Q24",), "issues"),
    Point("c", ()),
    Point("c1", ("X22", "Q26", "Q35", "Q33"), level=2),
    Point("c2", ("Q54", "X21"), "objectives", level=2),
    Point("c3", ("X20", "Q50", "Q51"), level=2),
    Point("c4", ("X44", "Q32", "Q31"), level=2),
    Point("c5", ("Q29", "Q34"), level=2),
    Point("c6", ("X75", "X76", "X23"), level=2),
    Point("c7", ("X32", "X37"), "providers", level=2),
    Point("d", ("Q55", "X19"), "resources"),
    Point("e", ("X49", "X31")),
    Point("f", ("Q25", "Q46", "Q48", "Q52")),
)


def management_review(reader: Reader, _about: str = "") -> Paper:
    """Write the pack: one section for each point of 9.3.2, a to f."""
    reader.start()
    return reader.paper(
        "management-review",
        reader.text("review.title"),
        reader.text("review.subtitle"),
        (
            Section(reader.text(f"review.point.{point.key}"), (*_blocks(reader, point),), level=point.level)
            for point in POINTS
        ),
    )


def _blocks(reader: Reader, point: Point) -> Iterator[Block]:
    for question in point.questions:
        yield from answered(reader, question)
    if point.unknown:
        yield reader.missing(f"review.{point.unknown}")
