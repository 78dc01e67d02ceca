"""Drafts of workshops, kept while the server runs: a reload, or a colleague's screen, finds them."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.analysis.workshop import Workshop, draw
from qualite_graph.ui import session
from qualite_graph.ui.components.flow_editor import FlowLines
from qualite_graph.ui.same import of_the_same

PARAMETER: Final = "draft"
_lock: Final = threading.Lock()
MOST: Final = 200
"""How many drafts are kept: the one left alone for longest is forgotten first."""


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
    with _lock:  # two screens of one workshop must find the same draft
        return kept(_drafts(), (organisation, name))


@of_the_same(64)
def drawn_of(lines: Sequence[str], whole: ProcessMap, lang: str) -> Workshop:
    """Return the map of the lines of a draft, made once as long as neither they nor the whole map change."""
    return draw(lines, whole, lang)


@of_the_same(16)
def names_of(whole: ProcessMap, lang: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return what a line is completed with: who takes part in the whole map, and what it carries."""
    outputs = {flow.output.iri: flow.output for flow in whole.flows if flow.output}
    return [name.full(lang) for name in whole.names()], sorted({one.label(lang) for one in outputs.values()})


def kept(drafts: dict[tuple[str, str], Draft], key: tuple[str, str]) -> Draft:
    """Return a draft, or a new one in place of the one that nobody has looked at for longest.

    >>> drafts = {("a", str(number)): Draft() for number in range(MOST)}
    >>> first = drafts["a", "0"]
    >>> kept(drafts, ("a", "0")) is first, kept(drafts, ("a", "new")).version
    (True, 0)
    >>> len(drafts), ("a", "0") in drafts, ("a", "1") in drafts
    (200, True, False)
    """
    draft = drafts.pop(key, None) or Draft()
    while len(drafts) >= MOST:
        drafts.pop(next(iter(drafts)))
    drafts[key] = draft
    return draft
