"""The interactive parts that Streamlit lacks, each a bundle in `assets` with a typed Python wrapper."""

from __future__ import annotations

from qualite_graph.ui.components.map_data import (
    MapData,
    MapFamily,
    MapFlow,
    MapParty,
    MapProcess,
    map_data,
)
from qualite_graph.ui.components.process_map import TEXT_KEYS, process_map

__all__ = [
    "TEXT_KEYS",
    "MapData",
    "MapFamily",
    "MapFlow",
    "MapParty",
    "MapProcess",
    "map_data",
    "process_map",
]
