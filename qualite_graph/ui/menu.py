"""The pages: their place in the menu and in the address, and the links from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from qualite_graph.messages import messages

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from qualite_graph.ui.session import Here

# Each view's module, its place in the address and its icon, in the order of a quality manager's work: bring
# the map and see it, what is wrong, what standard and customer say, take away; then tools, SPARQL last.
PAGES: Final = {
    "home": ("accueil", ":material/home:"),
    "data": ("donnees", ":material/table_view:"),
    "cartography": ("cartographie", ":material/account_tree:"),
    "relations": ("relations", ":material/grid_on:"),
    "diagnosis": ("diagnostic", ":material/fact_check:"),
    "knowledge": ("principes", ":material/menu_book:"),
    "voice": ("voix-du-client", ":material/record_voice_over:"),
    "questions": ("questions", ":material/help:"),
    "documents": ("documents", ":material/description:"),
    "workshop": ("atelier", ":material/groups:"),
    "explorer": ("explorateur", ":material/travel_explore:"),
    "sparql": ("requetes", ":material/code:"),
    "about": ("a-propos", ":material/info:"),
}


def pages(lang: str) -> dict[str, StreamlitPage]:
    """Return the pages by view, made once for a session and a language: making one looks for its file."""
    key = f"pages {lang}"
    if key not in st.session_state:
        titles = messages(lang).section("ui.menu")
        st.session_state[key] = {
            view: st.Page(
                f"views/{view}.py", title=titles[view], icon=icon, url_path=path, default=view == "home"
            )
            for view, (path, icon) in PAGES.items()
        }
    made: dict[str, StreamlitPage] = st.session_state[key]
    return made


def page(here: Here, view: str) -> StreamlitPage:
    """Return the page of a view: what a link takes without looking for a file."""
    return pages(here.lang)[view]


def view_of(path: str) -> str:
    """Return the view that an address names; the first page has none in it."""
    return next((view for view, (own, _) in PAGES.items() if own == path), "home")
