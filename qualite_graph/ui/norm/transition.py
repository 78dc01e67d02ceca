"""From one edition to the next: which evidence to look at again, and what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.coverage import Coverage
from qualite_graph.asking import Answer
from qualite_graph.naming import Name
from qualite_graph.store.base import Row, Value
from qualite_graph.ui.answers import answer_html, link_to
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of, table_html, text_of
from qualite_graph.vocabulary import QG

PASSAGE: Final = "X95"
EXAMPLE: Final = "X96"
_STATUS: Final = "Q15"
_KINDS: Final = {
    QG.SameHeading: "same",
    QG.Renamed: "renamed",
    QG.Broadened: "broadened",
    QG.Merged: "merged",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause that some process answers: what a later edition made of it, as far as a source says."""

    edition: str
    clause: str
    successor: str | None
    kind: str | None
    source: str
    processes: int


def transition(here: Here) -> None:
    """Show what each later edition makes of the evidence, then the passage that is known whole."""
    lead = f'<p class="qg-lead">{escape(here.text("norm.passage.lead"))}</p>'
    if here.organisation is None:
        st.html(lead + answer_html(here, "X41"))
        return
    example = (
        f"<h2>{escape(here.text('norm.passage.example'))}</h2>"
        f"<p>{escape(here.text('norm.passage.example_help'))}</p>"
    )
    passage = f'<p class="qg-passage">{link_to(here, PASSAGE)}</p>'
    st.html(f"{lead}{editions_html(here)}{passage}{example}{answer_html(here, EXAMPLE)}")


def editions_html(here: Here) -> str:
    """Write each later edition: what is said of it, then the clauses by what became of them."""
    answer = here.workspace.kept_answer(PASSAGE, here.organisation)
    status = here.workspace.kept_answer(_STATUS, here.organisation)
    found: dict[str, list[Passage]] = {}
    for one in _passages(answer, here.lang):
        found.setdefault(one.edition, []).append(one)
    named = here.workspace.names(answer.iris() | status.iris(), here.organisation)
    if not found:
        return f'<p class="qg-muted">{escape(here.text("norm.passage.none"))}</p>'
    covered = here.workspace.coverage(here.organisation)
    return "".join(
        f"<h2>{escape(here.label(named[edition]))}</h2>"
        f"{_said_of(here, edition, status, named)}{_clauses(here, ones, named, covered)}"
        for edition, ones in found.items()
    )


def _passages(answer: Answer, lang: str) -> Iterable[Passage]:
    for edition, clause, successor, kind, source, processes, _ in answer.in_language(lang):
        if edition and clause:
            yield Passage(
                edition.value,
                clause.value,
                successor.value if successor else None,
                kind.value if kind else None,
                source.value if source else "",
                int(processes.value) if processes else 0,
            )


def _said_of(here: Here, edition: str, status: Answer, named: Mapping[str, Name]) -> str:
    """Write each claim of an edition's status, with its date, who says so and how far it was checked."""
    lines = []
    for about, said, day, source, who, checked in status.in_language(here.lang):
        if about and about.value == edition:
            words = [text_of(value, named, here) for value in (said, day, who, checked) if value]
            rest = f"<br><small>{escape(text_of(source, named, here))}</small>" if source else ""
            lines.append(f"<li>{escape(' · '.join(words))}{rest}</li>")
    return f'<ul class="qg-lines">{"".join(lines)}</ul>' if lines else ""


def _clauses(here: Here, ones: Sequence[Passage], named: Mapping[str, Name], covered: Coverage) -> str:
    known = [one for one in ones if one.successor]
    unknown = [one for one in ones if not one.successor]
    parts = []
    if known:
        headings = [
            here.text(f"norm.passage.{key}")
            for key in ("clause", "successor", "kind", "source", "evidence", "to_do")
        ]
        rows = "".join(_known(here, one, named, covered) for one in known)
        heads = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
        parts.append(
            f'<div class="qg-scroll" tabindex="0"><table class="qg-table"><thead><tr>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )
    if unknown:
        parts.append(
            f'<p class="qg-missing">{escape(here.count("norm.passage.unknown", len(unknown)))}</p>'
            f"<details><summary>{escape(here.text('norm.passage.which'))}</summary>"
            f"{_unknown(here, unknown, named)}</details>"
        )
    return "".join(parts)


def _known(here: Here, one: Passage, named: Mapping[str, Name], covered: Coverage) -> str:
    cells = (
        html_of(named[one.clause], here),
        html_of(named[one.successor or ""], here),
        escape(here.label(named[one.kind])) if one.kind else "–",
        escape(one.source) or "–",
        _evidence(here, one.clause, named, covered),
        escape(here.text(f"norm.passage.do.{_KINDS.get(one.kind or '', 'other')}")),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _evidence(here: Here, clause: str, named: Mapping[str, Name], covered: Coverage) -> str:
    """List the documents that prove a clause or those under it, each with whether it is in date."""
    number = named[clause].notation or ""
    under = {
        one.clause for one in covered.clauses if one.number == number or one.number.startswith(f"{number}.")
    }
    states = {
        iri: key
        for cell in covered.cells
        if cell.clause in under
        for iris, key in ((cell.in_date, "norm.in_date"), (cell.out_of_date, "norm.out_of_date"))
        for iri in iris
    }
    if not states:
        return escape(here.text("norm.passage.no_evidence"))
    documents = here.workspace.names(states, here.organisation)
    return "<br>".join(
        f"{html_of(documents[iri], here)} <small>{escape(here.text(key))}</small>"
        for iri, key in states.items()
    )


def _unknown(here: Here, ones: Sequence[Passage], named: Mapping[str, Name]) -> str:
    rows: list[Row] = [
        (Value("iri", one.clause), Value("literal", here.number(one.processes))) for one in ones
    ]
    headings = [here.text("norm.passage.clause"), here.text("norm.passage.processes")]
    return table_html(headings, rows, named, here)
