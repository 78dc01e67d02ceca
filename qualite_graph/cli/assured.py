"""What the commands of assurance share: what was asked, the day it is for, sentences and JSON on stdout."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.asking import day_of
from qualite_graph.cli.analyse import described, told
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_text
from qualite_graph.naming import Name
from qualite_graph.plain import plain
from qualite_graph.telling import Sentence, date_text
from qualite_graph.vocabulary import graph_of
from qualite_graph.workspace import Workspace

FORMATS: Final = ("text", "json")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, as it was typed: the organisation, the date, the format."""

    organisation: str | None
    date: str | None
    format_name: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a command works: its context, the workspace, the organisation, the day."""

    context: Context
    workspace: Workspace
    organisation: str
    day: datetime.date
    as_json: bool

    @property
    def lang(self) -> str:
        """Return the reader's language."""
        return self.context.lang

    def names(self, iris: Iterable[str]) -> dict[str, Name]:
        """Return the names of some entities and of the organisation."""
        return self.workspace.names({*iris, graph_of(self.organisation)}, self.organisation)

    def title(self, key: str) -> str:
        """Return the title of a page: the organisation and the day."""
        name = self.names(())[graph_of(self.organisation)]
        return self.context.text(key, organisation=name.label(self.lang), date=date_text(self.day, self.lang))

    def say(self, sentences: Iterable[Sentence], names: Mapping[str, Name]) -> None:
        """Print sentences, each with what proves it."""
        for sentence in sentences:
            print("\n".join(told(sentence, self.context, names)))

    def write(self, parts: Mapping[str, object], sentences: Sequence[Sentence]) -> None:
        """Write an analysis as JSON: the façade's own values, then the sentences that they give."""
        names = self.names({iri for sentence in sentences for iri in sentence.iris()})
        document = {
            "organisation": self.organisation,
            **{key: plain(value, self.lang) for key, value in parts.items()},
            "findings": [described(sentence, names) for sentence in sentences],
        }
        write_text(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def desk(context: Context, asked: Asked) -> Desk:
    """Open what a command works on.

    Raises:
        UsageError: the format is unknown.
        InputError: the date cannot be read.
        NotFoundError: the organisation does not exist.
    """
    if asked.format_name not in FORMATS:
        choices = ", ".join(FORMATS)
        raise UsageError("unknown_choice", option="--format", value=asked.format_name, choices=choices)
    workspace = open_for_reading(context)
    slug = workspace.organisation(asked.organisation)
    day = day_of(asked.date, "--date") if asked.date is not None else datetime.date.today()
    return Desk(context, workspace, slug, day, asked.format_name == "json")


def codes(iris: Iterable[str], names: Mapping[str, Name], lang: str) -> str:
    """Return entities by their codes, for a cell."""
    return ", ".join([names[iri].notation or names[iri].label(lang) for iri in iris])
