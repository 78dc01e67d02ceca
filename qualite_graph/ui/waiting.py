"""Long work that a page waits for, and that nobody has to wait for who goes elsewhere meanwhile."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from typing import Final, TypeVar

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.progress import CHECKING
from qualite_graph.ui.session import Here

_T = TypeVar("_T")

_LOOK_SECONDS: Final = 0.2
_STANDING: Final = "work waited for"


def waited_for(text: str, work: Callable[[], _T], key: Hashable) -> _T:
    """Do some long work that shows nothing, under a sign that says so; return its result or raise its error.

    A run can be left only where it sends something or looks at its session, and the next run of a session
    begins once this one has been left. The work itself goes on: who comes back to work of the same `key`, as
    the last that this session began, waits for it or takes what it has made.
    """
    standing: tuple[Hashable, Future[_T]] | None = st.session_state.get(_STANDING)
    done = standing[1] if standing is not None and standing[0] == key else begun(work)
    st.session_state[_STANDING] = (key, done)
    _wait(text, done)
    del st.session_state[_STANDING]
    return done.result()


def result_of(text: str, done: Future[_T]) -> _T:
    """Return the result of work that was begun, or raise its error; a sign says that one has to wait."""
    if not done.done():
        _wait(text, done)
    return done.result()


def wait_for_check(here: Here) -> None:
    """Check the organisation shown; what is found is kept by its workspace."""
    text = messages(here.lang).text(f"progress.{CHECKING[-1]}")
    key = ("check", here.organisation, here.workspace.store.version)
    waited_for(text, lambda: here.workspace.check(here.organisation), key)


def begun(work: Callable[[], _T]) -> Future[_T]:
    """Begin some work beside the page, in the language of who asks; it goes on whoever leaves."""
    done: Future[_T] = Future()
    context = contextvars.copy_context()

    def do() -> None:
        try:
            done.set_result(context.run(work))
        except BaseException as error:  # noqa: BLE001 -- raised to who waits
            done.set_exception(error)

    threading.Thread(target=do, daemon=True).start()
    return done


def _wait(text: str, done: Future[_T]) -> None:
    with st.spinner(text):
        while not wait([done], _LOOK_SECONDS).done:
            _ = _STANDING in st.session_state  # raises where the reader has asked for something else
