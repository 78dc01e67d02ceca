"""The parts of a page, as choices that the address holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from qualite_graph.ui.session import Here

PARAMETER: Final = "part"
"""The parameter of the address that names the part shown."""


def part(here: Here, page: str, parts: Sequence[str]) -> str:
    """Offer the parts of a page; return the one to show: the address's, the last one seen, the first.

    Their names are the texts `<page>.parts.<part>`.
    """
    kept, widget = f"part of {page}", f"parts of {page}"
    asked = st.query_params.get(PARAMETER) or st.session_state.get(kept)
    current = next((one for one in parts if one == asked), parts[0])
    _keep(kept, current, parts[0])
    st.session_state[widget] = current
    st.segmented_control(
        here.text("frame.parts"),
        parts,
        format_func=lambda key: here.text(f"{page}.parts.{key}"),
        key=widget,
        on_change=lambda: _keep(kept, st.session_state[widget], parts[0]),
        required=True,
        label_visibility="collapsed",
    )
    return current


def show_part(page: str, name: str) -> None:
    """Have a page show one of its parts at its next run."""
    st.session_state[f"part of {page}"] = name
    st.query_params[PARAMETER] = name


def _keep(kept: str, current: str, first: str) -> None:
    st.session_state[kept] = current
    if current == first:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = current
