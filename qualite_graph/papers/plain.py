"""A paper as plain values for templates: what a template shows, and not one thing that it could run."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from qualite_graph.exchange.writing.chart import clean
from qualite_graph.messages import messages, number_text
from qualite_graph.papers.content import Block, Boxes, Cell, Figure, Grid, Paper, Signatures, Source
from qualite_graph.telling import date_text

Plain: TypeAlias = dict[str, Any]
"""A paper as `as_plain` returns it: what every template is given."""

_LED: Final = ("grid", "figure", "boxes")
"""What a paragraph before it speaks of."""
_SQUARE: Final = 12
"""Beyond so many columns a table is a square of counts."""
_NO_FIGURE: Final = ("–", "·", "-")
_FIGURE: Final = re.compile(r"[-−+]?\d[\d .,\u00a0\u202f]*[^\d\s]{0,6}")
"""A number, with its unit if it has one; no date, and no code before a name."""


WORDS: Final = (
    "page",
    "annex",
    "annex_intro",
    "prefixes_intro",
    "no_triples",
    "queries",
    "sign_here",
    "contents",
    "base",
)
"""What a template says of its own."""


def as_plain(paper: Paper) -> Plain:
    """Return a paper as lists, mappings, texts and numbers; forbidden characters are replaced.

    A figure stays SVG text. Blocks carry their `kind`.
    """
    texts = messages(paper.lang)
    day = paper.edition.reference_date
    return {
        "name": paper.name,
        "title": clean(paper.title),
        "subtitle": clean(paper.subtitle),
        "organisation": clean(paper.organisation),
        "lang": paper.lang,
        "landscape": paper.landscape,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "edition_line": edition_line(paper),
        "digest": paper.edition.digest,
        "sections": [
            {
                "title": clean(section.title),
                "level": section.level,
                "new_page": section.new_page,
                "blocks": _blocks(section.blocks),
            }
            for section in paper.sections
        ],
        "prefixes": [f"@prefix {name}: <{iri}> ." for name, iri in paper.prefixes.items()],
        "sources": [_source(paper, source) for source in paper.sources],
        "queries": [
            {
                "name": query.name,
                "title": "" if query.title == query.name else clean(query.title),
                "lines": clean(query.text).splitlines(),
            }
            for query in paper.queries
        ],
        "words": {
            **{word: texts.text(f"papers.word.{word}") for word in WORDS},
            "annex_intro": texts.text(
                "papers.word.annex_intro", base=paper.base, digest=paper.edition.digest
            ),
        },
    }


def edition_line(paper: Paper) -> str:
    """Return the line that says from which state of the graph a paper comes."""
    return messages(paper.lang).text(
        "papers.edition",
        version=paper.edition.version,
        digest=paper.edition.digest[:12],
        date=date_text(paper.edition.reference_date, paper.lang),
    )


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Return blocks with, of each paragraph, whether it leads what follows and must not part from it."""
    written = [_block(block) for block in blocks]
    for one, after in itertools.pairwise(written):
        if "text" in one:
            one["leads"] = after["kind"] in _LED
    return written


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Figure):
        return {
            "kind": kind,
            "svg": block.svg.decode(),
            "caption": clean(block.caption),
            "source": block.source,
        }
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Signatures):
        return {"kind": kind, "people": [clean(one) for one in block.people]}
    if isinstance(block, Boxes):
        return {"kind": kind, "lines": [clean(one) for one in block.lines]}
    return {"kind": kind, "text": clean(block.text), "source": getattr(block, "source", None), "leads": False}


def _grid(grid: Grid) -> dict[str, Any]:
    """Return a table; `figures` tells of each column whether it has figures alone, to be set to the right."""
    columns = len(grid.widths)
    whole = bool(grid.headings) and all(len(row) == columns for row in grid.rows)
    return {
        "kind": "grid",
        "headings": [clean(one) for one in grid.headings],
        "figures": [
            whole
            and _are_figures([row[place] for row in grid.rows], most_are=place > 0 and columns > _SQUARE)
            for place in range(columns)
        ],
        "rows": [[_cell(one) for one in row] for row in grid.rows],
        "widths": list(grid.widths),
        "source": grid.source,
        "caption": clean(grid.caption),
        "small": grid.small,
    }


def _are_figures(cells: Iterable[Cell], *, most_are: bool) -> bool:
    """Tell whether some cells hold figures, and nothing else but what stands for none.

    Of a column without any, `most_are` tells whether those beside it hold figures.
    """
    texts = [text for cell in cells for text in cell.lines or ("",)]
    figures = [text for text in texts if text and text not in _NO_FIGURE]
    return bool(figures or most_are) and all(_FIGURE.fullmatch(text) for text in figures)


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "lines": [clean(line) for line in cell.lines],
        "tone": cell.tone,
        "rows": cell.rows,
        "columns": cell.columns,
    }


def _source(paper: Paper, source: Source) -> dict[str, Any]:
    texts = messages(paper.lang)
    left_out = ""
    if source.left_out:
        count = number_text(str(source.left_out), paper.lang)
        left_out = texts.text("papers.word.left_out", count=count)
    return {
        "number": source.number,
        "title": clean(source.title),
        "query": source.query_name,
        "query_line": texts.text("papers.word.query", name=source.query_name),
        "triples": [clean(line) for line in source.triples],
        "left_out_line": left_out,
    }
