"""Signing in: nobody is asked on a machine of one's own, everybody where a provider is configured."""

from __future__ import annotations

import functools
import json
import tomllib
from pathlib import Path

import streamlit as st

from qualite_graph.errors import StoreError
from qualite_graph.messages import messages
from qualite_graph.ui.permitted import Permitted
from qualite_graph.ui.roles import ROLES, Role, Roles, roles_file, roles_of
from qualite_graph.ui.same import of_the_same
from qualite_graph.workspace import Workspace

_SECTION = "auth"


@functools.cache
def offered() -> bool:
    """Tell whether `.streamlit/secrets.toml` names a provider (its section `auth`): people then sign in.

    Looked for once, when the first page is asked for: a page asks at every turn, and each look is at several
    places. A file that cannot be read is no answer: nobody is let in until it can.

    Raises:
        StoreError: there is such a file, and it cannot be read.
    """
    for place in st.get_option("secrets.files"):
        file = Path(place)
        try:
            if file.is_file():
                tomllib.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError("secrets_unreadable", file=file, reason=error) from error
    return st.secrets.load_if_toml_exists() and _SECTION in st.secrets


def email() -> str | None:
    """Return the address that the provider vouches for, `None` before signing in and for any other address.

    A provider that says nothing of an address may let anybody claim it.
    """
    user = st.user
    if not user.get("is_logged_in") or user.get("email_verified") not in (True, "true"):
        return None
    found = user.get("email")
    return str(found) if found else None


def roles() -> Roles | None:
    """Return the roles of who has signed in; `None` where nobody has to.

    Raises:
        InputError: the file of the roles is missing or cannot be read.
    """
    if not offered():
        return None
    who = email()
    return roles_of(who, roles_file()) if who else Roles({})


def workspace_for(shared: Workspace) -> Workspace:
    """Return the workspace as this person may use it.

    Raises:
        InputError: the file of the roles is missing or cannot be read.
    """
    given = roles()
    if given is None:
        return shared
    return _permitted(shared, json.dumps(sorted(given.by_slug.items())))


@of_the_same(256)
def _permitted(shared: Workspace, roles: str) -> Permitted:
    """Return the workspace that some roles open: the same each time, by which pages know what they made."""
    return Permitted(shared, Roles(dict(json.loads(roles))))


def may(wanted: Role, slug: str | None) -> bool:
    """Tell whether this person has a role in an organisation; without one, in any.

    Raises:
        InputError: the file of the roles is missing or cannot be read.
    """
    given = roles()
    if given is None:
        return True
    return given.may(wanted, slug) if slug else given.may_somewhere(wanted)


def admitted(lang: str) -> bool:
    """Tell whether the page may be shown; else ask who is there, or say that nothing is open to them."""
    if not offered():
        return True
    texts = messages(lang)
    who = email()
    if who is None:
        with st.container(key="empty", border=True):
            st.header(f":material/lock: {texts.text('ui.sign_in.title')}", anchor=False)
            st.write(texts.text("ui.sign_in.body"))
            st.button(texts.text("ui.sign_in.button"), icon=":material/login:", on_click=st.login)
        return False
    if not may(ROLES[0], None):
        with st.container(key="empty", border=True):
            st.header(f":material/lock: {texts.text('ui.sign_in.nothing')}", anchor=False)
            st.write(texts.text("ui.sign_in.nothing_body", email=who))
            leave(lang)
        return False
    return True


def leave(lang: str) -> None:
    """Offer to sign out, to who has signed in."""
    if offered() and (who := email()):
        text = messages(lang).text("ui.sign_in.out")
        st.button(text, icon=":material/logout:", on_click=st.logout, help=who, type="tertiary")
