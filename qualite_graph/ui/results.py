"""A result as a table, a chart or a network, whichever its columns allow; one choice that stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from qualite_graph.naming import Name
from qualite_graph.store import Value
from qualite_graph.store.base import Row, is_number
from qualite_graph.ui.charts import bars
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import table_html, text_of

MOST_ROWS: Final = 300
_MOST_BARS: Final = 40
_MOST_LINKS: Final = 80
_MOST_LABEL: Final = 28


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the headings and the names with which people read them."""

    headings: Sequence[str]
    rows: Sequence[Row]
    named: Mapping[str, Name]


def show_result(here: Here, key: str, table: Table) -> None:
    """Show rows, and offer a chart where a column counts and a network where two columns name entities."""
    forms = ["table"]
    counted = _counted(table)
    linked = _linked(table)
    if counted is not None:
        forms.append("chart")
    if linked is not None:
        forms.append("network")
    form = "table"

    def keep() -> None:
        st.session_state[f"form of {key}"] = st.session_state[f"form {key}"]

    if len(forms) > 1:
        kept = st.session_state.get(f"form of {key}")
        st.session_state[f"form {key}"] = kept if kept in forms else "table"
        form = (
            st.segmented_control(
                here.text("result.form"),
                forms,
                format_func=lambda one: here.text(f"result.{one}"),
                key=f"form {key}",
                on_change=lambda: st.session_state.update(
                    {f"form of {key}": st.session_state[f"form {key}"]}
                ),
                required=True,
                label_visibility="collapsed",
            )
            or "table"
        )
    if form == "chart" and counted is not None:
        _chart(here, table, counted)
    elif form == "network" and linked is not None:
        _network(here, table, linked)
    else:
        st.html(table_html(table.headings, table.rows[:MOST_ROWS], table.named, here))
        if len(table.rows) > MOST_ROWS:
            st.caption(here.text("ask.cut", shown=MOST_ROWS))


def _counted(table: Table) -> tuple[int, int] | None:
    """Return the column of labels and the first column of numbers, `None` when there are none."""
    width = len(table.headings)
    numbers = [place for place in range(width) if _share(table, place, is_number) > 0.5]
    labels = [place for place in range(width) if place not in numbers]
    return (labels[0], numbers[0]) if numbers and labels and len(table.rows) > 1 else None


def _linked(table: Table) -> tuple[int, int] | None:
    """Return the first two columns that name entities, `None` when there are not two."""
    places = [place for place in range(len(table.headings)) if _share(table, place, _is_iri) > 0.5]
    return (places[0], places[1]) if len(places) > 1 else None


def _is_iri(value: Value | None) -> bool:
    return value is not None and value.kind == "iri"


def _share(table: Table, place: int, test: Callable[[Value | None], bool]) -> float:
    rows = table.rows[:MOST_ROWS]
    if not rows:
        return 0.0
    return sum(test(row[place]) for row in rows) / len(rows)


def _chart(here: Here, table: Table, places: tuple[int, int]) -> None:
    label, number = places
    shown = [
        (text_of(row[label], table.named, here) or "–", float(value.value))
        for row in table.rows
        if (value := row[number]) is not None and is_number(value)
    ][:_MOST_BARS]
    bars(shown, table.headings[label], table.headings[number])
    if len(shown) < len(table.rows):
        st.caption(here.text("ask.cut", shown=len(shown)))


def _network(here: Here, table: Table, places: tuple[int, int]) -> None:
    """Draw the pairs as arrows; what the drawing says stands in the table too."""
    start, end = places
    pairs = [
        (text_of(row[start], table.named, here), text_of(row[end], table.named, here))
        for row in table.rows
        if _is_iri(row[start]) and _is_iri(row[end])
    ]
    links(here, list(dict.fromkeys(pairs)))


def links(here: Here, pairs: Sequence[tuple[str, str]]) -> None:
    """Draw pairs of names as arrows from left to right."""
    lines = [f"{_dot_text(one)} -> {_dot_text(other)};" for one, other in pairs[:_MOST_LINKS]]
    dot = "\n".join(
        [
            'digraph { rankdir=LR; bgcolor="transparent"; nodesep=0.18; ranksep=0.7;',
            'node [shape=box style="rounded,filled" fillcolor="#e7f1f0" color="#0f6b64" fontcolor="#1b2733"',
            'fontname="sans-serif" fontsize=11 margin="0.12,0.06"]; edge [color="#6f7f8d" arrowsize=0.7];',
            *lines,
            "}",
        ]
    )
    st.graphviz_chart(dot)
    if len(pairs) > _MOST_LINKS:
        st.caption(here.text("result.links_cut", shown=_MOST_LINKS))


def _dot_text(text: str) -> str:
    """Return a text as DOT writes it, cut into lines of a readable length."""
    words, lines = text.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= _MOST_LABEL:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    safe = [line.replace("\\", "\\\\").replace('"', '\\"') for line in lines]
    return '"' + "\\n".join(safe) + '"'
