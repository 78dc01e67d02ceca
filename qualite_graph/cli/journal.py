"""The commands `history`, `diff` and `undo`: what was written, what it changed, and taking it back."""

from __future__ import annotations

from qualite_graph.cli.changes import changes
from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import open_for_reading, open_for_writing
from qualite_graph.cli.progress import under_way
from qualite_graph.cli.table import Grid, show
from qualite_graph.errors import InputError
from qualite_graph.history import Entry


def run_history(context: Context, organisation: str | None) -> int:
    """List the writes of an organisation, oldest first.

    Raises:
        NotFoundError: nothing was ever written of this organisation.
    """
    workspace = open_for_reading(context)
    entries = workspace.journal(organisation)
    headings = [
        context.text(f"cli.history.heading.{key}")
        for key in ("version", "instant", "author", "operation", "file", "added", "removed")
    ]
    rows = [_line(context, entry) for entry in entries]
    title = context.text("cli.history.title", organisation=organisation or workspace.organisation())
    show(Grid(title, headings, rows, context.text("cli.history.next"), frozenset({0, 5, 6})))
    return 0


def run_diff(context: Context, older: str, newer: str, organisation: str | None) -> int:
    """Say what changed between two versions of an organisation, entity by entity.

    Raises:
        InputError: a version is no number.
        NotFoundError: the organisation has no such version.
    """
    workspace = open_for_reading(context)
    versions = _version(older), _version(newer)
    with under_way(context, "comparing"):
        facts = workspace.difference(*versions, organisation)
    show(changes(context, context.text("cli.diff.title", older=older, newer=newer), facts))
    return 0


def run_undo(context: Context, organisation: str | None) -> int:
    """Undo the latest write of an organisation that still stands.

    Raises:
        NotFoundError: nothing is left to undo.
        StoreError: the data directory cannot be written.
    """
    workspace = open_for_writing(context)
    slug = organisation or workspace.organisation()
    with under_way(context, "undoing"):
        version = workspace.undo(slug)
    print(context.text("cli.undo.done", version=version, organisation=slug))
    return 0


def _line(context: Context, entry: Entry) -> list[str]:
    operation = context.text(f"cli.history.kind.{entry.kind}", version=entry.undoes or "")
    return [
        str(entry.version),
        entry.origin.instant.astimezone().strftime(context.text("cli.history.instant")),
        entry.origin.author,
        operation,
        entry.origin.file or "",
        str(entry.added),
        str(entry.removed),
    ]


def _version(text: str) -> int:
    if not text.isdecimal():
        raise InputError("bad_version", value=text)
    return int(text)
