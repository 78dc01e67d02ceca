"""The commands as Typer declares them; what each does stands in its own module, loaded when it runs."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer
from typer.core import TyperGroup

from qualite_graph.cli.analysis_commands import declare
from qualite_graph.cli.assurance_commands import declare as declare_assurance
from qualite_graph.cli.command import NO_HELP_OPTION, TranslatedCommand, command, in_own_words
from qualite_graph.cli.context import PROGRAM, CommandLine
from qualite_graph.cli.editing_commands import declare as declare_editing
from qualite_graph.cli.keeping_commands import declare as declare_keeping

_Organisation: TypeAlias = Annotated[
    str | None, typer.Option(metavar="cli.metavar.slug", help="cli.shared.organisation")
]

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=NO_HELP_OPTION,
)


def run(line: CommandLine) -> int:
    """Run the command of a command line, or show its help, and return its exit code.

    Raises:
        UsageError: its arguments cannot be understood.
        QualiteGraphError: what it was asked cannot be done.
    """
    group = typer.main.get_command(app)
    chosen = group.commands.get(line.command or "") if isinstance(group, TyperGroup) else None
    if line.help and isinstance(chosen, TranslatedCommand):
        print(chosen.page(line.context))
        return 0
    try:
        code = group.main(list(line.arguments), prog_name=PROGRAM, standalone_mode=False, obj=line.context)
    except typer.TyperException as error:
        raise in_own_words(error, line.context, line.command or "") from error
    return int(code or 0)


@command(app, "app")
def start(
    ctx: typer.Context,
    port: Annotated[str | None, typer.Option(metavar="cli.metavar.number", help="cli.app.port")] = None,
    address: Annotated[
        str | None, typer.Option(metavar="cli.metavar.address", help="cli.app.address")
    ] = None,
) -> int:
    """Start the pages in a browser."""
    from qualite_graph.cli import start  # noqa: PLC0415

    return start.run(ctx.obj, port, address)


@command(app, "serve")
def serve(
    ctx: typer.Context,
    port: Annotated[str | None, typer.Option(metavar="cli.metavar.number", help="cli.app.port")] = None,
    address: Annotated[
        str | None, typer.Option(metavar="cli.metavar.address", help="cli.app.address")
    ] = None,
) -> int:
    """Serve the data to other programs."""
    from qualite_graph.cli import serve  # noqa: PLC0415

    return serve.run(ctx.obj, port, address)


@command(app, "template")
def template(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="cli.metavar.file", help="cli.template.file")],
) -> int:
    """Write the empty workbook."""
    from qualite_graph.cli import template  # noqa: PLC0415

    return template.run(ctx.obj, file)


@command(app, "load")
def load(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="cli.metavar.file", help="cli.load.file")],
    organisation: Annotated[str, typer.Option(metavar="cli.metavar.slug", help="cli.load.organisation")],
    partial: Annotated[bool, typer.Option("--partial", help="cli.load.partial")] = False,
) -> int:
    """Read a file into an organisation."""
    from qualite_graph.cli import load  # noqa: PLC0415

    return load.run(ctx.obj, file, organisation, partial)


declare_editing(app)


@command(app, "questions")
def questions(
    ctx: typer.Context,
    group: Annotated[
        str | None, typer.Option(metavar="cli.metavar.group", help="cli.questions.group")
    ] = None,
) -> int:
    """List the questions."""
    from qualite_graph.cli import questions  # noqa: PLC0415

    return questions.run(ctx.obj, group)


@command(app, "ask")
def ask(  # noqa: PLR0913, PLR0917 -- Typer wants one argument per option
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="cli.metavar.question", help="cli.ask.question")],
    param: Annotated[list[str] | None, typer.Option(metavar="cli.metavar.pair", help="cli.ask.param")] = None,
    organisation: _Organisation = None,
    date: Annotated[str | None, typer.Option(metavar="cli.metavar.date", help="cli.ask.date")] = None,
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.ask.format")
    ] = "table",
) -> int:
    """Answer a question."""
    from qualite_graph.cli import ask  # noqa: PLC0415

    return ask.run(ctx.obj, ask.Asked(question, tuple(param or ()), organisation, date), format_name)


@command(app, "check")
def check(
    ctx: typer.Context,
    organisation: _Organisation = None,
    date: Annotated[str | None, typer.Option(metavar="cli.metavar.date", help="cli.check.date")] = None,
    severity: Annotated[
        str, typer.Option(metavar="cli.metavar.severity", help="cli.check.severity")
    ] = "info",
    format_name: Annotated[
        str, typer.Option("--format", metavar="cli.metavar.format", help="cli.check.format")
    ] = "table",
) -> int:
    """Check an organisation against the shapes."""
    from qualite_graph.cli import check  # noqa: PLC0415

    return check.run(ctx.obj, check.Asked(organisation, date, severity), format_name)


declare(app)
declare_assurance(app)


@command(app, "explain")
def explain(
    ctx: typer.Context,
    customer: Annotated[str, typer.Argument(metavar="cli.metavar.customer", help="cli.explain.customer")],
    supplier: Annotated[str, typer.Argument(metavar="cli.metavar.supplier", help="cli.explain.supplier")],
    organisation: _Organisation = None,
) -> int:
    """Say why a process is another's internal customer."""
    from qualite_graph.cli import explain  # noqa: PLC0415

    return explain.run(ctx.obj, customer, supplier, organisation)


