"""The script of every session: the pages, and what stands above and below each."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import messages
from qualite_graph.ui import frame, session, signing

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

_STATIC: Final = Path(__file__).parent / "static"


def main() -> None:
    """Run the page that the address names."""
    st.set_page_config("qualite_graph", page_icon=str(_STATIC / "icon.png"), layout="wide")
    st.logo(_STATIC / "logo.svg", size="large")
    st.html(_STATIC / "style.css")
    st.html(_STATIC / "pages.css")
    lang = session.arrive()
    texts = messages(lang).section("ui.menu")
    page = st.navigation(
        [
            st.Page(f"views/{view}.py", title=texts[view], icon=icon, url_path=path, default=view == "home")
            for view, (path, icon) in PAGES.items()
        ],
        position="top",
    )
    try:
        if not signing.admitted(lang):
            return
        session.settle_organisation()
        here = session.here()
        frame.masthead(here, page.title, view_of(page.url_path))
        page.run()
        frame.footer(here)
    except QualiteGraphError as error:
        st.error(error.message(lang), icon=":material/error:")


def view_of(path: str) -> str:
    """Return the view that an address names; the first page has none in it."""
    return next((view for view, (own, _) in PAGES.items() if own == path), "home")


if __name__ == "__main__":
    main()
