"""The standard: its principles, clauses and sources to browse, how far they are covered, the documents."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.knowledge_tree import KnowledgeTree
from qualite_graph.ui import frame, session
from qualite_graph.ui.browsing import show_list
from qualite_graph.ui.norm.coverage import coverage, duties
from qualite_graph.ui.norm.transition import transition
from qualite_graph.ui.norm.tree import VIEWS, found_html, view_html, view_of
from qualite_graph.ui.parts import part
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import where
from qualite_graph.ui.term import show_term

PARTS: Final = ("tree", "coverage", "transition", "duties")


def show() -> None:
    """Show the page."""
    here = session.here()
    shown = part(here, "norm", PARTS)
    if shown == "transition":
        transition(here)
        return
    if shown != "tree":
        if here.organisation is None:
            frame.empty(here)
        elif shown == "coverage":
            coverage(here)
        else:
            duties(here)
        return
    tree = here.workspace.knowledge_tree()
    term = session.recall("term")
    left, right = st.columns([1, 1.7], gap="medium")
    with left:
        _browse(here, tree, term)
    with right, st.container(key="card", border=True):
        if term is None:
            st.html(
                f'<div class="qg-hint"><p class="qg-hint-title">{here.text("term.hint_title")}</p>'
                f"<p>{here.text('term.hint')}</p></div>"
            )
        else:
            show_term(here, here.workspace.term_card(term, here.organisation))


def _browse(here: Here, tree: KnowledgeTree, term: str | None) -> None:
    query = st.text_input(
        here.text("term.search"),
        key="term search",
        placeholder=here.text("term.search"),
        icon=":material/search:",
        label_visibility="collapsed",
    )
    if query:
        number, found = found_html(tree, query, here.lang, where(here))
        counted = escape(here.count("term.found", number, query=query))
        written = f'<p class="qg-muted qg-said">{counted}</p>{found}'
    else:
        written = view_html(tree, _view(here, tree, term), here.lang, where(here))
    show_list(written, term)


def _view(here: Here, tree: KnowledgeTree, term: str | None) -> str:
    """Return the part of the tree to show: the one chosen, the address's, else the selected term's."""
    asked = st.query_params.get("view")
    if asked in VIEWS:
        st.session_state["term view"] = asked
        st.query_params.pop("view", None)
    elif "term view" not in st.session_state or st.session_state.get("term listed") != term:
        st.session_state["term view"] = view_of(tree, term)
    st.session_state["term listed"] = term
    chosen = st.segmented_control(
        here.text("term.view"),
        VIEWS,
        format_func=lambda view: here.text(f"term.{view}"),
        key="term view",
        required=True,
        label_visibility="collapsed",
    )
    return chosen or VIEWS[0]


if __name__ == "__main__":
    show()
