"""What stands in place of the pages for who has not signed in, or may see nothing."""

from __future__ import annotations

from html import escape

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.ui import signing
from qualite_graph.ui.masthead import heading_html, languages_html
from qualite_graph.ui.roles import ROLES


def admitted(lang: str) -> bool:
    """Tell whether the page may be shown; else ask who is there, or say why nothing is open to them.

    Raises:
        InputError: the file of the roles is missing or cannot be read.
        StoreError: the file that names the provider cannot be read.
    """
    if not signing.offered():
        return True
    signing.leave()
    who, claimed = signing.email(), signing.claimed()
    if who is None:
        _stop(lang, "unverified" if claimed else "", claimed or "")
    elif not signing.may(ROLES[0], None):
        _stop(lang, "nothing", who)
    else:
        return True
    return False


def _stop(lang: str, why: str, email: str) -> None:
    """Say why nothing is open, and offer the way out; with no reason, the way in."""
    texts = messages(lang)
    key = f"ui.sign_in.{why}" if why else "ui.sign_in.title"
    body = texts.text(f"{key}_body", email=email) if why else texts.text("ui.sign_in.body")
    with st.container(key="entrance", border=True):
        said = f"{heading_html(lang, texts.text(key))}<p>{escape(body)}</p>"
        st.html(said, unsafe_allow_javascript=True)
        if why:
            st.button(texts.text("ui.sign_in.out"), icon=":material/logout:", on_click=st.logout)
        else:
            st.button(
                texts.text("ui.sign_in.button"), icon=":material/login:", type="primary", on_click=st.login
            )
        st.html(languages_html(lang))
