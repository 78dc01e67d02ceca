"""The complaint file: each complaint from its receipt to the check of what was done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from qualite_graph.analysis.complaint_review import ActionState, ComplaintReview, Efficacy, Handling
from qualite_graph.errors import NotFoundError
from qualite_graph.messages import number_text
from qualite_graph.naming import Name
from qualite_graph.papers.blocks import facts, number
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Statement, Tone, cell
from qualite_graph.papers.reader import Reader
from qualite_graph.vocabulary import SPARQL_PROLOGUE

COMPLAINTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?complaint ?property ?value WHERE {
  VALUES ?property {
    qg:raisedBy qg:receivedOn qg:receivedVia qg:receivedBy qg:causedBy qg:severity qg:acknowledgedOn
    qg:answeredOn qg:closedOn qg:treatedBy qg:repeatGroup
  }
  ?complaint a qg:Complaint ; ?property ?value .
}"""
)
_EFFICACY: Final[Mapping[Efficacy, Tone]] = {
    Efficacy.WORKED: "good",
    Efficacy.UNCHECKED: "warn",
    Efficacy.NOT_DONE: "warn",
    Efficacy.FAILED: "bad",
    Efficacy.RECURRED: "bad",
}


def complaint_file(reader: Reader, about: str = "") -> Paper:
    """Write the file of every complaint, or of the one given by code or IRI.

    Raises:
        NotFoundError: no complaint of that code had been received by the reference date.
    """
    reader.start()
    review = reader.workspace.complaints(reader.slug, reference_date=reader.day)
    named = reader.names(_iris(review))
    chosen = [
        one
        for one in review.complaints
        if not about or about in (one.complaint, named[one.complaint].notation)
    ]
    if about and not chosen:
        raise NotFoundError("unknown_complaint", complaint=about, organisation=reader.slug)
    stated: dict[str, list[tuple[str, ...]]] = {}
    for row in reader.rows(COMPLAINTS):
        if row[0]:
            stated.setdefault(row[0].value, []).append(tuple(value.value for value in row if value))
    sections = [] if about else [Section(reader.text("complaints.summary"), (*_summary(reader, review),))]
    for one in chosen:
        title = reader.full(named[one.complaint])
        source = reader.cite(title, COMPLAINTS, stated.get(one.complaint, []))
        blocks = (*_handling(reader, review, one, named, source),)
        sections.append(Section(title, blocks, new_page=not about))
    return reader.paper(
        "complaints", reader.text("complaints.title"), reader.text("complaints.subtitle"), sections
    )


def _iris(review: ComplaintReview) -> set[str]:
    found: set[str] = set()
    for one in review.complaints:
        ends = (one.complaint, one.customer, one.severity, *one.causes, *one.repeats, *one.actions)
        found |= {iri for iri in ends if iri}
    return found | {
        iri for action in review.actions for iri in (action.action, *action.processes, *action.recurrences)
    }


def _summary(reader: Reader, review: ComplaintReview) -> Iterator[Block]:
    received, late, repeated, lacking = (reader.ask(one) for one in ("X44", "Q29", "Q31", "Q32"))
    yield Statement(reader.count("complaints.received", len(review.complaints)), received.source)
    if not review.complaints:
        return
    yield Statement(reader.count("complaints.late", late.count), late.source)
    on_time = reader.ask("Q34")
    rate = number_text(f"{100 * (review.on_time_rate or 0):.1f}", reader.lang)
    told = reader.text("complaints.on_time", count=number(reader, len(review.on_time)), rate=rate)
    yield Statement(told, on_time.source)
    yield Statement(reader.count("complaints.repeated", len(review.groups)), repeated.source)
    yield Statement(reader.count("complaints.lacking", lacking.count), lacking.source)


def _handling(
    reader: Reader, review: ComplaintReview, one: Handling, named: Mapping[str, Name], source: int
) -> Iterator[Block]:
    def full(iri: str | None) -> str:
        return reader.full(named[iri]) if iri else ""

    def said(found: tuple[str, ...]) -> Cell:
        return (
            Cell(tuple(full(iri) for iri in found)) if found else cell(reader.text("none_recorded"), "quiet")
        )

    yield facts(
        reader,
        (
            (reader.text("complaints.fact.customer"), full(one.customer)),
            (reader.text("complaints.fact.received"), reader.short_date(one.received.isoformat())),
            (
                reader.text("complaints.fact.severity"),
                named[one.severity].label(reader.lang) if one.severity else "",
            ),
            (
                reader.text("complaints.fact.acknowledged"),
                _delay(
                    reader, "days", one.days_to_acknowledge, done=one.acknowledged, late=one.acknowledged_late
                ),
            ),
            (
                reader.text("complaints.fact.answered"),
                _delay(
                    reader,
                    "working_days",
                    one.days_to_answer,
                    done=one.answered,
                    late=one.answered_late or one.overdue,
                ),
            ),
            (reader.text("complaints.fact.causes"), said(one.causes)),
            (reader.text("complaints.fact.repeats"), said(one.repeats)),
            (
                reader.text("complaints.fact.state"),
                reader.text("complaints.open" if one.open else "complaints.closed"),
            ),
        ),
        source,
    )
    if one.lacks_action:
        yield reader.missing("action", source)
    actions = [action for action in review.actions if action.action in one.actions]
    if actions:
        headings = tuple(
            reader.text(f"complaints.column.{key}") for key in ("action", "due", "done", "efficacy")
        )
        yield Grid(
            headings,
            tuple(_action(reader, action, named) for action in actions),
            (4, 2, 2, 3),
            reader.ask("X77").source,
        )


def _delay(reader: Reader, unit: str, days: int, *, done: bool, late: bool) -> Cell:
    text = reader.count(f"complaints.{unit}", days)
    if not done:
        return cell(reader.text("complaints.waiting", days=text), "bad" if late else "warn")
    return cell(
        reader.text("complaints.late_by" if late else "complaints.in_time", days=text),
        "bad" if late else "good",
    )


def _action(reader: Reader, action: ActionState, named: Mapping[str, Name]) -> tuple[Cell, ...]:
    due = reader.short_date(action.due.isoformat()) if action.due else ""
    done = reader.short_date(action.done.isoformat()) if action.done else ""
    return (
        cell(reader.full(named[action.action])),
        cell(due) if due else cell(reader.text("not_filled"), "warn"),
        cell(done, "bad" if action.late else "")
        if done
        else cell(reader.text("complaints.not_done"), "warn"),
        cell(reader.text(f"complaints.efficacy.{action.efficacy.value}"), _EFFICACY[action.efficacy]),
    )
