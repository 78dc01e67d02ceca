"""The options that every command shares, read before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.messages import LANGUAGES, current_language, messages

PROGRAM: Final = "qualite-graph"
REFUSED: Final = 2
"""The exit code of a command that could not do what it was asked."""

# What each shared option is called, and the catalogue keys of its value and its help.
SHARED_OPTIONS: Final = (
    ("--data", "cli.metavar.directory", "cli.shared.data"),
    ("--store", "cli.metavar.url", "cli.shared.store"),
    ("--lang", "cli.metavar.lang", "cli.shared.lang"),
    ("--version", "", "cli.shared.version"),
    ("--help", "", "cli.shared.help"),
)
_WITH_VALUE: Final = frozenset({"--data", "--store", "--lang"})
_FLAGS: Final = {"--version": "version", "--help": "help", "-h": "help"}


class UsageError(Exception):
    """A command line that cannot be understood: a key of the catalogue's `cli.fault` table, with details."""

    def __init__(self, key: str, **details: object) -> None:
        """Keep the key (without its `cli.fault.` prefix) and the values its text names."""
        super().__init__(key)
        self.key = key
        self.details = details

    def message(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        return messages(lang).text(f"cli.fault.{self.key}", **self.details)


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for one run: where the data is (None: the place set, or the usual one), which language."""

    data: str | None
    lang: str
    store: str | None = None
    """The server that keeps the data, in place of a directory."""

    def text(self, key: str, **values: object) -> str:
        """Return a text of the catalogue in the language of the run."""
        return messages(self.lang).text(key, **values)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command line taken apart: what is shared, and the command with its own arguments."""

    context: Context
    version: bool
    help: bool
    arguments: tuple[str, ...]

    @property
    def command(self) -> str | None:
        """Return the name of the command, if one is named."""
        return self.arguments[0] if self.arguments else None


def language_of(argv: Sequence[str]) -> str:
    """Return the language of a command line, even of one that cannot be understood."""
    for position, argument in enumerate(argv):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(argv[position + 1 : position + 2])
            if value in LANGUAGES:
                return value
    return current_language()


def take_apart(argv: Sequence[str]) -> CommandLine:
    """Find the shared options wherever they stand, before or after the command.

    Raises:
        UsageError: one of them lacks its value, or the language is not known.
    """
    values: dict[str, str] = {}
    flags: set[str] = set()
    kept: list[str] = []
    waiting = list(reversed(argv))
    while waiting:
        argument = waiting.pop()
        name, equals, value = argument.partition("=")
        if argument == "--":
            kept += [argument, *reversed(waiting)]
            break
        if argument in _FLAGS:
            flags.add(_FLAGS[argument])
        elif name not in _WITH_VALUE:
            kept.append(argument)
        elif equals:
            values[name] = value
        elif waiting:
            values[name] = waiting.pop()
        else:
            raise UsageError("missing_value", option=name)
    lang = values.get("--lang") or current_language()
    if lang not in LANGUAGES:
        raise UsageError("unknown_choice", option="--lang", value=lang, choices=", ".join(LANGUAGES))
    context = Context(values.get("--data"), lang, values.get("--store"))
    return CommandLine(context, "version" in flags, "help" in flags, tuple(kept))
