"""Drafts of workshops, kept while the server runs: a reload, or a colleague's screen, finds them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from qualite_graph.ui import session
from qualite_graph.ui.components.flow_editor import FlowLines

PARAMETER: Final = "draft"
_MOST: Final = 200
"""How many drafts are kept: the oldest is forgotten first."""


@dataclass(slots=True)
class Draft:
    """The lines of one workshop; `version` moves when the page itself changes them."""

    written: FlowLines = field(default_factory=lambda: FlowLines(()))
    version: int = 0


@st.cache_resource(show_spinner=False)
def _drafts() -> dict[tuple[str, str], Draft]:
    return {}


def draft_of(organisation: str) -> Draft:
    """Return the draft that the address names, or a new one, and name it there."""
    name = session.recall(PARAMETER)
    if not name:
        name = uuid.uuid4().hex[:10]
        session.remember(PARAMETER, name)
    drafts = _drafts()
    while len(drafts) >= _MOST:
        drafts.pop(next(iter(drafts)))
    return drafts.setdefault((organisation, name), Draft())
