"""The commands that change an organisation piece by piece, as Typer declares them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from qualite_graph.cli.command import command

_Organisation: TypeAlias = Annotated[
    str | None, typer.Option(metavar="cli.metavar.slug", help="cli.edit.organisation")
]
_Look: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="cli.edit.dry_run")]


def declare(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for name, function in (("flow", flow), ("edit", edit)):
        command(app, name)(function)


def flow(  # noqa: PLR0913, PLR0917 -- Typer wants one argument per option
    ctx: typer.Context,
    supplier: Annotated[str, typer.Argument(metavar="cli.metavar.supplier", help="cli.flow.supplier")],
    output: Annotated[str, typer.Argument(metavar="cli.metavar.output", help="cli.flow.output")],
    customer: Annotated[str, typer.Argument(metavar="cli.metavar.customer", help="cli.flow.customer")],
    requirement: Annotated[
        str | None, typer.Option(metavar="cli.metavar.text", help="cli.flow.requirement")
    ] = None,
    code: Annotated[str | None, typer.Option(metavar="cli.metavar.code", help="cli.flow.code")] = None,
    create: Annotated[bool, typer.Option("--create", help="cli.flow.create")] = False,
    dry_run: _Look = False,
    organisation: _Organisation = None,
) -> int:
    """Add a flow."""
    from qualite_graph.cli import editing  # noqa: PLC0415
    from qualite_graph.editing.flows import NewFlow  # noqa: PLC0415

    wanted = NewFlow(supplier, output, customer, requirement or "", code or "", create, ctx.obj.lang)
    return editing.run_flow(ctx.obj, wanted, organisation, write=not dry_run)


def edit(  # noqa: PLR0913, PLR0917
    ctx: typer.Context,
    sheet: Annotated[str, typer.Argument(metavar="cli.metavar.sheet", help="cli.edit.sheet")],
    what: Annotated[list[str] | None, typer.Argument(metavar="cli.metavar.row", help="cli.edit.what")] = None,
    new: Annotated[bool, typer.Option("--new", help="cli.edit.new")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="cli.edit.remove")] = False,
    together: Annotated[bool, typer.Option("--together", help="cli.edit.together")] = False,
    dry_run: _Look = False,
    organisation: _Organisation = None,
) -> int:
    """Add, change or remove a row."""
    from qualite_graph.cli import editing  # noqa: PLC0415

    asked = editing.Asked(sheet, tuple(what or ()), new, remove, together)
    return editing.run_edit(ctx.obj, asked, organisation, write=not dry_run)


def remove(
    ctx: typer.Context,
    organisation: Annotated[str, typer.Argument(metavar="cli.metavar.slug", help="cli.remove.organisation")],
    yes: Annotated[bool, typer.Option("--yes", help="cli.remove.yes")] = False,
) -> int:
    """Take an organisation out."""
    from qualite_graph.cli import editing  # noqa: PLC0415

    return editing.run_remove(ctx.obj, organisation, yes)
