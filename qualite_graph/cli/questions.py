"""The command `questions`: the catalogue, group by group."""

from __future__ import annotations

from collections.abc import Sequence

from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.table import Grid, show
from qualite_graph.questions import Question, catalogue


def run(context: Context, group: str | None) -> int:
    """List the questions, all or those of one group, with what each asks for.

    Raises:
        UsageError: there is no such group.
    """
    groups = list(dict.fromkeys(question.group for question in catalogue()))
    if group is not None and group.upper() not in groups:
        raise UsageError("unknown_choice", option="--group", value=group, choices=", ".join(sorted(groups)))
    for letter in sorted(groups):
        if group is None or letter == group.upper():
            members = [question for question in catalogue() if question.group == letter]
            show(_grid(context, letter, members))
            print()
    print(context.text("cli.questions.closing"))
    return 0


def _grid(context: Context, group: str, members: Sequence[Question]) -> Grid:
    rows = [
        [
            question.id,
            question.title(context.lang),
            ", ".join(f"{parameter.name}={parameter.default or '…'}" for parameter in question.parameters),
            context.text(f"cli.kind.{question.kind}"),
        ]
        for question in members
    ]
    headings = [context.text(f"cli.questions.heading.{key}") for key in ("id", "question", "param", "kind")]
    return Grid(f"{group} · {context.text(f'cli.group.{group}')}", headings, rows)
