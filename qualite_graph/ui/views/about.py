"""About the product: what it is, its versions and licences, and the documentation of its vocabulary."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from qualite_graph.folding import fold
from qualite_graph.ui import frame
from qualite_graph.ui.product import modules_html, table_of_terms, terms_html, versions_html
from qualite_graph.ui.session import Here

_PUBLISHED: Final = (("open", "ontology"), ("catalogue", "catalogue"), ("void", ".well-known/void"))
"""What the same server publishes, by the key of its name, and its address."""


@frame.by_itself
def show(here: Here) -> None:
    """Show the page."""
    with st.container(key="beside_terms"):
        st.html(_product(here))
        st.html(_vocabulary(here))
        words = fold(
            st.text_input(here.text("about.search"), key="term words", icon=":material/search:")
        ).split()
        terms = terms_html(here.workspace.definitions(), here.lang)
        rows = [row for text, row in terms if all(word in text for word in words)]
        found = f'<p class="qg-muted qg-said">{escape(here.count("about.found", len(rows)))}</p>'
        st.html(found + table_of_terms(here.lang, rows))


def _product(here: Here) -> str:
    """Write what the product is, what it is made of, and under which licences."""
    licences = "".join(
        [f"<p>{escape(here.text(f'about.{key}'))}</p>" for key in ("licence_code", "licence_ontology")]
    )
    return (
        f'<div class="qg-about"><p class="qg-lead">{escape(here.text("about.what"))}</p>'
        f"<h2>{escape(here.text('about.versions'))}</h2>{versions_html(here.lang)}"
        f"<h2>{escape(here.text('about.licences'))}</h2>{licences}"
        f'<p class="qg-muted">{escape(here.text("about.private"))}</p></div>'
    )


def _vocabulary(here: Here) -> str:
    """Write where the vocabulary is published, and its modules."""
    links = "".join(
        [
            f'<li><a href="{address}" target="_blank" rel="noopener">'
            f"{escape(here.text(f'about.{key}'))}</a></li>"
            for key, address in _PUBLISHED
        ]
    )
    modules = modules_html(here.workspace.modules(), here.lang)
    title = f"<h2>{escape(here.text('about.vocabulary'))}</h2>"
    return f'<div class="qg-about">{title}<ul class="qg-lines">{links}</ul>{modules}</div>'


if __name__ == "__main__":
    show()
