"""What was understood of a question in somebody's own words, said beside its answer, and how to change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from qualite_graph.messages import day_text, messages
from qualite_graph.questions import Parameter
from qualite_graph.ui.browsing import plain
from qualite_graph.ui.session import Here
from qualite_graph.understanding import Understood

_MOST_OTHERS: Final = 4


def told(here: Here, found: Understood, given: Mapping[str, str]) -> None:
    """Say which names were understood from a part of them, and which values the sentence did not say.

    What the reader has chosen since needs no words.
    """
    for parameter in found.question.parameters:
        value = given.get(parameter.name)
        near = found.near.get(parameter.name)
        if near and value == near.codes[0]:
            name = _name(here, parameter, value)
            st.info(here.text("ask.understood", word=plain(near.word), name=name), icon=":material/hearing:")
            _others(here, parameter, near.codes[1:])
        elif parameter in found.unsaid and value and parameter.name not in st.query_params:
            label = label_of(here, parameter)
            words = here.text("ask.unsaid", parameter=label, name=_name(here, parameter, value))
            st.info(words, icon=":material/edit:")


def label_of(here: Here, parameter: Parameter) -> str:
    """Return what a parameter is called."""
    labels = messages(here.lang).section("ui.ask.parameter")
    return labels.get(parameter.name) or labels[parameter.type]


def _others(here: Here, parameter: Parameter, codes: tuple[str, ...]) -> None:
    """Offer what else a word may name."""
    if not codes:
        return
    widget = f"others {parameter.name}"
    st.session_state[widget] = None

    def choose() -> None:
        st.query_params[parameter.name] = st.session_state[widget]

    st.pills(
        here.text("ask.others"),
        codes[:_MOST_OTHERS],
        format_func=lambda code: _name(here, parameter, code),
        key=widget,
        on_change=choose,
    )


def _name(here: Here, parameter: Parameter, code: str) -> str:
    if parameter.type == "date":
        return day_text(code, here.lang)
    names = here.workspace.choices(parameter.type, here.organisation)
    return plain(next((here.full(one) for one in names if code in (one.notation, one.iri)), code))
