"""Signing in: nobody is asked on a machine of one's own, everybody where a provider is configured."""

from __future__ import annotations

import functools
import json
import tomllib
from pathlib import Path
from typing import Final

import streamlit as st

from qualite_graph.errors import StoreError
from qualite_graph.ui.permitted import Permitted
from qualite_graph.ui.roles import Role, Roles, roles_file, roles_of
from qualite_graph.ui.same import of_the_same
from qualite_graph.workspace import Workspace

_SECTION: Final = "auth"
LEAVE: Final = "leave"
"""The parameter of the address by which one signs out."""


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
    return claimed() if st.user.get("email_verified") in (True, "true") else None


def claimed() -> str | None:
    """Return the address that the provider names, verified or not, `None` before signing in.

    Nothing may be opened by it: it is to be said.
    """
    found = st.user.get("email") if st.user.get("is_logged_in") else None
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
    return _permitted(shared, json.dumps(sorted(given.by_slug.items())), email() or "")


@of_the_same(64)
def _permitted(shared: Workspace, roles: str, who: str) -> Permitted:
    """Return the workspace as somebody may use it: the same each time, by which pages know what they made."""
    return Permitted(shared, Roles(dict(json.loads(roles))), who)


def may(wanted: Role, slug: str | None) -> bool:
    """Tell whether this person has a role in an organisation; without one, in any.

    Raises:
        InputError: the file of the roles is missing or cannot be read.
    """
    given = roles()
    if given is None:
        return True
    return given.may(wanted, slug) if slug else given.may_somewhere(wanted)


def leave() -> None:
    """Sign out who follows the link that asks for it; the provider is told, where it can be."""
    if st.query_params.pop(LEAVE, None):  # an empty one is what "back" leads to
        st.logout()
