"""Progress on a terminal: the stage under way, how many are done, which are left; elsewhere nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qualite_graph.cli.context import Context
from qualite_graph.progress import Listener, unheard


@contextmanager
def shown(context: Context, stages: Sequence[str]) -> Iterator[Listener]:
    """Give what to tell each stage to; the line is on the error output and goes when the work ends."""
    if not sys.stderr.isatty():
        yield unheard
        return
    # Rich is imported where something is drawn: it would triple the start of other commands.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        BarColumn(bar_width=12),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(stages))

        def begin(stage: str) -> None:
            done = stages.index(stage)
            bar.update(task, completed=done, description=said(context, stages, done), refresh=True)

        yield begin


@contextmanager
def under_way(context: Context, stage: str) -> Iterator[None]:
    """Show, while it lasts, work that is one stage."""
    with shown(context, (stage,)) as progress:
        progress(stage)
        yield


def said(context: Context, stages: Sequence[str], done: int) -> str:
    """Return the stage under way and those that are left, in words."""
    names = [context.text(f"progress.{stage}") for stage in stages[done:]]
    if len(names) == 1:
        return names[0]
    return context.text("progress.left", stage=names[0], left=", ".join(names[1:]))
