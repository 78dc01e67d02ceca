"""What stands around every page: title, organisation, language, banner, foot."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

import streamlit as st

from qualite_graph import __version__
from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import LANGUAGES, use_language
from qualite_graph.ui import menu, session, signing
from qualite_graph.ui.browsing import plain
from qualite_graph.ui.purpose import purpose
from qualite_graph.ui.session import Here

_SCRIPT_LANGUAGE: Final = "<script>document.documentElement.lang = '{lang}'</script>"


def masthead(here: Here, title: str, view: str) -> None:
    """Show the page's title and what the page is for, with the organisation and the language at its right."""
    organisations = _titles(here)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        st.title(title, anchor=False, width="stretch")
        purpose(here, view)
        if len(organisations) > 1:
            st.selectbox(
                here.text("frame.organisation"),
                list(organisations),
                format_func=organisations.__getitem__,
                key=session.ORGANISATION_KEY,
                on_change=session.choose_organisation,
                label_visibility="collapsed",
                width=260,
            )
        elif organisations:
            only = next(iter(organisations.values()))
            st.markdown(f":material/domain: {plain(only)}", width="content")
        st.segmented_control(
            here.text("frame.language"),
            LANGUAGES,
            format_func=str.upper,
            key=session.LANGUAGE_KEY,
            on_change=session.choose_language,
            required=True,
            label_visibility="collapsed",
        )
    # The page's own language follows the switch; a reader's voice reads it right.
    st.html(_SCRIPT_LANGUAGE.format(lang=here.lang), unsafe_allow_javascript=True)
    if session.opened().held_elsewhere:
        _banner(here)


def by_itself(body: Callable[[], None]) -> Callable[[], None]:
    """Let the body of a page run again without what stands around it: a click then asks for less.

    Such a run starts in the middle of the page; what `main` settles before any page is settled here too.
    """

    @functools.wraps(body)
    def settled() -> None:
        lang = session.here().lang
        use_language(lang)
        try:
            body()
        except QualiteGraphError as error:
            st.error(error.message(lang), icon=":material/error:")

    return st.fragment(settled)


def _titles(here: Here) -> dict[str, str]:
    """Return the organisations' labels by slug; two of the same label are told apart by slug."""
    names = {name.notation: name.label(here.lang) for name in here.workspace.organisations() if name.notation}
    labels = list(names.values())
    return {slug: label if labels.count(label) == 1 else f"{label} ({slug})" for slug, label in names.items()}


def _banner(here: Here) -> None:
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        st.warning(here.text("frame.snapshot"), icon=":material/visibility:")
        if st.button(here.text("frame.read_again"), icon=":material/refresh:"):
            session.reopen()
            st.rerun()


def footer(here: Here) -> None:
    """Show the version, the sources and the endpoint."""
    with st.container(key="footer", horizontal=True, vertical_alignment="center", gap="medium"):
        st.caption(here.text("frame.version", version=__version__), width="content")
        st.page_link(
            menu.page(here, "knowledge"),
            label=here.text("frame.sources"),
            icon=":material/source:",
            query_params={"view": "sources"},
        )
        st.page_link(menu.page(here, "sparql"), label=here.text("frame.endpoint"), icon=":material/hub:")
        signing.leave(here.lang)


def empty(here: Here) -> None:
    """Say that no organisation is loaded, and lead to where one is: own file, template or example."""
    with st.container(key="empty", border=True):
        st.header(f":material/upload_file: {here.text('empty.title')}", anchor=False)
        st.write(here.text("empty.body"))
        st.page_link(menu.page(here, "data"), label=here.text("empty.link"), icon=":material/arrow_forward:")
