"""The same map with free places: left to right, or as its own forces spread it; for other networks too."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from qualite_graph.ui.components.arranging import Arranged, arranged, told
from qualite_graph.ui.components.drawing import drawing_of, packed_map, signature
from qualite_graph.ui.components.look import Look
from qualite_graph.ui.components.map_data import MapData
from qualite_graph.ui.components.selection import NO_SELECTION, last_chosen, nothing, settle

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


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
    pins, camera = arranged(key, place, look)
    wanted = told(key, place, replace(look, pins=pins, camera=camera).as_data())
    _renderer()(
        key=key,
        data=packed_map(
            drawing,
            look=wanted,
            selected=settled.told,
            echo=settled.echo,
            chosen=last_chosen(key),
            height=look.height,
        ),
        default={"selected": dict(NO_SELECTION), "chosen": None, "arranged": None},
        on_selected_change=nothing,
        on_chosen_change=nothing,
        on_arranged_change=nothing,
    )
    return Arranged(settled.selected, pins, camera)
