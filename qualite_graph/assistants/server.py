"""The MCP server: the tools with what they say of themselves, over the official SDK."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from qualite_graph import __version__
from qualite_graph.assistants.tools import Toolbox
from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import messages, use_language
from qualite_graph.vocabulary import SPARQL_PROLOGUE
from qualite_graph.workspace import Workspace

_NAME: Final = "qualite-graph"
_READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_P = ParamSpec("_P")
_R = TypeVar("_R")


def build(workspace: Callable[[], Workspace], lang: str) -> MCPServer:
    """Return the server of the tools; `workspace` is called at each use, `lang` is that of the answers.

    Method: Model Context Protocol, by its official Python SDK; every tool reads only.
    """
    texts = messages(lang)
    server: MCPServer = MCPServer(
        _NAME,
        title=texts.text("assistants.title"),
        instructions=texts.text("assistants.instructions"),
        version=__version__,
        log_level="WARNING",
    )
    tools = Toolbox(workspace, lang)
    for tool in (
        tools.list_organisations,
        tools.list_questions,
        tools.ask_question,
        tools.search_terms,
        tools.read_process,
        tools.impact,
        tools.coverage,
        tools.run_sparql,
    ):
        name = tool.__name__
        server.add_tool(
            _in_own_words(tool, lang),
            name=name,
            title=texts.text(f"assistants.tool.{name}.title"),
            description=texts.text(f"assistants.tool.{name}.description", prefixes=SPARQL_PROLOGUE),
            annotations=_READ_ONLY,
        )
    return server


def _in_own_words(tool: Callable[_P, _R], lang: str) -> Callable[_P, _R]:
    """Return the tool with its refusals as sentences of the catalogue, which an assistant can act upon."""

    @functools.wraps(tool)
    def told(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        use_language(lang)
        try:
            return tool(*args, **kwargs)
        except QualiteGraphError as error:
            raise ToolError(error.message(lang)) from error

    return told
