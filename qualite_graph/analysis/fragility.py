"""What follows when something goes: how far the loss of processes, people, outputs or flows spreads."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.analysis.network import FlowRow, Network
from qualite_graph.analysis.surroundings import Surroundings
from qualite_graph.vocabulary import QG

OVERLOAD: Final = 3
"""From how many processes on a person who takes over is said to be overloaded."""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A deputy who takes over: how many processes they held, how many they hold now."""

    person: str
    processes: tuple[str, ...]
    before: int
    after: int

    @property
    def overloaded(self) -> bool:
        """Tell whether it is too much for one person."""
        return self.after >= OVERLOAD


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a loss spreads; everything by IRI.

    `stopped` are the processes that stop, those removed included: `leaderless` because nobody is left to lead
    them, `starved` because nothing that they received still arrives. `blocked` go on but cannot make their
    product, for want of one that goes into it. `short` go on with less: they lost some flow. `rows` are all
    flows that no longer run. `outputs` no longer reach anyone. `customers_lost` receive nothing any more,
    `customers_short` lose some of what they received.
    """

    stopped: tuple[str, ...]
    leaderless: tuple[str, ...]
    starved: tuple[str, ...]
    blocked: tuple[str, ...]
    short: tuple[str, ...]
    rows: tuple[FlowRow, ...]
    outputs: tuple[str, ...]
    customers_lost: tuple[str, ...]
    customers_short: tuple[str, ...]
    takeovers: tuple[TakeOver, ...]

    @property
    def flows(self) -> tuple[str, ...]:
        """Return the IRIs of the flows that no longer run."""
        return tuple(row.flow for row in self.rows)

    def flows_to(self, customers: Collection[str]) -> tuple[str, ...]:
        """Return the flows that no longer arrive at some parties."""
        return tuple(row.flow for row in self.rows if row.customer in customers)


def spread(network: Network, around: Surroundings, gone: Collection[str]) -> Spread:
    """Follow the loss of some things: processes, positions, outputs, providers, flows, mixed at will.

    Four rules, applied until nothing more follows. A process whose owners are all gone, and of whose owners
    no deputy is left, stops. What stops neither gives nor receives. A process that received something and
    receives nothing any more stops. A process that hands on product and lacks one of the products it
    received, which no other supplier gives it, hands on no product.

    >>> from qualite_graph.analysis.network import projection
    >>> from qualite_graph.analysis.surroundings import NOTHING_AROUND
    >>> flows = [FlowRow("f", "a", "b", "o"), FlowRow("g", "b", "c", "p")]
    >>> found = spread(projection("ab", "c", "", flows), NOTHING_AROUND, {"a"})
    >>> found.starved, found.customers_lost
    (('b',), ('c',))
    """
    removed = frozenset(gone)
    leaderless, takeovers = _succession(around, removed)
    wave = _Wave(network)
    for item in sorted(removed | set(leaderless)):
        wave.remove(item)
    starved = wave.run()
    lost_outputs = [
        output
        for output in sorted({row.output for row in wave.lost.values()} | (removed & network.carrying.keys()))
        if all(row.flow in wave.lost for row in network.carrying[output])
    ]
    hit = {row.customer for row in wave.lost.values()}
    customers = sorted(hit & network.customers)
    nothing = [one for one in customers if all(row.flow in wave.lost for row in network.received[one])]
    return Spread(
        tuple(sorted(wave.stopped & set(network.graph.nodes))),
        leaderless,
        tuple(sorted(starved)),
        tuple(sorted(wave.blocked - wave.stopped)),
        tuple(sorted((hit & set(network.graph.nodes)) - wave.stopped)),
        tuple(wave.lost[flow] for flow in sorted(wave.lost)),
        tuple(lost_outputs),
        tuple(nothing),
        tuple(one for one in customers if one not in nothing),
        takeovers,
    )


class _Wave:
    """The flows that are lost and what that stops, while it spreads."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.stopped: set[str] = set()
        self.blocked: set[str] = set()
        self.lost: dict[str, FlowRow] = {}
        self._left: dict[str, int] = {}
        self._to_look_at: deque[str] = deque()

    def remove(self, item: str) -> None:
        """Take an item away: a flow, an output, or a party with all its flows."""
        if item in self.network.carrying:
            self._lose(self.network.carrying[item])
        if item in self.network.graph or item in self.network.providers:
            self._stop(item)
        else:
            self._lose(row for row in self._flows_named(item))

    def run(self) -> set[str]:
        """Let the loss spread; return the processes that it starves."""
        starved = set()
        while self._to_look_at:
            party = self._to_look_at.popleft()
            if party in self.stopped or party not in self.network.graph:
                continue
            if self._left[party] == 0:
                starved.add(party)
                self._stop(party)
            elif party not in self.blocked and self._lacks_product(party):
                self.blocked.add(party)
                self._lose(row for row in self.network.given.get(party, ()) if QG.ProductOutput in row.kinds)
        return starved

    def _flows_named(self, item: str) -> Iterable[FlowRow]:
        row = self.network.row_of_flow.get(item)
        return () if row is None else (row,)

    def _stop(self, party: str) -> None:
        self.stopped.add(party)
        self._lose(self.network.given.get(party, ()))
        self._lose(self.network.received.get(party, ()))

    def _lose(self, rows: Iterable[FlowRow]) -> None:
        for row in rows:
            if row.flow in self.lost:
                continue
            self.lost[row.flow] = row
            customer = row.customer
            if customer not in self._left:
                self._left[customer] = len(self.network.received[customer])
            self._left[customer] -= 1
            self._to_look_at.append(customer)

    def _lacks_product(self, process: str) -> bool:
        gives = any(QG.ProductOutput in row.kinds for row in self.network.given.get(process, ()))
        if not gives:
            return False
        wanted: dict[str, bool] = {}
        for row in self.network.received[process]:
            if QG.ProductOutput in row.kinds:
                wanted[row.output] = wanted.get(row.output, False) or row.flow not in self.lost
        return not all(wanted.values())


