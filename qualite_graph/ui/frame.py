"""What stands around every page: the browser's tab, warnings, the foot; and what a page is run by."""

from __future__ import annotations

import functools
from base64 import b64encode
from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from qualite_graph import __version__
from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import use_language
from qualite_graph.ui import menu, session
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import icon_html, link_html
from qualite_graph.ui.turns import PAGES


def sign() -> None:
    """Give the browser's tab its icon and its width, and the menu its logo.

    A tab keeps what it was once told; one that knows messages of former runs has been told.
    """
    context = get_script_run_ctx()
    if context is None or not context.cached_message_hashes:
        st.set_page_config("qualite_graph", page_icon=_picture("icon.png", "png"), layout="wide")
    st.logo(_picture("logo.svg", "svg+xml"), size="large")


@functools.cache
def _picture(name: str, kind: str) -> str:
    """Return a picture as a text: Streamlit would look for a file, and read it, at every run."""
    content = (Path(__file__).parent / "static" / name).read_bytes()
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def warn(here: Here) -> None:
    """Say that another process writes this directory, where one does: what is shown may be overtaken."""
    if not session.opened().held_elsewhere:
        return
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        st.warning(here.text("frame.snapshot"), icon=":material/visibility:")
        if st.button(here.text("frame.read_again"), icon=":material/refresh:"):
            session.reopen()
            st.rerun()


def by_itself(body: Callable[[Here], None]) -> Callable[[], None]:
    """Let the body of a page run again without what stands around it: a click then asks for less.

    Such a run starts in the middle of the page; what `main` settles before any page is settled here too.
    """

    @functools.wraps(body)
    def settled() -> None:
        with PAGES.turn():
            here = session.here()
            use_language(here.lang)
            try:
                body(here)
            except QualiteGraphError as error:
                st.error(error.message(here.lang), icon=":material/error:")

    return st.fragment(settled)


def footer(here: Here) -> None:
    """Show the version, the sources and the endpoint."""
    sources = f"{icon_html('source')}{escape(here.text('frame.sources'))}"
    endpoint = f"{icon_html('hub')}{escape(here.text('frame.endpoint'))}"
    st.html(
        f'<footer class="qg-foot"><span>{escape(here.text("frame.version", version=__version__))}</span>'
        f"{link_html(here, 'knowledge', sources, {'part': 'tree', 'view': 'sources'})}"
        f"{link_html(here, 'sparql', endpoint, {})}</footer>"
    )


def empty(here: Here) -> None:
    """Say that no organisation is loaded, and lead to where one is: own file, template or example."""
    with st.container(key="empty", border=True):
        st.header(f":material/upload_file: {here.text('empty.title')}", anchor=False)
        st.write(here.text("empty.body"))
        st.page_link(menu.page(here, "data"), label=here.text("empty.link"), icon=":material/arrow_forward:")
