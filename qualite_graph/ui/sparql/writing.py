"""Writing a query: the editor, what ran before, the queries kept, the examples to start from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from qualite_graph.analysis.terms import Term
from qualite_graph.errors import QualiteGraphError, QuerySyntaxError
from qualite_graph.store.base import ResultKind
from qualite_graph.ui import session
from qualite_graph.ui.components.sparql_editor import EditorData, Fault, sparql_editor, written
from qualite_graph.ui.examples import EXAMPLES, example
from qualite_graph.ui.prefixes import with_prefixes
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import QUERY_KEY, Here
from qualite_graph.vocabulary import PREFIXES

TEXT: Final = "sparql text"
PLAIN: Final = "sparql plain"
"""Whether the reader prefers a plain field of text to the editor."""

_EDITOR: Final = "sparql editor"
_KEPT_TEXT: Final = "sparql kept"
_VERSION: Final = "sparql version"
_HISTORY: Final = "sparql history"
_FAULT: Final = "sparql fault"
_EXAMPLE: Final = "sparql example"
_PAST: Final = "sparql past"
_KEPT: Final = "sparql chosen"
_NAME: Final = "sparql name"
_TOGGLE: Final = "sparql plain toggle"
_HEIGHT: Final = 340
_MOST_PAST: Final = 30
_MOST_LINE: Final = 70


@dataclass(frozen=True, slots=True)
class Run:
    """A query that ran, with its result as bytes: JSON for a table or a yes or no, N-Triples for a graph."""

    text: str
    kind: ResultKind
    variables: tuple[str, ...]
    content: bytes
    seconds: float
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The text as it stands, and whether it is to be run now."""

    text: str
    run: bool


def editor(here: Here) -> Asked:
    """Show the text to write; return it, and whether it is to be run."""
    brought = st.session_state.pop(QUERY_KEY, None)
    if brought is not None:
        _put(with_prefixes(brought))
    elif not st.session_state.get(_KEPT_TEXT):
        _put(with_prefixes(example_text(here, next(iter(EXAMPLES)))))
    text, asked = _plain(here) if st.session_state.get(PLAIN) else _rich(here)
    return Asked(text, asked or brought is not None)


def _rich(here: Here) -> tuple[str, bool]:
    standing = written(_EDITOR, st.session_state[_KEPT_TEXT])
    st.session_state[_KEPT_TEXT] = standing.text
    if standing.run:
        _put(with_prefixes(standing.text))
    place = st.empty()
    pressed = st.button(here.text("sparql.run"), type="primary", icon=":material/play_arrow:")
    if pressed:
        _put(with_prefixes(st.session_state[_KEPT_TEXT]))
    text: str = st.session_state[_KEPT_TEXT]
    fault = st.session_state.get(_FAULT)
    with place.container():
        sparql_editor(
            _EDITOR,
            EditorData(
                text,
                version=st.session_state.get(_VERSION, 0),
                fault=fault[1] if fault and fault[0] == text else None,
                known=_known(here.workspace.terms(here.organisation), here.lang),
                label=here.text("sparql.text"),
                height=_HEIGHT,
            ),
        )
    return text, pressed or standing.run


@of_the_same(8)
def _known(terms: Sequence[Term], lang: str) -> Mapping[str, Any]:
    """Return what the editor completes: names, and the prefixes that they need."""
    named = [{"id": term.id, "label": term.name.full(lang), "kind": term.kind} for term in terms]
    return {"terms": named, "prefixes": PREFIXES}


def _plain(here: Here) -> tuple[str, bool]:
    st.session_state[TEXT] = st.session_state[_KEPT_TEXT]

    def complete() -> None:
        _put(with_prefixes(st.session_state[TEXT]))

    with st.form("sparql form", border=False):
        st.text_area(here.text("sparql.text"), key=TEXT, height=_HEIGHT, label_visibility="collapsed")
        asked = st.form_submit_button(
            here.text("sparql.run"), type="primary", icon=":material/play_arrow:", on_click=complete
        )
    return st.session_state[_KEPT_TEXT], asked


