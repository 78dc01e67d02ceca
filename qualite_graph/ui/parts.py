"""The parts of a page, as links: the address holds which one is shown."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.ui.panels import link, links
from qualite_graph.ui.session import Here

PARAMETER: Final = "part"
"""The parameter of the address that names the part shown."""


def part(here: Here, page: str, parts: Sequence[str]) -> str:
    """Offer the parts of a page; return the one to show: the address's, the last one seen, the first.

    Their names are the texts `<page>.parts.<part>`.
    """
    kept = f"part of {page}"
    asked = st.query_params.get(PARAMETER)
    if asked is None:  # an empty one asks for the first
        asked = st.session_state.get(kept)
    current = next((one for one in parts if one == asked), parts[0])
    st.session_state[kept] = current
    if current == parts[0]:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != current:
        st.query_params[PARAMETER] = current
    st.html(_parts_html(here.lang, page, tuple(parts), current))
    return current


@functools.cache
def _parts_html(lang: str, page: str, parts: tuple[str, ...], current: str) -> str:
    texts = messages(lang)
    written = [
        link({PARAMETER: one}, texts.text(f"ui.{page}.parts.{one}"), is_current=one == current)
        for one in parts
    ]
    return f'<div class="qg-tools">{links(texts.text("ui.frame.parts"), written)}</div>'
