"""The answers of the catalogue that an audit programme or the walk back from a complaint gives."""

from __future__ import annotations

import datetime
from typing import Final

from qualite_graph.analysis.computed import Computation, Context, decimal, integer, iri
from qualite_graph.store.base import Row, Value
from qualite_graph.vocabulary import XSD

SUSPECTS: Final = 5
"""How many suspects are shown."""


def audit_first(context: Context) -> tuple[Row, ...]:
    """Return the processes by decreasing priority of audit, with the date of their last audit."""
    if context.programme is None:
        return ()
    return tuple(
        (
            iri(one.process),
            decimal(one.score, 2),
            Value("literal", one.last_audit.isoformat(), None, XSD.date) if one.last_audit else None,
        )
        for one in context.programme().priorities
    )


def whom_to_meet(context: Context) -> tuple[Row, ...]:
    """Return the fewest interviews, one row per process they are about, and who may conduct each."""
    if context.programme is None:
        return ()
    return tuple(
        (iri(one.owner) if one.owner else None, iri(process), iri(one.auditor) if one.auditor else None)
        for one in context.programme().interviews
        for process in one.processes
    )


def complaint_suspects(context: Context) -> tuple[Row, ...]:
    """Return the first suspects of a complaint, one row per point where the fault could have been seen."""
    if context.walk_back is None:
        return ()
    day = datetime.date.fromisoformat(context.parameters["reference_date"].value)
    found = context.walk_back(context.parameters["complaint"].value, day)
    return tuple(
        (
            iri(one.process),
            integer(round(100 * one.score)),
            None if one.steps is None else integer(one.steps),
            iri(seen) if seen else None,
        )
        for one in found.suspects[:SUSPECTS]
        for seen in one.detection or (None,)
    )


ASSURANCE_ANSWERS: Final[tuple[Computation, ...]] = (audit_first, whom_to_meet, complaint_suspects)
