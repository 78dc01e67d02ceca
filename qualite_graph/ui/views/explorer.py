"""The graph itself, from any entity: what surrounds it, asserted or derived, one step after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.exploring import EntityLook
from qualite_graph.store.documents import is_iri
from qualite_graph.ui import frame, session
from qualite_graph.ui.components import Look, network_map, newly_selected
from qualite_graph.ui.exploring import (
    ONWARD,
    SEARCH,
    SEPARATOR,
    TOOLS,
    crumbs_html,
    drawn,
    kind_of,
    map_texts,
    relations_html,
    search_html,
    tools_of,
)
from qualite_graph.ui.mapping.views import EXPLORER, open_view, saved_views
from qualite_graph.ui.panels import opened_tool
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import term_of, text_of, where
from qualite_graph.vocabulary import graph_of

_MAP: Final = "explored"
_STANDS: Final = "explorer stands"
"""Where the session keeps the entity that the reader looks at."""

_ARRANGED: Final = "explorer arranged"
"""Where the session keeps what the reader has made of the drawing, for when it is saved."""

_MOST_STEPS: Final = 12
_MOST_FOUND: Final = 12


@frame.by_itself
def show(here: Here) -> None:
    """Show the page."""
    opened = open_view(here, EXPLORER)
    path = _path(here)
    search = _search(here)
    if not path:
        st.html(search)
        st.info(here.text("explorer.hint"), icon=":material/travel_explore:")
        return
    looks = [here.workspace.look_at(one, here.organisation) for one in path]
    entity, current = path[-1], looks[-1]
    left_out = session.recall("without") or ""
    tool = opened_tool(TOOLS)
    way = crumbs_html(here.lang, where(here), *looks)
    st.html(f'{search}<div class="qg-way">{way}{tools_of(here.lang, tool, entity, where(here))}</div>')
    if tool:
        with st.container(key="explorer_panel", border=True, horizontal=tool == "filter"):
            if tool == "filter":
                _filters(here, looks, frozenset(_split(left_out)))
            else:
                saved_views(here, lambda: st.session_state[_ARRANGED], EXPLORER)
    data, paint = drawn(here.lang, left_out, *looks)
    look = Look(
        layout="force",
        title=here.full(current.names[entity]),
        subtitle=f"{here.text('menu.explorer')} · {here.organisation or ''}",
        lang=here.lang,
        paint=paint,
        pins=opened.pins,
        camera=opened.camera,
    )
    # The styles set drawing and card side by side, as on the map's page.
    st.session_state[_ARRANGED] = network_map(
        data, key=_MAP, selected=entity, texts=map_texts(here.lang), look=look
    )
    with st.container(key="map_card", border=True):
        _card(here, current)


def _path(here: Here) -> list[str]:
    """Return the entities passed and, last, the one to look at.

    A node just clicked is a step on, as is a link that goes on from where the reader stands.
    """
    stood = st.session_state.get(_STANDS)
    clicked = newly_selected(_MAP)
    goes_on = st.query_params.pop(ONWARD, None)
    asked = session.recall("entity")
    entity = asked if asked and is_iri(asked) else _beginning(here)
    if entity is None:
        return []
    passed = _split(session.recall("passed"))
    path = [*[one for one in passed if one != entity], entity]
    if clicked and clicked != entity:
        path = _follow(clicked, path)
    elif goes_on and stood and stood != entity:
        path = _follow(entity, [*[one for one in passed if one != stood], stood])
    st.session_state[_STANDS] = path[-1]
    return path


def _search(here: Here) -> str:
    """Write the field that finds a start by any word of its name, or its code, and what it found."""
    query = st.query_params.get(SEARCH)
    if query is None:
        return search_html(here.lang)
    if not query.strip():
        del st.query_params[SEARCH]
        return search_html(here.lang)
    return search_html(here.lang, query, tuple(here.workspace.named(query, here.organisation)[:_MOST_FOUND]))


def _beginning(here: Here) -> str | None:
    """Return where to start when nothing is chosen: the process with most flows, else the organisation."""
    if here.organisation is None:
        return None
    flows = here.workspace.process_map(here.organisation).flows
    ends = Counter(
        end for flow in flows if flow.direction == "internal" for end in (flow.supplier, flow.customer)
    )
    return max(sorted(ends), key=ends.__getitem__) if ends else graph_of(here.organisation)


def _split(text: str | None) -> list[str]:
    """Return the IRIs of a parameter; whatever else the address says is left out."""
    return [one for one in (text or "").split(SEPARATOR) if is_iri(one)]


def _follow(entity: str, path: list[str]) -> list[str]:
    """Go on to an entity, and return the new path; one passed already takes the way back to it."""
    kept = (path[: path.index(entity)] if entity in path else path)[-_MOST_STEPS:]
    session.remember("passed", SEPARATOR.join(kept) or None)
    session.remember("entity", entity)
    session.remember("view", None)
    st.query_params.pop(SEARCH, None)
    return [*kept, entity]


def _filters(here: Here, looks: Sequence[EntityLook], without: frozenset[str]) -> None:
    """Choose the kinds and the relations to leave out."""
    links = [(look, one) for look in looks for one in look.links()]
    kinds = {look.kinds[one.other.value]: kind_of(look, one.other.value, here.lang) for look, one in links}
    relations = {one.predicate: term_of(look.names[one.predicate], here.lang) for look, one in links}
    for key, titles in (("kinds", kinds), ("relations", relations)):
        widget = f"explorer without {key}"
        st.session_state[widget] = [one for one in titles if one in without]
        st.multiselect(
            here.text(f"explorer.without_{key}"),
            sorted(titles, key=titles.__getitem__),
            format_func=titles.__getitem__,
            key=widget,
            placeholder=here.text("explorer.choose"),
            on_change=_leave_out,
        )


def _leave_out() -> None:
    chosen = [*st.session_state["explorer without kinds"], *st.session_state["explorer without relations"]]
    session.remember("without", SEPARATOR.join(chosen) or None)


def _card(here: Here, look: EntityLook) -> None:
    """Show what is stated, relation by relation, asserted and derived told apart."""
    name = look.names[look.entity]
    kind = kind_of(look, look.entity, here.lang)
    title = (
        f'<div class="qg-title"><span class="qg-code">{escape(name.notation or "")}</span>'
        f"<div><h2>{escape(here.label(name))}</h2><p>{escape(kind)}</p></div></div>"
    )
    facts = "".join(
        [
            f"<dt>{escape(term_of(look.names[one.predicate], here.lang))}</dt>"
            f"<dd>{escape(text_of(one.other, look.names, here))}</dd>"
            for one in look.facts()
            if one.other.lang in (None, "", here.lang)
        ]
    )
    listed = f'<dl class="qg-facts">{facts}</dl>' if facts else ""
    cut = here.text("explorer.cut", count=here.number(len(look.statements))) if look.cut else ""
    said = f'<p class="qg-muted">{escape(cut)}</p>' if cut else ""
    st.html(title + listed + said + relations_html(look, here.lang, where(here)))


if __name__ == "__main__":
    show()
