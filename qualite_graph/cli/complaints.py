"""The command `complaints`: how complaints are handled, or from where one of them comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualite_graph.cli.assured import Asked, Desk, codes, desk
from qualite_graph.cli.context import Context
from qualite_graph.cli.table import Grid, show
from qualite_graph.messages import day_text

if TYPE_CHECKING:
    from qualite_graph.analysis.complaint_review import ComplaintReview, Handling
    from qualite_graph.analysis.walk_back import WalkBack

_SUSPECTS: Final = 5
_PERCENT: Final = 100


def run(context: Context, complaint: str | None, asked: Asked) -> int:
    """Review the complaints of an organisation, or walk back from one of them.

    Raises:
        UsageError: the format is unknown.
        InputError: the date cannot be read; the organisation or the complaint does not exist.
    """
    from qualite_graph.analysis.complaint_sentences import (  # noqa: PLC0415 -- the help does without
        file_sentences,
        review_sentences,
    )

    at = desk(context, asked)
    found = at.workspace.complaints(at.organisation, reference_date=at.day)
    if complaint is None:
        said = review_sentences(found)
        if at.as_json:
            at.write({"review": found}, said)
            return 0
        names = at.names({iri for sentence in said for iri in sentence.iris()})
        print(at.title("cli.complaints.title") + "\n")
        at.say(said, names)
        if found.complaints:
            print()
            show(_review(at, found))
        return 0
    walked = at.workspace.complaint_file(complaint, at.organisation, reference_date=at.day)
    said = file_sentences(walked, found)
    if at.as_json:
        at.write({"file": walked}, said)
        return 0
    names = at.names({iri for sentence in said for iri in sentence.iris()} | {walked.handling.complaint})
    title = names[walked.handling.complaint].full(at.lang)
    print(context.text("cli.complaints.file_title", complaint=title) + "\n")
    at.say(said, names)
    print()
    show(_suspects(at, walked))
    return 0


def _review(at: Desk, found: ComplaintReview) -> Grid:
    names = at.names(
        {one.complaint for one in found.complaints}
        | {cause for one in found.complaints for cause in one.causes}
    )
    rows = [
        [
            names[one.complaint].full(at.lang),
            day_text(one.received.isoformat(), at.lang),
            str(one.days_to_answer),
            at.context.text(f"cli.complaints.state.{_state(one)}"),
            codes(one.causes, names, at.lang),
        ]
        for one in found.complaints
    ]
    columns = ("complaint", "received", "answer", "state", "cause")
    headings = [at.context.text(f"cli.complaints.heading.{column}") for column in columns]
    return Grid("", headings, rows, right=frozenset({2}))


def _state(handling: Handling) -> str:
    if handling.overdue:
        return "overdue"
    return "open" if handling.open else "closed"


def _suspects(at: Desk, walked: WalkBack) -> Grid:
    shown = walked.suspects[:_SUSPECTS]
    names = at.names({iri for one in shown for iri in (one.process, *one.path, *one.detection)})
    rows = [
        [
            names[one.process].full(at.lang),
            str(round(_PERCENT * one.score)),
            "" if one.steps is None else str(one.steps),
            codes(one.path, names, at.lang),
            codes(one.detection, names, at.lang),
        ]
        for one in shown
    ]
    columns = ("suspect", "score", "steps", "path", "detection")
    headings = [at.context.text(f"cli.complaints.heading.{column}") for column in columns]
    return Grid("", headings, rows, right=frozenset({1, 2}))
