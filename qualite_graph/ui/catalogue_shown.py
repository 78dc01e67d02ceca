"""How the questions of a large group are laid out: by theme, near-identical ones once, with a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.questions import Question, catalogue
from qualite_graph.ui.browsing import plain
from qualite_graph.ui.session import Here

Lists = dict[tuple[str, str], list[Question]]


def by_theme(here: Here, group: str, questions: Sequence[Question]) -> Lists:
    """Offer the themes of a group; return the questions of those chosen, all unless one is."""
    own = {one.theme for one in questions}
    themes = [theme for theme in messages(here.lang).section("ui.ask.theme") if theme in own]
    chosen = st.selectbox(
        here.text("ask.theme_choice"),
        themes,
        format_func=lambda theme: here.text(f"ask.theme.{theme}"),
        key=f"question theme {group}",
        index=None,
        placeholder=here.text("ask.all_themes"),
        label_visibility="collapsed",
    )
    return {
        (f"{group} {theme}", here.text(f"ask.theme.{theme}")): [
            one for one in questions if one.theme == theme
        ]
        for theme in themes
        if chosen in (None, theme)
    }


def families(here: Here, questions: Sequence[Question], chosen: Question | None) -> dict[str, str]:
    """Return the lines of a list by question: a family has one, for its member chosen or its first."""
    lines: dict[str, str] = {}
    seen: set[str] = set()
    for one in questions:
        if not one.family:
            lines[one.id] = line(here, one)
        elif one.family not in seen:
            seen.add(one.family)
            member = chosen if chosen and chosen.family == one.family else one
            count = len(kin(one))
            lines[member.id] = here.text("ask.of_family", name=_family(here, one), count=count)
    return lines


def choose_kin(here: Here, question: Question, choose: Callable[[str], None]) -> None:
    """Offer the questions of the same family as the one that is open."""
    if not question.family:
        return
    members = {one.id: one for one in kin(question)}
    widget = f"kin {question.family}"
    st.session_state[widget] = question.id
    st.selectbox(
        _family(here, question),
        list(members),
        format_func=lambda identifier: f"{identifier} {title(here, members[identifier])}",
        key=widget,
        on_change=lambda: choose(st.session_state[widget]),
    )


def kin(question: Question) -> list[Question]:
    """Return the questions of a question's family, itself included."""
    return [one for one in catalogue() if one.family == question.family and one.group == question.group]


def line(here: Here, question: Question) -> str:
    """Return the line of a question in a list, as Markdown."""
    return f"**{question.id}** {plain(title(here, question))}"


def title(here: Here, question: Question) -> str:
    """Return the question in words, with `…` where the reader fills in."""
    return question.title(here.lang, {parameter.name: "…" for parameter in question.parameters})


def _family(here: Here, question: Question) -> str:
    return here.text(f"ask.family.{question.family}")
