"""What every computed answer starts from, and how it writes its cells."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualite_graph.analysis.network import Network
from qualite_graph.analysis.surroundings import NOTHING_AROUND, Surroundings
from qualite_graph.store.base import Row, Value
from qualite_graph.vocabulary import XSD

if TYPE_CHECKING:
    from qualite_graph.analysis.audit_programme import AuditProgramme
    from qualite_graph.analysis.walk_back import WalkBack


@dataclass(frozen=True, slots=True)
class Context:
    """The network, the bound parameters, the day the answer is for, and the facts around the flows."""

    network: Network
    parameters: Mapping[str, Value]
    reference_date: datetime.date
    around: Surroundings = NOTHING_AROUND
    programme: Callable[[], AuditProgramme] | None = None
    """Works out the audit programme of that day, for the answers that need it."""

    walk_back: Callable[[str, datetime.date], WalkBack] | None = None
    """Walks back from a complaint as known on a day."""


Computation = Callable[[Context], tuple[Row, ...]]


def numbered(groups: Iterable[Iterable[str]]) -> tuple[Row, ...]:
    """Return one row per item of each group: the number of the group from 1, the item."""
    return tuple(
        (integer(number), iri(process)) for number, group in enumerate(groups, start=1) for process in group
    )


def iri(text: str) -> Value:
    """Write an IRI."""
    return Value("iri", text)


def integer(number: int) -> Value:
    """Write a whole number."""
    return Value("literal", str(number), None, XSD.integer)


def decimal(number: float, digits: int) -> Value:
    """Write a number with at most `digits` decimals.

    >>> decimal(0.5, 3).value, decimal(2.0, 1).value
    ('0.5', '2')
    """
    text = f"{number:.{digits}f}".rstrip("0").rstrip(".")
    return Value("literal", text, None, XSD.decimal)
