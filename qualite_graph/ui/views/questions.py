"""The question catalogue: choose, fill in, read the answer, take it away."""

from __future__ import annotations

import datetime
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.asking import Answer
from qualite_graph.folding import fold
from qualite_graph.questions import Parameter, Question, catalogue
from qualite_graph.store.binding import bound
from qualite_graph.ui import frame, session
from qualite_graph.ui.asked import label_of, told
from qualite_graph.ui.browsing import choice_list, plain, reveal
from qualite_graph.ui.catalogue_shown import by_theme, choose_kin, families, line
from qualite_graph.ui.results import Table, show_result
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import csv_of, text_of
from qualite_graph.understanding import Understood

# The groups, those about the organisation first.
GROUPS: Final = ("E", "F", "D", "C", "A", "B", "G", "S")

_LIST_HEIGHT: Final = 640


def show() -> None:
    """Show the page."""
    here = session.here()
    identifier = session.recall("question")
    question = catalogue().by_id.get((identifier or "").upper())
    left, right = st.columns([1, 1.7], gap="medium")
    with left:
        _browse(here, question)
        reveal(question.id if question else None)
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
    groups = {group: [one for one in catalogue() if one.group == group] for group in GROUPS}
    themed = False
    if query:
        _understood(here, query, chosen)
        words = fold(query).split()
        groups = {group: [one for one in ones if _found(one, words)] for group, ones in groups.items()}
        if found := sum(map(len, groups.values())):
            st.caption(here.count("ask.found", found, query=query))
    else:
        if "question group" not in st.session_state:
            st.session_state["question group"] = chosen.group if chosen else GROUPS[0]
        group = st.selectbox(
            here.text("ask.group"),
            GROUPS,
            format_func=lambda group: here.text(f"ask.groups.{group}"),
            key="question group",
            label_visibility="collapsed",
        )
        groups = {group: groups[group]}
        themed = any(one.theme for one in groups[group])
    if not any(groups.values()):
        return
    lists = {(group, here.text(f"ask.groups.{group}")): ones for group, ones in groups.items()}
    if themed:
        lists = by_theme(here, next(iter(groups)), next(iter(groups.values())))
    with st.container(height=_LIST_HEIGHT, border=True, key="list"):
        for (key, heading), ones in lists.items():
            if ones and (query or themed):
                st.caption(heading)
            if ones:
                choice_list(
                    f"questions {key}",
                    heading,
                    families(here, ones, chosen) if themed else {one.id: line(here, one) for one in ones},
                    chosen.id if chosen else None,
                    _choose,
                )


def _nearest(here: Here) -> None:
    """Open the question nearest to what was just written, its parameters filled in."""
    found = here.workspace.understand(st.session_state["question search"], here.organisation)
    if found:
        _open(found[0])


def _open(found: Understood) -> None:
    _choose(found.question.id)
    for name, value in found.parameters.items():
        st.query_params[name] = value


def _understood(here: Here, query: str, chosen: Question | None) -> None:
    """Offer the questions nearest to what was written; the one open is marked."""
    nearest = {one.question.id: one for one in here.workspace.understand(query, here.organisation)}
    if not nearest:
        st.info(here.text("ask.not_understood"), icon=":material/chat_error:")
        return
    st.caption(here.text("ask.nearest"))
    with st.container(border=True, key="nearest"):
        choice_list(
            "questions nearest",
            here.text("ask.nearest"),
            {
                identifier: f"**{identifier}** {plain(_filled(here, one))}"
                for identifier, one in nearest.items()
            },
            chosen.id if chosen else None,
            lambda identifier: _open(nearest[identifier]),
        )


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


def _found(question: Question, words: list[str]) -> bool:
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
    with st.expander(here.text("ask.query"), icon=":material/code:"):
        if question.computed_by is not None:
            st.write(here.text("ask.computed"))
            return
        text = bound(question.text, answer.bindings)
        st.code(text, language=None, wrap_lines=True)
        if st.button(here.text("ask.open"), icon=":material/open_in_new:"):
            session.open_in_sparql(here, text)


if __name__ == "__main__":
    show()
