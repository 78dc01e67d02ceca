"""The graph itself, from any entity: what surrounds it, asserted or derived, one step after the other."""

from __future__ import annotations

import string
from collections import Counter
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.exploring import EntityLook, Statement
from qualite_graph.messages import messages
from qualite_graph.naming import Name, natural_order
from qualite_graph.ui import frame, session
from qualite_graph.ui.browsing import plain
from qualite_graph.ui.components import (
    Look,
    MapData,
    MapFamily,
    MapFlow,
    MapProcess,
    Paint,
    Shade,
    network_map,
)
from qualite_graph.ui.mapping.views import EXPLORER, offer_views, open_view
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of, term_of, text_of
from qualite_graph.vocabulary import graph_of

_SEPARATOR: Final = " "
"""Between IRIs in the address: none holds a space."""

_MOST_STEPS: Final = 12
_MOST_DRAWN: Final = 60
_MOST_FOUND: Final = 12
_SHADES: Final = 8


@frame.by_itself
def show(here: Here) -> None:
    """Show the page."""
    opened = open_view(here, EXPLORER)
    entity = session.recall("entity") or _beginning(here)
    bar = st.container(key="explorer_bar", horizontal=True, vertical_alignment="center", gap="small")
    with bar:
        _search(here)
    if entity is None:
        st.info(here.text("explorer.hint"), icon=":material/travel_explore:")
        return
    passed = _split(session.recall("passed"))
    path = [*[one for one in passed if one != entity], entity]
    looks = {one: here.workspace.look_at(one, here.organisation) for one in path}
    _crumbs(here, looks, path)
    without = frozenset(_split(session.recall("without")))
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        data, paint = _drawn(here, looks, path, without)
        organisation = here.organisation or ""
        look = Look(
            layout="force",
            title=here.full(looks[entity].names[entity]),
            subtitle=f"{here.text('menu.explorer')} · {organisation}",
            lang=here.lang,
            paint=paint,
            pins=opened.pins,
            camera=opened.camera,
        )
        catalogue = messages(here.lang)
        texts = catalogue.section("map") | catalogue.section("ui.explorer.map")
        arranged = network_map(data, key="explored", selected=entity, texts=texts, look=look)
    if arranged.selected and arranged.selected != entity:
        _follow(arranged.selected, path)
        st.rerun()
    with bar:
        _filters(here, looks, without)
        offer_views(here, lambda: arranged, EXPLORER)
    with right, st.container(key="card", border=True):
        _card(here, looks[entity], path)


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
    return [one for one in (text or "").split(_SEPARATOR) if one]


def _follow(entity: str, path: list[str]) -> None:
    """Go on to an entity; one passed already takes the breadcrumb back to it."""
    kept = path[: path.index(entity)] if entity in path else path
    session.remember("passed", _SEPARATOR.join(kept[-_MOST_STEPS:]))
    session.remember("entity", entity)
    session.remember("view", None)


def _start(entity: str) -> None:
    session.remember("passed", None)
    session.remember("entity", entity)
    session.remember("view", None)


def _search(here: Here) -> None:
    """Find a start by any word of its name, or its code."""
    query = st.text_input(
        here.text("explorer.search"),
        key="explorer search",
        placeholder=here.text("explorer.search"),
        icon=":material/search:",
        label_visibility="collapsed",
        width=360,
    )
    if not query:
        return
    found = here.workspace.named(query, here.organisation)[:_MOST_FOUND]
    if not found:
        st.caption(here.text("explorer.nothing", query=query))
        return
    named = {name.iri: name for name in found}
    st.session_state["explorer found"] = None
    st.pills(
        here.text("explorer.found"),
        list(named),
        format_func=lambda iri: here.full(named[iri]),
        key="explorer found",
        on_change=_begin,
        label_visibility="collapsed",
    )


def _begin() -> None:
    _start(st.session_state["explorer found"])
    st.session_state["explorer search"] = ""


def _crumbs(here: Here, looks: dict[str, EntityLook], path: list[str]) -> None:
    """Show the way taken; a step leads back to it."""
    with st.container(key="explorer_crumbs", horizontal=True, gap="small", vertical_alignment="center"):
        for one in path[:-1]:
            name = looks[one].names[one]
            label = f"{plain(here.full(name))} :material/chevron_right:"
            st.button(label, key=f"crumb {one}", on_click=_follow, args=(one, path), type="tertiary")
        current = looks[path[-1]]
        kind = _kind(here, current, path[-1])
        st.markdown(f"**{plain(here.full(current.names[path[-1]]))}** – {plain(kind)}")


def _kind(here: Here, look: EntityLook, entity: str) -> str:
    kind = look.kinds.get(entity)
    return term_of(here, look.names[kind]) if kind else here.text("explorer.unknown")


