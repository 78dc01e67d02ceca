"""What the reading of a file found, shown: how much it holds, what is to be corrected, what has no place."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.ui.data.dropped import Dropped, title_of
from qualite_graph.ui.session import Here

if TYPE_CHECKING:
    from qualite_graph.exchange import Alike, Problem, Reading

_SHOWN_PROBLEMS: Final = 200


def summary(here: Here, brought: Dropped, reading: Reading) -> None:
    """Say what was read of a file, and whether it can be loaded."""
    errors, warnings = len(reading.errors), len(reading.problems) - len(reading.errors)
    held = counted(here, tuple(reading.counts.items()))
    file = escape(brought.name)
    st.html(f'<p class="qg-lead">{here.text("data.read", file=file)} {escape(held)}</p>')
    if reading.blocking:
        st.error(here.count("data.errors", errors), icon=":material/error:")
    elif errors:
        st.warning(here.count("data.left_out", errors), icon=":material/content_cut:")
    elif warnings:
        st.success(here.count("data.only_warnings", warnings), icon=":material/check_circle:")
    else:
        st.success(here.text("data.nothing_wrong"), icon=":material/check_circle:")


def counted(here: Here, counts: Sequence[tuple[str, int]]) -> str:
    """Return how many of each kind a file has, by the titles of the layout's sheets."""
    from qualite_graph.exchange import LAYOUT  # noqa: PLC0415 -- XlsxWriter comes with it

    titles = {sheet.key: sheet.names.of(here.lang) for sheet in LAYOUT}
    parts = [
        here.text("data.counted", title=titles[key], count=here.number(count))
        for key, count in counts
        if count and key in titles
    ]
    return ", ".join(parts)


def problem_table(here: Here, brought: Dropped, problems: Sequence[Problem]) -> None:
    """List what is wrong, as a table, with the file to correct at hand."""
    with st.container(horizontal=True, vertical_alignment="center", key="problems_bar"):
        st.markdown(f"**{here.count('data.problems', len(problems))}**", width="stretch")
        workspace, lang = here.workspace, here.lang

        def marked() -> bytes:
            with brought.on_disk() as path:
                return workspace.corrections(path, problems, lang)

        st.download_button(
            here.text("data.marked"),
            data=marked,
            file_name=f"{title_of(brought.name)} {here.text('data.marked_suffix')}.xlsx",
            icon=":material/download:",
            on_click="ignore",
            help=here.text("data.marked_help"),
        )
    from qualite_graph.exchange import alike  # noqa: PLC0415 -- XlsxWriter comes with it

    sorts = sorted(alike(problems), key=lambda one: not one.first.is_error)  # what stops the load comes first
    rows = "".join([_row(here, one) for one in sorts[:_SHOWN_PROBLEMS]])
    texts = messages(here.lang).section("problems.list")
    heads = "".join(
        [f'<th scope="col">{escape(texts[key])}</th>' for key in ("severity", "place", "why", "what_to_do")]
    )
    st.html(
        f'<div class="qg-scroll qg-problems" tabindex="0"><table class="qg-table">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    if len(sorts) > _SHOWN_PROBLEMS:
        st.caption(here.text("data.problems_cut", shown=here.number(_SHOWN_PROBLEMS)))


def _row(here: Here, found: Alike) -> str:
    problem = found.first
    severity = problem.severity.value
    name = messages(here.lang).text(f"problems.severity.{severity}")
    value = f"<br><code>{escape(problem.value)}</code>" if problem.value else ""
    if len(found.cells) > 1:
        value = _cells(here, found)
    return (
        f'<tr><td><span class="qg-badge qg-{severity}">{escape(name)}</span></td>'
        f"<td>{escape(found.place(here.lang))}{value}</td>"
        f"<td>{escape(problem.why(here.lang))}</td><td>{escape(problem.what_to_do(here.lang))}</td></tr>"
    )


def _cells(here: Here, found: Alike) -> str:
    """Write the cells of one fault: how many, and each on demand with what it holds."""
    told = [
        f"{escape(address)} <code>{escape(value)}</code>" if value else escape(address)
        for address, value in found.cells[:_SHOWN_PROBLEMS]
    ]
    more = ", …" if len(found.cells) > _SHOWN_PROBLEMS else ""
    count = here.count("data.rows", len(found.cells))
    return f"<details><summary>{escape(count)}</summary>{', '.join(told)}{more}</details>"


def left_over(here: Here, reading: Reading) -> None:
    """List what the map has no place for: kept in the graph, and never lost silently."""
    with st.expander(here.count("data.left_over", len(reading.left_over)), icon=":material/inventory_2:"):
        items = "".join(
            [
                f"<li>{escape(one.type)} {escape(one.name or one.identifier)} "
                f"<small>{escape(one.reason(here.lang))}</small></li>"
                for one in reading.left_over[:_SHOWN_PROBLEMS]
            ]
        )
        st.html(f'<ul class="qg-lines">{items}</ul>')
