"""Typer's commands in the user's language: help set by our page, plain text values, faults as our sentences.

Declarations carry keys of the catalogue; they become text when a page is shown, so one declaration serves
both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import typer
from typer.core import TyperArgument, TyperCommand, TyperOption

from qualite_graph.cli.context import PROGRAM, Context, UsageError
from qualite_graph.cli.front import shared_section
from qualite_graph.cli.page import Section, page

_FAULT_WITH_OPTION: Final = {"NoSuchOption": "unknown_option", "BadOptionUsage": "missing_value"}

NO_HELP_OPTION: Final[dict[str, list[str]]] = {"help_option_names": []}
"""Typer's own `--help` is left out: ours is read before Typer is loaded."""


class PlainText:
    """Takes an option's value as the text it is.

    Typer builds a pydantic adapter for each option, whose import costs more than most answers; every option
    here is a text, read and refused where it is used, with a sentence of the catalogue.
    """

    def coerce(self, value: Any, *, param: object, ctx: object) -> Any:
        """Return the value unchanged, and a list for an option that may be repeated."""
        return list(value) if isinstance(value, tuple) else value


class TranslatedCommand(TyperCommand):
    """A command whose help is written from the catalogue."""

    def __init__(self, name: str | None, *, params: list[Any] | None = None, **settings: Any) -> None:
        """Build the command as Typer does, its options reading plain text."""
        for parameter in params or []:
            parameter.get_runtime_param = PlainText
        super().__init__(name, params=params, **settings)

    def page(self, context: Context) -> str:
        """Return the command's page of help."""
        arguments = [item for item in self.params if isinstance(item, TyperArgument)]
        options = [item for item in self.params if isinstance(item, TyperOption)]
        pieces = [context.text("cli.help.options_place"), *[_place(context, item) for item in arguments]]
        key = f"cli.{self.name}"
        return page(
            context.text("cli.help.usage", command=f"{PROGRAM} {self.name}", arguments=" ".join(pieces)),
            context.text(f"{key}.help").strip(),
            [
                Section(context.text("cli.help.arguments"), [_line(context, item) for item in arguments]),
                Section(context.text("cli.help.options"), [_line(context, item) for item in options]),
                shared_section(context),
            ],
            f"{context.text('cli.help.examples')}\n{_indented(context.text(f'{key}.examples'))}",
        )


def in_own_words(error: typer.TyperException, context: Context, command: str) -> UsageError:
    """Return what Typer found wrong with a command line as a fault of our catalogue."""
    path = f"{PROGRAM} {command}"
    kind = type(error).__name__
    if key := _FAULT_WITH_OPTION.get(kind):
        return UsageError(key, option=getattr(error, "option_name", ""), command=path)
    parameter = getattr(error, "param", None)
    if kind == "MissingParameter" and parameter is not None:
        return UsageError("missing_argument", argument=_line(context, parameter)[0], command=path)
    return UsageError("extra_argument", command=path)


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Declare a function as the command `name` of `app`."""
    return app.command(name, cls=TranslatedCommand, context_settings=NO_HELP_OPTION)


def _shape(context: Context, parameter: TyperArgument | TyperOption) -> str:
    return context.text(parameter.metavar) if parameter.metavar else ""


def _place(context: Context, argument: TyperArgument) -> str:
    """Return an argument's place on the line of use, between brackets when it may be left out."""
    shape = _shape(context, argument)
    return shape if argument.required else f"[{shape}]"


def _line(context: Context, parameter: TyperArgument | TyperOption) -> tuple[str, str]:
    shape = _shape(context, parameter)
    term = shape if isinstance(parameter, TyperArgument) else f"{', '.join(parameter.opts)} {shape}".strip()
    return term, context.text(parameter.help or "")


def _indented(lines: str) -> str:
    return "\n".join(f"  {line}" for line in _filled(lines.splitlines()))


def _filled(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]
