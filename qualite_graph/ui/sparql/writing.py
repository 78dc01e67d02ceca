"""Writing a query: the editor, what ran before, the queries kept, the examples to start from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from qualite_graph.analysis.terms import Term
from qualite_graph.errors import QuerySyntaxError
from qualite_graph.store.base import ResultKind
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
KEPT_TEXT: Final = "sparql kept"
_VERSION: Final = "sparql version"
HISTORY: Final = "sparql history"
_FAULT: Final = "sparql fault"
_BUTTON: Final = "sparql run button"
_HEIGHT: Final = 340
_MOST_PAST: Final = 30


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
    elif not st.session_state.get(KEPT_TEXT):
        _put(with_prefixes(example_text(here, next(iter(EXAMPLES)))))
    text, asked = _plain(here) if st.session_state.get(PLAIN) else _rich(here)
    return Asked(text, asked or brought is not None)


def _rich(here: Here) -> tuple[str, bool]:
    standing = written(_EDITOR, st.session_state[KEPT_TEXT])
    st.session_state[KEPT_TEXT] = standing.text
    # The button stands below the editor, which is to show at once what is run.
    run = standing.run or bool(st.session_state.get(_BUTTON))
    if run:
        _put(with_prefixes(standing.text))
    text: str = st.session_state[KEPT_TEXT]
    fault = st.session_state.get(_FAULT)
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
    st.button(
        here.text("sparql.run"),
        type="primary",
        icon=":material/play_arrow:",
        key=_BUTTON,
        help=here.text("sparql.prefixes"),
    )
    return text, run


@of_the_same(8)
def _known(terms: Sequence[Term], lang: str) -> Mapping[str, Any]:
    """Return what the editor completes: names, and the prefixes that they need."""
    named = [{"id": term.id, "label": term.name.full(lang), "kind": term.kind} for term in terms]
    return {"terms": named, "prefixes": PREFIXES}


def _plain(here: Here) -> tuple[str, bool]:
    st.session_state[TEXT] = st.session_state[KEPT_TEXT]

    def complete() -> None:
        _put(with_prefixes(st.session_state[TEXT]))

    with st.form("sparql form", border=False):
        st.text_area(here.text("sparql.text"), key=TEXT, height=_HEIGHT, label_visibility="collapsed")
        asked = st.form_submit_button(
            here.text("sparql.run"), type="primary", icon=":material/play_arrow:", on_click=complete
        )
    return st.session_state[KEPT_TEXT], asked


def _put(text: str) -> None:
    """Have the editor show a text."""
    st.session_state[KEPT_TEXT] = text
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
    past: list[tuple[str, str]] = st.session_state.setdefault(HISTORY, [])
    past[:] = [one for one in past if one[1] != text][: _MOST_PAST - 1]
    past.insert(0, (datetime.datetime.now().strftime("%H:%M"), text))


def example_text(here: Here, key: str) -> str:
    """Return an example in the reader's language."""
    return example(key, here.text(f"sparql.examples.{key}"), here.lang)
