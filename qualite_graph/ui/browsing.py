"""A list to choose from: links, so that each choice has its address.

The list does not say which is chosen. It is thus the same from run to run: it stays as it was scrolled, and
the keyboard in its place. `static/page.js` marks the choice, which a small script beside the list names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.ui.showing import address_in

_SCRIPT: Final = "<script>/* {list} */ qualiteGraph.choose({chosen})</script>"


@dataclass(frozen=True, slots=True)
class Line:
    """One choice: the identifiers that it stands for, what it says as HTML, the selection it leads to."""

    stands_for: Sequence[str]
    body: str
    selection: Mapping[str, str]
    depth: int = 0


def list_html(view: str, where: str, label: str, lists: Iterable[tuple[str, Sequence[Line]]]) -> str:
    """Write lists of choices that lead to a view, each under its heading, where it has one.

    `where` is the reader's part of each address (`showing.where`); `label` names the whole for those who do
    not see it.
    """
    written = "".join(
        [
            f"{f'<h3>{escape(heading)}</h3>' if heading else ''}"
            f"<ul>{''.join([_line(view, where, line) for line in lines])}</ul>"
            for heading, lines in lists
            if lines
        ]
    )
    return f'<nav class="qg-list" aria-label="{escape(label)}">{written}</nav>' if written else ""


def _line(view: str, where: str, line: Line) -> str:
    depth = f' style="padding-inline-start: {0.55 + line.depth}rem"' if line.depth else ""
    return (
        f'<li><a class="qg-go" href="{escape(address_in(view, line.selection, where))}" target="_self" '
        f'data-stands-for="{escape(" ".join(line.stands_for))}"{depth}>{line.body}</a></li>'
    )


def show_list(written: str, chosen: str | None) -> None:
    """Show lists, mark the choice in force, and scroll to it once; the page itself stays where it is."""
    st.html(written)
    signed = hashlib.blake2b(written.encode(), digest_size=6).hexdigest()
    named = json.dumps(chosen or "").replace("<", "\\u003c")
    st.html(_SCRIPT.format(list=signed, chosen=named), unsafe_allow_javascript=True)


def plain(text: str) -> str:
    """Keep a name from being read as Markdown."""
    return "".join([f"\\{character}" if character in "\\`*_{}[]<>#|:$~" else character for character in text])
