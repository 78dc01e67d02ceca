"""The question catalogue: choose, fill in, read the answer, take it away."""

from __future__ import annotations

import datetime
from html import escape

import streamlit as st

from qualite_graph.asking import Answer
from qualite_graph.folding import fold
from qualite_graph.questions import Parameter, Question, catalogue
from qualite_graph.store.binding import bound
from qualite_graph.ui import frame, session
from qualite_graph.ui.asked import label_of, told
from qualite_graph.ui.browsing import Line, list_html, show_list
from qualite_graph.ui.catalogue_shown import GROUPS, choose_kin, choose_theme, found_html, group_html
from qualite_graph.ui.results import Table, show_result
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import csv_of, icon_html, text_of, where
from qualite_graph.understanding import Understood


def show() -> None:
    """Show the page."""
    here = session.here()
    identifier = session.recall("question")
    question = catalogue().by_id.get((identifier or "").upper())
    left, right = st.columns([1, 1.7], gap="medium")
    with left:
        _browse(here, question)
    with right:
        if question is None:
            if identifier:
                st.warning(here.text("ask.unknown", question=identifier), icon=":material/search_off:")
            with st.container(key="card", border=True):
                st.html(
                    f'<div class="qg-hint"><p class="qg-hint-title">{here.text("ask.hint_title")}</p>'
                    f"<p>{here.text('ask.hint')}</p></div>"
                )
        elif question.needs_organisation and here.organisation is None:
            frame.empty(here)
        else:
            _answer(here, question)


def _browse(here: Here, chosen: Question | None) -> None:
    query = st.text_input(
        here.text("ask.search"),
        key="question search",
        placeholder=here.text("ask.example"),
        icon=":material/chat:",
        on_change=lambda: _nearest(here),
        help=here.text("ask.search_help"),
    )
    if query:
        written = _found(here, query)
    else:
        if "question group" not in st.session_state or st.session_state.get("question listed") != chosen:
            st.session_state["question group"] = chosen.group if chosen else GROUPS[0]
        st.session_state["question listed"] = chosen
        group = st.selectbox(
            here.text("ask.group"),
            GROUPS,
            format_func=lambda group: here.text(f"ask.groups.{group}"),
            key="question group",
            label_visibility="collapsed",
        )
        written = group_html(here.lang, group, choose_theme(here, group), where(here))
    show_list(written, chosen.id if chosen else None)


def _nearest(here: Here) -> None:
    """Open the question nearest to what was just written, its parameters filled in."""
    found = here.workspace.understand(st.session_state["question search"], here.organisation)
    if found:
        _choose(found[0].question.id)
        for name, value in found[0].parameters.items():
            st.query_params[name] = value


def _found(here: Here, query: str) -> str:
    """Write the questions nearest to what was written, then those that hold its words."""
    nearest = [
        Line(
            [one.question.id],
            f"<b>{one.question.id}</b> {escape(_filled(here, one))}",
            {"question": one.question.id, **one.parameters},
        )
        for one in here.workspace.understand(query, here.organisation)
    ]
    if nearest:
        title = here.text("ask.nearest")
        said = list_html("questions", where(here), title, [(title, nearest)])
    else:
        said = f'<p class="qg-said">{icon_html("chat_error")}{escape(here.text("ask.not_understood"))}</p>'
    words = fold(query).split()
    found = [one for one in catalogue() if _holds(one, words)]
    if found:
        counted = escape(here.count("ask.found", len(found), query=query))
        said += f'<p class="qg-muted qg-said">{counted}</p>{found_html(here.lang, found, where(here))}'
    return said


def _filled(here: Here, found: Understood) -> str:
    """Return a question in words with what was understood of its parameters."""
    values = {}
    for parameter in found.question.parameters:
        given = found.parameters.get(parameter.name)
        names = here.workspace.choices(parameter.type, here.organisation) if given else ()
        name = next((one for one in names if given in (one.notation, one.iri)), None)
        values[parameter.name] = here.full(name) if name else given or "…"
    return found.question.title(here.lang, values)


def _choose(identifier: str) -> None:
    session.remember("question", identifier)
    for one in catalogue():
        for parameter in one.parameters:
            st.query_params.pop(parameter.name, None)


