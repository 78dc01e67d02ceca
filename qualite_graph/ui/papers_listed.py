"""The papers that can be made, as a list to choose from with what each is for."""

from __future__ import annotations

import functools
from html import escape
from typing import Final

from qualite_graph.messages import messages
from qualite_graph.papers import KINDS
from qualite_graph.ui.browsing import Line, list_html

PACK: Final = "audit-pack"
PAPERS: Final = (*KINDS, PACK)
"""The papers by name, all of them together last."""


@functools.cache
def papers_html(lang: str, where: str) -> str:
    """Write the list; `where` is the reader's part of each address (`showing.where`)."""
    names, uses = (messages(lang).section(f"ui.documents.{key}") for key in ("name", "about"))
    lines = [
        Line([paper], f"<b>{escape(names[paper])}</b><small>{escape(uses[paper])}</small>", {"paper": paper})
        for paper in PAPERS
    ]
    return list_html("documents", where, messages(lang).text("ui.documents.choose"), [("", lines)])
