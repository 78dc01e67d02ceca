"""A quality manager's process map as a living knowledge graph; names load when first used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qualite_graph.errors import QualiteGraphError
    from qualite_graph.questions import catalogue
    from qualite_graph.workspace import Workspace

__version__ = "0.1.0"
__all__ = ["QualiteGraphError", "Workspace", "__version__", "catalogue"]

_HOMES: Final = {
    "QualiteGraphError": "qualite_graph.errors",
    "Workspace": "qualite_graph.workspace",
    "catalogue": "qualite_graph.questions",
}


def __getattr__(name: str) -> object:
    """Import a public name's module when the name is first used: importing the package costs nothing."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
