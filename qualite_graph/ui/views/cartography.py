"""The process map: click a process, read who it serves and who serves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.naming import Name, natural_order
from qualite_graph.store import Value
from qualite_graph.ui import frame, session
from qualite_graph.ui.cards import party_card, process_card
from qualite_graph.ui.components import MANY
from qualite_graph.ui.mapping import state
from qualite_graph.ui.mapping.drawn import Drawn, asked_path, look_of, show_map
from qualite_graph.ui.mapping.paint import id_of
from qualite_graph.ui.mapping.scope import Asked, asked_of
from qualite_graph.ui.mapping.state import MapState
from qualite_graph.ui.mapping.tools import display, neighbours, path, tools
from qualite_graph.ui.mapping.views import saved_views
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import names_html, table_html

_MOST_FLOWS: Final = 300
"""How many flows the table shows: more would weigh on every rerun; the questions list them all."""
_ARRANGED: Final = "map arranged"
"""Where the session keeps what the reader has made of the map."""
_ASKED: Final = "map asked"
"""Where the page leaves, for the map in it, what the address asks."""


if TYPE_CHECKING:
    from qualite_graph.validation import Finding


def show() -> None:
    """Show the page; a click on the map runs the map and its card alone."""
    here = session.here()
    if here.organisation is None:
        frame.empty(here)
        return
    state.take_choice()
    arriving = st.query_params.to_dict()
    asked = asked_of(here)
    if _is_left_out(asked, arriving):
        state.show_all()
        asked = asked_of(here)
    if tool := tools(here, asked.view, asked.named):
        with st.container(key="map_panel", border=True):
            _panel(here, asked, tool)
    st.session_state[_ASKED] = (st.query_params.to_dict(), asked)
    _map()


def _is_left_out(asked: Asked, arriving: Mapping[str, str]) -> bool:
    """Tell whether a link leads to a process that the part of the map shown before does not hold."""
    process = arriving.get("process", "")
    if process not in asked.named or any(name in arriving for name in state.OF_A_PART):
        return False
    return asked.scope is not asked.whole and asked.named[process] not in asked.scope.names()


def _panel(here: Here, asked: Asked, tool: str) -> None:
    """Show what the open tool asks."""
    if tool == "table":
        _as_table(here, asked.scope)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if tool == "neighbours":
            neighbours(here, asked.view, asked.named)
        elif tool == "path":
            path(here, asked.view, asked.named)
        elif tool == "display":
            display(here, asked.view, asked.named, asked.drawn.groups)
        else:
            saved_views(here, lambda: st.session_state[_ARRANGED])


@frame.by_itself
def _map(here: Here) -> None:
    """Show the map, and beside it the card of what is chosen."""
    address, asked = st.session_state.pop(_ASKED, (None, None))
    if address != st.query_params.to_dict():  # this part runs by itself
        if state.take_choice():
            st.rerun()  # what the panel tells of the saved view is not so any more
        asked = asked_of(here)
    whole, named, view, drawn = asked.whole, asked.named, asked.view, asked.drawn
    selected = session.recall("process")
    # The styles set map and card side by side: columns would be two more elements at each click.
    if not asked.scope.processes:
        st.info(here.text("map_page.nothing_left"), icon=":material/visibility_off:")
    steps = asked_path(here, whole, view, named)
    arranged = show_map(here, drawn, look_of(here, drawn, view, steps, asked.opened), selected)
    st.session_state[_ARRANGED] = arranged
    chosen = arranged.selected
    if chosen != selected:
        session.remember("process", chosen)
    if chosen is None:
        _hint(here)
        return
    with st.container(key="map_card", border=True):
        if members := drawn.members(chosen):
            _group_card(here, drawn, view, named, members)
        elif chosen not in named:
            st.warning(here.text("map_page.unknown", process=chosen), icon=":material/search_off:")
        elif any(id_of(one.name) == chosen for one in whole.parties):
            party_card(here, whole, named[chosen])
        else:
            _actions(here, chosen, view, drawn)
            card = here.workspace.process_card(chosen, here.organisation)
            process_card(here, card, _findings(here, whole, card.process.iri))


def _findings(here: Here, whole: ProcessMap, process: str) -> tuple[Finding, ...]:
    """Return what a check finds about a process; not among thousands, unless they are checked already."""
    if len(whole.processes) > MANY and not here.workspace.is_checked(here.organisation):
        return ()
    return here.workspace.check(here.organisation).about(process)


def _actions(here: Here, chosen: str, view: MapState, drawn: Drawn) -> None:
    """Offer what one does with a process on the map; the whole page follows, its controls too."""
    with st.container(key="map_actions", horizontal=True, gap="small"):
        if st.button(
            here.text("map_page.neighbours"),
            icon=":material/share:",
            disabled=view.around == chosen,
            type="tertiary",
        ):
            state.change("around", chosen)
            st.rerun()
        if st.button(
            here.text("map_page.path_from"),
            icon=":material/route:",
            disabled=view.start == chosen,
            type="tertiary",
        ):
            state.change("from", chosen)
            st.rerun()
        if st.button(
            here.text("map_page.hide_it"),
            icon=":material/visibility_off:",
            disabled=chosen in view.hidden,
            type="tertiary",
        ):
            state.hide((*view.hidden, chosen))
            st.rerun()
        group = drawn.groups.get(chosen)
        if (
            group is not None
            and group.key not in view.folded
            and st.button(
                here.text("map_page.fold_it", group=group.title),
                icon=":material/unfold_less:",
                type="tertiary",
            )
        ):
            state.fold((*view.folded, group.key))
            st.rerun()


def _group_card(
    here: Here,
    drawn: Drawn,
    view: MapState,
    named: Mapping[str, Name],
    members: Sequence[str],
) -> None:
    """Show what a folded group holds, and offer to unfold it."""
    group = drawn.groups[members[0]]
    st.html(
        f'<div class="qg-title"><div><h2>{escape(group.title)}</h2>'
        f"<p>{escape(here.count('map_page.members', len(members)))}</p></div></div>"
    )
    if st.button(here.text("map_page.unfold"), icon=":material/unfold_more:"):
        state.fold([key for key in view.folded if key != group.key])
        session.remember("process", None)
        st.rerun()
    st.html(f'<ul class="qg-names">{names_html([named[one] for one in members], here)}</ul>')


def _hint(here: Here) -> None:
    st.html(
        f'<div class="qg-hint qg-map-hint"><p class="qg-hint-title">{here.text("map_page.hint_title")}</p>'
        f"<p>{here.text('map_page.hint')}</p></div>"
    )


def _as_table(here: Here, drawn: ProcessMap) -> None:
    """Show what the map shows, flow by flow, as a table."""
    shown = drawn.flows[:_MOST_FLOWS]
    names = drawn.names()
    named = {name.iri: name for name in [*names, *(flow.output for flow in shown if flow.output)]}
    ends = {name.iri: natural_order(name) for name in names}
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
