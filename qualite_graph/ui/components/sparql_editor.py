"""The editor of queries: highlighting, completion by name, the engine's error on its line, Ctrl+Enter."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from qualite_graph.ui.components.packing import packed

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_NOTHING: Final[Mapping[str, Any]] = {"text": None, "at": 0}


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a query does not parse, counted from 1, and what the engine says of it."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Written:
    """What the reader wrote: the text, and whether it was asked to be run since the last look."""

    text: str
    run: bool


@functools.cache
def _renderer() -> ComponentRenderer:
    """Register on first use: outside `streamlit run` no manifest is read, and a file's name is refused."""
    return st.components.v2.component(
        "qualite-graph.sparql_editor", js="sparql_editor.js", css="sparql_editor.css"
    )


def written(key: str, text: str) -> Written:
    """Return what the reader wrote since the last look, else `text`; to be asked before drawing."""
    state = st.session_state.get(key) or {}
    seen = st.session_state.setdefault(f"{key}:seen", 0)
    events = [(name, state.get(name) or _NOTHING) for name in ("written", "run")]
    fresh = [(event["at"], name, event["text"]) for name, event in events if event["at"] > seen]
    if not fresh:
        return Written(text, run=False)
    at, name, content = max(fresh)
    st.session_state[f"{key}:seen"] = at
    return Written(content or "", run=name == "run")


@dataclass(frozen=True, slots=True)
class EditorData:
    """What the editor shows: `text` when `version` moves, and in between the reader's own text.

    `known` holds what is completed: `terms`, each with its `id` as a query writes it, its `label` for people
    and its `kind` (`class`, `property` or `individual`), and `prefixes`; given as the same object, it is
    written once. `label` names the editor for those who do not see it; `height` in pixels.
    """

    text: str
    version: int
    fault: Fault | None
    known: Mapping[str, Any]
    label: str
    height: int


def sparql_editor(key: str, data: EditorData) -> None:
    """Draw the editor; what the reader writes is asked by `written`."""
    _renderer()(
        key=key,
        data=packed(
            data.known,
            text=data.text,
            version=data.version,
            fault=asdict(data.fault) if data.fault else None,
            label=data.label,
            height=data.height,
        ),
        default={"written": dict(_NOTHING), "run": dict(_NOTHING)},
        on_written_change=_nothing,
        on_run_change=_nothing,
    )


def _nothing() -> None:
    """Streamlit keeps a component's state only where a callback stands."""
