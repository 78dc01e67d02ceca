"""The measure of what starting costs: a bare interpreter, the package's import, the command's help."""

from __future__ import annotations

import sys

from benchmarks.measure import race_commands, ratio
from benchmarks.report import Section, Settings, at_most, duration, spread

HOW = """
Whole processes, turn by turn, from start to exit. The command is started as its installed script starts it:
the interpreter imports `main` and calls it.
"""
_HELP = "import sys; from qualite_graph.cli import main; sys.argv[1:] = ['--help']; sys.exit(main())"


def measure(settings: Settings) -> Section:
    """Race 25 turns (15 when quick)."""
    python = [sys.executable, "-c"]
    figures = race_commands(
        {
            "python -c pass": [*python, "pass"],
            "import qualite_graph": [*python, "import qualite_graph"],
            "import pyoxigraph": [*python, "import pyoxigraph"],
            "qualite-graph --help": [*python, _HELP],
        },
        15 if settings.quick else 25,
    )
    bare = figures[0]
    by_name = {figure.name: ratio(bare, figure) for figure in figures}
    rows = [
        [figure.name, duration(figure.median), spread(figure), f"{by_name[figure.name]:.2f} ×"]
        for figure in figures
    ]
    targets = [
        at_most("`import qualite_graph`: 5 × a bare interpreter", by_name["import qualite_graph"], 5),
        at_most("`qualite-graph --help`: 10 × a bare interpreter", by_name["qualite-graph --help"], 10),
    ]
    return Section("Starting", HOW, ["process", "median", "range (runs)", "ratio"], rows, targets)
