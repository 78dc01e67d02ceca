"""Complaints: how long each took, which come back, and the way back from one to the processes to look at."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.complaint_review import ComplaintReview, Handling
from qualite_graph.messages import LANGUAGES, day_text
from qualite_graph.naming import Name
from qualite_graph.ui import menu, session
from qualite_graph.ui.mapping.drawn import flow_id
from qualite_graph.ui.mapping.paint import id_of
from qualite_graph.ui.results import links
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of, names_html

_MOST_SUSPECTS: Final = 5
_LEAST_PART: Final = 0.2


def complaints(here: Here) -> None:
    """Show the figures, the complaints with their delays, and the walk back from the one chosen."""
    review = here.workspace.complaints(here.organisation)
    if not review.complaints:
        st.info(here.text("voice.no_complaint"), icon=":material/sentiment_satisfied:")
        return
    named = here.workspace.names(_iris(review), here.organisation)
    st.html(_figures(here, review))
    st.html(_table(here, review, named))
    codes = {named[one.complaint].notation or one.complaint: one.complaint for one in review.complaints}
    kept = session.recall("complaint")
    st.session_state["complaint chosen"] = kept if kept in codes else None
    chosen = st.selectbox(
        here.text("voice.walk_from"),
        list(codes),
        format_func=lambda code: here.full(named[codes[code]]),
        key="complaint chosen",
        index=None,
        placeholder=here.text("voice.walk_choose"),
        on_change=lambda: session.remember("complaint", st.session_state["complaint chosen"]),
    )
    if chosen:
        _walk(here, chosen)


def _iris(review: ComplaintReview) -> set[str]:
    return {
        iri
        for one in review.complaints
        for iri in (one.complaint, one.customer, one.severity, *one.causes, *one.actions, *one.repeats)
        if iri
    }


def _figures(here: Here, review: ComplaintReview) -> str:
    opened = sum(one.open for one in review.complaints)
    overdue = sum(one.overdue for one in review.complaints)
    repeated = sum(bool(one.repeats) for one in review.complaints)
    rate = review.on_time_rate
    figures = (
        ("received", here.number(len(review.complaints))),
        (
            "on_time",
            here.text("voice.percent", share=here.number(round(100 * rate, 1))) if rate is not None else "–",
        ),
        ("open", here.number(opened)),
        ("overdue", here.number(overdue)),
        ("repeated", here.number(repeated)),
    )
    tiles = "".join(
        [
            f'<div class="qg-tile"><b>{escape(value)}</b>'
            f"<span>{escape(here.text(f'voice.figure.{key}'))}</span></div>"
            for key, value in figures
        ]
    )
    limits = here.text(
        "voice.limits",
        acknowledge=review.acknowledge_within if review.acknowledge_within is not None else "–",
        answer=review.answer_within if review.answer_within is not None else "–",
    )
    return f'<div class="qg-tiles qg-even">{tiles}</div><p class="qg-muted">{escape(limits)}</p>'


def _table(here: Here, review: ComplaintReview, named: Mapping[str, Name]) -> str:
    heads = "".join(
        [
            f'<th scope="col">{escape(here.text(f"voice.column.{key}"))}</th>'
            for key in ("complaint", "customer", "cause", "received", "answer", "repeats", "action")
        ]
    )
    rows = "".join([_row(here, one, named) for one in review.complaints])
    return (
        f'<div class="qg-scroll" tabindex="0"><table class="qg-table qg-roomy">'
        f"<thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(here: Here, one: Handling, named: Mapping[str, Name]) -> str:
    severity = f"<br><small>{escape(here.label(named[one.severity]))}</small>" if one.severity else ""
    state = (
        "overdue"
        if one.overdue
        else "late"
        if one.answered_late
        else "answered"
        if one.answered
        else "waiting"
    )
    tone = "qg-missing" if state in ("overdue", "late") else ""
    answered = here.text(f"voice.state.{state}", days=here.number(one.days_to_answer))
    actions = "<br>".join([html_of(named[iri], here) for iri in one.actions])
    if not actions and one.calls_for_action:
        actions = f'<span class="qg-missing">{escape(here.text("voice.no_action"))}</span>'
    repeats = ", ".join([escape(named[iri].notation or "") for iri in one.repeats]) or "–"
    causes = "<br>".join([html_of(named[iri], here) for iri in one.causes]) or "–"
    customer = html_of(named[one.customer], here) if one.customer else "–"
    return (
        f"<tr><td>{html_of(named[one.complaint], here)}{severity}</td><td>{customer}</td><td>{causes}</td>"
        f"<td>{escape(day_text(one.received.isoformat(), here.lang))}</td>"
        f'<td><span class="{tone}">{escape(answered)}</span></td><td>{repeats}</td>'
        f"<td>{actions or '–'}</td></tr>"
    )


def _walk(here: Here, complaint: str) -> None:
    """Show the processes to look at, the likeliest first, with why, and the way to the customer."""
    found = here.workspace.complaint_file(complaint, here.organisation)
    iris = {iri for one in found.suspects for iri in (one.process, *one.detection)} | set(found.missed)
    named = here.workspace.names(iris, here.organisation)
    if not found.suspects:
        st.info(here.text("voice.no_suspect"), icon=":material/route:")
        return
    lines = []
    for one in found.suspects[:_MOST_SUSPECTS]:
        why = [here.text(f"voice.part.{part.name}") for part in one.parts if part.value >= _LEAST_PART]
        steps = here.count("voice.steps", one.steps) if one.steps is not None else ""
        share = round(100 * one.score)
        lines.append(
            f'<li class="qg-suspect">{html_of(named[one.process], here)} <small>{escape(steps)}</small>'
            f'<div class="qg-bar" role="img" aria-label="{share} %"><i class="qg-tone-realisation" '
            f'style="flex:{share}"></i><span style="flex:{100 - share}"></span><b>{share}</b></div>'
            f"<small>{escape(' ; '.join(why))}</small></li>"
        )
    left, right = st.columns([1, 1.2], gap="medium")
    with left:
        st.html(
            f'<h2>{escape(here.text("voice.suspects"))}</h2><ul class="qg-lines">{"".join(lines)}</ul>'
            f'<p class="qg-muted">{escape(here.text("voice.score"))}</p>'
        )
        if found.missed:
            missed = names_html([named[iri] for iri in found.missed], here)
            st.html(
                f'<h3 class="qg-section">{escape(here.text("voice.missed"))}</h3>'
                f'<ul class="qg-lines">{missed}</ul>'
            )
    with right:
        st.html(f"<h2>{escape(here.text('voice.way'))}</h2>")
        _way(here, found.suspects[0].path)
        first, customer = found.suspects[0].process, found.handling.customer
        if customer and found.suspects[0].path:
            ends = here.workspace.names({first, customer}, here.organisation)
            start, end = id_of(ends[first]), id_of(ends[customer])
            st.page_link(
                menu.page(here, "cartography"),
                label=here.text("voice.on_the_map"),
                icon=":material/account_tree:",
                query_params={
                    "process": start,
                    "from": start,
                    "to": end,
                    "chain": ",".join([flow_id(flow) for flow in found.suspects[0].path]),
                    **_same_place(here),
                },
            )


def _same_place(here: Here) -> dict[str, str]:
    """Return what keeps a link in the reader's language and organisation."""
    several = len(here.workspace.organisations()) > 1 and here.organisation
    chosen = {"organisation": here.organisation} if several and here.organisation else {}
    return chosen | ({"lang": here.lang} if here.lang != LANGUAGES[0] else {})


def _way(here: Here, path: tuple[str, ...]) -> None:
    """Draw the flows by which the likeliest process reaches the customer."""
    about = here.workspace.subjects(path, here.organisation)
    pairs = [
        (here.full(ends[0]), here.full(ends[1])) for flow in path if (ends := about[flow].ends) is not None
    ]
    if pairs:
        links(here, pairs)
    else:
        st.caption(here.text("voice.no_way"))
