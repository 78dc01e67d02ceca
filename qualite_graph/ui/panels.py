"""What folds out of a page: a text, or links to choose by; one piece of HTML, which `static/page.js` folds.

A choice is a part of the address: a link changes it and leaves the others, and "back" takes it back.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from html import escape
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.ui.showing import icon_html

TOOL: Final = "tool"
"""The parameter of the address that names the tool whose panel is open."""


def panel(name: str, title: str, body: str, *, kind: str = "qg-choice", hint: str = "") -> str:
    """Write a panel that is opened by its title, as HTML; the keyboard finds it again by its `name`."""
    told = f' title="{escape(hint)}"' if hint else ""
    return (
        f'<details class="qg-panel {kind}" data-name="{escape(name)}">'
        f"<summary{told}>{title}</summary><div>{body}</div></details>"
    )


def titled(icon: str, title: str) -> str:
    """Write the title of a panel with its icon."""
    return f"{icon_html(icon)}<span>{escape(title)}</span>"


def links(label: str, written: Iterable[str]) -> str:
    """Write the links of a panel."""
    return f'<nav aria-label="{escape(label)}">{"".join(written)}</nav>'


def link(
    asked: dict[str, str], label: str, *, is_current: bool, kind: str = "qg-change", lang: str | None = None
) -> str:
    """Write a link that asks for something else: of this page (`qg-change`), or of the address alone."""
    marks = ' aria-current="true"' if is_current else ""
    marks += f' lang="{lang}" hreflang="{lang}"' if lang else ""
    address = escape(f"?{urlencode(asked)}")
    return f'<a class="{kind}" href="{address}" target="_self"{marks}>{escape(label)}</a>'


def tool_link(
    asked: Mapping[str, str], icon: str, title: str, *, expanded: bool | None = None, hint: str = ""
) -> str:
    """Write a link with its icon, among `tools_html`; `expanded` tells of its panel, where it has one."""
    marks = "" if expanded is None else f' aria-expanded="{str(expanded).lower()}"'
    marks += f' title="{escape(hint)}"' if hint else ""
    return (
        f'<a class="qg-change" href="{escape(f"?{urlencode(asked)}")}" target="_self" data-place="{icon}"'
        f"{marks}>{icon_html(icon)}{escape(title)}</a>"
    )


def opened_tool(tools: Container[str]) -> str | None:
    """Return the tool whose panel the address opens; an empty one, which closes, does not stay there."""
    asked = st.query_params.get(TOOL)
    if asked == "":
        del st.query_params[TOOL]
    return asked if asked in tools else None


def tools_html(
    label: str, tools: Iterable[tuple[str, str, str]], opened: str | None, rest: Iterable[str] = ()
) -> str:
    """Write tools side by side, each with its icon and title; the one opened closes by itself.

    `rest` are links that stand beside them.
    """
    offered = [
        tool_link({TOOL: "" if tool == opened else tool}, icon, title, expanded=tool == opened)
        for tool, icon, title in tools
    ]
    return f'<div class="qg-tools">{links(label, offered)}{"".join(rest)}</div>'


def filter_html(
    lang: str, name: str, words: tuple[str, str], options: Iterable[tuple[str, str]], chosen: str | None
) -> str:
    """Write a choice of what to leave: `words` are what it is called and what no choice is called.

    `options` give values of the parameter `name` with their words; an empty one lifts the choice.
    """
    label, everything = words
    offered = [("", everything), *options]
    current = next((text for value, text in offered if value == (chosen or "")), everything)
    title = messages(lang).text("ui.frame.chosen", label=label, value=current)
    listed = [link({name: value}, text, is_current=value == (chosen or "")) for value, text in offered]
    kind = "qg-filter qg-chosen" if current != everything else "qg-filter"
    return panel(name, f"<span>{escape(title)}</span>", links(label, listed), kind=kind)
