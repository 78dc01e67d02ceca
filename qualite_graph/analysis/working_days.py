"""Counts working days as people promise them: Monday to Friday, without the organisation's days off."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_DAY: Final = datetime.timedelta(days=1)
_WEEK: Final = 7
_WORKED: Final = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days an organisation works; `holidays` are sorted, each once, none on a Saturday or Sunday."""

    holidays: tuple[datetime.date, ...] = ()

    def is_worked(self, day: datetime.date) -> bool:
        """Tell whether the organisation works on a day."""
        return day.weekday() < _WORKED and day not in self.holidays

    def between(self, start: datetime.date, end: datetime.date) -> int:
        """Return how many working days lie after `start` and up to `end`; none when `end` is not after it.

        >>> start, end = datetime.date(2026, 5, 18), datetime.date(2026, 6, 30)
        >>> calendar([]).between(start, end), calendar([datetime.date(2026, 5, 25)]).between(start, end)
        (31, 30)
        """
        if end <= start:
            return 0
        off = bisect.bisect_right(self.holidays, end) - bisect.bisect_right(self.holidays, start)
        return _weekdays_up_to(end) - _weekdays_up_to(start) - off

    def after(self, start: datetime.date, count: int) -> datetime.date:
        """Return the last day of a time limit of `count` working days, the day it starts on not counted.

        >>> calendar([]).after(datetime.date(2026, 5, 18), 10)
        datetime.date(2026, 6, 1)
        """
        day = start
        while count > 0 and day < datetime.date.max:
            day += _DAY
            count -= self.is_worked(day)
        return day


def calendar(holidays: Iterable[datetime.date]) -> Calendar:
    """Return the calendar with these days off; those that fall on a weekend change nothing."""
    return Calendar(tuple(sorted({day for day in holidays if day.weekday() < _WORKED})))


def _weekdays_up_to(day: datetime.date) -> int:
    """Return how many days from Monday to Friday there are from 1 January of year 1, a Monday, to a day."""
    weeks, rest = divmod(day.toordinal(), _WEEK)
    return _WORKED * weeks + min(rest, _WORKED)
