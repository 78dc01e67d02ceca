"""The papers that can be made, as a list to choose from with what each is for, and those made of late."""

from __future__ import annotations

import functools
from html import escape
from typing import Final

from qualite_graph.kept import Kept
from qualite_graph.messages import messages
from qualite_graph.papers import KINDS
from qualite_graph.ui.browsing import Line, list_html
from qualite_graph.ui.same import of_the_same
from qualite_graph.workspace import Workspace

PACK: Final = "audit-pack"
PAPERS: Final = (*KINDS, PACK)
"""The papers by name, all of them together last."""
_MOST_MADE: Final = 60


@functools.cache
def papers_html(lang: str, where: str) -> str:
    """Write the list; `where` is the reader's part of each address (`showing.where`)."""
    names, uses = (messages(lang).section(f"ui.documents.{key}") for key in ("name", "about"))
    lines = [
        Line([paper], f"<b>{escape(names[paper])}</b><small>{escape(uses[paper])}</small>", {"paper": paper})
        for paper in PAPERS
    ]
    return list_html("documents", where, messages(lang).text("ui.documents.choose"), [("", lines)])


@of_the_same(4)
def papers_kept(shared: Workspace) -> Kept:
    """Return the papers made of late, for all who read the same workspace."""
    return Kept(_MOST_MADE)
