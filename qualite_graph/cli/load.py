"""The command `load`: a file into an organisation, or every reason why not, each with its place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from qualite_graph.cli.context import REFUSED, Context
from qualite_graph.cli.opening import open_for_writing
from qualite_graph.cli.progress import shown
from qualite_graph.cli.table import Grid, show
from qualite_graph.progress import LOADING


def run(context: Context, file: str, organisation: str, partial: bool) -> int:
    """Load a file in place of what the organisation held; return 2 when it is refused.

    With `partial`, rows that have an error are left out; they are still reported.

    Raises:
        InputError: the file is missing or cannot be read, or the organisation's name cannot be used.
        StoreError: the data directory cannot be written.
    """
    from qualite_graph.exchange import Problem, gathered  # noqa: PLC0415

    def report(key: str, problems: tuple[Problem, ...]) -> None:
        told = gathered(problems)
        print(context.text(key, count=len(told)), file=sys.stderr)
        for problem in told:
            print(f"  {problem.message(context.lang)}", file=sys.stderr)

    workspace = open_for_writing(context)
    with shown(context, LOADING) as progress:
        reading = workspace.load(Path(file).expanduser(), organisation, partial=partial, progress=progress)
    warnings = tuple(problem for problem in reading.problems if not problem.is_error)
    if reading.errors:
        report("cli.load.refused" if reading.blocking else "cli.load.left_out", reading.errors)
    if warnings:
        report("cli.load.warnings", warnings)
    if reading.blocking:
        return REFUSED
    show(_summary(context, Path(file).name, organisation, reading.counts))
    return 0


def _summary(context: Context, file: str, organisation: str, counts: Mapping[str, int]) -> Grid:
    from qualite_graph.exchange import LAYOUT  # noqa: PLC0415

    rows = [
        [sheet.names.of(context.lang), str(counts[sheet.key])] for sheet in LAYOUT if counts.get(sheet.key)
    ]
    title = context.text("cli.load.done", file=file, organisation=organisation)
    headings = [context.text(f"cli.load.heading.{key}") for key in ("sheet", "rows")]
    return Grid(
        title, headings, rows, context.text("cli.load.next", organisation=organisation), frozenset({1})
    )
