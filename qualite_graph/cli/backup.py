"""The commands `backup` and `restore`: everything to a directory of its own, and back."""

from __future__ import annotations

from pathlib import Path

from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import open_for_reading, open_for_writing
from qualite_graph.cli.progress import under_way


def run_backup(context: Context, directory: str) -> int:
    """Copy everything that is committed into a new directory, even while the pages are open.

    Raises:
        InputError: the directory exists.
        StoreError: it cannot be written.
    """
    target = Path(directory).expanduser()
    workspace = open_for_reading(context)
    with under_way(context, "copying"):
        workspace.backup(target)
    print(context.text("cli.backup.done", directory=target))
    return 0


def run_restore(context: Context, directory: str) -> int:
    """Put a backup in place of everything, in one transaction.

    Raises:
        StoreError: the backup cannot be read, or the data directory cannot be written.
    """
    source = Path(directory).expanduser()
    workspace = open_for_writing(context)
    with under_way(context, "restoring"):
        workspace.restore(source)
    slugs = ", ".join([name.notation or "" for name in workspace.organisations()])
    print(context.text("cli.restore.done", directory=source, organisations=slugs or "–"))
    return 0
