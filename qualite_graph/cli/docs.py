"""The command `docs`: the documentation of the vocabulary as a folder of pages and data."""

from __future__ import annotations

import sys
from pathlib import Path

from qualite_graph.cli.context import Context


def run(context: Context, folder: str) -> int:
    """Write the documentation in both languages.

    Raises:
        InputError: the folder cannot be written.
    """
    from qualite_graph.publication import write_documentation  # noqa: PLC0415
    from qualite_graph.workspace import Workspace  # noqa: PLC0415

    written = write_documentation(Workspace.in_memory(example=False), Path(folder))
    print(context.text("cli.docs.written", folder=folder, count=len(written)), file=sys.stderr)
    return 0
