"""How complaints were handled at a date: delays, repeats, what calls for an action, whether actions worked.

What happened after the reference date is not known yet: a complaint answered the day after is unanswered.

- *Late acknowledgement*: more calendar days than the organisation allows itself went by before it, or until
  the reference date. *Late answer*: more working days, the day of receipt not counted. Without a limit
  nothing is late.
- A complaint *calls for an action* when it is major or critical, or when it repeats.
- A complaint *repeats* when another one bears the same repeat group.
- An action *worked* or *failed* when a check says so, and *recurred* when, checked or not, a complaint of a
  repeat group that it treats came in after it was done. Else it is *unchecked*, or *not done*.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qualite_graph.analysis.complaint_facts import Action, Complaint, ComplaintFacts
from qualite_graph.vocabulary import QG

SERIOUS: Final = frozenset({QG.Major, QG.Critical})
"""The severities that call for an action by themselves."""


class Efficacy(StrEnum):
    """Whether a corrective action did away with what it was taken for."""

    NOT_DONE = "not_done"
    UNCHECKED = "unchecked"
    WORKED = "worked"
    FAILED = "failed"
    RECURRED = "recurred"


@dataclass(frozen=True, slots=True)
class Handling:
    """How one complaint was handled by the reference date; days run to it where nothing has happened yet."""

    complaint: str
    customer: str | None
    causes: tuple[str, ...]
    severity: str | None
    received: datetime.date
    open: bool
    days_to_acknowledge: int
    """Calendar days."""
    acknowledged: bool
    acknowledged_late: bool
    answer_due: datetime.date | None
    days_to_answer: int
    """Working days, the day of receipt not counted."""
    answered: bool
    answered_late: bool
    overdue: bool
    """Whether the answer is still awaited after the time limit."""
    repeats: tuple[str, ...]
    """The other complaints of its repeat group, the earliest first."""
    calls_for_action: bool
    actions: tuple[str, ...]

    @property
    def lacks_action(self) -> bool:
        """Tell whether an action is called for and none was taken."""
        return self.calls_for_action and not self.actions


@dataclass(frozen=True, slots=True)
class ActionState:
    """How far one corrective action is; `late` holds when it was done, or is awaited, after its due date."""

    action: str
    processes: tuple[str, ...]
    complaints: tuple[str, ...]
    due: datetime.date | None
    done: datetime.date | None
    late: bool
    overdue: bool
    """Whether it is late and still not done."""
    efficacy: Efficacy
    recurrences: tuple[str, ...]
    """The complaints of a repeat group it treats that came in after it was done."""


@dataclass(frozen=True, slots=True)
class RepeatGroup:
    """Complaints about the same problem, the earliest first."""

    mark: str
    complaints: tuple[str, ...]
    customers: tuple[str, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComplaintReview:
    """The complaints received by a date, the earliest first, and the actions decided."""

    reference_date: datetime.date
    acknowledge_within: int | None
    answer_within: int | None
    complaints: tuple[Handling, ...]
    actions: tuple[ActionState, ...]
    groups: tuple[RepeatGroup, ...]
    by_cause: tuple[tuple[str, int], ...]
    by_customer: tuple[tuple[str, int], ...]

    @property
    def on_time(self) -> tuple[str, ...]:
        """Return the complaints answered within the time limit."""
        return tuple(one.complaint for one in self.complaints if one.answered and not one.answered_late)

    @property
    def on_time_rate(self) -> float | None:
        """Return the share of complaints received that were answered in time; `None` without any."""
        return len(self.on_time) / len(self.complaints) if self.complaints else None

    def of_complaint(self, complaint: str) -> Handling:
        """Return how one complaint was handled.

        Raises:
            KeyError: no such complaint had been received by the reference date.
        """
        for found in self.complaints:
            if found.complaint == complaint:
                return found
        raise KeyError(complaint)


def review(facts: ComplaintFacts, day: datetime.date) -> ComplaintReview:
    """Return how the complaints received by `day` had been handled on that day."""
    known = received_by(facts.complaints, day)
    members: dict[str, list[Complaint]] = {}
    for complaint, _ in known:
        if complaint.group:
            members.setdefault(complaint.group, []).append(complaint)
    groups = {mark: found for mark, found in members.items() if len(found) > 1}
    return ComplaintReview(
        day,
        facts.acknowledge_within,
        facts.answer_within,
        tuple(
            _handling(facts, complaint, received, day, groups.get(complaint.group or "", ()))
            for complaint, received in known
        ),
        tuple(_action_state(action, [one for one, _ in known], day) for action in facts.actions),
        tuple(_group(mark, groups[mark]) for mark in sorted(groups)),
        _ranked(cause for complaint, _ in known for cause in complaint.causes),
        _ranked(complaint.customer for complaint, _ in known if complaint.customer),
    )


def received_by(
    complaints: Iterable[Complaint], day: datetime.date
) -> tuple[tuple[Complaint, datetime.date], ...]:
    """Return the complaints received by a day, each with its date, the earliest first, ties by IRI."""
    dated = [(one, one.received) for one in complaints if one.received is not None and one.received <= day]
    return tuple(sorted(dated, key=lambda pair: (pair[1], pair[0].iri)))


def _handling(
    facts: ComplaintFacts,
    complaint: Complaint,
    received: datetime.date,
    day: datetime.date,
    group: Iterable[Complaint],
) -> Handling:
    acknowledged = _by(complaint.acknowledged, day)
    answered = _by(complaint.answered, day)
    calendar_days = ((acknowledged or day) - received).days
    working_days = facts.calendar.between(received, answered or day)
    limit = facts.answer_within
    late = limit is not None and working_days > limit
    repeats = tuple(other.iri for other in group if other.iri != complaint.iri)
    return Handling(
        complaint.iri,
        complaint.customer,
        tuple(sorted(complaint.causes)),
        complaint.severity,
        received,
        open=_by(complaint.closed, day) is None,
        days_to_acknowledge=calendar_days,
        acknowledged=acknowledged is not None,
        acknowledged_late=facts.acknowledge_within is not None and calendar_days > facts.acknowledge_within,
        answer_due=None if limit is None else facts.calendar.after(received, limit),
        days_to_answer=working_days,
        answered=answered is not None,
        answered_late=late and answered is not None,
        overdue=late and answered is None,
        repeats=repeats,
        calls_for_action=complaint.severity in SERIOUS or bool(repeats),
        actions=tuple(sorted(complaint.actions)),
    )


def _action_state(action: Action, complaints: list[Complaint], day: datetime.date) -> ActionState:
    done = _by(action.done, day)
    treated = [one for one in complaints if action.iri in one.actions]
    marks = {one.group for one in treated if one.group}
    recurrences = tuple(
        one.iri
        for one in complaints
        if done and one.group in marks and one.received is not None and one.received > done
    )
    late = action.due is not None and (done or day) > action.due
    return ActionState(
        action.iri,
        tuple(sorted(action.processes)),
        tuple(one.iri for one in treated),
        action.due,
        done,
        late,
        late and done is None,
        _efficacy(action, day, recurred=bool(recurrences)),
        recurrences,
    )


def _efficacy(action: Action, day: datetime.date, *, recurred: bool) -> Efficacy:
    if _by(action.done, day) is None:
        return Efficacy.NOT_DONE
    if recurred:
        return Efficacy.RECURRED
    if _by(action.checked, day) is None or action.effective is None:
        return Efficacy.UNCHECKED
    return Efficacy.WORKED if action.effective else Efficacy.FAILED


def _group(mark: str, members: list[Complaint]) -> RepeatGroup:
    return RepeatGroup(
        mark,
        tuple(one.iri for one in members),
        tuple(sorted({one.customer for one in members if one.customer})),
        tuple(sorted({cause for one in members for cause in one.causes})),
    )


def _ranked(items: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return each item with its count, the most frequent first, ties by IRI."""
    return tuple(sorted(Counter(items).items(), key=lambda pair: (-pair[1], pair[0])))


def _by(event: datetime.date | None, day: datetime.date) -> datetime.date | None:
    return event if event is not None and event <= day else None
