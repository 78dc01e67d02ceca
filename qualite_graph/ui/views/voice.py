"""The voice of the customer: who they are, what they need, how they are heard, what they complain of."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from qualite_graph.ui import frame, session
from qualite_graph.ui.answers import answer_html
from qualite_graph.ui.parts import part
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of
from qualite_graph.ui.voice.complaints import complaints

PARTS: Final = ("customers", "needs", "channels", "complaints", "heard")


def show() -> None:
    """Show the page; a choice in one of its parts runs the part alone."""
    here = session.here()
    if here.organisation is None:
        frame.empty(here)
        return
    shown = part(here, "voice", PARTS)
    if shown == "customers":
        frame.by_itself(_customers)()
    elif shown == "needs":
        st.html("".join([answer_html(here, question) for question in ("Q25", "X24", "Q24", "Q23")]))
    elif shown == "channels":
        st.html("".join([answer_html(here, question) for question in ("Q27", "Q26", "Q35", "X22")]))
    elif shown == "complaints":
        frame.by_itself(complaints)()
    else:
        _heard(here)


def _customers(here: Here) -> None:
    """Show the customers, and what is known of the one chosen."""
    names = {
        name.notation or name.iri: name for name in here.workspace.choices("customer", here.organisation)
    }
    if not names:
        st.info(here.text("voice.no_customer"), icon=":material/person_off:")
        return
    left, right = st.columns([1, 1], gap="medium")
    with left:
        st.html(answer_html(here, "Q22"))
    with right:
        kept = session.recall("customer")
        st.session_state["customer chosen"] = kept if kept in names else next(iter(names))
        chosen = st.selectbox(
            here.text("ask.parameter.customer"),
            list(names),
            format_func=lambda code: here.full(names[code]),
            key="customer chosen",
            on_change=lambda: session.remember("customer", st.session_state["customer chosen"]),
        )
        own = [
            one
            for one in here.workspace.complaints(here.organisation).complaints
            if one.customer == names[chosen].iri
        ]
        complained = f'<p class="qg-muted">{escape(here.count("voice.complained", len(own)))}</p>'
        st.html(answer_html(here, "X59", {"customer": chosen}) + complained)


def _heard(here: Here) -> None:
    """Show how well the customer is heard at each process, where it is least heard first."""
    found = here.workspace.voices(here.organisation)
    named = here.workspace.names({one.process for one in found}, here.organisation)
    st.caption(here.text("voice.heard_help"))
    parts = ("nearness", "feedback", "needs", "stated")
    heads = "".join(
        [
            f'<th scope="col">{escape(here.text(f"voice.heard.{key}"))}</th>'
            for key in ("process", "score", *parts)
        ]
    )

    rows = "".join(
        [
            f"<tr><td>{html_of(named[one.process], here)}</td>"
            + "".join(
                [
                    f'<td class="qg-number">{here.number(round(100 * value))}</td>'
                    for value in (one.score, one.nearness, one.feedback, one.needs, one.stated)
                ]
            )
            + "</tr>"
            for one in found
        ]
    )
    st.html(
        f'<div class="qg-scroll" tabindex="0"><table class="qg-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


if __name__ == "__main__":
    show()
