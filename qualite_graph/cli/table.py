"""Tables on a terminal: drawn by Rich there, and never wrapped nor coloured where the output is piped."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_ENDLESS: Final = 100_000
_SHORT: Final = 10


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to print: its title, headings, rows and caption; some columns on the right."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    right: frozenset[int] = frozenset()


def show(grid: Grid) -> None:
    """Print a table on stdout."""
    # Rich is imported where a table is drawn and nowhere else: it would triple the start of other commands.
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console() if sys.stdout.isatty() else Console(width=_ENDLESS, color_system=None)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for number, heading in enumerate(grid.headings):
        cells = [row[number] for row in grid.rows]
        table.add_column(
            Text(heading),
            justify="right" if number in grid.right else "left",
            overflow="fold",
            # A date, a figure or a code is not cut; texts make room for it.
            no_wrap=max(map(len, cells), default=0) <= _SHORT,
        )
    for row in grid.rows:
        # Text, not str: square brackets in a label are no markup.
        table.add_row(*[Text(cell) for cell in row])
    if grid.title:
        console.print(Text(grid.title, style="bold"), end="\n\n")
    if grid.rows:
        if sys.stdout.isatty():
            console.print(table)
        else:
            with console.capture() as captured:
                console.print(table)
            print("\n".join(line.rstrip() for line in captured.get().splitlines()))
    if grid.caption:
        if grid.rows:
            console.print()
        console.print(Text(grid.caption, style="dim"))
