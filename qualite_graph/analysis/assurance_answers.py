"""The answers of the catalogue that an audit programme gives."""

from __future__ import annotations

from typing import Final

from qualite_graph.analysis.computed import Computation, Context, decimal, iri
from qualite_graph.store.base import Row, Value
from qualite_graph.vocabulary import XSD


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
        (iri(one.interviewee), iri(process), iri(one.auditor) if one.auditor else None)
        for one in context.programme().interviews
        for process in one.processes
    )


ASSURANCE_ANSWERS: Final[tuple[Computation, ...]] = (audit_first, whom_to_meet)
