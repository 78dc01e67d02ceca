"""Answers of the catalogue shown inside another page, each with the way to its question."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from qualite_graph.ui import menu
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import table_html

_MOST = 100


def show_answer(here: Here, question: str, parameters: Mapping[str, str] | None = None) -> None:
    """Show what a question answers, under its own words, with a link to it."""
    if parameters:
        answer = here.workspace.ask(question, parameters, organisation=here.organisation)
    else:
        answer = here.workspace.kept_answer(question, here.organisation)
    rows = answer.in_language(here.lang)
    named = here.workspace.names(answer.iris(), here.organisation)
    values = {
        name: here.full(named[value.value]) if value.value in named else value.value
        for name, value in answer.bindings.items()
    }
    st.html(f'<h2 class="qg-question">{escape(answer.question.title(here.lang, values))}</h2>')
    if rows:
        headings = [column.heading(here.lang) for column in answer.question.columns]
        st.html(table_html(headings, rows[:_MOST], named, here))
        if len(rows) > _MOST:
            st.caption(here.text("ask.cut", shown=_MOST))
    else:
        st.html(f'<p class="qg-muted">{escape(here.text("ask.nothing"))}</p>')
    st.page_link(
        menu.page(here, "questions"),
        label=here.text("answer.open", question=question),
        icon=":material/help:",
        query_params={"question": question, **(parameters or {})},
    )
