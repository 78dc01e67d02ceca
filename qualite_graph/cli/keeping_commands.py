"""The commands that keep what was written, and bring it back, as Typer declares them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from qualite_graph.cli.command import command
from qualite_graph.cli.editing_commands import remove

_Organisation: TypeAlias = Annotated[
    str | None, typer.Option(metavar="cli.metavar.slug", help="cli.shared.organisation")
]


def declare(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for name, function in (
        ("history", history),
        ("diff", diff),
        ("undo", undo),
        ("remove", remove),
        ("backup", backup),
        ("restore", restore),
    ):
        command(app, name)(function)


def history(ctx: typer.Context, organisation: _Organisation = None) -> int:
    """List what was written."""
    from qualite_graph.cli import journal  # noqa: PLC0415

    return journal.run_history(ctx.obj, organisation)


def diff(
    ctx: typer.Context,
    older: Annotated[str, typer.Argument(metavar="cli.metavar.version", help="cli.diff.older")],
    newer: Annotated[str, typer.Argument(metavar="cli.metavar.version", help="cli.diff.newer")],
    organisation: _Organisation = None,
) -> int:
    """Say what changed between two versions."""
    from qualite_graph.cli import journal  # noqa: PLC0415

    return journal.run_diff(ctx.obj, older, newer, organisation)


def undo(ctx: typer.Context, organisation: _Organisation = None) -> int:
    """Undo the latest write."""
    from qualite_graph.cli import journal  # noqa: PLC0415

    return journal.run_undo(ctx.obj, organisation)


def backup(
    ctx: typer.Context,
    directory: Annotated[str, typer.Argument(metavar="cli.metavar.directory", help="cli.backup.directory")],
) -> int:
    """Copy everything into a new directory."""
    from qualite_graph.cli import backup  # noqa: PLC0415

    return backup.run_backup(ctx.obj, directory)


def restore(
    ctx: typer.Context,
    directory: Annotated[str, typer.Argument(metavar="cli.metavar.directory", help="cli.restore.directory")],
) -> int:
    """Put a backup in place of everything."""
    from qualite_graph.cli import backup  # noqa: PLC0415

    return backup.run_restore(ctx.obj, directory)
