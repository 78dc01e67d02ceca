"""The command `audit-plan`: what to audit first, whom to meet, who may conduct each interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from qualite_graph.cli.assured import Asked, Desk, codes, desk
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.table import Grid, show
from qualite_graph.errors import NotFoundError
from qualite_graph.messages import number_text

if TYPE_CHECKING:
    from qualite_graph.analysis.audit_priority import AuditWeights
    from qualite_graph.analysis.audit_programme import AuditProgramme, Interview


def run(context: Context, asked: Asked, weights: Sequence[str], auditors: Sequence[str]) -> int:
    """Propose the audit programme of an organisation.

    Raises:
        UsageError: the format, or a weight, cannot be understood.
        InputError: the date cannot be read; the organisation or a person is unknown; an auditor is refused.
    """
    from qualite_graph.analysis.audit_sentences import programme_sentences  # noqa: PLC0415

    chosen = _weights(weights)
    at = desk(context, asked)
    found = at.workspace.audit_programme(
        at.organisation,
        reference_date=at.day,
        weights=chosen,
        auditors=_auditors(at, auditors) if auditors else None,
    )
    said = programme_sentences(found)
    if at.as_json:
        at.write({"programme": found}, said)
        return 0
    print(at.title("cli.audit.title") + "\n")
    at.say(said, at.names({iri for sentence in said for iri in sentence.iris()}))
    print()
    show(_priorities(at, found))
    print()
    show(_interviews(at, found))
    return 0


def _weights(pairs: Sequence[str]) -> AuditWeights:
    """Return the weights asked for.

    Raises:
        UsageError: a pair is none, names no factor or gives no number.
        InputError: a weight is negative.
    """
    from qualite_graph.analysis.audit_priority import AuditWeights  # noqa: PLC0415

    known = [one.name for one in fields(AuditWeights)]
    given: dict[str, float] = {}
    for pair in pairs:
        name, mark, number = pair.partition("=")
        try:
            value = float(number.replace(",", "."))
        except ValueError:
            mark = ""
        if not mark or name not in known:
            choices = ", ".join(f"{one}=1" for one in known)
            raise UsageError("unknown_choice", option="--weight", value=pair, choices=choices)
        given[name] = value
    return AuditWeights(**given)


def _auditors(at: Desk, pairs: Sequence[str]) -> dict[str, str]:
    """Return the auditors wanted, by interviewee.

    Raises:
        NotFoundError: nobody of the programme has one of these codes.
    """
    found = at.workspace.audit_programme(at.organisation, reference_date=at.day)
    people = {one.interviewee for one in found.interviews}
    people |= {refusal.auditor for one in found.interviews for refusal in one.refused}
    people |= {one.auditor for one in found.interviews if one.auditor}
    by_code = {name.notation or iri: iri for iri, name in at.names(people).items()}
    wanted = {}
    for pair in pairs:
        met, _, auditor = pair.partition("=")
        for code in (met, auditor):
            if code not in by_code:
                examples = ", ".join(sorted(by_code)[:5])
                raise NotFoundError(
                    "unknown_value", value=code, parameter="--auditor", type="position", examples=examples
                )
        wanted[by_code[met]] = by_code[auditor]
    return wanted


def _priorities(at: Desk, found: AuditProgramme) -> Grid:
    text = at.context.text
    names = at.names({one.process for one in found.priorities})
    rows = []
    for one in found.priorities:
        figures = {factor.name: factor.figure for factor in one.factors}
        rows.append(
            [
                names[one.process].full(at.lang),
                _number(at, one.score, 2),
                _number(at, figures["centrality"] or 0, 1),
                _number(at, figures["complaints"] or 0, 0),
                text("cli.audit.never") if figures["age"] is None else _number(at, figures["age"], 0),
                _number(at, figures["findings"] or 0, 1),
            ]
        )
    columns = ("process", "score", "centrality", "complaints", "age", "findings")
    headings = [text(f"cli.audit.heading.{column}") for column in columns]
    return Grid(text("cli.audit.priorities"), headings, rows, right=frozenset(range(1, 6)))


def _interviews(at: Desk, found: AuditProgramme) -> Grid:
    text = at.context.text
    iris = {iri for one in found.interviews for iri in (one.interviewee, *one.processes, *one.clauses)}
    iris |= {one.auditor for one in found.interviews if one.auditor}
    iris |= {
        end for one in found.interviews for pair in one.interfaces for end in (pair.supplier, pair.customer)
    }
    names = at.names(iris)

    def row(one: Interview) -> list[str]:
        ends = [codes((pair.supplier, pair.customer), names, at.lang) for pair in one.interfaces]
        return [
            names[one.owner].full(at.lang) if one.owner else text("cli.audit.no_owner"),
            codes(one.processes, names, at.lang),
            codes(one.clauses, names, at.lang),
            " ; ".join([pair.replace(", ", " → ") for pair in ends]),
            names[one.auditor].full(at.lang) if one.auditor else text("cli.audit.nobody"),
        ]

    columns = ("interviewee", "about", "clauses", "interfaces", "auditor")
    headings = [text(f"cli.audit.heading.{column}") for column in columns]
    return Grid(text("cli.audit.interviews"), headings, [row(one) for one in found.interviews])


def _number(at: Desk, value: float, digits: int) -> str:
    return number_text(f"{value:.{digits}f}", at.lang)
