"""How far each clause is covered: a heat map, then who answers, with what evidence, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.coverage import ClauseCoverage, Coverage, Missing
from qualite_graph.naming import Name
from qualite_graph.ui import session
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import address_in, html_of, names_html, where
from qualite_graph.ui.term import show_term

_DEGREES: Final = ("full", "partial", "none", "not_applicable")
_SIGNS: Final = {"full": "●", "partial": "◐", "none": "○", "not_applicable": "–"}


def coverage(here: Here) -> None:
    """Show the heat map of the clauses and the clause chosen."""
    found = here.workspace.coverage(here.organisation)
    names = here.workspace.names({one.clause for one in found.clauses}, here.organisation)
    numbers = {one.number: one for one in found.clauses}
    chosen = session.recall("term")
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        st.html(_legend(here, found))
        st.html(_map(here, found, names, chosen))
        st.html(_lenses(here))
    with right, st.container(border=True, key="card"):
        st.session_state["coverage clause"] = chosen if chosen in numbers else None
        st.selectbox(
            here.text("ask.parameter.clause"),
            list(numbers),
            format_func=lambda number: here.full(names[numbers[number].clause]),
            key="coverage clause",
            index=None,
            placeholder=here.text("norm.choose"),
            on_change=lambda: session.remember("term", st.session_state["coverage clause"]),
        )
        if chosen in numbers:
            _clause(here, found, numbers[chosen])
            show_term(here, here.workspace.term_card(chosen, here.organisation))
        else:
            _gaps(here, found, names)


def _legend(here: Here, found: Coverage) -> str:
    counts = {degree: sum(one.degree.value == degree for one in found.leaves()) for degree in _DEGREES}
    items = [
        f'<span class="qg-degree qg-{degree}">{_SIGNS[degree]}</span> '
        f"{escape(here.text(f'norm.degree.{degree}'))} <b>{counts[degree]}</b>"
        for degree in _DEGREES
        if counts[degree] or degree != "not_applicable"
    ]
    return f'<p class="qg-legend">{" &nbsp; ".join(items)}</p>'


def _map(here: Here, found: Coverage, names: Mapping[str, Name], chosen: str | None) -> str:
    """Write a row a chapter, its clauses without subclauses as squares with their number and their sign."""
    rows = []
    for chapter in [one for one in found.clauses if "." not in one.number]:
        leaves = [
            one
            for one in found.leaves()
            if one.number == chapter.number or one.number.startswith(f"{chapter.number}.")
        ]
        cells = "".join([_square(here, one, names[one.clause], chosen) for one in leaves])
        share = here.text("norm.answered", answered=chapter.answered, leaves=chapter.leaves)
        rows.append(
            f'<tr><th scope="row">{escape(chapter.number)} {escape(here.label(names[chapter.clause]))}'
            f"<small>{escape(share)}</small></th><td>{cells}</td></tr>"
        )
    body = "".join(rows)
    return f'<div class="qg-scroll" tabindex="0"><table class="qg-heat"><tbody>{body}</tbody></table></div>'


def _square(here: Here, one: ClauseCoverage, name: Name, chosen: str | None) -> str:
    degree = one.degree.value
    address = address_in("knowledge", {"part": "coverage", "term": one.number}, where(here))
    said = here.text("norm.square", clause=here.full(name), degree=here.text(f"norm.degree.{degree}"))
    current = ' aria-current="true"' if one.number == chosen else ""
    return (
        f'<a class="qg-degree qg-{degree}" href="{escape(address)}" target="_self" '
        f'title="{escape(said)}" aria-label="{escape(said)}"{current}>'
        f"{_SIGNS[degree]} {escape(one.number)}</a>"
    )


def _clause(here: Here, found: Coverage, one: ClauseCoverage) -> None:
    """Say who answers a clause, with which documents, and the least that would close what is missing."""
    cells = found.cells_of(one.clause)
    iris = {*one.processes, *(iri for cell in cells for iri in (*cell.in_date, *cell.out_of_date))}
    iris |= {iri for gap in one.missing for iri in (gap.process, gap.about, gap.clause) if iri}
    named = here.workspace.names(iris, here.organisation)
    degree = one.degree.value
    parts = [
        f'<p><span class="qg-degree qg-{degree}">{_SIGNS[degree]}</span> '
        f"<b>{escape(here.text(f'norm.degree.{degree}'))}</b></p>"
    ]
    if one.processes:
        names = names_html([named[iri] for iri in one.processes], here)
        parts.append(
            f'<h3 class="qg-section">{escape(here.text("norm.answering"))}</h3>'
            f'<ul class="qg-lines">{names}</ul>'
        )
    documents = [
        f"<li>{html_of(named[iri], here)} <small>{escape(here.text(key))}</small></li>"
        for cell in cells
        for iris_, key in ((cell.in_date, "norm.in_date"), (cell.out_of_date, "norm.out_of_date"))
        for iri in iris_
    ]
    if documents:
        parts.append(
            f'<h3 class="qg-section">{escape(here.text("norm.evidence"))}</h3>'
            f'<ul class="qg-lines">{"".join(documents)}</ul>'
        )
    if one.missing:
        gaps = "".join([f"<li>{escape(_gap(here, gap, named))}</li>" for gap in one.missing])
        parts.append(
            f'<h3 class="qg-section">{escape(here.text("norm.missing"))}</h3><ul class="qg-lines">{gaps}</ul>'
        )
    if one.contradicted:
        parts.append(f'<p class="qg-missing">{escape(here.text("norm.contradicted"))}</p>')
    st.html("".join(parts))


def _gap(here: Here, gap: Missing, named: Mapping[str, Name]) -> str:
    values = {
        "clause": named[gap.clause].notation or "",
        "process": here.full(named[gap.process]) if gap.process else "",
        "about": here.full(named[gap.about]) if gap.about else "",
    }
    return here.text(f"norm.gap.{gap.kind}", **values)


def _gaps(here: Here, found: Coverage, names: Mapping[str, Name]) -> None:
    """Without a clause chosen: those that nobody answers."""
    gaps = [names[iri] for iri in found.unanswered()]
    if not gaps:
        st.success(here.text("norm.no_gap"), icon=":material/task_alt:")
        return
    st.html(
        f'<h3 class="qg-section">{escape(here.count("norm.unanswered", len(gaps)))}</h3>'
        f'<ul class="qg-lines">{names_html(gaps, here)}</ul>'
        f'<p class="qg-fix">{escape(here.text("norm.unanswered_fix"))}</p>'
    )


def _lenses(here: Here) -> str:
    """Write the coverage by principle as bars: the clauses that serve it, with and without evidence."""
    found = here.workspace.coverage_by_principle(here.organisation)
    names = here.workspace.names({one.principle for one in found}, here.organisation)
    rows = []
    for one in found:
        total = len(one.leaves)
        if not total:
            continue
        bars = "".join(
            [
                f'<i class="qg-degree-bar qg-{degree}" style="flex:{number}"></i>'
                for degree, number in (("full", one.full), ("partial", one.partial), ("none", one.none))
                if number
            ]
        )
        said = here.text("norm.lens", full=one.full, partial=one.partial, none=one.none)
        rows.append(
            f'<tr><th scope="row">{html_of(names[one.principle], here)}</th>'
            f'<td><div class="qg-bar" aria-hidden="true">{bars}</div><small>{escape(said)}</small></td></tr>'
        )
    title = escape(here.text("norm.by_principle"))
    return f'<h2>{title}</h2><table class="qg-table qg-lenses"><tbody>{"".join(rows)}</tbody></table>'


def duties(here: Here) -> None:
    """List the documented information that each clause asks for, and whether it is held."""
    found = here.workspace.documented_information(here.organisation)
    iris = {iri for one in found for iri in (one.clause, one.duty, *one.documents, *one.processes)}
    named = here.workspace.names(iris, here.organisation)
    st.caption(here.text("norm.duties_help"))
    counts: dict[str, int] = {}
    for one in found:
        counts[one.held.value] = counts.get(one.held.value, 0) + 1
    st.html(
        '<p class="qg-legend">'
        + " &nbsp; ".join([f"{_held(here, key)} <b>{number}</b>" for key, number in counts.items()])
        + "</p>"
    )
    rows = "".join(
        [
            f"<tr><td>{html_of(named[one.clause], here)}</td><td>{escape(here.label(named[one.duty]))}</td>"
            f"<td>{_held(here, one.held.value)}</td><td>{_listed(here, one.documents, named)}</td>"
            f"<td>{_listed(here, one.processes, named)}</td></tr>"
            for one in found
        ]
    )
    heads = "".join(
        [
            f'<th scope="col">{escape(here.text(f"norm.column.{key}"))}</th>'
            for key in ("clause", "duty", "held", "documents", "processes")
        ]
    )
    st.html(
        f'<div class="qg-scroll" tabindex="0"><table class="qg-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


_HELD: Final = {"met": "full", "stale": "partial", "missing": "none", "not_applicable": "not_applicable"}


def _held(here: Here, held: str) -> str:
    degree = _HELD[held]
    said = escape(here.text(f"norm.held.{held}"))
    return f'<span class="qg-degree qg-{degree}">{_SIGNS[degree]}</span> {said}'


def _listed(here: Here, iris: Sequence[str], named: Mapping[str, Name]) -> str:
    return "<br>".join([html_of(named[iri], here) for iri in iris]) or "–"
