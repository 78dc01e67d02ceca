"""The commands of assurance, as Typer declares them; what each does stands in its own module."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from qualite_graph.cli.assured import Asked
from qualite_graph.cli.command import command

_Slug: TypeAlias = Annotated[
    str | None, typer.Argument(metavar="cli.metavar.slug", help="cli.coverage.organisation")
]
_Date: TypeAlias = Annotated[str | None, typer.Option(metavar="cli.metavar.date", help="cli.coverage.date")]


def declare(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for name, function in (
        ("coverage", coverage),
        ("interfaces", interfaces),
        ("complaints", complaints),
        ("audit-plan", audit_plan),
    ):
        command(app, name)(function)


def coverage(
    ctx: typer.Context,
    organisation: _Slug = None,
    date: _Date = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.coverage.format")
    ] = "text",
) -> int:
    """Say how far each clause is covered."""
    from qualite_graph.cli import coverage  # noqa: PLC0415

    return coverage.run(ctx.obj, Asked(organisation, date, format_name))


def interfaces(
    ctx: typer.Context,
    organisation: _Slug = None,
    date: _Date = None,
    kind: Annotated[str | None, typer.Option(metavar="cli.metavar.kind", help="cli.interfaces.kind")] = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.interfaces.format")
    ] = "text",
) -> int:
    """Set what suppliers declare against what customers need."""
    from qualite_graph.cli import interfaces  # noqa: PLC0415

    return interfaces.run(ctx.obj, Asked(organisation, date, format_name), kind)


def complaints(
    ctx: typer.Context,
    complaint: Annotated[
        str | None, typer.Argument(metavar="cli.metavar.complaint", help="cli.complaints.complaint")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(metavar="cli.metavar.slug", help="cli.shared.organisation")
    ] = None,
    date: _Date = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.complaints.format")
    ] = "text",
) -> int:
    """Review complaints, or walk back from one."""
    from qualite_graph.cli import complaints  # noqa: PLC0415

    return complaints.run(ctx.obj, complaint, Asked(organisation, date, format_name))


def audit_plan(  # noqa: PLR0913, PLR0917 -- Typer wants one argument per option
    ctx: typer.Context,
    organisation: _Slug = None,
    date: _Date = None,
    weight: Annotated[
        list[str] | None, typer.Option(metavar="cli.metavar.weight", help="cli.audit.weight")
    ] = None,
    auditor: Annotated[
        list[str] | None, typer.Option(metavar="cli.metavar.auditor", help="cli.audit.auditor")
    ] = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.audit.format")
    ] = "text",
) -> int:
    """Propose the audit programme."""
    from qualite_graph.cli import audit_plan  # noqa: PLC0415

    return audit_plan.run(ctx.obj, Asked(organisation, date, format_name), weight or [], auditor or [])
