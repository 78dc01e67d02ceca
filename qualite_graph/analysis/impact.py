"""A what-if, side by side with the map as it is: what is lost, and which figures change."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.analysis.collector import uncollected
from qualite_graph.analysis.coverage_facts import CoverageFacts
from qualite_graph.analysis.customer_focus import shortest_way
from qualite_graph.analysis.evidence import proved
from qualite_graph.analysis.fragility import Spread, spread
from qualite_graph.analysis.network import FlowRow, Network
from qualite_graph.analysis.structure import count_parts
from qualite_graph.analysis.surroundings import Surroundings
from qualite_graph.telling import SaidValue, Sentence

_NAMED: Final = 20
"""How many items a sentence names at most; it gives their number in any case."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What follows from removing some things, beside the map as it is.

    `removed` are the things taken away, by IRI. `clauses` are the leaf clauses of ISO 9001:2015 that were
    answered and are no longer, `unproved` those that a document in date proved and none does any more.
    `cut_off` are the processes that still run and from which a customer was reached, however indirectly, and
    is no longer. `before` and `after` hold the same figures: `processes` that run, `internal_flows`, `parts`,
    `customers` that receive something, `outputs` that reach someone, `clauses` answered, `steps` of the
    shortest way from order to delivery (-1 where there is none).
    """

    removed: tuple[str, ...]
    spread: Spread
    clauses: tuple[str, ...]
    unproved: tuple[str, ...]
    cut_off: tuple[str, ...]
    before: Mapping[str, int]
    after: Mapping[str, int]

    def sentences(self) -> tuple[Sentence, ...]:
        """Return what follows in sentences, the gravest first, each with the flows or facts it rests on."""
        lost = self.spread
        found: list[Sentence] = []

        def say(key: str, items: Collection[str], evidence: tuple[str, ...]) -> None:
            if items:
                values: dict[str, SaidValue] = {"items": tuple(items)[:_NAMED], "count": len(items)}
                among = "_among" if len(items) > _NAMED else ""
                found.append(Sentence(f"impact.{key}{among}", values, evidence))

        say("leaderless", lost.leaderless, self.removed)
        say("starved", lost.starved, lost.flows_to(lost.starved))
        say("blocked", lost.blocked, lost.flows_to(lost.blocked))
        say("customers_lost", lost.customers_lost, lost.flows_to(lost.customers_lost))
        say("customers_short", lost.customers_short, lost.flows_to(lost.customers_short))
        say("cut_off", self.cut_off, lost.flows)
        say("clauses", self.clauses, lost.stopped)
        say("unproved", self.unproved, self.removed)
        say("short", lost.short, lost.flows_to(lost.short))
        for one in lost.takeovers:
            key = "impact.overloaded" if one.overloaded else "impact.takes_over"
            taken: dict[str, SaidValue] = {
                "person": one.person,
                "processes": one.processes,
                "before": one.before,
                "after": one.after,
            }
            found.append(Sentence(key, taken, (one.person, *one.processes)))
        before, after = self.before["steps"], self.after["steps"]
        if after != before:
            key = "impact.no_way" if after < 0 else "impact.way"
            found.append(Sentence(key, {"before": before, "after": after}, lost.flows))
        return tuple(found) or (Sentence("impact.nothing"),)

    def iris(self) -> frozenset[str]:
        """Return every entity to name."""
        return frozenset(self.removed).union(*(sentence.iris() for sentence in self.sentences()))


NO_CLAUSES: Final = CoverageFacts({}, frozenset())
"""An organisation of which no clause is known."""


def removable(network: Network, around: Surroundings, facts: CoverageFacts = NO_CLAUSES) -> frozenset[str]:
    """Return all that a what-if may take away: processes, providers, outputs, flows, positions, documents."""
    return frozenset().union(
        network.graph.nodes,
        network.providers,
        network.carrying,
        network.row_of_flow,
        around.owned,
        around.deputies,
        (document.iri for document in facts.documents),
    )


@uncollected()
def impact(
    network: Network,
    around: Surroundings,
    removed: Collection[str],
    facts: CoverageFacts = NO_CLAUSES,
    day: datetime.date = datetime.date.max,
) -> Impact:
    """Work out what follows from removing processes, positions, outputs, providers, flows, documents (IRIs).

    Documents prove by the rules of `analysis.coverage`, as of a day.
    """
    lost = spread(network, around, removed)
    stopped = frozenset(lost.stopped)
    left = remaining(network, lost, frozenset(removed))
    reaching, still = network.steps_to_customer, left.steps_to_customer
    answered, missing = set(around.leaves) - set(around.unanswered()), set(around.unanswered(stopped))
    gone = {document.iri for document in facts.documents} & set(removed)
    unproved = proved(facts, day) - proved(facts, day, gone) if gone else frozenset()
    return Impact(
        tuple(sorted(removed)),
        lost,
        tuple(clause for clause in around.leaves if clause in answered & missing),
        tuple(clause for clause in around.leaves if clause in unproved),
        tuple(process for process in left.graph.nodes if process in reaching and process not in still),
        {**network.running, "clauses": len(answered)},
        {**_figures(left, network.ends, frozenset(lost.flows)), "clauses": len(around.leaves) - len(missing)},
    )


def remaining(network: Network, lost: Spread, removed: frozenset[str]) -> Network:
    """Return the network that still runs once a loss has spread."""
    return network.without(frozenset(lost.stopped) | (removed & network.providers), frozenset(lost.flows))


def running(network: Network) -> dict[str, int]:
    """Return the figures of a network as it is, clauses left to say."""
    return _figures(network, network.ends)


def _figures(
    network: Network,
    ends: tuple[tuple[FlowRow, ...], tuple[FlowRow, ...]],
    lost: frozenset[str] = frozenset(),
) -> dict[str, int]:
    # The same orders and deliveries, as far as they still run: a bill is no substitute for a product.
    entries = {row.customer for row in ends[0] if row.flow not in lost}
    exits = {row.supplier for row in ends[1] if row.flow not in lost}
    return {
        "processes": len(network.graph),
        "internal_flows": len(network.internal),
        "parts": count_parts(network.graph),
        "customers": len({row.customer for row in network.rows} & network.customers),
        "outputs": len({row.output for row in network.rows}),
        "clauses": 0,
        "steps": len(shortest_way(network.graph, entries, exits)) - 1,
    }
