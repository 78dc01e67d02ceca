"""What the network tells: sentences to say in a meeting, and what would follow if something stopped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.telling import tell
from qualite_graph.ui import session
from qualite_graph.ui.diagnosis.reaction import reaction_map
from qualite_graph.ui.session import Here

_FIGURES: Final = ("processes", "internal_flows", "parts", "customers", "outputs", "clauses", "steps")
_STOPS: Final = "stops"
_MOST: Final = 12


def network(here: Here) -> None:
    """Show each chapter of the diagnosis, its sentences with what they rest on."""
    found = here.workspace.diagnosis(here.organisation)
    iris = {iri for chapter in found.chapters for one in chapter.sentences for iri in one.iris()}
    named = here.workspace.names(iris, here.organisation)
    sections = []
    for chapter in found.chapters:
        if not chapter.sentences:
            continue
        lines = "".join(
            [f"<li>{escape(tell(one, here.lang, named))}</li>" for one in chapter.sentences[:_MOST]]
        )
        title = escape(here.text(f"diagnosis.chapter.{chapter.key}"))
        sections.append(
            f'<section class="qg-finding"><h2>{title}</h2><ul class="qg-lines qg-said">{lines}</ul></section>'
        )
    if not sections:
        st.info(here.text("relations.no_flow"), icon=":material/hub:")
    st.html(f'<div class="qg-findings-grid">{"".join(sections)}</div>')


def what_if(here: Here) -> None:
    """Ask what stops, which the address holds; say what follows, beside the map as it is."""
    drawn = here.workspace.process_map(here.organisation)
    names = [
        *(one.name for one in drawn.processes),
        *(one.name for one in drawn.parties if not one.is_customer),
    ]
    codes = {name.notation or name.iri: name for name in names}
    kept = [code for code in (session.recall(_STOPS) or "").split(",") if code in codes]
    st.session_state["what stops"] = kept
    chosen = st.multiselect(
        here.text("diagnosis.stops"),
        list(codes),
        format_func=lambda code: here.full(codes[code]),
        key="what stops",
        placeholder=here.text("diagnosis.stops_choose"),
        on_change=lambda: session.remember(_STOPS, ",".join(st.session_state["what stops"]) or None),
    )
    if not chosen:
        st.info(here.text("diagnosis.stops_help"), icon=":material/science:")
        return
    found = here.workspace.impact([codes[code].iri for code in chosen], here.organisation)
    sentences = found.sentences()
    named = here.workspace.names({iri for one in sentences for iri in one.iris()}, here.organisation)
    left, right = st.columns([1.6, 1], gap="medium")
    with left:
        said = "".join([f"<li>{escape(tell(one, here.lang, named))}</li>" for one in sentences])
        empty = f"<p>{escape(here.text('diagnosis.nothing_follows'))}</p>"
        st.html(f'<ul class="qg-lines qg-said">{said}</ul>' if said else empty)
    with right:
        rows = "".join(
            [
                f'<tr><th scope="row">{escape(here.text(f"diagnosis.figure.{key}"))}</th>'
                f'<td class="qg-number">{_figure(here, found.before[key])}</td>'
                f'<td class="qg-number"><b>{_figure(here, found.after[key])}</b></td></tr>'
                for key in _FIGURES
                if key in found.before
            ]
        )
        heads = "".join(
            [f'<th scope="col">{escape(here.text(f"diagnosis.{key}"))}</th>' for key in ("before", "after")]
        )
        st.html(
            f'<table class="qg-table"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        )
    st.caption(here.text("diagnosis.drawn_help"))
    clicked = reaction_map(here, drawn, found)
    if clicked in codes:
        _toggle(clicked, chosen)


def _toggle(code: str, chosen: Sequence[str]) -> None:
    """Have what was clicked stop, or run again."""
    stops = [one for one in chosen if one != code] if code in chosen else [*chosen, code]
    session.remember(_STOPS, ",".join(stops) or None)
    st.rerun()


def _figure(here: Here, number: int) -> str:
    return "–" if number < 0 else here.number(number)
