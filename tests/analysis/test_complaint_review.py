"""Delays, repeats, actions and their efficacy: the example's published figures, and plain definitions."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualite_graph.analysis.complaint_facts import Action, Complaint, ComplaintFacts
from qualite_graph.analysis.complaint_review import ComplaintReview, Efficacy, review
from qualite_graph.analysis.working_days import calendar
from qualite_graph.vocabulary import QG
from qualite_graph.workspace import EXAMPLE, Workspace

DAY = datetime.date(2026, 6, 30)
DATES = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))


@pytest.fixture(scope="module")
def found() -> ComplaintReview:
    return Workspace.in_memory().complaints(EXAMPLE, reference_date=DAY)


def codes(iris: object) -> list[str]:
    assert isinstance(iris, tuple)
    return [str(iri).rsplit("/", 1)[1] for iri in iris]


def those(found: ComplaintReview, attribute: str) -> list[str]:
    return [codes((one.complaint,))[0] for one in found.complaints if getattr(one, attribute)]


def test_e47_to_e48_counts(found: ComplaintReview) -> None:
    assert [(codes((who,))[0], count) for who, count in found.by_cause] == [
        ("R4", 4), ("R6", 2), ("R2", 1), ("R3", 1)
    ]  # fmt: skip
    assert [(codes((who,))[0], count) for who, count in found.by_customer] == [
        ("C1", 3), ("C2", 2), ("C3", 2), ("C5", 1)
    ]  # fmt: skip


def test_e49_to_e53_delays(found: ComplaintReview) -> None:
    days = {codes((one.complaint,))[0]: one.days_to_answer for one in found.complaints}

    assert those(found, "acknowledged_late") == ["K07"]
    assert those(found, "answered_late") == ["K04"]
    assert those(found, "overdue") == ["K07"]
    assert (days["K04"], days["K07"], days["K08"]) == (12, 31, 6)
    assert those(found, "open") == ["K07", "K08"]
    assert len(found.on_time) == 5
    assert found.on_time_rate == 0.625


def test_e54_to_e56_repeats_and_actions(found: ComplaintReview) -> None:
    (group,) = found.groups

    assert (group.mark, codes(group.complaints)) == ("G1", ["K01", "K04", "K07"])
    assert (codes(group.customers), codes(group.causes)) == (["C1"], ["R4"])
    assert those(found, "actions") == ["K02"]
    assert those(found, "lacks_action") == ["K01", "K04", "K05", "K07"]


def test_e57_late_actions(found: ComplaintReview) -> None:
    late = {codes((one.action,))[0]: one for one in found.actions if one.late}

    assert sorted(late) == ["AC-2026-02", "AC-2026-03"]
    assert [code for code, one in late.items() if one.overdue] == ["AC-2026-02"]
    assert late["AC-2026-02"].efficacy is Efficacy.NOT_DONE
    assert late["AC-2026-03"].efficacy is Efficacy.UNCHECKED
    assert codes(late["AC-2026-03"].complaints) == ["K02"]


def test_a_public_holiday_gives_a_day_more() -> None:
    start, monday = datetime.date(2026, 5, 18), datetime.date(2026, 5, 25)
    complaint = Complaint("k", received=start, answered=datetime.date(2026, 6, 2))
    plain = ComplaintFacts((complaint,), answer_within=10)
    with_holiday = ComplaintFacts((complaint,), answer_within=10, calendar=calendar([monday]))

    (late,), (in_time,) = review(plain, DAY).complaints, review(with_holiday, DAY).complaints
    assert (late.days_to_answer, late.answered_late, late.answer_due) == (11, True, datetime.date(2026, 6, 1))
    assert (in_time.days_to_answer, in_time.answered_late) == (10, False)
    assert in_time.answer_due == datetime.date(2026, 6, 2)


def test_what_comes_after_the_reference_date_is_not_known_yet() -> None:
    early, late = datetime.date(2026, 6, 1), datetime.date(2026, 7, 1)
    facts = ComplaintFacts(
        (
            Complaint("k1", received=early, answered=late, closed=late, group="g"),
            Complaint("k2", received=late, group="g"),
            Complaint("k3"),
        ),
        (Action("a", done=late, checked=late, effective=True),),
    )
    found = review(facts, DAY)

    (only,) = found.complaints
    assert (only.complaint, only.open, only.answered, only.repeats) == ("k1", True, False, ())
    assert found.actions[0].efficacy is Efficacy.NOT_DONE
    assert found.groups == ()


@pytest.mark.parametrize(
    ("action", "again", "expected"),
    [
        (Action("a", done=DAY), None, Efficacy.UNCHECKED),
        (Action("a", done=DAY, checked=DAY, effective=True), None, Efficacy.WORKED),
        (Action("a", done=DAY, checked=DAY, effective=False), None, Efficacy.FAILED),
        (Action("a", done=DAY, checked=DAY), None, Efficacy.UNCHECKED),
        (Action("a", done=DAY, checked=DAY, effective=True), 1, Efficacy.RECURRED),
        (Action("a", done=DAY, checked=DAY, effective=True), 0, Efficacy.WORKED),
        (Action("a", checked=DAY, effective=True), 1, Efficacy.NOT_DONE),
    ],
)
def test_whether_an_action_worked(action: Action, again: int | None, expected: Efficacy) -> None:
    first = Complaint("k1", received=DAY, actions=frozenset({"a"}), group="g")
    others = () if again is None else (Complaint("k2", received=DAY + datetime.timedelta(again), group="g"),)
    found = review(ComplaintFacts((first, *others), (action,)), DAY + datetime.timedelta(10))

    assert found.actions[0].efficacy is expected
    assert found.actions[0].recurrences == (("k2",) if expected is Efficacy.RECURRED else ())


@given(DATES, DATES, st.frozensets(DATES))
def test_working_days_are_counted_one_by_one(
    start: datetime.date, end: datetime.date, holidays: frozenset[datetime.date]
) -> None:
    days = [start + datetime.timedelta(n) for n in range(1, (end - start).days + 1)]
    counted = sum(day.weekday() < 5 and day not in holidays for day in days)
    kept = calendar(holidays)

    assert kept.between(start, end) == counted
    assert kept.between(start, kept.after(start, counted)) == counted
    assert kept.after(start, counted) <= max(start, end)


@given(st.lists(st.tuples(DATES, st.sampled_from(["g", "h", None]))), DATES)
def test_repeats_are_the_others_of_the_group_known_by_the_day(
    drawn: list[tuple[datetime.date, str | None]], day: datetime.date
) -> None:
    complaints = tuple(Complaint(f"k{n}", received=on, group=mark) for n, (on, mark) in enumerate(drawn))
    found = review(ComplaintFacts(complaints), day)
    groups = {one.iri: one.group for one in complaints}
    known = [one.complaint for one in found.complaints]

    assert set(known) == {one.iri for one in complaints if one.received and one.received <= day}
    for one in found.complaints:
        mark = groups[one.complaint]
        others = {other for other in known if mark and groups[other] == mark} - {one.complaint}
        assert set(one.repeats) == others
        assert one.calls_for_action is bool(others)
        assert one.lacks_action is bool(others)


def test_a_serious_complaint_calls_for_an_action_by_itself() -> None:
    severities = {"minor": QG.Minor, "major": QG.Major, "critical": QG.Critical, "none": None}
    facts = ComplaintFacts(
        tuple(Complaint(name, received=DAY, severity=value) for name, value in severities.items())
    )

    assert {one.complaint for one in review(facts, DAY).complaints if one.lacks_action} == {
        "major",
        "critical",
    }
