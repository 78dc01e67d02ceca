"""How commands reach the data: read beside whoever writes it, or written by this command alone."""

from __future__ import annotations

from pathlib import Path

from qualite_graph.cli.context import Context
from qualite_graph.workspace import Workspace


def open_for_reading(context: Context) -> Workspace:
    """Open the data directory as it was last written, even while the app holds it."""
    if context.store:
        return Workspace.at(context.store)
    return Workspace.open(chosen_directory(context), read_only=True)


def open_for_writing(context: Context) -> Workspace:
    """Open the data directory for this process alone, or the server that keeps the data."""
    if context.store:
        return Workspace.at(context.store)
    return Workspace.open(chosen_directory(context))


def chosen_directory(context: Context) -> Path | None:
    """Return the directory given on the command line; None leaves it to the settings."""
    return Path(context.data).expanduser() if context.data else None
