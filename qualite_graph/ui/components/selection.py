"""The selection on a map: a click in the browser, or a choice on the page, told to the other once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

NO_SELECTION: Final[Mapping[str, Any]] = {"id": None, "at": 0}


@dataclass(frozen=True, slots=True)
class Settled:
    """The node selected now, and what is said of it to the browser: `told`, in answer to its click `echo`."""

    selected: str | None
    told: str | None
    echo: int


def settle(key: str, selected: str | None) -> Settled:
    """Return what is selected on the map `key`: its last click when it is new, else `selected`.

    What the browser itself reported is not repeated to it, so that a click changes nothing of what is sent.
    """
    clicked = reported(key, "selected") or NO_SELECTION
    state = st.session_state
    # A click counts once: the page may have changed the selection since an older one.
    if clicked["at"] not in (0, state.get(f"{key}:seen")):
        state[f"{key}:seen"] = clicked["at"]
        selected = clicked["id"]
    told, echo = state.get(f"{key}:told", (None, 0))
    known = clicked["id"] if clicked["at"] > echo else told
    # A run of the whole page may draw the map in another place, where nothing is known of former clicks.
    if selected != known or (selected != told and _is_whole_run()):
        told, echo = selected, clicked["at"]
    state[f"{key}:told"] = (told, echo)
    return Settled(selected, told, echo)


def _is_whole_run() -> bool:
    context = get_script_run_ctx()
    return context is None or not context.fragment_ids_this_run


def newly_selected(key: str) -> str | None:
    """Return the node just clicked on the map `key`, once and before it is drawn; `None` otherwise."""
    clicked = reported(key, "selected") or NO_SELECTION
    if clicked["at"] in (0, st.session_state.get(f"{key}:seen")):
        return None
    st.session_state[f"{key}:seen"] = clicked["at"]
    node: str | None = clicked["id"]
    return node


def reported(key: str, name: str) -> Mapping[str, Any] | None:
    """Return what the browser last reported under a name, known before the component is mounted again."""
    state = st.session_state.get(key)
    found: Mapping[str, Any] | None = state.get(name) if state else None
    return found


def last_chosen(key: str) -> int:
    """Return when the last choice above the map `key` was made that has been seen, 0 for none."""
    return int(st.session_state.get(f"{key}:chosen", 0))


def newly_chosen(key: str) -> tuple[str, str] | None:
    """Return the name and the value that the reader chose above the map `key`, once; `None` otherwise."""
    chosen = reported(key, "chosen")
    if not chosen or chosen["at"] == st.session_state.get(f"{key}:chosen"):
        return None
    st.session_state[f"{key}:chosen"] = chosen["at"]
    return str(chosen["name"]), str(chosen["value"])


def nothing() -> None:
    """Streamlit keeps a component's state only where a callback stands."""
