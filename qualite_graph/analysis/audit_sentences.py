"""An audit programme said in sentences: what comes first, how many interviews, who may not conduct what."""

from __future__ import annotations

from typing import Final

from qualite_graph.analysis.audit_programme import AuditProgramme
from qualite_graph.analysis.coverage_sentences import listed
from qualite_graph.telling import Sentence

_MOST_NAMED: Final = 12
"""How many clauses a sentence may name: the coverage of the standard lists them all."""


def programme_sentences(found: AuditProgramme) -> tuple[Sentence, ...]:
    """Return what to say of a programme before its tables."""
    said = []
    if found.priorities:
        first = found.priorities[0]
        evidence = (*first.open_findings, *first.open_actions)
        said.append(Sentence("audit.first", {"process": first.process}, evidence))
    never = tuple(one.process for one in found.priorities if one.last_audit is None)
    if never:
        said.append(listed("audit.never", "processes", never))
    unowned = tuple(one.interviewee for one in found.interviews if one.owner is None)
    if unowned:
        said.append(listed("audit.unowned", "processes", unowned))
    count = len(found.interviews)
    if count:
        key = "audit.fewest" if found.is_fewest else "audit.bounded"
        said.append(Sentence(key, {"count": count, "at_least": found.at_least}))
    if len(found.unanswered) > _MOST_NAMED:
        said.append(Sentence("audit.unanswered_most", {"count": len(found.unanswered)}, found.unanswered))
    elif found.unanswered:
        said.append(listed("audit.unanswered", "clauses", found.unanswered))
    if not found.auditors_declared:
        said.append(Sentence("audit.anyone"))
    for interview in found.interviews:
        if interview.auditor is None:
            key = "audit.nobody" if interview.owner else "audit.nobody_about"
            said.append(Sentence(key, {"interviewee": interview.interviewee}, interview.processes))
    for past in found.past_without_independence:
        refusal = past.refusal
        values = {"audit": past.audit, "auditor": refusal.auditor, "process": refusal.process}
        said.append(Sentence(f"audit.past.{refusal.reason}", values, (past.audit,)))
    return tuple(said)
