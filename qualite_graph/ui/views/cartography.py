"""The process map: click a process, read who it serves and who serves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from qualite_graph.analysis.map_scope import scoped
from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.messages import messages
from qualite_graph.naming import Name, natural_order
from qualite_graph.store import Value
from qualite_graph.ui import frame, session
from qualite_graph.ui.browsing import plain
from qualite_graph.ui.cards import party_card, process_card
from qualite_graph.ui.components import (
    MANY,
    Arranged,
    Layout,
    Look,
    large_map,
    map_data,
    network_map,
    process_map,
)
from qualite_graph.ui.mapping import state
from qualite_graph.ui.mapping.controls import controls
from qualite_graph.ui.mapping.paint import family_paint, group_names, id_of, paint_of, signs_of
from qualite_graph.ui.mapping.state import MapState
from qualite_graph.ui.mapping.views import Opened, open_view, saved_views
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import table_html

_MOST_ORDERED = 60
"""How many processes flows alone can order so that names stay readable."""

_MOST_FLOWS = 300
"""How many flows the table shows: more would weigh on every rerun; the questions list them all."""


if TYPE_CHECKING:
    from qualite_graph.validation import Finding


@frame.by_itself
def show() -> None:
    """Show the page."""
    here = session.here()
    if here.organisation is None:
        frame.empty(here)
        return
    whole = here.workspace.process_map(here.organisation)
    named = {id_of(name): name for name in whole.names()}
    opened = open_view(here)
    selected = session.recall("process")
    view = state.read(_usual(whole))
    bar = st.container(key="map_controls", horizontal=True, vertical_alignment="center", gap="small")
    with bar:
        controls(here, view, named, selected)
    drawn = _in_scope(here, whole, view, named)
    left, right = st.columns([2.35, 1], gap="medium")
    with left:
        arranged = _map(here, drawn, _look(here, drawn, view, named, opened), selected)
    with bar:
        saved_views(here, arranged)
    chosen = arranged.selected
    if chosen != selected:
        session.remember("process", chosen)
    with right:
        _choice(here, named, chosen)
        with st.container(key="map_card", border=True):
            if chosen is None:
                _hint(here)
            elif chosen not in named:
                st.warning(here.text("map_page.unknown", process=chosen), icon=":material/search_off:")
            elif any(id_of(one.name) == chosen for one in whole.parties):
                party_card(here, whole, named[chosen])
            else:
                _actions(here, chosen, view)
                card = here.workspace.process_card(chosen, here.organisation)
                process_card(here, card, _findings(here, whole, card.process.iri))
    _as_table(here, drawn)


def _usual(whole: ProcessMap) -> Layout:
    """Return the layout of a map that nobody arranged: without families, flows alone order processes."""
    arranged = any(one.family for one in whole.processes) or len(whole.processes) > _MOST_ORDERED
    return "classic" if arranged or not whole.flows else "hierarchical"


def _in_scope(here: Here, whole: ProcessMap, view: MapState, named: Mapping[str, Name]) -> ProcessMap:
    """Return the part of the map that is asked for: around a process, without what is hidden."""
    kept = {name.iri for name in named.values()}
    start = named.get(view.around or "")
    if start is not None:
        kept &= here.workspace.around(start.iri, view.upstream, view.downstream, here.organisation)
    kept -= {named[one].iri for one in view.hidden if one in named}
    return whole if len(kept) == len(named) else scoped(whole, kept)


def _map(here: Here, drawn: ProcessMap, look: Look, selected: str | None) -> Arranged:
    """Draw the map in the layout asked for; return what the reader has made of it."""
    texts = messages(here.lang)
    data = map_data(drawn, here.lang, texts.section("ui.family"))
    if not drawn.processes:
        st.info(here.text("map_page.nothing_left"), icon=":material/visibility_off:")
    words = texts.section("map")
    if len(drawn.processes) + len(drawn.parties) > MANY:
        st.caption(here.text("map_page.large", count=here.number(len(drawn.processes))))
        return Arranged(large_map(data, key="large", selected=selected, texts=words, look=look), {}, None)
    if look.layout == "classic":
        return Arranged(process_map(data, key="map", selected=selected, texts=words, look=look), {}, None)
    return network_map(data, key="network", selected=selected, texts=words, look=look)


def _look(here: Here, drawn: ProcessMap, view: MapState, named: Mapping[str, Name], opened: Opened) -> Look:
    steps: tuple[str, ...] = ()
    large = len(drawn.processes) + len(drawn.parties) > MANY
    start, end = named.get(view.start or ""), named.get(view.end or "")
    if start is not None and end is not None:
        ids = {name.iri: one for one, name in named.items()}
        steps = tuple([ids[iri] for iri in here.workspace.trail(start.iri, end.iri, here.organisation)])
        _say_path(here, named, steps, start, end)
    organisation = next(name for name in here.workspace.organisations() if name.notation == here.organisation)
    return Look(
        layout=view.layout,
        title=here.label(organisation),
        subtitle=here.text("menu.cartography"),
        lang=here.lang,
        paint=paint_of(here, drawn, view.colour) or (family_paint(here, drawn) if large else None),
        signs=signs_of(here, drawn, checked=not large),
        trail=steps,
        groups=_groups(here, drawn, "unit" if large else view.group),
        pins=opened.pins,
        camera=opened.camera,
    )


def _say_path(here: Here, named: Mapping[str, Name], steps: tuple[str, ...], start: Name, end: Name) -> None:
    """Say the path in words, or that there is none."""
    if not steps:
        text = here.text("map_page.no_path", start=here.full(start), end=here.full(end))
        st.warning(text, icon=":material/link_off:")
        return
    words = " → ".join([here.full(named[step]) for step in steps])
    st.markdown(f":material/route: {plain(here.count('map_page.steps', len(steps) - 1))} {plain(words)}")


def _groups(here: Here, drawn: ProcessMap, group: str) -> Mapping[str, str]:
    """Return the title of the frame around each process, by its id."""
    if group == "none":
        return {}
    if group == "family":
        titles = messages(here.lang).section("ui.family")
        return {
            id_of(one.name): titles.get(one.family or "other", titles["other"]) for one in drawn.processes
        }
    told = group_names(here, drawn, group)
    return {
        id_of(one.name): here.label(told[one.name.iri]) for one in drawn.processes if one.name.iri in told
    }


def _choice(here: Here, named: Mapping[str, Name], chosen: str | None) -> None:
    """Offer every process and party by name: a keyboard and a small screen need no map."""
    st.session_state["map choice"] = chosen if chosen in named else None
    st.selectbox(
        here.text("map_page.choose"),
        list(named),
        format_func=lambda identifier: here.full(named[identifier]),
        key="map choice",
        placeholder=here.text("map_page.choose"),
        on_change=lambda: session.remember("process", st.session_state["map choice"]),
        label_visibility="collapsed",
        index=None,
    )


def _findings(here: Here, whole: ProcessMap, process: str) -> tuple[Finding, ...]:
    """Return what a check finds about a process; not among thousands, which take too long to check."""
    if len(whole.processes) > MANY:
        return ()
    return here.workspace.check(here.organisation).about(process)


def _actions(here: Here, chosen: str, view: MapState) -> None:
    """Offer what one does with a process on the map."""
    with st.container(key="map_actions", horizontal=True, gap="small"):
        st.button(
            here.text("map_page.neighbours"),
            icon=":material/share:",
            on_click=lambda: state.change("around", chosen),
            disabled=view.around == chosen,
            type="tertiary",
        )
        st.button(
            here.text("map_page.path_from"),
            icon=":material/route:",
            on_click=lambda: state.change("from", chosen),
            disabled=view.start == chosen,
            type="tertiary",
        )
        st.button(
            here.text("map_page.hide_it"),
            icon=":material/visibility_off:",
            on_click=lambda: state.hide((*view.hidden, chosen)),
            disabled=chosen in view.hidden,
            type="tertiary",
        )


def _hint(here: Here) -> None:
    st.html(
        f'<div class="qg-hint"><p class="qg-hint-title">{here.text("map_page.hint_title")}</p>'
        f"<p>{here.text('map_page.hint')}</p></div>"
    )


def _as_table(here: Here, drawn: ProcessMap) -> None:
    """Show what the map shows, flow by flow, as a table: made when it is opened, which few readers do."""
    table = st.expander(
        here.text("map_page.table"), icon=":material/table_rows:", key="map table", on_change="rerun"
    )
    if not table.open:
        return
    shown = drawn.flows[:_MOST_FLOWS]
    names = drawn.names()
    named = {name.iri: name for name in [*names, *(flow.output for flow in shown if flow.output)]}
    ends = {name.iri: natural_order(name) for name in names}
    with table:
        rows = [
            (
                Value("iri", flow.supplier),
                Value("iri", flow.output.iri) if flow.output else None,
                Value("iri", flow.customer),
                Value("literal", here.text(f"map_page.{flow.direction}")),
            )
            for flow in sorted(shown, key=lambda flow: (ends[flow.supplier], ends[flow.customer]))
        ]
        headings = [here.text(f"map_page.{key}") for key in ("supplier", "output", "customer", "direction")]
        st.html(table_html(headings, rows, named, here))
        if len(shown) < len(drawn.flows):
            counts = {"shown": here.number(len(shown)), "all": here.number(len(drawn.flows))}
            st.caption(here.text("map_page.more_flows", **counts))


if __name__ == "__main__":
    show()
