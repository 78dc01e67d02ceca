"""A list to choose from, in several parts, as one choice: radio buttons that look like rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

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


_REVEAL: Final = """<script>
/* {selected} */
{{
  let tries = 0;
  const reveal = () => {{
    const list = document.querySelector(".st-key-list");
    const chosen = list?.querySelector("[data-testid=stRadioOption][data-selected]");
    if (!chosen) {{
      if (tries++ < 20) setTimeout(reveal, 100);
      return;
    }}
    const place = chosen.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom)
      list.scrollTop += place.top - frame.top - frame.height / 3;
  }};
  reveal();
}}
</script>"""


def reveal(selected: str | None) -> None:
    """Scroll the list, not the page, to the choice that came with the address; run again when it changes."""
    if selected:
        script = _REVEAL.format(selected=re.sub(r"[^\w.]", "", selected))
        st.html(script, unsafe_allow_javascript=True)


def plain(text: str) -> str:
    """Keep a name from being read as Markdown."""
    return "".join([f"\\{character}" if character in "\\`*_{}[]<>#|:$~" else character for character in text])
