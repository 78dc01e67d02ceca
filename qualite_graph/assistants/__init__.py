"""What assistants (language models) reach: the catalogue and the graph, as tools of an MCP server."""

from qualite_graph.assistants.server import build

__all__ = ["build"]
