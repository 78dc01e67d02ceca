"""A list to choose from, in several parts, as one choice: radio buttons that look like rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st


def choice_list(
    key: str,
    label: str,
    options: Mapping[str, str],
    selected: str | None,
    choose: Callable[[str], None],
) -> None:
    """Show `options` (identifier to Markdown text) with the one selected; call `choose` on a click.

    `key` must be unique on the page; a list without the selected identifier shows none as chosen.
    """
    st.session_state[key] = selected if selected in options else None
    st.radio(
        label,
        list(options),
        format_func=options.__getitem__,
        index=None,
        key=key,
        on_change=lambda: choose(st.session_state[key]),
        label_visibility="collapsed",
    )


def plain(text: str) -> str:
    """Keep a name from being read as Markdown."""
    return "".join([f"\\{character}" if character in "\\`*_{}[]<>#|:$~" else character for character in text])
