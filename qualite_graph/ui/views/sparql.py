"""The SPARQL page: write a query, run it, see where it fails, take the result away."""

from __future__ import annotations

import json
import time
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.errors import QualiteGraphError, QuerySyntaxError
from qualite_graph.serving import PAGE_FORMATS
from qualite_graph.store.base import rows_from
from qualite_graph.store.terms import triples
from qualite_graph.ui import frame
from qualite_graph.ui.results import Table, links, show_result
from qualite_graph.ui.session import Here
from qualite_graph.ui.sparql.endpoint import endpoint
from qualite_graph.ui.sparql.starting import sources, take_choice
from qualite_graph.ui.sparql.writing import Run, editor, note_fault, note_run
from qualite_graph.ui.waiting import waited_for
from qualite_graph.vocabulary import RDF

_RUN: Final = "sparql run"
_ERROR: Final = "sparql error"
_PENDING: Final = "sparql pending"
_MOST_TOKENS: Final = 8
_MOST_NAMED: Final = 300
_PHRASES: Final = {"Prefix not found": "prefix", "is unbound": "unbound"}


@frame.by_itself
def show(here: Here) -> None:
    """Show the page."""
    take_choice(here)
    left, right = st.columns([2.2, 1], gap="medium")
    with left:
        asked = editor(here)
    if text := asked.text if asked.run else st.session_state.get(_PENDING):
        _try(here, text)
    with right:
        opened = sources(here)
        endpoint(here, asked.text, snippets=opened == "snippets")
    failed: tuple[str, QualiteGraphError] | None = st.session_state.get(_ERROR)
    run: Run | None = st.session_state.get(_RUN)
    if failed is not None:
        _failed(here, *failed)
    elif run is not None and run.organisation == here.organisation:
        _result(here, run)


def _try(here: Here, text: str) -> None:
    """Run the text, and keep its result or its error for the runs of the page that follow."""
    st.session_state.pop(_RUN, None)
    st.session_state.pop(_ERROR, None)
    st.session_state[_PENDING] = text  # a run that is left, for a tool or another page, is taken up again
    key = ("sparql", here.organisation, here.workspace.store.version, text)
    fault = None
    try:
        st.session_state[_RUN] = waited_for(here.text("sparql.running"), lambda: _run(here, text), key)
        note_run(text)
    except QualiteGraphError as error:
        st.session_state[_ERROR] = (text, error)
        fault = error if isinstance(error, QuerySyntaxError) else None
    except Exception:
        del st.session_state[_PENDING]  # what failed is not tried again at each look at the page
        raise
    del st.session_state[_PENDING]
    note_fault(here, text, fault, _reason(here, str(fault.details["reason"])) if fault else "")


def _failed(here: Here, text: str, error: QualiteGraphError) -> None:
    if isinstance(error, QuerySyntaxError):
        _failure(here, error, text)
    else:
        st.error(error.message(here.lang), icon=":material/error:")


def _run(here: Here, text: str) -> Run:
    start = time.perf_counter()
    formats = {**PAGE_FORMATS, "graph": "ntriples"}
    found = here.workspace.query_within_limits(text, organisation=here.organisation, formats=formats)
    seconds = time.perf_counter() - start
    return Run(text, found.kind, found.variables, found.content, seconds, here.organisation)


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
    formats = dict.fromkeys(("select", "ask", "graph"), format_name)
    workspace = here.workspace
    return workspace.query_within_limits(run.text, organisation=here.organisation, formats=formats).content


def _table(here: Here, run: Run) -> None:
    rows = rows_from(run.content, run.variables)
    seconds = here.number(round(run.seconds * 1000))
    _bar(
        here, run, here.count("sparql.rows", len(rows), milliseconds=seconds), {"csv": "csv", "json": "json"}
    )
    if not rows:
        st.info(here.text("sparql.nothing"), icon=":material/info:")
        return
    iris = {value.value for row in rows[:_MOST_NAMED] for value in row if value and value.kind == "iri"}
    named = here.workspace.names(iris, here.organisation)
    show_result(here, "sparql", Table([f"?{name}" for name in run.variables], rows, named))


def _graph(here: Here, run: Run) -> None:
    """Show a graph as Turtle, and its links between entities as a drawing."""
    import pyoxigraph as ox  # noqa: PLC0415 -- the store has it open already

    milliseconds = here.number(round(run.seconds * 1000))
    files = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld"}
    _bar(here, run, here.text("sparql.graph", milliseconds=milliseconds), files)
    pairs = [
        (one.value, other.value)
        for one, predicate, other in triples(run.content.decode(), ox.RdfFormat.N_TRIPLES)
        if other.kind == "iri" and predicate != RDF.type
    ]
    if pairs:
        named = here.workspace.names({iri for pair in pairs for iri in pair}, here.organisation)
        links(here, [(here.full(named[one]), here.full(named[other])) for one, other in pairs])
    with st.expander("Turtle", icon=":material/code:", expanded=not pairs):
        turtle = _serialised(here, run, "turtle").decode()
        st.code(_without_unused_prefixes(turtle), language=None, wrap_lines=True, height=480)


def _without_unused_prefixes(turtle: str) -> str:
    """Keep the declarations that the shown graph needs: the engine writes them all."""
    declarations = [line for line in turtle.splitlines() if line.startswith("@prefix ")]
    rest = "\n".join([line for line in turtle.splitlines() if not line.startswith("@prefix ")])
    used = [line for line in declarations if f"{line.split()[1]}" in rest]
    return "\n".join([*used, *([""] if used else []), rest])


if __name__ == "__main__":
    show()
