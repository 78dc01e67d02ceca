"""The controls above the map: layout, colours, neighbours, path, what is hidden; all by keyboard.

What a panel holds is made when it is opened: lists of every process would otherwise go with each page.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from qualite_graph.analysis.map_scope import MOST_STEPS
from qualite_graph.naming import Name
from qualite_graph.ui.components import LAYOUTS
from qualite_graph.ui.mapping import state
from qualite_graph.ui.mapping.folding import Group
from qualite_graph.ui.mapping.state import COLOURS, GROUPS, LINKS, MapState
from qualite_graph.ui.session import Here


def controls(
    here: Here,
    view: MapState,
    named: Mapping[str, Name],
    chosen: str | None,
    groups: Mapping[str, Group],
) -> None:
    """Show the controls; `named` gives the processes and parties by id, `chosen` is the selected one.

    `groups` gives the groups of the map by process.
    """
    _set("map layout", view.layout)
    st.segmented_control(
        here.text("map_page.layout"),
        LAYOUTS,
        format_func=lambda one: here.text(f"map_page.layouts.{one}"),
        key="map layout",
        on_change=lambda: state.change("layout", st.session_state["map layout"]),
        required=True,
        label_visibility="collapsed",
    )
    _set("map colour", view.colour)
    st.selectbox(
        here.text("map_page.colour"),
        COLOURS,
        format_func=lambda one: here.text(f"map_page.colours.{one}"),
        key="map colour",
        on_change=lambda: state.change("colour", st.session_state["map colour"]),
        label_visibility="collapsed",
        width=230,
    )
    _neighbours(here, view, named, chosen)
    _path(here, view, named, chosen)
    _display(here, view, named, groups)
    if view.around or view.start or view.end or view.hidden or view.folded:
        st.button(here.text("map_page.show_all"), icon=":material/clear_all:", on_click=state.show_all)


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


def _neighbours(here: Here, view: MapState, named: Mapping[str, Name], chosen: str | None) -> None:
    title = here.text("map_page.neighbours")
    if view.around in named:
        title = here.text("map_page.neighbours_of", name=view.around)
    panel = st.popover(title, icon=":material/share:", key="map neighbours", on_change="rerun")
    if not panel.open:
        return
    with panel:
        if chosen and chosen != view.around and chosen in named:
            st.button(
                here.text("map_page.around_chosen", name=here.full(named[chosen])),
                icon=":material/my_location:",
                on_click=lambda: state.change("around", chosen),
            )
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


def _path(here: Here, view: MapState, named: Mapping[str, Name], chosen: str | None) -> None:
    panel = st.popover(here.text("map_page.path"), icon=":material/route:", key="map path", on_change="rerun")
    if not panel.open:
        return
    with panel:
        if chosen and view.start is None and chosen in named:
            st.button(
                here.text("map_page.from_chosen", name=here.full(named[chosen])),
                icon=":material/my_location:",
                on_click=lambda: state.change("from", chosen),
            )
        _one(here, "map from", "from", view.start, named)
        _one(here, "map to", "to", view.end, named)


def _display(here: Here, view: MapState, named: Mapping[str, Name], groups: Mapping[str, Group]) -> None:
    panel = st.popover(
        here.text("map_page.display"), icon=":material/tune:", key="map display", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
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
