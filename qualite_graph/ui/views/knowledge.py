"""The standard: its principles, clauses and sources to browse, how far they are covered, the documents."""

from __future__ import annotations

from typing import Final

import streamlit as st

from qualite_graph.analysis.knowledge_tree import Branch, KnowledgeTree
from qualite_graph.ui import frame, session
from qualite_graph.ui.browsing import choice_list, plain, reveal
from qualite_graph.ui.norm.coverage import coverage, duties
from qualite_graph.ui.norm.transition import transition
from qualite_graph.ui.parts import part
from qualite_graph.ui.session import Here
from qualite_graph.ui.term import show_term

PARTS: Final = ("tree", "coverage", "transition", "duties")
VIEWS: Final = ("principles", "clauses", "sources")
_LIST_HEIGHT: Final = 640
_INDENT: Final = "\u2003"


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
        reveal(term)
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
    branches = {"principles": tree.principles, "clauses": tree.clauses, "sources": tree.statements}
    if query:
        found = {view: [branch.narrowed(query) for branch in branches[view]] for view in VIEWS}
        number = sum(len(branch.leaves) for view in VIEWS for branch in found[view])
        st.caption(here.count("term.found", number, query=query))
        with st.container(height=_LIST_HEIGHT, border=True, key="list"):
            for view in VIEWS:
                _branches(here, view, found[view], term)
        return
    view = _view(here, tree, term)
    with st.container(height=_LIST_HEIGHT, border=True, key="list"):
        _branches(here, view, list(branches[view]), term)


def _view(here: Here, tree: KnowledgeTree, term: str | None) -> str:
    """Return the part of the tree to show: the one chosen, the address's, else the selected term's."""
    asked = st.query_params.get("view")
    if "term view" not in st.session_state or asked in VIEWS:
        st.session_state["term view"] = asked if asked in VIEWS else _view_of(tree, term)
        st.query_params.pop("view", None)
    chosen = st.segmented_control(
        here.text("term.view"),
        VIEWS,
        format_func=lambda view: here.text(f"term.{view}"),
        key="term view",
        required=True,
        label_visibility="collapsed",
    )
    return chosen or VIEWS[0]


def _view_of(tree: KnowledgeTree, term: str | None) -> str:
    parts = {"clauses": tree.clauses, "sources": tree.statements}
    for view, branches in parts.items():
        if any(leaf.name.notation == term for branch in branches for leaf in branch.leaves):
            return view
    return VIEWS[0]


def _branches(here: Here, view: str, branches: list[Branch], term: str | None) -> None:
    for number, branch in enumerate(branches):
        if not branch.leaves:
            continue
        heading = _heading(here, view, branch)
        if heading:
            st.caption(heading)
        options = {
            leaf.name.notation: (
                f"{_INDENT * leaf.depth}**{leaf.name.notation}** {plain(here.label(leaf.name))}"
            )
            for leaf in branch.leaves
            if leaf.name.notation
        }
        choice_list(
            f"terms {view} {number}",
            heading or here.text(f"term.{view}"),
            options,
            term,
            lambda chosen: session.remember("term", chosen),
        )


def _heading(here: Here, view: str, branch: Branch) -> str | None:
    if view == "principles":
        if branch.heading is None:
            return here.text("term.former")
        label = branch.heading.label(here.lang)
        return here.text("term.of_type", type=label)
    return None


if __name__ == "__main__":
    show()
