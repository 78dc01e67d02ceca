"""The interactive parts that Streamlit lacks, each a bundle in `assets` with a typed Python wrapper."""

from __future__ import annotations

from qualite_graph.ui.components.arranging import Arranged, forget_places
from qualite_graph.ui.components.drawing import TEXT_KEYS
from qualite_graph.ui.components.large_map import MANY, large_map
from qualite_graph.ui.components.look import LAYOUTS, Camera, Choice, Layout, Look, Paint, Pins, Shade, Sign
from qualite_graph.ui.components.map_data import (
    MapData,
    MapFamily,
    MapFlow,
    MapParty,
    MapProcess,
    map_data,
)
from qualite_graph.ui.components.network_map import network_map
from qualite_graph.ui.components.process_map import process_map
from qualite_graph.ui.components.selection import newly_chosen, newly_selected

__all__ = [
    "LAYOUTS",
    "MANY",
    "TEXT_KEYS",
    "Arranged",
    "Camera",
    "Choice",
    "Layout",
    "Look",
    "MapData",
    "MapFamily",
    "MapFlow",
    "MapParty",
    "MapProcess",
    "Paint",
    "Pins",
    "Shade",
    "Sign",
    "forget_places",
    "large_map",
    "map_data",
    "network_map",
    "newly_chosen",
    "newly_selected",
    "process_map",
]
