"""The places that a reader gives by dragging, and the part in view: kept while the drawing is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from qualite_graph.ui.components.look import Camera, Look, Pins
from qualite_graph.ui.components.selection import reported


@dataclass(frozen=True, slots=True)
class Arranged:
    """What the reader has made of a map: the node selected, the places given, the part in view."""

    selected: str | None
    pins: Pins
    camera: Camera | None


def forget_places(key: str) -> None:
    """Let `look.pins` and `look.camera` lead again: another saved view was asked for."""
    for name in ("places", "sent"):
        st.session_state.pop(f"{key}:{name}", None)


def arranged(key: str, place: str, look: Look) -> tuple[Pins, Camera | None]:
    """Return the places that hold for the drawing called `place`: the reader's own, else the look's."""
    state = st.session_state
    report = reported(key, "arranged")
    if report and report["at"] != state.get(f"{key}:arranged"):
        state[f"{key}:arranged"] = report["at"]
        state[f"{key}:places"] = (
            state.get(f"{key}:drawn", place),
            {name: (x, y) for name, (x, y) in report["pins"].items()},
            _camera(report["camera"]),
        )
    state[f"{key}:drawn"] = place
    kept_place, pins, camera = state.get(f"{key}:places", (None, {}, None))
    return (pins, camera) if kept_place == place else (look.pins, look.camera)


def _camera(reported: Mapping[str, float] | None) -> Camera | None:
    return Camera(reported["zoom"], reported["x"], reported["y"]) if reported else None


def told(key: str, place: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the look to send: places that the browser itself reported are not sent back to it."""
    mounted = st.session_state.get(key) is not None
    sent_place, sent = st.session_state.get(f"{key}:sent", (None, None))
    if mounted and sent is not None and sent_place == place:
        wanted = {**wanted, "pins": sent["pins"], "camera": sent["camera"]}
    st.session_state[f"{key}:sent"] = (place, wanted)
    return wanted
