"""How a page of help is set: the same for the front page and for each command, in either language."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_WIDEST: Final = 100
_NARROWEST: Final = 50
_TERM: Final = 30


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines: a term on the left, what it means on the right."""

    heading: str
    lines: Sequence[tuple[str, str]]


def page(usage: str, description: str, sections: Sequence[Section], closing: str = "") -> str:
    """Return a page of help that fits the terminal; sections without lines are left out."""
    width = terminal_width()
    parts = [usage, *[_indent(paragraph, width) for paragraph in description.split("\n\n")]]
    for section in sections:
        if section.lines:
            column = min(_TERM, max(len(term) for term, _ in section.lines)) + 4
            rows = [_line(term, text, column, width) for term, text in section.lines]
            parts.append("\n".join([section.heading, *rows]))
    if closing:
        parts.append(closing)  # command lines and their like are not cut
    return "\n\n".join(parts)


def terminal_width() -> int:
    """Return how wide a page may be; a page that is not read on a terminal gets the usual 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit():
        found = int(columns)
    else:
        try:
            found = os.get_terminal_size().columns
        except OSError:
            found = 80
    return max(_NARROWEST, min(_WIDEST, found))


def _indent(paragraph: str, width: int) -> str:
    return textwrap.fill(paragraph, width, initial_indent="  ", subsequent_indent="  ")


def _line(term: str, text: str, column: int, width: int) -> str:
    start = f"  {term}"
    if len(start) >= column:
        return f"{start}\n" + textwrap.fill(
            text, width, initial_indent=" " * column, subsequent_indent=" " * column
        )
    return textwrap.fill(text, width, initial_indent=start.ljust(column), subsequent_indent=" " * column)
