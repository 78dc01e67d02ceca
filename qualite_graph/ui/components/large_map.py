"""The map of thousands of processes: points and lines drawn by the graphics card, the same events."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from qualite_graph.ui.components.arranging import Arranged, arranged, told
from qualite_graph.ui.components.drawing import TEXT_KEYS, packed_map, signature
from qualite_graph.ui.components.look import Look
from qualite_graph.ui.components.map_data import MapData
from qualite_graph.ui.components.selection import NO_SELECTION, last_chosen, nothing, settle
from qualite_graph.ui.same import of_the_same

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

MANY: Final = 1000
"""Above so many nodes a map is drawn this way, without boxes and bends."""

_TONES: Final = frozenset({"management", "realisation", "support"})


@functools.cache
def _renderer() -> ComponentRenderer:
    """Register on first use: outside `streamlit run` no manifest is read, and a file's name is refused."""
    return st.components.v2.component("qualite-graph.large_map", js="large_map.js", css="large_map.css")


def large_map(
    data: MapData, *, key: str, selected: str | None, texts: Mapping[str, str], look: Look
) -> Arranged:
    """Draw a network of thousands of nodes and return what the reader has made of it, as `network_map` does.

    `look.groups` tells which nodes lie together at first; there are no frames.

    Raises:
        KeyError: `texts` lacks a key.
    """
    settled = settle(key, selected)
    columns = _columns(data)
    place = f"{columns['signature']} {look.layout}"
    pins, camera = arranged(key, place, look)
    wanted = told(key, place, replace(look, pins=pins, camera=camera, groups={}).as_data())
    _renderer()(
        key=key,
        data=packed_map(
            columns,
            groups=_groups(data, look.groups),
            texts={name: texts[name] for name in TEXT_KEYS},
            look=wanted,
            selected=settled.told,
            echo=settled.echo,
            chosen=last_chosen(key),
            height=look.height + 60,
        ),
        default={"selected": dict(NO_SELECTION), "chosen": None, "arranged": None},
        on_selected_change=nothing,
        on_chosen_change=nothing,
        on_arranged_change=nothing,
    )
    return Arranged(settled.selected, pins, camera)


def _ids(data: MapData) -> list[str]:
    return [*(one.id for one in data.processes), *(one.id for one in data.parties)]


@of_the_same(8)
def _groups(data: MapData, titles: Mapping[str, str]) -> list[int]:
    """Return the number of the group of each node, 0 for those that have none."""
    numbers = {title: number for number, title in enumerate(sorted(set(titles.values())), 1)}
    return [numbers.get(titles.get(one, ""), 0) for one in _ids(data)]


@of_the_same(8)
def _columns(data: MapData) -> dict[str, Any]:
    """Return the network as columns of equal length, which weigh a third of what rows do."""
    place = {one: number for number, one in enumerate(_ids(data))}
    drawing: dict[str, Any] = {
        "ids": list(place),
        "codes": [*(one.code for one in data.processes), *("" for _ in data.parties)],
        "labels": [*(one.label for one in data.processes), *(one.label for one in data.parties)],
        "tones": [
            *(one.family if one.family in _TONES else "other" for one in data.processes),
            *(one.kind for one in data.parties),
        ],
        "sources": [place[flow.source] for flow in data.flows],
        "targets": [place[flow.target] for flow in data.flows],
    }
    return {**drawing, "signature": signature(drawing)}