def _put(text: str) -> None:
    """Have the editor show a text."""
    st.session_state[_KEPT_TEXT] = text
    st.session_state[_VERSION] = st.session_state.get(_VERSION, 0) + 1


def note_fault(here: Here, text: str, error: QuerySyntaxError | None, reason: str) -> None:
    """Have the editor underline an error of this text, or no error any more, and show it now."""
    before = st.session_state.get(_FAULT)
    after = (text, Fault(error.line, error.column, reason or error.message(here.lang))) if error else None
    st.session_state[_FAULT] = after
    if before != after and not st.session_state.get(PLAIN):
        st.rerun()


def note_run(text: str) -> None:
    """Put a query that ran at the head of what ran before."""
    past: list[tuple[str, str]] = st.session_state.setdefault(_HISTORY, [])
    past[:] = [one for one in past if one[1] != text][: _MOST_PAST - 1]
    past.insert(0, (datetime.datetime.now().strftime("%H:%M"), text))


def example_text(here: Here, key: str) -> str:
    """Return an example in the reader's language."""
    return example(key, here.text(f"sparql.examples.{key}"), here.lang)


def sources(here: Here) -> None:
    """Offer the texts to start from: examples, what ran before in this session, what is kept."""
    _choice(
        here,
        _EXAMPLE,
        "example",
        {key: here.text(f"sparql.examples.{key}") for key in EXAMPLES},
        lambda key: example_text(here, key),
    )
    past: list[tuple[str, str]] = st.session_state.get(_HISTORY, [])
    if past:
        texts = {str(place): text for place, (_, text) in enumerate(past)}
        _choice(
            here,
            _PAST,
            "past",
            {str(place): f"{at}  {_line(text)}" for place, (at, text) in enumerate(past)},
            texts.__getitem__,
        )
    kept = {one.name: one.text for one in here.workspace.kept_queries()}
    if kept:
        _choice(here, _KEPT, "kept", {name: name for name in kept}, kept.__getitem__)
    if not session.barred():
        _keeping(here, list(kept))
    _plain_choice(here)


def _plain_choice(here: Here) -> None:
    def keep() -> None:
        st.session_state[PLAIN] = st.session_state[_TOGGLE]

    st.session_state[_TOGGLE] = bool(st.session_state.get(PLAIN))
    st.toggle(here.text("sparql.plain"), key=_TOGGLE, on_change=keep, help=here.text("sparql.plain_help"))


def _choice(here: Here, key: str, label: str, options: dict[str, str], text_of: Callable[[str], str]) -> None:
    """Offer texts by name; the one chosen comes into the editor and runs."""
    st.session_state[key] = None

    def bring() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            st.session_state[QUERY_KEY] = text_of(chosen)

    st.selectbox(
        here.text(f"sparql.{label}"),
        list(options),
        format_func=options.__getitem__,
        key=key,
        index=None,
        placeholder=here.text("sparql.choose"),
        on_change=bring,
    )


def _line(text: str) -> str:
    """Return the first line of a query that says something: its title, or what it asks."""
    lines = [line.strip("# ") for line in text.splitlines() if not line.upper().startswith("PREFIX ")]
    first = next((line for line in lines if line), "")
    return first if len(first) <= _MOST_LINE else f"{first[:_MOST_LINE]}…"


def _keeping(here: Here, kept: list[str]) -> None:
    panel = st.popover(
        here.text("sparql.keep"), icon=":material/bookmark_add:", key="sparql keep", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        name = st.text_input(here.text("sparql.keep_name"), key=_NAME)
        if st.button(here.text("sparql.keep_now"), icon=":material/save:", type="primary"):
            try:
                here.workspace.keep_query(name, st.session_state[_KEPT_TEXT])
            except QualiteGraphError as error:
                st.error(error.message(here.lang))
            else:
                st.toast(here.text("sparql.keep_done", name=name), icon=":material/bookmark_added:")
                st.rerun()
        for one in kept:
            if st.button(here.text("sparql.forget", name=one), icon=":material/delete:", key=f"forget {one}"):
                here.workspace.forget_query(one)
                st.rerun()
