"""The tools above the map, the panel of one at a time; layout and colours are chosen on the map itself.

What a panel holds is made when it is opened: lists of every process would otherwise go with each page. The
tools are links: each widget that Streamlit draws costs every run.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

import streamlit as st

from qualite_graph.analysis.map_scope import MOST_STEPS
from qualite_graph.messages import messages
from qualite_graph.naming import Name
from qualite_graph.ui import session
from qualite_graph.ui.mapping import state
from qualite_graph.ui.mapping.folding import Group
from qualite_graph.ui.mapping.state import GROUPS, LINKS, MapState
from qualite_graph.ui.panels import TOOL, tool_link, tools_html
from qualite_graph.ui.session import Here

_TOOLS: Final = {
    "neighbours": "share",
    "path": "route",
    "display": "tune",
    "views": "bookmark",
    "table": "table_rows",
}
"""What a panel can hold, with the icon of each."""


def tools(here: Here, view: MapState, named: Mapping[str, Name]) -> str | None:
    """Offer the tools; return the tool whose panel is open. `named` gives processes and parties by id."""
    asked = session.recall(TOOL)
    opened = asked if asked in _TOOLS else None
    is_part = bool(view.around or view.start or view.end or view.hidden or view.folded)
    around = view.around if view.around in named else None
    st.html(_tools_html(here.lang, opened, around, is_part=is_part))
    return opened


@functools.lru_cache(maxsize=128)
def _tools_html(lang: str, opened: str | None, around: str | None, *, is_part: bool) -> str:
    """Write the tools, that of the open panel marked; on a part of the map, the way back to the whole."""
    texts = messages(lang).section("ui.map_page")
    titles = {tool: texts[tool] for tool in _TOOLS}
    if around is not None:
        titles["neighbours"] = messages(lang).text("ui.map_page.neighbours_of", name=around)
    whole = tool_link(dict.fromkeys(state.OF_A_PART, ""), "clear_all", texts["show_all"])
    tools = [(tool, _TOOLS[tool], title) for tool, title in titles.items()]
    return tools_html(texts["tools"], tools, opened, [whole] if is_part else [])


def _set(key: str, value: object) -> None:
    """Give a widget its value before it is made: the address leads."""
    st.session_state[key] = value


def _one(here: Here, key: str, parameter: str, value: str | None, named: Mapping[str, Name]) -> None:
    """Offer a process or a party, by name."""
    _set(key, value if value in named else None)
    label = here.text(f"map_page.{parameter}")
    st.selectbox(
        label,
        list(named),
        format_func=lambda one: here.full(named[one]),
        key=key,
        index=None,
        placeholder=here.text("map_page.choose"),
        on_change=lambda: state.change(parameter, st.session_state[key]),
    )


def neighbours(here: Here, view: MapState, named: Mapping[str, Name]) -> None:
    """Ask for what lies around a process or a party, by levels up and down."""
    _one(here, "map around", "around", view.around, named)
    for parameter, steps in (("up", view.upstream), ("down", view.downstream)):
        key = f"map {parameter}"
        _set(key, steps)
        st.slider(
            here.text(f"map_page.{parameter}"),
            0,
            MOST_STEPS,
            key=key,
            on_change=lambda parameter=parameter, key=key: state.change(
                parameter, str(st.session_state[key])
            ),
            disabled=view.around is None,
        )


def path(here: Here, view: MapState, named: Mapping[str, Name]) -> None:
    """Ask for a path from one process or party to another."""
    _one(here, "map from", "from", view.start, named)
    _one(here, "map to", "to", view.end, named)


def display(here: Here, view: MapState, named: Mapping[str, Name], groups: Mapping[str, Group]) -> None:
    """Ask what lines tell, what is framed, folded or hidden; `groups` gives the group of each process."""
    _set("map links", view.links)
    st.selectbox(
        here.text("map_page.links"),
        LINKS,
        format_func=lambda one: here.text(f"map_page.lines.{one}"),
        key="map links",
        on_change=lambda: state.change("links", st.session_state["map links"]),
    )
    _set("map group", view.group)
    st.selectbox(
        here.text("map_page.group"),
        GROUPS,
        format_func=lambda one: here.text(f"map_page.groups.{one}"),
        key="map group",
        on_change=lambda: state.change("group", st.session_state["map group"]),
        help=here.text("map_page.group_help"),
    )
    titles = {group.key: group.title for group in groups.values()}
    if titles:
        _fold(here, view, titles)
    _set("map hidden", [one for one in view.hidden if one in named])
    st.multiselect(
        here.text("map_page.hidden"),
        list(named),
        format_func=lambda one: here.full(named[one]),
        key="map hidden",
        placeholder=here.text("map_page.choose"),
        on_change=lambda: state.hide(tuple(st.session_state["map hidden"])),
    )


def _fold(here: Here, view: MapState, titles: Mapping[str, str]) -> None:
    """Offer to show groups as one node each."""
    _set("map fold", [key for key in view.folded if key in titles])
    st.multiselect(
        here.text("map_page.fold"),
        list(titles),
        format_func=titles.__getitem__,
        key="map fold",
        placeholder=here.text("map_page.choose_group"),
        on_change=lambda: state.fold(st.session_state["map fold"]),
    )
    st.button(
        here.text("map_page.fold_all"),
        icon=":material/unfold_less:",
        on_click=lambda: state.fold(titles),
        disabled=len(titles) == len(view.folded),
        type="tertiary",
    )
