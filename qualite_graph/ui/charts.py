"""Charts in the application's colours, light and dark, drawn by the browser from the data alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

_BAR: Final = 26
"""Pixels that a bar takes, with the space around it."""


def bars(shown: Sequence[tuple[str, float]], label: str, measure: str) -> None:
    """Draw one bar a row, in the order given, its figure at its end."""
    spec = {
        "data": {"values": [{"label": text, "value": value} for text, value in shown]},
        "height": max(90, _BAR * len(shown)),
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "title": label,
                "axis": {"labelLimit": 320},
            },
            "x": {"field": "value", "type": "quantitative", "title": measure},
        },
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 3, "tooltip": True}},
            {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {"text": {"field": "value"}}},
        ],
    }
    st.vega_lite_chart(spec, width="stretch")
