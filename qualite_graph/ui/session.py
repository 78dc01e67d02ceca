"""What a page knows of its reader: language, organisation, selection – in the address and in the session."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from qualite_graph.errors import InputError, StoreLockedError
from qualite_graph.messages import LANGUAGES, messages, number_text, use_language
from qualite_graph.naming import Name
from qualite_graph.settings import data_directory, setting
from qualite_graph.telling import is_single
from qualite_graph.ui import menu, signing
from qualite_graph.ui.roles import Role
from qualite_graph.workspace import EXAMPLE, Workspace

LANGUAGE_KEY = "language"
ORGANISATION_KEY = "organisation"
QUERY_KEY = "query to run"
"""A query brought to the SPARQL page, or the one left there."""
STATEMENTS_OF: Final = "statements"
"""The parameter of a link to the SPARQL page that asks for the statements of an IRI."""
_SELECTED: Final = "selected"
_OF_ONE_ORGANISATION: Final = (
    *("process", "around", "from", "to", "chain", "hide", "fold", "view", "draft", "entity", "passed"),
    *("stops", "owner", "customer", "supplier", "complaint"),
)
"""The parameters that name things of one organisation."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The workspace of this server; `held_elsewhere` when another process writes its directory."""

    workspace: Workspace
    held_elsewhere: bool


# Streamlit's own cache works out a name for the directory at each of the many looks that a page takes here.
_opened: dict[Path | None, Opened] = {}
_opening: Final = threading.Lock()


def _open(directory: Path | None) -> Opened:
    try:
        return Opened(Workspace.open(directory), held_elsewhere=False)
    except StoreLockedError:
        return Opened(Workspace.open(directory, read_only=True), held_elsewhere=True)


def opened() -> Opened:
    """Return the workspace of the data directory, opened once for every session and for the endpoint.

    A directory that another process writes is read as it was committed at this instant.

    Raises:
        StoreError: the directory cannot be read.
    """
    directory = None if setting("store") else data_directory()
    if found := _opened.get(directory):
        return found
    with _opening:  # the directory can be held once
        if directory not in _opened:
            _opened[directory] = _open(directory)
        return _opened[directory]


def reopen() -> None:
    """Forget a snapshot, so that the next page reads what has been committed since."""
    with _opening:
        _opened.clear()


@dataclass(frozen=True, slots=True)
class Here:
    """Where the reader is: everything a page needs to show something."""

    lang: str
    workspace: Workspace
    organisation: str | None

    def text(self, key: str, **values: object) -> str:
        """Return a text of the `ui` table in the reader's language."""
        return messages(self.lang).text(f"ui.{key}", **values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the text of `key` that suits a number: its `one` or its `many` form."""
        return counted(self.lang, key, number, **values)

    def number(self, number: float) -> str:
        """Write a number as the language does."""
        return number_text(str(number), self.lang)

    def label(self, name: Name) -> str:
        """Return a name's label in the reader's language."""
        return name.label(self.lang)

    def full(self, name: Name) -> str:
        """Return a name as people write it: `R3 Planifier la production`."""
        return name.full(self.lang)


def counted(lang: str, key: str, number: int, **values: object) -> str:
    """Return the text of `key` of the `ui` table that suits a number: its `one` or its `many` form."""
    form = "one" if is_single(number, lang) else "many"
    return messages(lang).text(f"ui.{key}.{form}", count=number_text(str(number), lang), **values)


def arrive() -> str:
    """Settle the language and the organisation of this run, before any page; return the language.

    The address leads, then the session, then the default; both then say the same.
    """
    asked = st.query_params.get("lang")
    lang = asked if asked in LANGUAGES else st.session_state.get(LANGUAGE_KEY)
    if lang not in LANGUAGES:
        lang = LANGUAGES[0]
    st.session_state[LANGUAGE_KEY] = lang
    if asked != lang:  # what it says stays, so that "back" leads to the language of then
        _write("lang", None if lang == LANGUAGES[0] else lang)
    use_language(lang)
    return str(lang)


def settle_organisation() -> None:
    """Settle the organisation of this run: the address's, else the session's, else the default.

    Raises:
        StoreError: the data directory cannot be read.
    """
    workspace = signing.workspace_for(opened().workspace)
    known = [name.notation for name in workspace.organisations() if name.notation]
    asked = st.query_params.get("organisation") or st.session_state.get(ORGANISATION_KEY)
    if known and asked not in known:
        try:
            asked = workspace.organisation()
        except InputError:  # several, and none is set: the reader can choose another at the top of the page
            asked = next((slug for slug in known if slug != EXAMPLE), known[0])
    _leave(asked)
    st.session_state[ORGANISATION_KEY] = asked if known else None
    _write("organisation", asked if len(known) > 1 else None)


def _leave(following: str | None) -> None:
    """Drop what was selected in an organisation once another one follows; what the address selects stays."""
    if st.session_state.get(ORGANISATION_KEY) in (None, following):
        return
    for parameter in _OF_ONE_ORGANISATION:
        _selected().pop(parameter, None)


def here() -> Here:
    """Return where the reader is, as settled at the start of this run.

    Raises:
        StoreError: the data directory cannot be read.
    """
    state = st.session_state
    workspace = signing.workspace_for(opened().workspace)
    return Here(state.get(LANGUAGE_KEY) or LANGUAGES[0], workspace, state.get(ORGANISATION_KEY))


def barred(wanted: Role = "editor", slug: str | None = None) -> str | None:
    """Return why nothing can be changed here, as a key of the `ui.data` table; `None` where one can.

    `slug` is the organisation to change; without it, any.

    Raises:
        InputError: the file of the roles is missing or cannot be read.
    """
    if opened().held_elsewhere:
        return "held"
    return None if signing.may(wanted, slug) else f"needs_{wanted}"


def go_to_organisation(slug: str) -> None:
    """Have the next run show an organisation, whatever is chosen at the top of the page."""
    st.query_params["organisation"] = slug
    remember("process", None)


def recall(parameter: str) -> str | None:
    """Return what is selected: the address's, else what was when this page was left."""
    return recall_all([parameter])[parameter]


def recall_all(parameters: Sequence[str]) -> dict[str, str | None]:
    """Return what is selected, by parameter; each look at the session or the address is a costly one."""
    asked, selected = st.query_params.to_dict(), _selected()
    for parameter in parameters:
        if (value := asked.get(parameter)) is not None:
            selected[parameter] = value or None
            if not value:  # a link that lifts a choice
                del st.query_params[parameter]
        elif remembered := selected.get(parameter):
            st.query_params[parameter] = remembered
    return {parameter: selected.get(parameter) for parameter in parameters}


def remember(parameter: str, value: str | None) -> None:
    """Keep what is selected, in the address and for when the reader comes back to the page."""
    _selected()[parameter] = value
    _write(parameter, value)


def _selected() -> dict[str, str | None]:
    selected: dict[str, str | None] = st.session_state.setdefault(_SELECTED, {})
    return selected


def open_in_sparql(here: Here, text: str) -> None:
    """Go to the SPARQL page with this query."""
    st.session_state[QUERY_KEY] = text
    st.switch_page(menu.page(here, "sparql"))


def _write(parameter: str, value: str | None) -> None:
    if value is None:
        st.query_params.pop(parameter, None)
    elif st.query_params.get(parameter) != value:
        st.query_params[parameter] = value
