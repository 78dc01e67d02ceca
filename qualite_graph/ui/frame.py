"""What stands around every page: title, organisation, language, banner, foot."""

from __future__ import annotations

import functools
from base64 import b64encode
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from qualite_graph import __version__
from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import LANGUAGES, use_language
from qualite_graph.ui import menu, session, signing
from qualite_graph.ui.browsing import plain
from qualite_graph.ui.purpose import purpose
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import icon_html, link_html

_SCRIPT_LANGUAGE: Final = "<script>document.documentElement.lang = '{lang}'</script>"


def sign() -> None:
    """Give the browser's tab its name and its icon, and the menu its logo."""
    st.set_page_config("qualite_graph", page_icon=_picture("icon.png", "png"), layout="wide")
    st.logo(_picture("logo.svg", "svg+xml"), size="large")


@functools.cache
def _picture(name: str, kind: str) -> str:
    """Return a picture as a text: Streamlit would look for a file, and read it, at every run."""
    content = (Path(__file__).parent / "static" / name).read_bytes()
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def masthead(here: Here, title: str, view: str) -> None:
    """Show the page's title and what the page is for, with the organisation and the language at its right."""
    organisations = _titles(here)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        # The page's own language follows the switch; a reader's voice reads it right.
        written = f"<h1>{escape(title)}</h1>{_SCRIPT_LANGUAGE.format(lang=here.lang)}"
        st.html(written, width="stretch", unsafe_allow_javascript=True)
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
    sources = f"{icon_html('source')}{escape(here.text('frame.sources'))}"
    endpoint = f"{icon_html('hub')}{escape(here.text('frame.endpoint'))}"
    st.html(
        f'<footer class="qg-foot"><span>{escape(here.text("frame.version", version=__version__))}</span>'
        f"{link_html(here, 'knowledge', sources, {'view': 'sources'})}"
        f"{link_html(here, 'sparql', endpoint, {})}</footer>"
    )
    signing.leave(here.lang)


def empty(here: Here) -> None:
    """Say that no organisation is loaded, and lead to where one is: own file, template or example."""
    with st.container(key="empty", border=True):
        st.header(f":material/upload_file: {here.text('empty.title')}", anchor=False)
        st.write(here.text("empty.body"))
        st.page_link(menu.page(here, "data"), label=here.text("empty.link"), icon=":material/arrow_forward:")