def _holds(question: Question, words: list[str]) -> bool:
    text = f" {fold(f'{question.id} {question.fr} {question.en}')}"
    return all(f" {word}" in text for word in words)


def _answer(here: Here, question: Question) -> None:
    choose_kin(here, question, _choose)
    given = _parameters(here, question)
    query = st.session_state.get("question search")
    near = here.workspace.understand(query, here.organisation) if query else ()
    if found := next((one for one in near if one.question.id == question.id), None):
        told(here, found, given)
    answer = here.workspace.ask(question, given, organisation=here.organisation)
    named = here.workspace.names(answer.iris(), here.organisation)
    shown = {name: text_of(value, named, here) for name, value in answer.bindings.items()}
    rows = answer.in_language(here.lang)
    headings = [column.heading(here.lang) for column in question.columns]
    with st.container(key="answer", border=True):
        st.html(
            f'<h2 class="qg-question"><span class="qg-code">{question.id}</span> '
            f"{escape(question.title(here.lang, shown))}</h2>"
        )
        with st.container(horizontal=True, vertical_alignment="center", key="answer_bar"):
            st.caption(here.count("ask.rows", len(rows)), width="stretch")
            if rows:
                st.download_button(
                    here.text("ask.csv"),
                    data=lambda: csv_of(headings, rows, named, here),
                    file_name=f"{question.id}.csv",
                    mime="text/csv",
                    icon=":material/download:",
                    on_click="ignore",
                )
        if not rows:
            _nothing(here, question)
        else:
            show_result(here, f"answer {question.id}", Table(headings, rows, named))
    _how(here, question, answer)


def _nothing(here: Here, question: Question) -> None:
    """An empty list of gaps is good news; elsewhere it only says that nothing is stated."""
    if question.kind == "G":
        st.success(here.text("ask.no_gap"), icon=":material/check_circle:")
    else:
        st.info(here.text("ask.nothing"), icon=":material/info:")


def _parameters(here: Here, question: Question) -> dict[str, str]:
    """Offer a field for each parameter; return what is chosen."""
    given: dict[str, str] = {}
    if not question.parameters:
        return given
    with st.container(horizontal=True, key="parameters"):
        for parameter in question.parameters:
            if parameter.type == "date":
                given[parameter.name] = _date(here, parameter)
            else:
                value = _choice(here, parameter)
                if value is not None:
                    given[parameter.name] = value
    return given


def _date(here: Here, parameter: Parameter) -> str:
    key = f"parameter {parameter.name}"
    if key not in st.session_state:
        st.session_state[key] = _day(st.query_params.get(parameter.name) or parameter.default)
    chosen = st.date_input(
        label_of(here, parameter),
        key=key,
        format="DD/MM/YYYY" if here.lang == "fr" else "YYYY-MM-DD",
        on_change=lambda: _write(parameter, st.session_state[key]),
    )
    return chosen.isoformat() if isinstance(chosen, datetime.date) else ""


def _day(text: str | None) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return datetime.date.today()


def _write(parameter: Parameter, value: object) -> None:
    if value is not None:
        st.query_params[parameter.name] = str(value)


def _choice(here: Here, parameter: Parameter) -> str | None:
    names = {
        name.notation or name.iri: name for name in here.workspace.choices(parameter.type, here.organisation)
    }
    key = f"parameter {parameter.type} {parameter.name}"
    asked = st.query_params.get(parameter.name)
    current = asked if asked in names else st.session_state.get(key) or parameter.default
    st.session_state[key] = current if current in names else next(iter(names), None)
    return st.selectbox(
        label_of(here, parameter),
        list(names),
        format_func=lambda identifier: here.full(names[identifier]),
        key=key,
        on_change=lambda: _write(parameter, st.session_state[key]),
        width=420,
    )


def _how(here: Here, question: Question, answer: Answer) -> None:
    """Show how the answer was found: its query, ready to be changed, or the method."""
    how = st.expander(here.text("ask.query"), icon=":material/code:", key="question how", on_change="rerun")
    if not how.open:
        return
    with how:
        if question.computed_by is not None:
            st.write(here.text("ask.computed"))
            return
        text = bound(question.text, answer.bindings)
        st.code(text, language=None, wrap_lines=True)
        if st.button(here.text("ask.open"), icon=":material/open_in_new:"):
            session.open_in_sparql(here, text)


if __name__ == "__main__":
    show()
