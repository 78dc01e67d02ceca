"""The commands that analyse, as Typer declares them; what each does stands in its own module."""

from __future__ import annotations

from typing import Annotated

import typer

from qualite_graph.cli.command import command


def declare(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for name, function in (("analyse", analyse),):
        command(app, name)(function)


def analyse(
    ctx: typer.Context,
    organisation: Annotated[
        str | None, typer.Argument(metavar="cli.metavar.slug", help="cli.analyse.organisation")
    ] = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.analyse.format")
    ] = "text",
) -> int:
    """Say what the network tells."""
    from qualite_graph.cli import analyse  # noqa: PLC0415

    return analyse.run(ctx.obj, organisation, format_name)
