"""The editor of a workshop: one flow a line, completed with the names that are known."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from qualite_graph.ui.components.packing import as_bytes
from qualite_graph.ui.components.selection import nothing, reported

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

FLOW_TEXTS: Final = ("line", "placeholder", "help", "undo", "remove", "choices")
"""Every text that the editor shows or reads aloud."""


@dataclass(frozen=True, slots=True)
class FlowLines:
    """The lines of the group, and the one being typed."""

    lines: tuple[str, ...]
    typing: str = ""


@dataclass(frozen=True, slots=True)
class FlowEditorData:
    """What the editor shows: `lines` when `version` moves or the page is opened, else the reader's own.

    `faults` says what keeps a line from being read, by its number; `parties` and `outputs` complete it.
    """

    lines: Sequence[str]
    version: int
    faults: Mapping[str, str]
    parties: Sequence[str]
    outputs: Sequence[str]
    texts: Mapping[str, str]


@functools.cache
def _renderer() -> ComponentRenderer:
    """Register on first use: outside `streamlit run` no manifest is read, and a file's name is refused."""
    return st.components.v2.component("qualite-graph.flow_editor", js="flow_editor.js", css="flow_editor.css")


def flow_lines(key: str, kept: FlowLines) -> FlowLines:
    """Return what the group wrote since the last look, else `kept`; to be asked before drawing."""
    written: Mapping[str, Any] | None = reported(key, "written")
    if not written or written["at"] == st.session_state.get(f"{key}:seen"):
        return kept
    st.session_state[f"{key}:seen"] = written["at"]
    return FlowLines(tuple(written["lines"]), written["typing"])


def flow_editor(key: str, data: FlowEditorData) -> None:
    """Draw the editor; what the group writes is asked by `flow_lines`."""
    shown = {field.name: getattr(data, field.name) for field in fields(data)}
    _renderer()(key=key, data=as_bytes(shown), default={"written": None}, on_written_change=nothing)
