"""The commands `paper` and `audit-pack`: the papers of an organisation as files."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from qualite_graph.asking import day_of
from qualite_graph.cli.context import Context
from qualite_graph.cli.export import write_whole
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.progress import shown


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper as it was asked for: its name, what it is about, where it goes, for whom and when."""

    name: str
    about: str | None
    output: str | None
    format_name: str | None
    organisation: str | None
    date: str | None


def run(context: Context, wanted: Wanted) -> int:
    """Make one paper and write it to a file.

    Raises:
        InputError: the paper, its format or what it is about is unknown, or the file cannot be written.
    """
    from qualite_graph.papers import make  # noqa: PLC0415

    extension = Path(wanted.output).suffix.lower().removeprefix(".") if wanted.output else ""
    made = make(
        open_for_reading(context),
        wanted.name,
        organisation=wanted.organisation,
        about=wanted.about,
        lang=context.lang,
        format_name=wanted.format_name or extension or "pdf",
        day=day_of(wanted.date, "--date") if wanted.date is not None else None,
    )
    path = Path(wanted.output or made.name)
    write_whole(path, made.content)
    print(context.text("cli.paper.written", file=path), file=sys.stderr)
    return 0


def run_pack(context: Context, wanted: Wanted) -> int:
    """Make the audit pack and write it to a file; `format_name` may name several formats, with commas.

    Raises:
        InputError: a format or the organisation is unknown, or the file cannot be written.
    """
    from qualite_graph.papers import FORMATS, STAGES, audit_pack  # noqa: PLC0415

    formats = tuple(one.strip() for one in (wanted.format_name or ",".join(FORMATS)).split(","))
    workspace = open_for_reading(context)
    with shown(context, STAGES) as progress:
        made = audit_pack(
            workspace,
            organisation=wanted.organisation,
            lang=context.lang,
            formats=formats,
            day=day_of(wanted.date, "--date") if wanted.date is not None else None,
            progress=progress,
        )
    path = Path(wanted.output or made.name)
    write_whole(path, made.content)
    print(context.text("cli.paper.written", file=path), file=sys.stderr)
    return 0
