"""The SPARQL page: write a query, run it, see where it fails, take the result away."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from qualite_graph.errors import QuerySyntaxError
from qualite_graph.store.base import ResultKind, rows_from
from qualite_graph.ui import session
from qualite_graph.ui.examples import EXAMPLES, example
from qualite_graph.ui.session import QUERY_KEY, Here
from qualite_graph.ui.showing import table_html
from qualite_graph.ui.standalone import with_prefixes

_TEXT: Final = "sparql text"
_RUN: Final = "sparql run"
_EXAMPLE: Final = "sparql example"
_MOST_ROWS: Final = 300
_HEIGHT: Final = 340
_MOST_TOKENS: Final = 8
_PHRASES: Final = {"Prefix not found": "prefix", "is unbound": "unbound"}


@dataclass(frozen=True, slots=True)
class Run:
    """A query that ran, with its result as bytes: JSON for a table or a yes or no, Turtle for a graph."""

    text: str
    kind: ResultKind
    variables: tuple[str, ...]
    content: bytes
    seconds: float


def show() -> None:
    """Show the page."""
    here = session.here()
    left, right = st.columns([2.2, 1], gap="medium")
    with left:
        error = _editor(here)
    with right:
        _help(here)
    run = st.session_state.get(_RUN)
    if error is not None:
        _failure(here, error, st.session_state[_TEXT])
    elif run is not None:
        _result(here, run)


def _editor(here: Here) -> QuerySyntaxError | None:
    """Show the text and run it when asked; return the error when it does not parse."""
    brought = st.session_state.pop(QUERY_KEY, None)
    if brought is not None:
        st.session_state[_TEXT] = with_prefixes(brought)
        st.session_state.pop(_RUN, None)
    elif _TEXT not in st.session_state:
        kept = st.session_state.get("sparql kept")
        st.session_state[_TEXT] = kept or with_prefixes(_example(here, next(iter(EXAMPLES))))
    with st.form("sparql form", border=False):
        st.text_area(here.text("sparql.text"), key=_TEXT, height=_HEIGHT, label_visibility="collapsed")
        asked = st.form_submit_button(
            here.text("sparql.run"),
            type="primary",
            icon=":material/play_arrow:",
            on_click=_complete,
        )
    st.session_state["sparql kept"] = st.session_state[_TEXT]
    if asked or brought is not None:
        try:
            st.session_state[_RUN] = _run(here, st.session_state[_TEXT])
        except QuerySyntaxError as error:
            st.session_state.pop(_RUN, None)
            return error
    return None


def _complete() -> None:
    """Declare the prefixes that the text uses, before it is shown again and run."""
    st.session_state[_TEXT] = with_prefixes(st.session_state[_TEXT])


def _run(here: Here, text: str) -> Run:
    start = time.perf_counter()
    result = here.workspace.query(text, organisation=here.organisation)
    content = result.serialize("turtle" if result.kind == "graph" else "json")
    return Run(text, result.kind, result.variables, content, time.perf_counter() - start)


def _example(here: Here, key: str) -> str:
    return example(key, here.text(f"sparql.examples.{key}"), here.lang)


def _help(here: Here) -> None:
    st.session_state[_EXAMPLE] = None
    st.selectbox(
        here.text("sparql.example"),
        list(EXAMPLES),
        format_func=lambda key: here.text(f"sparql.examples.{key}"),
        key=_EXAMPLE,
        index=None,
        placeholder=here.text("sparql.choose"),
        on_change=lambda: _bring(here),
    )
    st.caption(here.text("sparql.prefixes"))
    address = urlsplit(st.context.url or "")
    endpoint = f"{address.scheme or 'http'}://{address.netloc or '127.0.0.1:8501'}/sparql"
    st.markdown(f"**{here.text('sparql.endpoint')}**")
    st.code(endpoint, language=None)
    st.caption(here.text("sparql.endpoint_help"))


def _bring(here: Here) -> None:
    st.session_state[QUERY_KEY] = _example(here, st.session_state[_EXAMPLE])


def _failure(here: Here, error: QuerySyntaxError, text: str) -> None:
    """Show the error's place in the text, with the line marked and a caret under the column."""
    reason = _reason(here, str(error.details["reason"]))
    key = "sparql.error" if reason else "sparql.error_bare"
    st.error(here.text(key, line=error.line, column=error.column, reason=reason), icon=":material/error:")
    lines = text.split("\n")
    lines += [""] * (error.line - len(lines))  # the engine may point just after the end
    shown = []
    for number, line in enumerate(lines, start=1):
        if number == error.line:
            caret = " " * (error.column - 1) + "▲"
            shown.append(f"<mark><i>{number:>3}</i> {escape(line)}</mark>\n<mark><i>   </i> {caret}</mark>")
        else:
            shown.append(f"<i>{number:>3}</i> {escape(line)}")
    st.html(f'<pre class="qg-source" tabindex="0">{chr(10).join(shown)}</pre>')


