"""What a paper says, before any format: sections of statements, tables and figures, each with its source."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Tone = Literal["", "head", "body", "good", "warn", "bad", "quiet", "box", "void"]
"""How a cell stands out; every renderer has its own way of showing it.

A `box` is titled by its first line, `void` is no cell at all: the paper shows through.
"""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which state of the graph a paper was made from: the number of its last write, its digest, the day."""

    version: int
    digest: str
    reference_date: datetime.date


@dataclass(frozen=True, slots=True)
class Source:
    """Where statements come from: a question or a view, its query, and the statements of the graph behind it.

    `triples` are lines of Turtle relative to the organisation; `left_out` counts those that are not shown.
    """

    number: int
    title: str
    query_name: str
    triples: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the annex, printed once however many statements rest on it."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph that explains; it states nothing of the organisation."""

    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence about the organisation, with the number of its source."""

    text: str
    source: int


@dataclass(frozen=True, slots=True)
class Missing:
    """What nobody has filled in: said, so that it is not taken for nothing to say."""

    text: str
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of one or several lines; it may cover several rows or columns."""

    lines: tuple[str, ...]
    tone: Tone = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings (none: the rows speak for themselves), rows, relative widths, its source.

    A cell that covers others takes their place: the rows and columns below it leave theirs out.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    source: int | None = None
    caption: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, as SVG."""

    svg: bytes
    caption: str
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign: who, and an empty line for the date and the signature."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Questions to answer by hand: each with a box to tick and room for a note."""

    lines: tuple[str, ...]


Block: TypeAlias = Text | Statement | Missing | Grid | Figure | Signatures | Boxes


@dataclass(frozen=True, slots=True)
class Section:
    """A part under a heading of level 1 or 2; `new_page` starts it on a page of its own."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, ready for any renderer."""

    name: str
    title: str
    subtitle: str
    organisation: str
    lang: str
    edition: Edition
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    queries: tuple[Query, ...]
    base: str
    prefixes: Mapping[str, str] = field(default_factory=dict)
    landscape: bool = False
    part: int = 0
    """Which part of a long paper it is, 0 for the whole."""


def cell(text: str, tone: Tone = "") -> Cell:
    """Return a cell of one line."""
    return Cell((text,), tone)
