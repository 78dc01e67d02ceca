"""Complaints said in sentences: how they were handled, who is suspected, what should have seen the fault."""

from __future__ import annotations

from collections.abc import Iterator

from qualite_graph.analysis.complaint_review import ActionState, ComplaintReview, Efficacy, Handling
from qualite_graph.analysis.walk_back import WalkBack
from qualite_graph.telling import SaidValue, Sentence

_PERCENT = 100


def review_sentences(found: ComplaintReview) -> tuple[Sentence, ...]:
    """Return what to say of all complaints together, delays first, then repeats and actions."""
    total = len(found.complaints)
    if not total:
        return (Sentence("complaint.nothing"),)
    still = tuple(one.complaint for one in found.complaints if one.open)
    said = [Sentence("complaint.received", {"count": total, "open": len(still)}, still)]
    if found.answer_within is not None and found.on_time_rate is not None:
        values: dict[str, SaidValue] = {
            "on_time": len(found.on_time),
            "total": total,
            "limit": found.answer_within,
            "rate": round(_PERCENT * found.on_time_rate, 1),
            "count": len(found.on_time),
        }
        said.append(Sentence("complaint.on_time", values, found.on_time))
    for handling in found.complaints:
        said.extend(_delays(found, handling))
    for group in found.groups:
        values = {
            "count": len(group.complaints),
            "complaints": group.complaints,
            "causes": group.causes,
        }
        key = "complaint.repeated" if group.causes else "complaint.repeated_without_cause"
        said.append(Sentence(key, values, group.complaints))
    lacking = tuple(one.complaint for one in found.complaints if one.lacks_action)
    if lacking:
        said.append(
            Sentence("complaint.lacks_action", {"complaints": lacking, "count": len(lacking)}, lacking)
        )
    for action in found.actions:
        said.extend(action_sentences(action))
    if found.by_cause:
        process, count = found.by_cause[0]
        said.append(
            Sentence(
                "complaint.first_cause", {"process": process, "count": count, "total": total}, (process,)
            )
        )
    return tuple(said)


def file_sentences(found: WalkBack, review: ComplaintReview) -> tuple[Sentence, ...]:
    """Return what to say of one complaint: delays, suspects, detection, repeats, actions."""
    handling = found.handling
    said = list(_delays(review, handling))
    if handling.repeats:
        values: dict[str, SaidValue] = {"complaints": handling.repeats, "count": len(handling.repeats)}
        said.append(Sentence("complaint.repeats", values, handling.repeats))
    if handling.lacks_action:
        said.append(
            Sentence(
                "complaint.lacks_action",
                {"complaints": (handling.complaint,), "count": 1},
                (handling.complaint,),
            )
        )
    if found.suspects:
        first = found.suspects[0]
        values = {"process": first.process, "score": round(_PERCENT * first.score), "count": first.steps or 0}
        key = "complaint.suspect_apart" if first.steps is None else "complaint.suspect"
        said.append(Sentence(key, values, first.path))
    if found.missed:
        values = {"processes": found.missed, "count": len(found.missed)}
        said.append(Sentence("complaint.missed", values, found.missed))
    elif found.suspects:
        said.append(Sentence("complaint.nothing_detects", {"process": found.suspects[0].process}))
    for action in found.actions:
        said.extend(action_sentences(action))
    return tuple(said)


def action_sentences(action: ActionState) -> Iterator[Sentence]:
    """Yield what to say of a corrective action: late, and whether it worked."""
    values: dict[str, SaidValue] = {"action": action.action}
    if action.due is not None and action.late:
        values["due"] = action.due
        if action.done is not None:
            yield Sentence("complaint.action_late", {**values, "done": action.done}, (action.action,))
        else:
            yield Sentence("complaint.action_overdue", values, (action.action,))
    if action.efficacy is Efficacy.RECURRED:
        recurrences: dict[str, SaidValue] = {
            "complaints": action.recurrences,
            "count": len(action.recurrences),
        }
        yield Sentence("complaint.efficacy.recurred", {**values, **recurrences}, action.recurrences)
    elif action.efficacy is not Efficacy.NOT_DONE:
        yield Sentence(f"complaint.efficacy.{action.efficacy}", {"action": action.action}, (action.action,))


def _delays(review: ComplaintReview, handling: Handling) -> Iterator[Sentence]:
    evidence = (handling.complaint,)
    if handling.acknowledged_late and review.acknowledge_within is not None:
        values: dict[str, SaidValue] = {
            "complaint": handling.complaint,
            "count": handling.days_to_acknowledge,
            "limit": review.acknowledge_within,
        }
        key = "complaint.acknowledged_late" if handling.acknowledged else "complaint.unacknowledged"
        yield Sentence(key, values, evidence)
    if handling.answer_due is not None and (handling.answered_late or handling.overdue):
        values = {
            "complaint": handling.complaint,
            "count": handling.days_to_answer,
            "due": handling.answer_due,
        }
        yield Sentence(
            "complaint.overdue" if handling.overdue else "complaint.answered_late", values, evidence
        )
