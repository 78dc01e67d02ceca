"""The same map with free places: left to right, or as its own forces spread it; for other networks too."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from qualite_graph.ui.components.drawing import drawing_of, signature
from qualite_graph.ui.components.look import Camera, Look, Pins
from qualite_graph.ui.components.map_data import MapData
from qualite_graph.ui.components.selection import NO_SELECTION, nothing, reported, settle

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


@dataclass(frozen=True, slots=True)
class Arranged:
    """What the reader has made of a map: the node selected, the places given, the part in view."""

    selected: str | None
    pins: Pins
    camera: Camera | None


@functools.cache
def _renderer() -> ComponentRenderer:
    """Register on first use: outside `streamlit run` no manifest is read, and a file's name is refused."""
    return st.components.v2.component("qualite-graph.network_map", js="network_map.js", css="network_map.css")


def network_map(
    data: MapData, *, key: str, selected: str | None, texts: Mapping[str, str], look: Look
) -> Arranged:
    """Draw a network and return what the reader has made of it.

    The selection works as on `process_map`. Places that the reader gives by dragging, and the part in view,
    come back once they stand still; they belong to one drawing and one layout, and are found again when the
    reader comes back to the page. `look.pins` and `look.camera` lead while the reader has given none.

    Raises:
        KeyError: `texts` lacks a key.
    """
    settled = settle(key, selected)
    drawing = drawing_of(data, texts)
    place = f"{drawing['signature']} {look.layout} {signature(dict(look.groups))}"
    pins, camera = _arranged(key, place, look)
    wanted = _told(key, place, replace(look, pins=pins, camera=camera).as_data())
    _renderer()(
        key=key,
        data={
            **drawing,
            "look": wanted,
            "lookSignature": signature(wanted),
            "selected": settled.told,
            "echo": settled.echo,
            "height": look.height,
        },
        default={"selected": dict(NO_SELECTION), "arranged": None},
        on_selected_change=nothing,
        on_arranged_change=nothing,
    )
    return Arranged(settled.selected, pins, camera)


def forget_places(key: str) -> None:
    """Let `look.pins` and `look.camera` lead again: another saved view was asked for."""
    for name in ("places", "sent"):
        st.session_state.pop(f"{key}:{name}", None)


def _arranged(key: str, place: str, look: Look) -> tuple[Pins, Camera | None]:
    """Return the places that hold for this drawing: the reader's own, else the look's."""
    state = st.session_state
    report = reported(key, "arranged")
    if report and report["at"] != state.get(f"{key}:arranged"):
        state[f"{key}:arranged"] = report["at"]
        camera = report["camera"]
        state[f"{key}:places"] = (
            state.get(f"{key}:drawn", place),
            {name: (x, y) for name, (x, y) in report["pins"].items()},
            Camera(camera["zoom"], camera["x"], camera["y"]) if camera else None,
        )
    state[f"{key}:drawn"] = place
    kept_place, pins, camera = state.get(f"{key}:places", (None, {}, None))
    return (pins, camera) if kept_place == place else (look.pins, look.camera)


def _told(key: str, place: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the look to send: places that the browser itself reported are not sent back to it."""
    mounted = st.session_state.get(key) is not None
    sent_place, sent = st.session_state.get(f"{key}:sent", (None, None))
    if mounted and sent is not None and sent_place == place:
        wanted = {**wanted, "pins": sent["pins"], "camera": sent["camera"]}
    st.session_state[f"{key}:sent"] = (place, wanted)
    return wanted
