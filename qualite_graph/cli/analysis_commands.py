"""The commands that analyse, as Typer declares them; what each does stands in its own module."""

from __future__ import annotations

from typing import Annotated

import typer

from qualite_graph.cli.command import command


def declare(app: typer.Typer) -> None:
    """Add the commands to the program."""
    declared = (("analyse", analyse), ("impact", impact), ("cut", cut), ("compare", compare))
    for name, function in declared:
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


def impact(
    ctx: typer.Context,
    removed: Annotated[
        list[str] | None, typer.Argument(metavar="cli.metavar.things", help="cli.impact.removed")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(metavar="cli.metavar.slug", help="cli.shared.organisation")
    ] = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.impact.format")
    ] = "text",
) -> int:
    """Say what follows when something disappears."""
    from qualite_graph.cli import impact  # noqa: PLC0415

    return impact.run(ctx.obj, removed or [], organisation, format_name)


def cut(
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="cli.metavar.start", help="cli.cut.start")],
    end: Annotated[str, typer.Argument(metavar="cli.metavar.end", help="cli.cut.end")],
    organisation: Annotated[
        str | None, typer.Option(metavar="cli.metavar.slug", help="cli.shared.organisation")
    ] = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.cut.format")
    ] = "text",
) -> int:
    """Say what parts two processes."""
    from qualite_graph.cli import cut  # noqa: PLC0415

    return cut.run(ctx.obj, start, end, organisation, format_name)


def compare(
    ctx: typer.Context,
    older: Annotated[str, typer.Argument(metavar="cli.metavar.older", help="cli.compare.older")],
    newer: Annotated[str, typer.Argument(metavar="cli.metavar.newer", help="cli.compare.newer")],
    organisation: Annotated[
        str | None, typer.Option(metavar="cli.metavar.slug", help="cli.shared.organisation")
    ] = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.compare.format")
    ] = "text",
) -> int:
    """Set two maps side by side."""
    from qualite_graph.cli import compare  # noqa: PLC0415

    return compare.run(ctx.obj, older, newer, organisation, format_name)
