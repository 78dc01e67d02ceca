"""The command `ask`: the answer to one question of the catalogue, as a table or for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qualite_graph.asking import day_of
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_text
from qualite_graph.cli.reply import Reply, as_csv, as_json
from qualite_graph.cli.table import Grid, show
from qualite_graph.questions import catalogue
from qualite_graph.spelling import Speller
from qualite_graph.store.base import is_number

FORMATS: Final = ("table", "csv", "json")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed: its identifier, `name=value` pairs, the organisation, the date."""

    question: str
    pairs: tuple[str, ...]
    organisation: str | None
    date: str | None


def run(context: Context, asked: Asked, format_name: str) -> int:
    """Answer a question as a table, CSV or JSON.

    Raises:
        UsageError: the format is unknown or a pair is not written name=value.
        InputError: the question, a value or the organisation is unknown, or a date cannot be read.
    """
    if format_name not in FORMATS:
        raise UsageError("unknown_choice", option="--format", value=format_name, choices=", ".join(FORMATS))
    question = catalogue().question(asked.question)
    parameters = dict(_pair(text) for text in asked.pairs)
    date = day_of(asked.date, "--date") if asked.date else None
    workspace = open_for_reading(context)
    answer = workspace.ask(question, parameters, organisation=asked.organisation, reference_date=date)
    names = workspace.names(answer.iris(), answer.organisation)
    reply = Reply(answer, answer.in_language(context.lang), Speller(context.lang, names))
    if format_name == "json":
        write_text(as_json(reply))
    elif format_name == "csv":
        write_text(as_csv(reply))
    else:
        show(_grid(context, reply))
    return 0


def _grid(context: Context, reply: Reply) -> Grid:
    question = reply.answer.question
    kind = context.text(f"cli.kind.{question.kind}")
    count = context.text("cli.rows.one" if len(reply.rows) == 1 else "cli.rows.many", count=len(reply.rows))
    parts = [question.id, kind, count if reply.rows else context.text("cli.rows.none")]
    right = {
        index for index in range(len(question.columns)) if any(is_number(row[index]) for row in reply.rows)
    }
    cells = [[reply.speller.full(value) for value in row] for row in reply.rows]
    return Grid(reply.title, reply.headings, cells, " · ".join(parts), frozenset(right))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (equals and name.strip()):
        raise UsageError("bad_pair", value=text)
    return name.strip(), value.strip()
