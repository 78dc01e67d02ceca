"""The first page: what is in the graph, what to look at first, how to go on."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.overview import Overview
from qualite_graph.messages import messages
from qualite_graph.questions import catalogue
from qualite_graph.ui import frame, menu, session
from qualite_graph.ui.browsing import plain
from qualite_graph.ui.data.keeping import journal_html
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import subject_html, subject_text

# The questions whose answer should be empty, the most telling first.
GAPS: Final = ("Q50", "Q49", "Q51", "Q32", "Q25", "Q26", "Q46", "Q52", "Q54")

_SHOWN_GAPS: Final = 3
_SHOWN_NAMES: Final = 4
_SHOWN_CHANGES: Final = 5


def show() -> None:
    """Show the page."""
    here = session.here()
    overview = here.workspace.overview(here.organisation)
    with st.container(key="home"):
        if here.organisation is None:
            frame.empty(here)
        else:
            _organisation(here, overview)
            said, changed = st.columns([1.9, 1], gap="medium")
            with said:
                _sentences(here, overview)
            with changed:
                _changes(here)
            _gaps(here)
        _knowledge(here, overview)
        _start(here)


def _organisation(here: Here, overview: Overview) -> None:
    """Show the organisation in ten figures."""
    figures = overview.figures
    st.header(here.text("home.organisation"), anchor=False)
    tiles = [_families(here, overview)]
    for key in ("internal_flows", "customers", "providers", "outputs", "indicators", "complaints"):
        tiles.append(_tile(here.number(figures[key]), here.count(f"home.{key}", figures[key])))
    leaves = here.workspace.coverage(here.organisation).leaves()
    answered = sum(leaf.degree.value in ("full", "partial") for leaf in leaves)
    rate = here.workspace.complaints(here.organisation).on_time_rate
    found = len(here.workspace.check(here.organisation).findings)
    on_time = here.text("voice.percent", share=here.number(round(100 * rate, 1))) if rate is not None else "–"
    tiles += [
        _tile(here.text("home.of", part=answered, all=len(leaves)), here.text("home.answered")),
        _tile(on_time, here.text("home.on_time")),
        _tile(here.number(found), here.count("home.findings", found)),
    ]
    st.html(f'<div class="qg-tiles">{"".join(tiles)}</div>')


def _sentences(here: Here, overview: Overview) -> None:
    """Say in three sentences what is well, what is missing, what to do first."""
    st.header(here.text("home.say"), anchor=False)
    report = here.workspace.check(here.organisation)
    processes = overview.figures["processes"]
    owned = processes - len(here.workspace.kept_answer("Q49", here.organisation).rows)
    leaves = here.workspace.coverage(here.organisation).leaves()
    answered = sum(leaf.degree.value in ("full", "partial") for leaf in leaves)
    well = here.text("home.well", owned=owned, processes=processes, answered=answered, clauses=len(leaves))
    if owned and not answered:
        well = here.text("home.well_owned", owned=owned, processes=processes)
    elif not owned and not answered:
        drawn = overview.figures["internal_flows"]
        well = here.text("home.well_drawn", processes=here.number(processes), flows=here.number(drawn))
    lines = [("well", "check_circle", well)]
    if report.findings:
        kinds = Counter(finding.shape for finding in report.findings)
        often, times = kinds.most_common(1)[0]
        blocking = report.counts[report.findings[0].severity] if not report.conforms else 0
        missing = here.text(
            "home.missing" if blocking else "home.missing_none_blocking",
            count=here.number(len(report.findings)),
            blocking=here.number(blocking),
            often=often.messages[here.lang],
            times=here.number(times),
        )
        first = report.advice()[0][0]
        about = here.workspace.subjects([first.focus], here.organisation)[first.focus]
        fix = here.text(
            "home.do_first",
            about=subject_text(about, here),
            message=first.message(here.lang),
            fix=first.how_to_fix(here.lang),
        )
        lines += [("missing", "warning", missing), ("do_first", "flag", fix)]
    else:
        lines.append(("missing", "task_alt", here.text("data.no_finding")))
    with st.container(border=True, key="sentences"):
        said = [(icon, here.text(f"home.title.{key}"), plain(text)) for key, icon, text in lines]
        st.markdown("\n\n".join([f":material/{icon}: **{title}** {text}" for icon, title, text in said]))
        st.page_link(
            menu.page(here, "diagnosis"),
            label=here.text("data.see_findings"),
            icon=":material/arrow_forward:",
            icon_position="right",
        )


def _changes(here: Here) -> None:
    """Show the latest writes, and the way to compare and undo them."""
    st.header(here.text("home.changes"), anchor=False)
    entries = here.workspace.journal(here.organisation)
    undone = {entry.undoes for entry in entries if entry.undoes is not None}
    with st.container(border=True, key="changes"):
        st.html(journal_html(here, entries[::-1][:_SHOWN_CHANGES], undone))
        st.page_link(
            menu.page(here, "data"),
            label=here.text("home.see_changes"),
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params={"part": "past"},
        )


def _tile(figure: str, label: str) -> str:
    return f'<div class="qg-tile"><b>{escape(figure)}</b><span>{escape(label)}</span></div>'


def _families(here: Here, overview: Overview) -> str:
    """Return the tile of processes: how many, and a bar of their families."""
    total = overview.figures["processes"]
    bars, legend = [], []
    for figure in overview.families:
        notation = figure.family.notation if figure.family else None
        label = figure.family.label(here.lang) if figure.family else here.text("home.no_family")
        bars.append(f'<i class="qg-tone-{escape(notation or "other")}" style="flex:{figure.processes}"></i>')
        legend.append(
            f'<span class="qg-tone-{escape(notation or "other")}"><i></i>'
            f"{here.number(figure.processes)} {escape(_short(here, notation, label))}</span>"
        )
    return (
        f'<div class="qg-tile qg-wide"><b>{here.number(total)}</b>'
        f"<span>{escape(here.count('home.processes', total))}</span>"
        f'<div class="qg-bar" aria-hidden="true">{"".join(bars)}</div>'
        f'<div class="qg-legend">{"".join(legend)}</div></div>'
    )


def _short(here: Here, notation: str | None, label: str) -> str:
    """Return a family's name in one word where the three of practice have one."""
    words = messages(here.lang).section("ui.family_short")
    return words.get(notation or "", label)


