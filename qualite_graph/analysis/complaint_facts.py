"""What a review of complaints is computed from: complaints, corrective actions, time limits, days off."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.items import Item, read_items
from qualite_graph.analysis.working_days import Calendar, calendar

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Store

_COMPLAINTS: Final = """
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
_ACTIONS: Final = """
SELECT ?action ?process ?due ?done ?checked ?effective WHERE {
  ?action a qg:CorrectiveAction .
  OPTIONAL { ?action qg:actionOn ?process }
  OPTIONAL { ?action qg:dueOn ?due }
  OPTIONAL { ?action qg:doneOn ?done }
  OPTIONAL { ?action qg:effectivenessCheckedOn ?checked }
  OPTIONAL { ?action qg:effective ?effective }
}"""
_LIMITS: Final = """
SELECT ?organisation ?acknowledge ?answer WHERE {
  ?organisation a qg:Organization .
  OPTIONAL { ?organisation qg:acknowledgeWithinDays ?acknowledge }
  OPTIONAL { ?organisation qg:answerWithinWorkingDays ?answer }
}"""
_HOLIDAYS: Final = "SELECT ?holiday ?day WHERE { ?holiday a qg:PublicHoliday ; qg:holidayOn ?day }"


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
    limits = read_items(store, dataset, _LIMITS)
    days = [one.day("day") for one in read_items(store, dataset, _HOLIDAYS)]
    return ComplaintFacts(
        tuple([_complaint(one) for one in read_items(store, dataset, _COMPLAINTS)]),
        tuple([_action(one) for one in read_items(store, dataset, _ACTIONS)]),
        limits[0].number("acknowledge") if limits else None,
        limits[0].number("answer") if limits else None,
        calendar([day for day in days if day]),
    )


def _complaint(one: Item) -> Complaint:
    return Complaint(
        one.iri,
        one.text("customer"),
        one.day("received"),
        one.text("receiver"),
        one.every("cause"),
        one.text("severity"),
        one.day("acknowledged"),
        one.day("answered"),
        one.day("closed"),
        one.every("action"),
        one.text("group"),
    )


def _action(one: Item) -> Action:
    return Action(
        one.iri,
        one.every("process"),
        one.day("due"),
        one.day("done"),
        one.day("checked"),
        one.flag("effective"),
    )
