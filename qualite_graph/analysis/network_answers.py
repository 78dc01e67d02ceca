"""The questions on what holds the network: what would close a loop, what is lost, what to improve."""

from __future__ import annotations

from typing import Final

from qualite_graph.analysis.centrality import process_rank
from qualite_graph.analysis.communities import communities
from qualite_graph.analysis.computed import Computation, Context, decimal, integer, iri, numbered
from qualite_graph.analysis.customer_focus import delivery
from qualite_graph.analysis.feedback import feedback
from qualite_graph.analysis.impact import impact
from qualite_graph.analysis.single_points import single_points
from qualite_graph.analysis.voice import voices
from qualite_graph.analysis.weakest import minimum_cut
from qualite_graph.store.base import Row

FIRST: Final = 10
"""How many processes the ranking of those to improve shows."""


def feedback_to_add(context: Context) -> tuple[Row, ...]:
    """Return the fewest flows of feedback that would close every open loop."""
    return tuple((iri(start), iri(end)) for start, end in feedback(context.network).missing)


def unavoidable_processes(context: Context) -> tuple[Row, ...]:
    """Return the processes through which every delivery passes, in the order of the way."""
    return _steps(delivery(context.network).unavoidable)


def critical_path(context: Context) -> tuple[Row, ...]:
    """Return the way of the product from order to delivery."""
    return _steps(delivery(context.network).critical)


def customer_voice(context: Context) -> tuple[Row, ...]:
    """Return how well the customer is heard at each process, where least first."""
    return tuple(
        (
            iri(voice.process),
            decimal(voice.score, 2),
            decimal(voice.nearness, 2),
            decimal(voice.feedback, 2),
            decimal(voice.needs, 2),
            decimal(voice.stated, 2),
        )
        for voice in voices(context.network, context.around)
    )


def what_all_rests_on(context: Context) -> tuple[Row, ...]:
    """Return the processes, people and providers that nothing replaces, with how much each holds."""
    return tuple(
        (
            iri(point.item),
            *(integer(len(held)) for held in (point.cut_off, point.stopped, point.customers, point.clauses)),
        )
        for point in single_points(context.network, context.around)
    )


def lost_without(context: Context) -> tuple[Row, ...]:
    """Return what is lost when a process stops: processes, customers, clauses."""
    process = context.parameters["process"].value
    found = impact(context.network, context.around, {process})
    lost = found.spread
    items = [one for one in (*lost.stopped, *lost.blocked) if one != process]
    return tuple(
        (iri(item),) for item in (*items, *lost.customers_lost, *lost.customers_short, *found.clauses)
    )


def least_between(context: Context) -> tuple[Row, ...]:
    """Return the fewest processes whose stop parts two others; none where no stop does."""
    start, end = context.parameters["start"].value, context.parameters["end"].value
    if start == end:
        return ()
    return tuple((iri(process),) for process in minimum_cut(context.network, start, end).processes or ())


def working_groups(context: Context) -> tuple[Row, ...]:
    """Return the processes of each community."""
    return numbered(communities(context.network.graph, context.around.units).groups)


def silos(context: Context) -> tuple[Row, ...]:
    """Return the units by decreasing share of their relations that stay inside."""
    found = communities(context.network.graph, context.around.units).departments
    ordered = sorted(found, key=lambda one: (-round(one.inside, 9), one.unit))
    return tuple((iri(one.unit), decimal(one.inside, 2), decimal(one.together, 2)) for one in ordered)


def improve_first(context: Context) -> tuple[Row, ...]:
    """Return the processes of greatest network-adjusted need for improvement."""
    graph = context.network.graph
    ranks = process_rank(graph, {process: context.around.need(process) for process in graph.nodes})
    ordered = sorted(ranks, key=lambda process: (-round(ranks[process], 9), process))
    return tuple((iri(process), decimal(ranks[process], 3)) for process in ordered[:FIRST])


def _steps(path: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple((integer(step), iri(process)) for step, process in enumerate(path, start=1))


NETWORK_ANSWERS: Final[tuple[Computation, ...]] = (
    feedback_to_add,
    unavoidable_processes,
    critical_path,
    customer_voice,
    what_all_rests_on,
    lost_without,
    least_between,
    working_groups,
    silos,
    improve_first,
)
