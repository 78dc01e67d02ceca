"""Answers of the catalogue shown inside another page, each with the way to its question."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import icon_html, link_html, table_html

_MOST: Final = 100


def answer_html(here: Here, question: str, parameters: Mapping[str, str] | None = None) -> str:
    """Write what a question answers, under its own words, with a link to it."""
    answer = here.workspace.kept_answer(question, here.organisation, parameters)
    rows = answer.in_language(here.lang)
    named = here.workspace.names(answer.iris(), here.organisation)
    values = {
        name: here.full(named[value.value]) if value.value in named else value.value
        for name, value in answer.bindings.items()
    }
    parts = [f'<h2 class="qg-question">{escape(answer.question.title(here.lang, values))}</h2>']
    if rows:
        headings = [column.heading(here.lang) for column in answer.question.columns]
        parts.append(table_html(headings, rows[:_MOST], named, here))
    else:
        parts.append(f'<p class="qg-muted">{escape(here.text("ask.nothing"))}</p>')
    if len(rows) > _MOST:
        parts.append(f'<p class="qg-muted">{escape(here.text("ask.cut", shown=_MOST))}</p>')
    parts.append(f"<p>{link_to(here, question, parameters)}</p>")
    return f'<section class="qg-answer">{"".join(parts)}</section>'


def link_to(here: Here, question: str, parameters: Mapping[str, str] | None = None) -> str:
    """Write the link that opens a question."""
    label = f"{icon_html('help')} {escape(here.text('answer.open', question=question))}"
    return link_html(here, "questions", label, {"question": question, **(parameters or {})})
