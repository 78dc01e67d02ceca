"""The process map: click a process, read who it serves and who serves it."""

from __future__ import annotations

import streamlit as st

from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.messages import messages
from qualite_graph.naming import Name, natural_order
from qualite_graph.store import Value
from qualite_graph.ui import frame, session
from qualite_graph.ui.cards import party_card, process_card
from qualite_graph.ui.components import map_data, process_map
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import table_html

_HEIGHT = 620
_MOST_FLOWS = 300
"""How many flows the table shows: more would weigh on every rerun; the questions list them all."""


def show() -> None:
    """Show the page."""
    here = session.here()
    if here.organisation is None:
        frame.empty(here)
        return
    drawn = here.workspace.process_map(here.organisation)
    named = {_id(name): name for name in drawn.names()}
    selected = session.recall("process")
    texts = messages(here.lang)
    left, right = st.columns([2.35, 1], gap="medium")
    with left:
        chosen = process_map(
            map_data(drawn, here.lang, texts.section("ui.family")),
            key="map",
            selected=selected,
            texts=texts.section("map"),
            height=_HEIGHT,
        )
    if chosen != selected:
        session.remember("process", chosen)
    with right:
        _choice(here, named, chosen)
        with st.container(key="map_card", border=True):
            if chosen is None:
                _hint(here)
            elif chosen not in named:
                st.warning(here.text("map_page.unknown", process=chosen), icon=":material/search_off:")
            elif any(_id(one.name) == chosen for one in drawn.parties):
                party_card(here, drawn, named[chosen])
            else:
                process_card(here, here.workspace.process_card(chosen, here.organisation))
    _as_table(here, drawn)


def _id(name: Name) -> str:
    return name.notation or name.iri


def _choice(here: Here, named: dict[str, Name], chosen: str | None) -> None:
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


def _hint(here: Here) -> None:
    st.html(
        f'<div class="qg-hint"><p class="qg-hint-title">{here.text("map_page.hint_title")}</p>'
        f"<p>{here.text('map_page.hint')}</p></div>"
    )


def _as_table(here: Here, drawn: ProcessMap) -> None:
    """Show what the map shows, flow by flow, as a table."""
    shown = drawn.flows[:_MOST_FLOWS]
    names = drawn.names()
    named = {name.iri: name for name in [*names, *(flow.output for flow in shown if flow.output)]}
    ends = {name.iri: natural_order(name) for name in names}
    with st.expander(here.text("map_page.table"), icon=":material/table_rows:"):
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