def _drawn(
    here: Here, looks: dict[str, EntityLook], path: list[str], without: frozenset[str]
) -> tuple[MapData, Paint]:
    """Return the network around the entities passed, painted by kind; the newest step leads."""
    names: dict[str, Name] = {}
    kinds: dict[str, str] = {}
    flows: dict[str, MapFlow] = {}
    for entity in reversed(path):
        look = looks[entity]
        names.setdefault(entity, look.names[entity])
        kinds.setdefault(entity, _kind(here, look, entity))
        for one in look.links():
            other, kind = one.other.value, _kind(here, look, one.other.value)
            if look.kinds[other] in without or one.predicate in without:
                continue
            if other not in names and len(names) >= _MOST_DRAWN:
                continue
            names.setdefault(other, look.names[other])
            kinds.setdefault(other, kind)
            source, target = (entity, other) if one.outward else (other, entity)
            label = term_of(here, look.names[one.predicate])
            key = f"{source} {one.predicate} {target}"
            flows[key] = MapFlow(key, source, target, label, derived=one.derived)
    ranked = [kind for kind, _ in Counter(kinds.values()).most_common()]
    shown = ranked[:_SHADES]
    shades = [
        Shade(string.ascii_uppercase[number], kind, f"shade-{number}") for number, kind in enumerate(shown)
    ]
    shades.append(Shade("…", here.text("paint.others"), "shade-none"))
    of = {iri: shown.index(kind) if kind in shown else len(shown) for iri, kind in kinds.items()}
    processes = [
        MapProcess(iri, _code(here, name), _titled(here, name, kinds[iri]), "other")
        for iri, name in sorted(names.items(), key=lambda entry: natural_order(entry[1]))
    ]
    family = MapFamily("other", here.text("explorer.entity"))
    data = MapData((family,), tuple(processes), (), tuple(flows[key] for key in sorted(flows)))
    return data, Paint(here.text("explorer.kinds"), tuple(shades), of)


def _code(here: Here, name: Name) -> str:
    """Return the code that stands above the label, none where the label is the code."""
    return name.notation if name.notation and name.notation != name.label(here.lang) else ""


def _titled(here: Here, name: Name, kind: str) -> str:
    """Write what an entity is called; one that has a code alone is said with its kind."""
    label = name.label(here.lang)
    return f"{kind} {label}" if label == name.notation else label


def _filters(here: Here, looks: dict[str, EntityLook], without: frozenset[str]) -> None:
    """Choose the kinds and the relations to leave out."""
    panel = st.popover(
        here.text("explorer.filter"), icon=":material/filter_alt:", key="explorer filter", on_change="rerun"
    )
    if not panel.open:
        return
    links = [(look, one) for look in looks.values() for one in look.links()]
    kinds = {look.kinds[one.other.value]: _kind(here, look, one.other.value) for look, one in links}
    relations = {one.predicate: term_of(here, look.names[one.predicate]) for look, one in links}
    with panel:
        for key, titles in (("kinds", kinds), ("relations", relations)):
            widget = f"explorer without {key}"
            st.session_state[widget] = [one for one in titles if one in without]
            st.multiselect(
                here.text(f"explorer.without_{key}"),
                sorted(titles, key=titles.__getitem__),
                format_func=titles.__getitem__,
                key=widget,
                placeholder=here.text("map_page.choose"),
                on_change=_leave_out,
            )


def _leave_out() -> None:
    chosen = [*st.session_state["explorer without kinds"], *st.session_state["explorer without relations"]]
    session.remember("without", _SEPARATOR.join(chosen) or None)


def _card(here: Here, look: EntityLook, path: list[str]) -> None:
    """Show what is stated, relation by relation, asserted and derived told apart."""
    name = look.names[look.entity]
    st.html(
        f'<div class="qg-title"><span class="qg-code">{escape(name.notation or "")}</span>'
        f"<div><h2>{escape(here.label(name))}</h2><p>{escape(_kind(here, look, look.entity))}</p></div></div>"
    )
    facts = "".join(
        [
            f"<dt>{escape(term_of(here, look.names[one.predicate]))}</dt>"
            f"<dd>{escape(text_of(one.other, look.names, here))}</dd>"
            for one in look.facts()
            if one.other.lang in (None, "", here.lang)
        ]
    )
    if facts:
        st.html(f'<dl class="qg-facts">{facts}</dl>')
    if look.cut:
        st.caption(here.text("explorer.cut", count=here.number(len(look.statements))))
    _relations(here, look, path)
    query = f"SELECT ?relation ?value WHERE {{\n  <{look.entity}> ?relation ?value\n}}"
    if st.button(here.text("explorer.statements"), icon=":material/code:"):
        session.open_in_sparql(here, query)


def _relations(here: Here, look: EntityLook, path: list[str]) -> None:
    groups: dict[tuple[bool, str, bool], list[Statement]] = {}
    for one in look.links():
        groups.setdefault((one.outward, one.predicate, one.derived), []).append(one)
    parts = []
    for (outward, predicate, derived), members in groups.items():
        arrow = "→" if outward else "←"
        told = f' <span class="qg-none">{escape(here.text("explorer.derived"))}</span>' if derived else ""
        title = f"{arrow} {escape(term_of(here, look.names[predicate]))}{told} ({len(members)})"
        lines = "".join(
            [f"<li>{html_of(look.names[one.other.value], here)}</li>" for one in members[:_MOST_FOUND]]
        )
        more = len(members) - _MOST_FOUND
        rest = f"<li>{escape(here.text('explorer.more', count=more))}</li>" if more > 0 else ""
        parts.append(f'<h3 class="qg-section">{title}</h3><ul class="qg-names">{lines}{rest}</ul>')
    if parts:
        st.html("".join(parts))
    named = {one.other.value: look.names[one.other.value] for one in look.links()}
    st.session_state["explorer next"] = None
    st.selectbox(
        here.text("explorer.next"),
        sorted(named, key=lambda iri: natural_order(named[iri])),
        format_func=lambda iri: here.full(named[iri]),
        key="explorer next",
        index=None,
        placeholder=here.text("map_page.choose"),
        on_change=lambda: _follow(st.session_state["explorer next"], path),
    )


if __name__ == "__main__":
    show()
