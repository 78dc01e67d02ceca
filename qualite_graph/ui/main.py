"""The script of every session: the pages, and what stands above and below each."""

from __future__ import annotations

import streamlit as st

from qualite_graph.errors import QualiteGraphError
from qualite_graph.ui import entrance, frame, menu, session
from qualite_graph.ui.masthead import masthead
from qualite_graph.ui.turns import PAGES


def main() -> None:
    """Run the page that the address names, when it is its turn."""
    with PAGES.turn():
        _run()


def _run() -> None:
    frame.sign()
    lang = session.arrive()
    page = st.navigation(list(menu.pages(lang).values()), position="top")
    try:
        if not entrance.admitted(lang):
            return
        session.settle_organisation()
        here = session.here()
        masthead(here, page.title, menu.view_of(page.url_path))
        frame.warn(here)
        page.run()
        frame.footer(here)
    except QualiteGraphError as error:
        st.error(error.message(lang), icon=":material/error:")


if __name__ == "__main__":
    main()