def _reason(here: Here, reason: str) -> str:
    """Return what the engine expected, in the reader's language where it is a sentence."""
    for phrase, key in _PHRASES.items():
        if phrase in reason:
            return here.text(f"sparql.reason.{key}")
    tokens = reason.removeprefix("expected one of ").removeprefix("expected ").strip("? ")
    if not tokens or tokens.count(", ") >= _MOST_TOKENS:
        return ""
    return here.text("sparql.reason.tokens", tokens=tokens)


def _result(here: Here, run: Run) -> None:
    with st.container(key="answer", border=True):
        if run.kind == "graph":
            _graph(here, run)
        elif run.kind == "ask":
            yes = json.loads(run.content)["boolean"]
            icon = ":material/check_circle:" if yes else ":material/cancel:"
            st.markdown(f"### {icon} {here.text('value.yes' if yes else 'value.no').capitalize()}")
        else:
            _table(here, run)


def _bar(here: Here, run: Run, caption: str, files: dict[str, str]) -> None:
    """Show what was found and how long it took, with the downloads."""
    with st.container(horizontal=True, vertical_alignment="center", key="answer_bar"):
        st.caption(caption, width="stretch")
        for extension, format_name in files.items():
            st.download_button(
                extension.upper(),
                data=partial(_serialised, here, run, format_name),
                file_name=f"sparql.{extension}",
                icon=":material/download:",
                on_click="ignore",
                key=f"download {extension}",
            )


def _serialised(here: Here, run: Run, format_name: str) -> bytes:
    """Write the result in another format; called when the file is asked for, outside the page's session."""
    return here.workspace.query(run.text, organisation=here.organisation).serialize(format_name)


def _table(here: Here, run: Run) -> None:
    rows = rows_from(run.content, run.variables)
    seconds = here.number(round(run.seconds * 1000))
    _bar(
        here, run, here.count("sparql.rows", len(rows), milliseconds=seconds), {"csv": "csv", "json": "json"}
    )
    if not rows:
        st.info(here.text("sparql.nothing"), icon=":material/info:")
        return
    shown = rows[:_MOST_ROWS]
    iris = {value.value for row in shown for value in row if value and value.kind == "iri"}
    named = here.workspace.names(iris, here.organisation)
    st.html(table_html([f"?{name}" for name in run.variables], shown, named, here))
    if len(rows) > _MOST_ROWS:
        st.caption(here.text("sparql.cut", shown=_MOST_ROWS))


def _graph(here: Here, run: Run) -> None:
    milliseconds = here.number(round(run.seconds * 1000))
    files = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld"}
    _bar(here, run, here.text("sparql.graph", milliseconds=milliseconds), files)
    st.code(_without_unused_prefixes(run.content.decode()), language=None, wrap_lines=True, height=480)


def _without_unused_prefixes(turtle: str) -> str:
    """Keep the declarations that the shown graph needs: the engine writes them all."""
    declarations = [line for line in turtle.splitlines() if line.startswith("@prefix ")]
    rest = "\n".join([line for line in turtle.splitlines() if not line.startswith("@prefix ")])
    used = [line for line in declarations if f"{line.split()[1]}" in rest]
    return "\n".join([*used, *([""] if used else []), rest])


if __name__ == "__main__":
    show()