def _succession(
    around: Surroundings, removed: frozenset[str]
) -> tuple[tuple[str, ...], tuple[TakeOver, ...]]:
    """Return the processes nobody leads any more, and who takes over the others."""
    leaderless: list[str] = []
    taken: dict[str, list[str]] = {}
    for process in sorted({one for person in removed for one in around.owned.get(person, ())}):
        owners = around.owners[process]
        if process in removed or not set(owners) <= removed:
            continue  # it is gone itself, or another owner stays
        deputies = [one for owner in owners for one in around.deputies.get(owner, ()) if one not in removed]
        if deputies:
            taken.setdefault(deputies[0], []).append(process)
        else:
            leaderless.append(process)
    takeovers = []
    for person, processes in sorted(taken.items()):
        before = len(around.owned.get(person, ()))
        takeovers.append(TakeOver(person, tuple(processes), before, before + len(processes)))
    return tuple(leaderless), tuple(takeovers)


@dataclass(frozen=True, slots=True)
class ProviderChain:
    """What hangs on one provider: its outputs, the processes its product passes, the customers at the end.

    `flows` are those that carry it, in the order of the way.
    """

    provider: str
    outputs: tuple[str, ...]
    processes: tuple[str, ...]
    customers: tuple[str, ...]
    flows: tuple[str, ...]


def provider_chain(network: Network, provider: str) -> ProviderChain:
    """Follow what a provider gives along flows of product, down to external customers."""
    given = network.given.get(provider, ())
    product = [row for row in given if QG.ProductOutput in row.kinds]
    processes: dict[str, None] = {}
    customers: dict[str, None] = {}
    flows: dict[str, None] = {}
    waiting: list[FlowRow] = product or list(given)
    while waiting:
        reached = []
        for row in waiting:
            flows[row.flow] = None
            if row.customer in network.customers:
                customers[row.customer] = None
            elif row.customer not in processes:
                processes[row.customer] = None
                reached.append(row.customer)
        following: Mapping[str, tuple[FlowRow, ...]] = network.given if product else {}
        waiting = [
            row for process in reached for row in following.get(process, ()) if QG.ProductOutput in row.kinds
        ]
    outputs = tuple(sorted({row.output for row in given}))
    return ProviderChain(provider, outputs, tuple(processes), tuple(sorted(customers)), tuple(flows))
