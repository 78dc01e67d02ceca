"""The front page, `qualite-graph --help`: shown without loading any command, so that it comes at once."""

from __future__ import annotations

from typing import Final

from qualite_graph.cli.context import PROGRAM, SHARED_OPTIONS, Context
from qualite_graph.cli.page import Section, page

COMMANDS: Final = (
    "app",
    "serve",
    "template",
    "load",
    "flow",
    "edit",
    "questions",
    "ask",
    "check",
    "analyse",
    "impact",
    "cut",
    "compare",
    "coverage",
    "interfaces",
    "complaints",
    "audit-plan",
    "explain",
    "query",
    "export",
    "paper",
    "audit-pack",
    "history",
    "diff",
    "undo",
    "remove",
    "backup",
    "restore",
    "docs",
    "mcp",
    "token",
    "info",
)
"""Every command, in the order in which a newcomer meets them."""


def front_page(context: Context) -> str:
    """Return what the program is for, its commands and the options they share."""
    commands = [(name, summary(context, name)) for name in COMMANDS]
    return page(
        context.text("cli.help.usage", command=PROGRAM, arguments=context.text("cli.help.front_arguments")),
        context.text("cli.help.about"),
        [Section(context.text("cli.help.commands"), commands), shared_section(context)],
        context.text("cli.help.more", program=PROGRAM),
    )


def summary(context: Context, command: str) -> str:
    """Return the first sentence of a command's help."""
    return context.text(f"cli.{command}.help").partition("\n")[0]


def shared_section(context: Context) -> Section:
    """Return the lines of the options that every command takes."""
    lines = [
        (f"{option} {context.text(value)}" if value else option, context.text(text))
        for option, value, text in SHARED_OPTIONS
    ]
    return Section(context.text("cli.help.shared"), lines)
