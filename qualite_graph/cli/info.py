"""The command `info`: what is installed, where the data is, what is loaded."""

from __future__ import annotations

from qualite_graph import __version__
from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import chosen_directory, open_for_reading
from qualite_graph.cli.table import Grid, show
from qualite_graph.questions import catalogue
from qualite_graph.settings import data_directory


def run(context: Context) -> int:
    """Say which version runs, where the data is, and which organisations are loaded.

    Raises:
        StoreError: the data directory cannot be read.
    """
    workspace = open_for_reading(context)
    facts = [
        ("version", __version__),
        ("directory", str(chosen_directory(context) or data_directory())),
        ("questions", str(len(catalogue()))),
    ]
    for key, value in facts:
        print(context.text("cli.info.line", what=context.text(f"cli.info.{key}"), value=value))
    print()
    rows: list[list[str]] = []
    for name in workspace.organisations():
        drawn = workspace.process_map(name.notation)
        counts = (len(drawn.processes), len(drawn.flows), len(drawn.parties))
        rows.append([name.notation or "", name.label(context.lang), *[str(count) for count in counts]])
    headings = [
        context.text(f"cli.info.heading.{key}") for key in ("slug", "name", "processes", "flows", "parties")
    ]
    show(Grid(context.text("cli.info.organisations"), headings, rows, right=frozenset({2, 3, 4})))
    return 0
