"""The papers an auditor wants, made from one graph so that none can disagree with another.

Names load when first used: a process that only sets papers starts many times.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qualite_graph.papers.pack import STAGES, audit_pack
    from qualite_graph.papers.press import FORMATS, KINDS, PaperFile, make

__all__ = ["FORMATS", "KINDS", "STAGES", "PaperFile", "audit_pack", "make"]

_HOMES: Final = {
    "FORMATS": "press",
    "KINDS": "press",
    "STAGES": "pack",
    "PaperFile": "press",
    "audit_pack": "pack",
    "make": "press",
}


def __getattr__(name: str) -> object:
    """Import a public name's module when the name is first used."""
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
