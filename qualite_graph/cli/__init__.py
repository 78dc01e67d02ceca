"""The command line, `qualite-graph`: the graph's answers in a terminal, in the user's language."""

from qualite_graph.cli.entry import main

__all__ = ["main"]
