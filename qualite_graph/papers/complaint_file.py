"""The complaint file: each complaint from its receipt to the check of what was done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.complaint_review import ActionState, ComplaintReview, Efficacy, Handling
from qualite_graph.analysis.complaint_sentences import file_sentences, review_sentences
from qualite_graph.errors import NotFoundError
from qualite_graph.naming import Name
from qualite_graph.papers.blocks import answered, facts, named_in, number, told
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Tone, cell
from qualite_graph.papers.parts import in_parts
from qualite_graph.papers.reader import Reader
from qualite_graph.vocabulary import SPARQL_PROLOGUE

if TYPE_CHECKING:
    from qualite_graph.analysis.walk_back import Suspect

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
MOST_SUSPECTS: Final = 5
"""How many suspects a file names, as the terminal does."""
_PERCENT: Final = 100
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
    writer = _Writer(reader)
    chosen = [one for one in writer.review.complaints if not about or about in writer.called(one)]
    if about and not chosen:
        raise NotFoundError("unknown_complaint", complaint=about, organisation=reader.slug)
    sections = [] if about else [writer.summary()]
    sections += [writer.section(one, new_page=not about) for one in chosen]
    return reader.paper(
        "complaints", reader.text("complaints.title"), reader.text("complaints.subtitle"), sections
    )


def all_complaints(reader: Reader) -> Iterator[Paper]:
    """Write the files of all complaints, in parts where there are many."""
    writer = _Writer(reader)

    def sections(some: Sequence[Handling], first: bool) -> Iterator[Section]:
        if first:
            yield writer.summary()
        for one in some:
            yield writer.section(one, new_page=True)

    named = [(one, writer.called(one)[0]) for one in writer.review.complaints]
    return in_parts(reader, "complaints", "complaints", named, sections, short=True)


class _Writer:
    """The complaints received by the reference date, with what is stated of each."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.review = reader.workspace.complaints(reader.slug, reference_date=reader.day)
        self._named = reader.names(_iris(self.review))
        self._stated: dict[str, list[tuple[str, ...]]] = {}
        for row in reader.rows(COMPLAINTS):
            if row[0]:
                found = tuple(value.value for value in row if value)
                self._stated.setdefault(row[0].value, []).append(found)

    def called(self, one: Handling) -> tuple[str, str]:
        """Return what a complaint may be called by: its code and its IRI."""
        name = self._named[one.complaint]
        return name.notation or name.label(self._reader.lang), one.complaint

    def summary(self) -> Section:
        """Return what is to say of all complaints."""
        return Section(self._reader.text("complaints.summary"), (*_summary(self._reader, self.review),))

    def section(self, one: Handling, *, new_page: bool) -> Section:
        """Return the file of one complaint."""
        reader = self._reader
        title = reader.full(self._named[one.complaint])
        stated = self._stated.get(one.complaint, [])
        source = reader.cite(title, COMPLAINTS, stated, reader.text("annex.complaints"))
        blocks = (*_handling(reader, self.review, one, self._named, source),)
        return Section(title, blocks, new_page=new_page)


def _iris(review: ComplaintReview) -> set[str]:
    found: set[str] = set()
    for one in review.complaints:
        ends = (one.complaint, one.customer, one.severity, *one.causes, *one.repeats, *one.actions)
        found |= {iri for iri in ends if iri}
    return found | {
        iri for action in review.actions for iri in (action.action, *action.processes, *action.recurrences)
    }


def _summary(reader: Reader, review: ComplaintReview) -> Iterator[Block]:
    groups = [(one.complaint, *one.causes, *one.actions) for one in review.complaints]
    source = reader.cite_method(reader.text("complaints.review"), groups)
    said = review_sentences(review)
    yield from told(reader, said, named_in(reader, said), source)
    for question in ("Q29", "Q31", "Q32", "Q34"):
        yield from answered(reader, question)


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
    walked = reader.workspace.complaint_file(one.complaint, reader.slug, reference_date=reader.day)
    sentences = file_sentences(walked, review)
    found = walked.suspects[:MOST_SUSPECTS]
    title = reader.text("complaints.walk", complaint=full(one.complaint))
    groups = [(one.complaint, *one.causes), *((it.process, *it.path, *it.detection) for it in found)]
    back = reader.cite_method(title, groups, reader.text("annex.walk"))
    yield from told(reader, sentences, named_in(reader, sentences), back)
    if found:
        yield _suspects(reader, found, back)
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


def _suspects(reader: Reader, found: tuple[Suspect, ...], source: int) -> Grid:
    """Return the processes to look at, the likeliest first, with what should have seen their fault."""
    named = reader.names({iri for one in found for iri in (one.process, *one.detection)})
    rows = tuple(
        (
            cell(reader.full(named[one.process])),
            cell(number(reader, round(_PERCENT * one.score))),
            cell("–" if one.steps is None else number(reader, one.steps)),
            Cell(tuple(reader.full(named[iri]) for iri in one.detection) or ("–",)),
        )
        for one in found
    )
    headings = tuple(
        reader.text(f"complaints.column.{key}") for key in ("suspect", "score", "steps", "detection")
    )
    return Grid(headings, rows, (4, 1, 1, 4), source, reader.text("complaints.score"), small=True)


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
