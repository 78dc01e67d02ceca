"""How the questions are listed: by theme where a group is large, near-identical ones once, with a choice."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.questions import Question, catalogue
from qualite_graph.ui.browsing import Line, list_html
from qualite_graph.ui.session import Here

GROUPS: Final = ("E", "F", "D", "C", "A", "B", "G", "S")
"""The groups, those about the organisation first."""


def choose_theme(here: Here, group: str) -> str | None:
    """Offer the themes of a group that has some; return the one chosen, `None` for all."""
    themes = _themes(here.lang, group)
    if not themes:
        return None
    return st.selectbox(
        here.text("ask.theme_choice"),
        themes,
        format_func=lambda theme: here.text(f"ask.theme.{theme}"),
        key=f"question theme {group}",
        index=None,
        placeholder=here.text("ask.all_themes"),
        label_visibility="collapsed",
    )


@functools.cache
def group_html(lang: str, group: str, theme: str | None, where: str) -> str:
    """Write the questions of a group as a list, by theme where it has themes."""
    texts, questions = messages(lang), _of_group(group)
    label = texts.text(f"ui.ask.groups.{group}")
    themes = _themes(lang, group)
    if not themes:
        return list_html("questions", where, label, [("", [line(lang, one) for one in questions])])
    lists = [
        (
            texts.text(f"ui.ask.theme.{one}"),
            _families(lang, [each for each in questions if each.theme == one]),
        )
        for one in themes
        if theme in (None, one)
    ]
    return list_html("questions", where, label, lists)


def found_html(lang: str, questions: Iterable[Question], where: str) -> str:
    """Write some questions as a list, group by group."""
    texts, asked = messages(lang), tuple(questions)
    lists = [
        (texts.text(f"ui.ask.groups.{group}"), [line(lang, one) for one in asked if one.group == group])
        for group in GROUPS
    ]
    return list_html("questions", where, texts.text("ui.ask.group"), lists)


def _of_group(group: str) -> list[Question]:
    return [one for one in catalogue() if one.group == group]


@functools.cache
def _themes(lang: str, group: str) -> tuple[str, ...]:
    own = {one.theme for one in _of_group(group)}
    return tuple([theme for theme in messages(lang).section("ui.ask.theme") if theme in own])


def _families(lang: str, questions: Sequence[Question]) -> list[Line]:
    """Return the lines of a list: a family has one, which leads to its first member."""
    lines: list[Line] = []
    seen: set[str] = set()
    for one in questions:
        if not one.family:
            lines.append(line(lang, one))
        elif one.family not in seen:
            seen.add(one.family)
            members = [member.id for member in kin(one)]
            said = messages(lang).text("ui.ask.of_family", name=_family(lang, one), count=len(members))
            lines.append(Line(members, escape(said), {"question": one.id}))
    return lines


def choose_kin(here: Here, question: Question, choose: Callable[[str], None]) -> None:
    """Offer the questions of the same family as the one that is open."""
    if not question.family:
        return
    members = {one.id: one for one in kin(question)}
    widget = f"kin {question.family}"
    st.session_state[widget] = question.id
    st.selectbox(
        _family(here.lang, question),
        list(members),
        format_func=lambda identifier: f"{identifier} {title(here.lang, members[identifier])}",
        key=widget,
        on_change=lambda: choose(st.session_state[widget]),
    )


def kin(question: Question) -> list[Question]:
    """Return the questions of a question's family, itself included."""
    return [one for one in catalogue() if one.family == question.family and one.group == question.group]


def line(lang: str, question: Question) -> Line:
    """Return the line of a question in a list."""
    body = f"<b>{question.id}</b> {escape(title(lang, question))}"
    return Line([question.id], body, {"question": question.id})


def title(lang: str, question: Question) -> str:
    """Return the question in words, with `…` where the reader fills in."""
    return question.title(lang, {parameter.name: "…" for parameter in question.parameters})


def _family(lang: str, question: Question) -> str:
    return messages(lang).text(f"ui.ask.family.{question.family}")
