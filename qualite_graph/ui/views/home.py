"""The first page: what is in the graph, what to look at first, how to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.overview import Overview
from qualite_graph.messages import messages
from qualite_graph.questions import catalogue
from qualite_graph.ui import frame, session
from qualite_graph.ui.data.keeping import journal_html
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import icon_html, link_html, subject_html, subject_text

# The questions whose answer should be empty, the most telling first.
GAPS: Final = ("Q50", "Q49", "Q51", "Q32", "Q25", "Q26", "Q46", "Q52", "Q54")

_SHOWN_GAPS: Final = 3
_SHOWN_NAMES: Final = 4
_SHOWN_CHANGES: Final = 5


def show() -> None:
    """Show the page: one piece of HTML, since each of Streamlit's elements costs every run its message."""
    here = session.here()
    overview = here.workspace.overview(here.organisation)
    sections = [_knowledge(here, overview), _start(here)]
    if here.organisation is None:
        frame.empty(here)
    else:
        beside = f'<div class="qg-beside">{_sentences(here, overview)}{_changes(here)}</div>'
        sections = [_organisation(here, overview), beside, _gaps(here), *sections]
    st.html(f'<div class="qg-home">{"".join(sections)}</div>')


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def _cards(cards: list[str]) -> str:
    return f'<div class="qg-cards">{"".join(cards)}</div>'


def _card(here: Here, body: str, view: str, label: str, selection: Mapping[str, str]) -> str:
    """Write a card that leads on to another page."""
    arrow = icon_html("arrow_forward")
    return f'<div class="qg-card">{body}{link_html(here, view, escape(label) + arrow, selection)}</div>'


def _organisation(here: Here, overview: Overview) -> str:
    """Write the organisation in ten figures."""
    figures = overview.figures
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
    return _section(here.text("home.organisation"), f'<div class="qg-tiles">{"".join(tiles)}</div>')


def _sentences(here: Here, overview: Overview) -> str:
    """Say in three sentences what is well, what is missing, what to do first."""
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
    said = [
        f"<p>{icon_html(icon)} <b>{escape(here.text(f'home.title.{key}'))}</b> {escape(text)}</p>"
        for key, icon, text in lines
    ]
    card = _card(here, "".join(said), "diagnosis", here.text("data.see_findings"), {})
    return _section(here.text("home.say"), card)


def _changes(here: Here) -> str:
    """Write the latest writes, and the way to compare and undo them."""
    entries = here.workspace.journal(here.organisation)
    undone = {entry.undoes for entry in entries if entry.undoes is not None}
    latest = journal_html(here, entries[::-1][:_SHOWN_CHANGES], undone)
    card = _card(here, latest, "data", here.text("home.see_changes"), {"part": "past"})
    return _section(here.text("home.changes"), card)


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


def _gaps(here: Here) -> str:
    """Write the first questions whose answer should be empty and is not."""
    cards = []
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
        gap = (
            f'<div class="qg-gap"><b>{here.number(len(subjects))}</b>'
            f"<p>{escape(answer.question.title(here.lang))}</p><ul>{listed}</ul></div>"
        )
        cards.append(_card(here, gap, "questions", here.text("home.see"), {"question": identifier}))
        if len(cards) == _SHOWN_GAPS:
            break
    none = f"<p>{icon_html('check_circle')} {escape(here.text('home.no_gap'))}</p>"
    return _section(here.text("home.first"), _cards(cards) if cards else none)


def _knowledge(here: Here, overview: Overview) -> str:
    figures = {**overview.figures, "questions": len(catalogue().by_id)}
    places = {
        "principles": ("knowledge", {"part": "tree", "view": "principles"}),
        "clauses": ("knowledge", {"part": "tree", "view": "clauses"}),
        "statements": ("knowledge", {"part": "tree", "view": "sources"}),
        "questions": ("questions", {}),
    }
    cards = []
    for key, (view, selection) in places.items():
        tile = _tile(here.number(figures[key]), here.count(f"home.{key}", figures[key]))
        cards.append(_card(here, tile, view, here.text(f"home.open_{key}"), selection))
    return _section(here.text("home.knowledge"), _cards(cards))


def _start(here: Here) -> str:
    steps = {
        "map": ("cartography", "account_tree"),
        "ask": ("questions", "help"),
        "own": ("data", "upload_file"),
    }
    cards = []
    for key, (view, icon) in steps.items():
        title, body = (escape(here.text(f"start.{key}.{part}")) for part in ("title", "body"))
        told = f"<p>{icon_html(icon)} <b>{title}</b></p><p>{body}</p>"
        cards.append(_card(here, told, view, here.text(f"start.{key}.link"), {}))
    return _section(here.text("home.start"), _cards(cards))


if __name__ == "__main__":
    show()
