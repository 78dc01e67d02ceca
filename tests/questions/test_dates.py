"""Questions that depend on the day count days, working days and months as people do, at any date."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.questions import catalogue
from qualite_graph.store import EmbeddedStore, Value, dataset_of
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import QG, RDF, XSD, entity, graph_of
from qualite_graph.workspace import EXAMPLE, Workspace

DAYS = st.dates(datetime.date(2023, 12, 25), datetime.date(2028, 3, 5))
SLUG = "firm"


def store_of(triples: list[tuple[str, str, str]]) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    lines = "\n".join(f"<{s}> <{p}> {o} ." for s, p, o in triples)
    store.update(f"INSERT DATA {{ GRAPH <{graph_of(SLUG)}> {{ {lines} }} }}")
    return store


def ask(store: EmbeddedStore, question: str, day: datetime.date | None = None) -> list[list[str | None]]:
    asked = catalogue().question(question)
    bindings = {} if day is None else {"reference_date": Value("literal", f"{day}", None, XSD.date)}
    result = store.query(asked.text, dataset_of(SLUG), bindings)
    rows = rows_of(result, [column.name for column in asked.columns])
    return [[None if value is None else value.value for value in row] for row in rows]


def date(day: datetime.date) -> str:
    return Value("literal", day.isoformat(), None, XSD.date).n3()


def complaints(
    dates: list[tuple[datetime.date, datetime.date | None]], predicate: str, limit: str, allowed: int
) -> EmbeddedStore:
    triples = [
        (graph_of(SLUG), RDF.type, f"<{QG.Organization}>"),
        (graph_of(SLUG), limit, str(allowed)),
    ]
    for number, (received, done) in enumerate(dates):
        complaint = entity(SLUG, "complaint", f"{number:03}")
        triples += [
            (complaint, RDF.type, f"<{QG.Complaint}>"),
            (complaint, QG.receivedOn, date(received)),
        ]
        if done is not None:
            triples.append((complaint, predicate, date(done)))
    return store_of(triples)


def working_days(received: datetime.date, end: datetime.date) -> int:
    """Count, day by day, the weekdays after the day of receipt and up to the end."""
    days = (received + datetime.timedelta(n) for n in range(1, (end - received).days + 1))
    return sum(day.weekday() < 5 for day in days)


def spans(received: datetime.date, gap: int | None) -> tuple[datetime.date, datetime.date | None]:
    return received, None if gap is None else received + datetime.timedelta(gap)


SPANS = st.lists(st.builds(spans, DAYS, st.none() | st.integers(0, 60)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(dates=SPANS, day=DAYS, allowed=st.integers(0, 12))
def test_late_answers_are_counted_in_working_days(
    dates: list[tuple[datetime.date, datetime.date | None]], day: datetime.date, allowed: int
) -> None:
    store = complaints(dates, QG.answeredOn, QG.answerWithinWorkingDays, allowed)
    expected = {}
    for number, (received, answered) in enumerate(dates):
        known = answered if answered is not None and answered <= day else None
        elapsed = working_days(received, known or day)
        if received <= day and elapsed > allowed:
            expected[f"{number:03}"] = (str(elapsed), None if known is None else str(known))

    found = {str(row[0])[-3:]: (row[1], row[3]) for row in ask(store, "Q29", day)}

    assert found == expected


@settings(max_examples=60, deadline=None)
@given(dates=SPANS, day=DAYS, allowed=st.integers(0, 12))
def test_the_on_time_rate_counts_answers_within_the_limit(
    dates: list[tuple[datetime.date, datetime.date | None]], day: datetime.date, allowed: int
) -> None:
    store = complaints(dates, QG.answeredOn, QG.answerWithinWorkingDays, allowed)
    known = [(received, done) for received, done in dates if received <= day]
    kept = sum(
        done is not None and done <= day and working_days(received, done) <= allowed
        for received, done in known
    )

    [[on_time, received, rate, _]] = ask(store, "Q34", day)

    assert (on_time, received) == (str(kept), str(len(known)))
    if known:
        assert float(str(rate)) == pytest.approx(100 * kept / len(known), abs=0.0500001)
    else:
        assert rate is None


@settings(max_examples=60, deadline=None)
@given(dates=SPANS, day=DAYS, allowed=st.integers(0, 12))
def test_late_acknowledgements_are_counted_in_calendar_days(
    dates: list[tuple[datetime.date, datetime.date | None]], day: datetime.date, allowed: int
) -> None:
    store = complaints(dates, QG.acknowledgedOn, QG.acknowledgeWithinDays, allowed)
    expected = {}
    for number, (received, done) in enumerate(dates):
        end = done if done is not None and done <= day else day
        if received <= day and (end - received).days > allowed:
            expected[f"{number:03}"] = str((end - received).days)

    assert {str(row[0])[-3:]: row[1] for row in ask(store, "X27", day)} == expected


@pytest.mark.parametrize(
    ("since", "day", "months"),
    [
        ("2024-06-30", "2026-06-30", 24),  # the day the month is full
        ("2024-07-01", "2026-06-30", None),  # one day short of 24 months
        ("2024-06-01", "2026-06-30", 24),
        ("2024-02-29", "2026-02-28", None),  # the 29th has not come
        ("2024-02-29", "2026-03-01", 24),
        ("2023-12-31", "2026-01-01", 24),
        ("2022-01-31", "2026-02-28", 48),
        ("2026-07-01", "2026-06-30", None),  # not yet collected
    ],
)
def test_ages_are_counted_in_full_months(since: str, day: str, months: int | None) -> None:
    stated = date(datetime.date.fromisoformat(since))
    process, need = entity(SLUG, "process", "P"), entity(SLUG, "need", "N")
    store = store_of(
        [
            (process, RDF.type, f"<{QG.Process}>"),
            (process, QG.lastAuditedOn, stated),
            (need, QG.collectedOn, stated),
        ]
    )
    on = datetime.date.fromisoformat(day)
    expected = [] if months is None else [str(months)]

    assert [row[-1] for row in ask(store, "Q24", on)] == expected
    assert [row[-1] for row in ask(store, "X23", on)] == expected
    assert [row[-1] for row in ask(store, "Q53", on)] == ([] if months is None else [since])


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.mark.parametrize(
    ("question", "day", "expected"),
    [
        ("Q28", "2026-01-13", ""),
        ("Q28", "2026-01-14", "K01"),
        ("Q28", "2026-02-03", ""),  # closed that day
        ("Q28", "2026-02-19", "K02 K03"),
        ("Q29", "2026-01-28", ""),
        ("Q29", "2026-03-25", ""),  # tenth working day of K04
        ("Q29", "2026-03-26", "K04"),  # the eleventh, without an answer yet
        ("X17", "2026-02-10", ""),  # due that day
        ("X17", "2026-02-11", "A1 A1"),
        ("X17", "2027-01-01", "A1 A1 A2 A3 A4"),
        ("X29", "2026-04-15", ""),
        ("X29", "2026-04-30", "AC-2026-03"),
        ("X29", "2026-05-01", "AC-2026-02 AC-2026-03"),
    ],
)
def test_answers_follow_the_reference_date(
    workspace: Workspace, question: str, day: str, expected: str
) -> None:
    answer = workspace.ask(question, organisation=EXAMPLE, reference_date=datetime.date.fromisoformat(day))

    assert " ".join(str(row[0].value).rsplit("/", 1)[1] for row in answer.rows if row[0]) == expected