@command(app, "query")
def query(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="cli.metavar.file", help="cli.query.file")],
    organisation: _Organisation = None,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="cli.metavar.format", help="cli.query.format")
    ] = None,
) -> int:
    """Run a SPARQL query."""
    from qualite_graph.cli import query  # noqa: PLC0415

    return query.run(ctx.obj, file, organisation, format_name)


@command(app, "export")
def export(
    ctx: typer.Context,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="cli.metavar.format", help="cli.export.format")
    ] = None,
    output: Annotated[str | None, typer.Option(metavar="cli.metavar.file", help="cli.export.output")] = None,
    organisation: _Organisation = None,
    without_names: Annotated[bool, typer.Option("--without-names", help="cli.export.without_names")] = False,
) -> int:
    """Write an organisation."""
    from qualite_graph.cli import export  # noqa: PLC0415

    return export.run(ctx.obj, format_name, output, organisation, not without_names)


@command(app, "paper")
def paper(  # noqa: PLR0913, PLR0917 -- Typer wants one argument per option
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="cli.metavar.paper", help="cli.paper.name")],
    about: Annotated[
        str | None, typer.Option("--about", metavar="cli.metavar.code", help="cli.paper.about")
    ] = None,
    output: Annotated[str | None, typer.Option(metavar="cli.metavar.file", help="cli.paper.output")] = None,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="cli.metavar.format", help="cli.paper.format")
    ] = None,
    organisation: _Organisation = None,
    date: Annotated[str | None, typer.Option(metavar="cli.metavar.date", help="cli.paper.date")] = None,
) -> int:
    """Make a paper."""
    from qualite_graph.cli import paper  # noqa: PLC0415

    return paper.run(ctx.obj, paper.Wanted(name, about, output, format_name, organisation, date))


@command(app, "audit-pack")
def audit_pack(
    ctx: typer.Context,
    output: Annotated[
        str | None, typer.Option(metavar="cli.metavar.file", help="cli.audit-pack.output")
    ] = None,
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="cli.metavar.format", help="cli.audit-pack.format")
    ] = None,
    organisation: _Organisation = None,
    date: Annotated[str | None, typer.Option(metavar="cli.metavar.date", help="cli.paper.date")] = None,
) -> int:
    """Make every paper, in one archive."""
    from qualite_graph.cli import paper  # noqa: PLC0415

    return paper.run_pack(ctx.obj, paper.Wanted("", None, output, format_name, organisation, date))


declare_keeping(app)


@command(app, "docs")
def docs(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="cli.metavar.directory", help="cli.docs.folder")],
) -> int:
    """Write the documentation of the vocabulary."""
    from qualite_graph.cli import docs  # noqa: PLC0415

    return docs.run(ctx.obj, folder)


@command(app, "mcp")
def mcp(
    ctx: typer.Context,
    http: Annotated[bool, typer.Option("--http", help="cli.mcp.http")] = False,
    port: Annotated[str | None, typer.Option(metavar="cli.metavar.number", help="cli.mcp.port")] = None,
    address: Annotated[
        str | None, typer.Option(metavar="cli.metavar.address", help="cli.mcp.address")
    ] = None,
) -> int:
    """Serve the tools of assistants."""
    from qualite_graph.cli import assistants  # noqa: PLC0415

    return assistants.run(ctx.obj, http, port, address)


@command(app, "token")
def token(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(metavar="cli.metavar.action", help="cli.token.action")],
    name: Annotated[str | None, typer.Argument(metavar="cli.metavar.token", help="cli.token.token")] = None,
    scope: Annotated[str | None, typer.Option(metavar="cli.metavar.scope", help="cli.token.scope")] = None,
    organisation: Annotated[
        list[str] | None, typer.Option(metavar="cli.metavar.slug", help="cli.token.organisation")
    ] = None,
) -> int:
    """Give, list or take away access for other programs."""
    from qualite_graph.cli import token  # noqa: PLC0415

    return token.run(ctx.obj, action, name, scope, organisation or [])


@command(app, "info")
def info(ctx: typer.Context) -> int:
    """Say what is installed and what is loaded."""
    from qualite_graph.cli import info  # noqa: PLC0415

    return info.run(ctx.obj)
