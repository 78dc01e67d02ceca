"""What a review of complaints is computed from: complaints, corrective actions, time limits, days off."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.coverage_facts import day_of
from qualite_graph.analysis.working_days import Calendar, calendar
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Store, Value

_COMPLAINTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?complaint ?customer ?received ?receiver ?cause ?severity ?acknowledged ?answered ?closed
  ?action ?group
WHERE {
  ?complaint a qg:Complaint .
  OPTIONAL { ?complaint qg:raisedBy ?customer }
  OPTIONAL { ?complaint qg:receivedOn ?received }
  OPTIONAL { ?complaint qg:receivedBy ?receiver }
  OPTIONAL { ?complaint qg:causedBy ?cause }
  OPTIONAL { ?complaint qg:severity ?severity }
  OPTIONAL { ?complaint qg:acknowledgedOn ?acknowledged }
  OPTIONAL { ?complaint qg:answeredOn ?answered }
  OPTIONAL { ?complaint qg:closedOn ?closed }
  OPTIONAL { ?complaint qg:treatedBy ?action }
  OPTIONAL { ?complaint qg:repeatGroup ?group }
}"""
)
_ACTIONS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?action ?process ?due ?done ?checked ?effective WHERE {
  ?action a qg:CorrectiveAction .
  OPTIONAL { ?action qg:actionOn ?process }
  OPTIONAL { ?action qg:dueOn ?due }
  OPTIONAL { ?action qg:doneOn ?done }
  OPTIONAL { ?action qg:effectivenessCheckedOn ?checked }
  OPTIONAL { ?action qg:effective ?effective }
}"""
)
_LIMITS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?acknowledge ?answer WHERE {
  ?organisation a qg:Organization .
  OPTIONAL { ?organisation qg:acknowledgeWithinDays ?acknowledge }
  OPTIONAL { ?organisation qg:answerWithinWorkingDays ?answer }
}"""
)
_HOLIDAYS: Final = SPARQL_PROLOGUE + "SELECT ?day WHERE { ?holiday a qg:PublicHoliday ; qg:holidayOn ?day }"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint as it is recorded; a date that is not known is `None`."""

    iri: str
    customer: str | None = None
    received: datetime.date | None = None
    receiver: str | None = None
    causes: frozenset[str] = frozenset()
    severity: str | None = None
    acknowledged: datetime.date | None = None
    answered: datetime.date | None = None
    closed: datetime.date | None = None
    actions: frozenset[str] = frozenset()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One corrective action as it is recorded; `effective` is `None` until somebody says if it worked."""

    iri: str
    processes: frozenset[str] = frozenset()
    due: datetime.date | None = None
    done: datetime.date | None = None
    checked: datetime.date | None = None
    effective: bool | None = None


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """All complaints and actions of an organisation, by IRI, with its time limits and its calendar."""

    complaints: tuple[Complaint, ...] = ()
    actions: tuple[Action, ...] = ()
    acknowledge_within: int | None = None
    """In calendar days."""
    answer_within: int | None = None
    """In working days, the day of receipt not counted."""
    calendar: Calendar = field(default_factory=Calendar)


def read_complaint_facts(store: Store, dataset: Dataset) -> ComplaintFacts:
    """Read the complaints of the organisation in `dataset` and what they are judged by."""
    limits = rows_of(store.query(_LIMITS, dataset))
    acknowledge, answer = limits[0] if limits else (None, None)
    days = (day_of(row[0]) for row in rows_of(store.query(_HOLIDAYS, dataset)))
    return ComplaintFacts(
        _complaints(store, dataset),
        _actions(store, dataset),
        _count(acknowledge),
        _count(answer),
        calendar(day for day in days if day),
    )


def _complaints(store: Store, dataset: Dataset) -> tuple[Complaint, ...]:
    found: dict[str, Complaint] = {}
    for row in rows_of(store.query(_COMPLAINTS, dataset)):
        one, customer, received, receiver, cause, severity, acknowledged, answered, closed, action, group = (
            row
        )
        if one is None:
            continue
        known = found.get(one.value) or Complaint(
            one.value,
            _text(customer),
            day_of(received),
            _text(receiver),
            severity=_text(severity),
            acknowledged=day_of(acknowledged),
            answered=day_of(answered),
            closed=day_of(closed),
            group=_text(group),
        )
        causes = known.causes | ({cause.value} if cause else set())
        actions = known.actions | ({action.value} if action else set())
        found[one.value] = replace(known, causes=causes, actions=actions)
    return tuple(found[iri] for iri in sorted(found))


def _actions(store: Store, dataset: Dataset) -> tuple[Action, ...]:
    found: dict[str, Action] = {}
    for one, process, due, done, checked, effective in rows_of(store.query(_ACTIONS, dataset)):
        if one is None:
            continue
        known = found.get(one.value) or Action(
            one.value,
            due=day_of(due),
            done=day_of(done),
            checked=day_of(checked),
            effective=None if effective is None else effective.value in ("true", "1"),
        )
        found[one.value] = replace(known, processes=known.processes | ({process.value} if process else set()))
    return tuple(found[iri] for iri in sorted(found))


def _text(value: Value | None) -> str | None:
    return value.value if value else None


def _count(value: Value | None) -> int | None:
    return int(value.value) if value and value.value.isdecimal() else None