def _gaps(here: Here) -> None:
    st.header(here.text("home.first"), anchor=False)
    shown = 0
    columns = st.columns(_SHOWN_GAPS, gap="small")
    for identifier in GAPS:
        answer = here.workspace.kept_answer(identifier, here.organisation)
        rows = answer.in_language(here.lang)
        if not rows:
            continue
        firsts = [row[0].value for row in rows if row[0] and row[0].kind == "iri"]
        subjects = list(dict.fromkeys(firsts))
        shown_first = subjects[:_SHOWN_NAMES]
        told = here.workspace.subjects(shown_first, here.organisation)
        listed = "".join([f"<li>{subject_html(told[iri], here)}</li>" for iri in shown_first])
        rest = len(subjects) - _SHOWN_NAMES
        if rest > 0:
            listed += f'<li class="qg-muted">{escape(here.count("home.others", rest))}</li>'
        with columns[shown], st.container(key=f"gap_{identifier}", border=True, height="stretch"):
            st.html(
                f'<div class="qg-gap"><b>{here.number(len(subjects))}</b>'
                f"<p>{escape(answer.question.title(here.lang))}</p><ul>{listed}</ul></div>"
            )
            st.page_link(
                menu.page(here, "questions"),
                label=here.text("home.see"),
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params={"question": identifier},
            )
        shown += 1
        if shown == _SHOWN_GAPS:
            return
    if shown == 0:
        st.success(here.text("home.no_gap"), icon=":material/check_circle:")


def _knowledge(here: Here, overview: Overview) -> None:
    st.header(here.text("home.knowledge"), anchor=False)
    figures = {**overview.figures, "questions": len(catalogue().by_id)}
    places = {
        "principles": (menu.page(here, "knowledge"), {"view": "principles"}),
        "clauses": (menu.page(here, "knowledge"), {"view": "clauses"}),
        "statements": (menu.page(here, "knowledge"), {"view": "sources"}),
        "questions": (menu.page(here, "questions"), {}),
    }
    columns = st.columns(len(places), gap="small", border=True)
    for column, (key, (page, selection)) in zip(columns, places.items(), strict=True):
        with column:
            st.html(_tile(here.number(figures[key]), here.count(f"home.{key}", figures[key])))
            st.page_link(
                page,
                label=here.text(f"home.open_{key}"),
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params=selection,
            )


def _start(here: Here) -> None:
    st.header(here.text("home.start"), anchor=False)
    steps = {
        "map": (menu.page(here, "cartography"), ":material/account_tree:"),
        "ask": (menu.page(here, "questions"), ":material/help:"),
        "own": (menu.page(here, "data"), ":material/upload_file:"),
    }
    columns = st.columns(len(steps), gap="small", border=True)
    for column, (key, (page, icon)) in zip(columns, steps.items(), strict=True):
        with column:
            st.markdown(f"**{icon} {here.text(f'start.{key}.title')}**\n\n{here.text(f'start.{key}.body')}")
            st.page_link(
                page,
                label=here.text(f"start.{key}.link"),
                icon=":material/arrow_forward:",
                icon_position="right",
            )


if __name__ == "__main__":
    show()
