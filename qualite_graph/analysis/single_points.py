"""On whom and on what everything rests: processes, people and providers that nothing replaces, ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from qualite_graph.analysis.collector import uncollected
from qualite_graph.analysis.fragility import provider_chain, spread
from qualite_graph.analysis.network import Network
from qualite_graph.analysis.surroundings import Surroundings

MOST: Final = 10
"""How many of each sort are returned."""
Sort = Literal["process", "person", "provider"]


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """Something that nothing replaces, with what it holds.

    `sort` says what it is. `cut_off` are the processes that lose every link with the rest when it stops;
    `alone` tells that no deputy stands in: for the owner of a process, or for the person. `share` is the
    share of shortest paths through it (for a person, through the processes they own), 0 for a provider.
    `stopped`, `customers` and `clauses` are the processes that would stop besides it, the customers who would
    lose something, the leaf clauses that would be left unanswered. `evidence` holds the flows, or the
    processes a person owns, that make it one.
    """

    sort: Sort
    item: str
    cut_off: tuple[str, ...]
    alone: bool
    share: float
    stopped: tuple[str, ...]
    customers: tuple[str, ...]
    clauses: tuple[str, ...]
    evidence: tuple[str, ...]


@uncollected()
def single_points(network: Network, around: Surroundings) -> tuple[SinglePoint, ...]:
    """Return the processes, then the people, then the providers that nothing replaces, the gravest first.

    A process counts when it cuts the network, or when it is among the most central and its owner has no
    deputy: those that cut off most come first, then those without a deputy, then the most central. A person
    counts when they own processes and have no deputy: most processes first. A provider counts when it is
    said to be a single source: most customers at the end of its chain first. Ties go by IRI.
    """
    central = network.betweenness
    shares = {row.process: row.normalised for row in central.ranking}
    cut_off = {cut.process: cut.cut_off for cut in network.cuts}
    alone = {
        process
        for process, owners in around.owners.items()
        if not any(owner in around.deputies for owner in owners)
    }
    top = [row.process for row in central.ranking[:MOST] if row.betweenness > 0 and row.process in alone]
    processes = sorted(
        {*cut_off, *top},
        key=lambda one: (-len(cut_off.get(one, ())), one not in alone, -round(shares[one], 12), one),
    )
    lone = [person for person in around.owned if person not in around.deputies]
    held = {person: sum(shares.get(one, 0.0) for one in around.owned[person]) for person in lone}
    people = sorted(lone, key=lambda one: (-len(around.owned[one]), -round(held[one], 12), one))
    chains = [provider_chain(network, one) for one in sorted(around.single_sources & network.providers)]
    chains.sort(key=lambda chain: (-len(chain.customers), -len(chain.processes), chain.provider))
    return (
        *(
            _process(network, around, one, cut_off.get(one, ()), one in alone, shares[one])
            for one in processes[:MOST]
        ),
        *(
            _point(network, around, "person", one, (), True, held[one], around.owned[one])
            for one in people[:MOST]
        ),
        *(
            _point(network, around, "provider", chain.provider, (), False, 0.0, chain.flows)
            for chain in chains[:MOST]
        ),
    )


def _process(  # noqa: PLR0913, PLR0917 -- what was worked out once for all
    network: Network, around: Surroundings, process: str, cut_off: tuple[str, ...], alone: bool, share: float
) -> SinglePoint:
    pairs = [pair for lost in cut_off for pair in ((process, lost), (lost, process))]
    evidence = network.evidence(pairs) or tuple(row.flow for row in network.given.get(process, ()))
    return _point(network, around, "process", process, cut_off, alone, share, evidence)


def _point(  # noqa: PLR0913, PLR0917
    network: Network,
    around: Surroundings,
    sort: Sort,
    item: str,
    cut_off: tuple[str, ...],
    alone: bool,
    share: float,
    evidence: tuple[str, ...],
) -> SinglePoint:
    lost = spread(network, around, {item})
    unanswered = set(around.unanswered(frozenset(lost.stopped))) - set(around.unanswered())
    return SinglePoint(
        sort,
        item,
        cut_off,
        alone,
        share,
        tuple(one for one in lost.stopped if one != item),
        tuple(sorted({*lost.customers_lost, *lost.customers_short})),
        tuple(clause for clause in around.leaves if clause in unanswered),
        evidence,
    )
