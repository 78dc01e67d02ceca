"""A drawing made by the server, shown as it is: Streamlit's own HTML element takes every drawing out."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_FRAME: Final = '<div class="drawing" tabindex="0"></div>'
_SCRIPT: Final = """export default function({ data, parentElement }) {
  const frame = parentElement.querySelector(".drawing");
  if (frame.dataset.shown !== data.svg) { frame.innerHTML = data.svg; frame.dataset.shown = data.svg; }
}"""
_STYLE: Final = """
.drawing { overflow-x: auto; color: var(--st-text-color); }
svg { display: block; height: auto; font-family: var(--st-font, sans-serif); }
.band { fill: none; stroke: color-mix(in srgb, var(--st-primary-color) 34%, transparent); }
.band:hover { stroke: var(--st-primary-color); }
.bar { fill: var(--st-primary-color); }
text { font-size: 13px; font-weight: 600; fill: currentColor; paint-order: stroke;
  stroke: var(--st-background-color); stroke-width: 4px; stroke-linejoin: round; }
a { color: inherit; }
a:hover text { text-decoration: underline; }
"""


@functools.cache
def _renderer() -> ComponentRenderer:
    return st.components.v2.component("qualite_graph_drawing", html=_FRAME, js=_SCRIPT, css=_STYLE)


def picture(svg: str, key: str) -> None:
    """Show an SVG text; whoever makes it has escaped what it says."""
    _renderer()(key=key, data={"svg": svg})
