"""Findings as one works through them: what is wrong, about what, who answers, how to put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from qualite_graph.analysis.subjects import Subject
from qualite_graph.naming import Name, natural_order
from qualite_graph.spreadsheet import csv_text
from qualite_graph.ui import session
from qualite_graph.ui.panels import filter_html
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of, icon_html, subject_html, subject_text, text_of
from qualite_graph.vocabulary import XSD

if TYPE_CHECKING:
    from qualite_graph.validation import Finding, Report
    from qualite_graph.workspace import Workspace

_FIRST: Final = 3
_MOST_SUBJECTS: Final = 60
_SEVERITIES: Final = ("violation", "warning", "info")
_NOBODY: Final = "-"
_FILTERS: Final = ("severity", "clause", "owner")
_COLUMNS: Final = ("severity", "about", "message", "fix", "clauses", "owner")


def findings(here: Here, report: Report) -> None:
    """Show the findings of a report, narrowed by severity, clause, owner; each kind of finding once."""
    if not report.findings:
        st.success(here.text("data.no_finding"), icon=":material/task_alt:")
        return
    several = len(here.workspace.organisations()) > 1
    chosen = session.recall_all(_FILTERS)
    narrowed = [chosen[name] or "" for name in _FILTERS]
    filters, shown = _narrowed(here.lang, here.workspace, here.organisation, report, *narrowed)
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        st.html(filters)
        st.download_button(
            here.text("ask.csv"),
            data=lambda: _csv(here, shown),
            file_name=here.text("diagnosis.file"),
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    st.html(_sections(here.lang, here.workspace, here.organisation, several, shown))


@of_the_same(8)
def _sections(
    lang: str, workspace: Workspace, organisation: str | None, several: bool, shown: Sequence[Finding]
) -> str:
    """Write findings by kind; with `several` organisations a link names its own."""
    here = Here(lang, workspace, organisation)
    about, clauses = _named(here, shown)
    groups: dict[str, list[Finding]] = {}
    for finding in shown:
        groups.setdefault(finding.shape.iri, []).append(finding)
    found = here.count("diagnosis.found", len(shown), kinds=here.number(len(groups)))
    written = [f'<p class="qg-found">{escape(found)}</p>']
    if shown:
        sections = "".join([_group(here, found, about, clauses) for found in groups.values()])
        written.append(f'<div class="qg-findings-grid">{sections}</div>')
    else:
        nothing = escape(here.text("diagnosis.nothing_left"))
        written.append(f'<p class="qg-example">{icon_html("filter_alt_off")}<span>{nothing}</span></p>')
    return "".join(written)


def _named(here: Here, shown: Sequence[Finding]) -> tuple[Mapping[str, Subject], Mapping[str, Name]]:
    """Return what findings are about, and the clauses that they name."""
    about = here.workspace.subjects({one.focus for one in shown}, here.organisation)
    return about, here.workspace.names({iri for one in shown for iri in one.clauses}, here.organisation)


@of_the_same(32)
def _narrowed(
    lang: str, workspace: Workspace, organisation: str | None, report: Report, *chosen: str
) -> tuple[str, Sequence[Finding]]:
    """Write the three filters, whose values the address holds; return what they leave.

    A value that is no option any more narrows nothing.
    """
    here = Here(lang, workspace, organisation)
    about, clauses = _named(here, report.findings)
    owners = {owner.iri: owner for subject in about.values() for owner in subject.owners}
    counts = {severity.value: count for severity, count in report.counts.items()}
    options = {
        "severity": {
            one: here.text(
                "diagnosis.counted", name=here.text(f"diagnosis.severity.{one}"), count=counts[one]
            )
            for one in _SEVERITIES
            if counts[one]
        },
        "clause": {one.notation or one.iri: here.full(one) for one in _sorted(clauses.values())},
        "owner": {one.notation or one.iri: here.label(one) for one in _sorted(owners.values())}
        | {_NOBODY: here.text("diagnosis.no_owner")},
    }
    asked = {
        name: value if value in options[name] else None for name, value in zip(_FILTERS, chosen, strict=True)
    }
    written = [
        filter_html(
            lang,
            name,
            (here.text(f"diagnosis.filter.{name}"), here.text(f"diagnosis.every.{name}")),
            options[name].items(),
            asked[name],
        )
        for name in _FILTERS
    ]

    def kept(finding: Finding) -> bool:
        answering = [one.notation or one.iri for one in about[finding.focus].owners]
        owner, clause = asked["owner"], asked["clause"]
        return (
            (asked["severity"] in (None, finding.severity.value))
            and (clause is None or any((clauses[iri].notation or iri) == clause for iri in finding.clauses))
            and (owner is None or (owner in answering if owner != _NOBODY else not answering))
        )

    shown = [finding for finding in report.findings if kept(finding)]
    return f'<div class="qg-filters">{"".join(written)}</div>', shown


def _sorted(names: Iterable[Name]) -> list[Name]:
    return sorted(names, key=natural_order)


def _group(
    here: Here, found: Sequence[Finding], about: Mapping[str, Subject], clauses: Mapping[str, Name]
) -> str:
    """Write one kind of finding: what it says, its remedy, the clauses at stake, what it is about."""
    first = found[0]
    links = " ".join([html_of(clauses[iri], here) for iri in first.clauses])
    lines = "".join([_line(here, one, about[one.focus]) for one in found[:_MOST_SUBJECTS]])
    if len(found) > _MOST_SUBJECTS:
        lines += f'<li class="qg-muted">{escape(here.count("home.others", len(found) - _MOST_SUBJECTS))}</li>'
    return (
        f'<section class="qg-finding"><h2>{badge(here, first.severity.value)} '
        f'{escape(first.message(here.lang))} <span class="qg-count">{len(found)}</span></h2>'
        f'<p class="qg-fix">{escape(here.text("diagnosis.fix", fix=first.how_to_fix(here.lang)))}</p>'
        f'<ul class="qg-lines">{lines}</ul>'
        f'<p class="qg-muted">{escape(here.text("diagnosis.clauses"))} {links}</p></section>'
    )


def _line(here: Here, finding: Finding, subject: Subject) -> str:
    value = ""
    # A yes or a no tells the reader nothing that the sentence does not.
    if finding.value and finding.value.kind == "literal" and finding.value.datatype != XSD.boolean:
        value = f" <small>{escape(text_of(finding.value, {}, here))}</small>"
    owners = ", ".join([here.label(owner) for owner in subject.owners])
    said = f" <small>{escape(here.text('diagnosis.owned', owner=owners))}</small>" if owners else ""
    return f"<li>{subject_html(subject, here)}{value}{said}</li>"


def badge(here: Here, severity: str) -> str:
    """Write a severity as a badge: its sign and its word, not its colour alone."""
    return (
        f'<span class="qg-badge qg-{severity}">{escape(here.text(f"diagnosis.severity.{severity}"))}</span>'
    )


def first_findings(here: Here, title: str) -> None:
    """Show the first findings of the organisation, each of another kind, with how to put it right."""
    report = here.workspace.check(here.organisation)
    shown = report.advice()[:_FIRST]
    st.html(f'<h3 class="qg-section">{escape(title)}</h3>')
    if not shown:
        st.html(f"<p>{escape(here.text('data.no_finding'))}</p>")
        return
    about = here.workspace.subjects(
        {one.focus for found in shown for one in found[:_FIRST]}, here.organisation
    )
    lines = []
    for found in shown:
        subjects = ", ".join([subject_html(about[one.focus], here) for one in found[:_FIRST]])
        more = here.count("home.others", len(found) - _FIRST) if len(found) > _FIRST else ""
        lines.append(
            f"<li><p>{badge(here, found[0].severity.value)} {escape(found[0].message(here.lang))}</p>"
            f"<p>{subjects} {escape(more)}</p>"
            f"<small>{escape(here.text('diagnosis.fix', fix=found[0].how_to_fix(here.lang)))}</small></li>"
        )
    st.html(f'<ul class="qg-lines qg-findings">{"".join(lines)}</ul>')


def _csv(here: Here, shown: Sequence[Finding]) -> bytes:
    """Write the findings as a file that a spreadsheet of the reader's country opens by a double click."""
    about, clauses = _named(here, shown)
    rows = [[here.text(f"diagnosis.column.{key}") for key in _COLUMNS]]
    for finding in shown:
        subject = about[finding.focus]
        cells = [
            here.text(f"diagnosis.severity.{finding.severity.value}"),
            subject_text(subject, here),
            finding.message(here.lang),
            finding.how_to_fix(here.lang),
            ", ".join([clauses[iri].notation or iri for iri in finding.clauses]),
            ", ".join([here.label(owner) for owner in subject.owners]),
        ]
        rows.append(cells)
    return csv_text(rows, here.lang).encode()
