"""The process map as quality managers draw it, and the selection that a click on it makes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from qualite_graph.ui.components.drawing import drawing_of, packed_map
from qualite_graph.ui.components.look import Look
from qualite_graph.ui.components.map_data import MapData
from qualite_graph.ui.components.selection import NO_SELECTION, last_chosen, nothing, settle

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


@functools.cache
def _renderer() -> ComponentRenderer:
    """Register on first use: outside `streamlit run` no manifest is read, and a file's name is refused."""
    return st.components.v2.component("qualite-graph.process_map", js="process_map.js", css="process_map.css")


def process_map(
    data: MapData, *, key: str, selected: str | None, texts: Mapping[str, str], look: Look
) -> str | None:
    """Draw the map and return the id of the selected process or party, `None` when nothing is.

    The selection has one home, the page's: give what is selected now, keep what is returned. A click since
    the last run wins over `selected`, and is returned by the very run that it causes; a page that changes the
    selection by other means (a list, an address) passes it the next time, and the map follows::

        state = st.session_state
        state.process = process_map(data, key="map", selected=state.get("process"), texts=texts, look=look)

    A click on the selected node or beside all nodes clears the selection, as does Escape. The drawing is made
    once: later runs with the same data touch nothing, other data is compared with what is drawn.

    Args:
        data: what to draw, in one language (`map_data` makes it from the façade's map).
        key: the widget's key, unique on the page.
        selected: the id to show as selected; an id that the map lacks selects nothing.
        texts: every text of `TEXT_KEYS` in the page's language, with the places in braces that
            `locales/*.toml` shows under `map`.
        look: paint, signs and path; the places follow the rules of the classic map.

    Raises:
        KeyError: `texts` lacks a key.
    """
    settled = settle(key, selected)
    _renderer()(
        key=key,
        data=packed_map(
            drawing_of(data, texts),
            look=look.as_data(),
            selected=settled.told,
            echo=settled.echo,
            chosen=last_chosen(key),
            height=look.height,
        ),
        default={"selected": dict(NO_SELECTION), "chosen": None},
        on_selected_change=nothing,
        on_chosen_change=nothing,
    )
    return settled.selected
