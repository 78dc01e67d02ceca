"""Long work that a page waits for, and that nobody has to wait for who goes elsewhere meanwhile."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Final, TypeVar

import streamlit as st

_T = TypeVar("_T")

_LOOK_SECONDS: Final = 0.2


def waited_for(text: str, work: Callable[[], _T]) -> _T:
    """Do some long work that shows nothing, under a sign that says so; return its result or raise its error.

    A run can be left only where it sends something or looks at its session, and the next run of a session
    begins once this one has been left. The work itself goes on: what it keeps is there for who comes back.
    """
    done: Future[_T] = Future()
    context = contextvars.copy_context()  # the language of who waits

    def do() -> None:
        try:
            done.set_result(context.run(work))
        except BaseException as error:  # noqa: BLE001 -- raised below, to who waits
            done.set_exception(error)

    with st.spinner(text):
        threading.Thread(target=do, daemon=True).start()
        while not wait([done], _LOOK_SECONDS).done:
            _ = "left" in st.session_state  # raises where the reader has asked for something else
    return done.result()
