"""Two maps side by side: what appeared, vanished and moved, and which flows changed which figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from qualite_graph.analysis.centrality import EXACT_UP_TO
from qualite_graph.analysis.customer_focus import delivery, steps_to_customer
from qualite_graph.analysis.diagnosis import figures
from qualite_graph.analysis.feedback import feedback
from qualite_graph.analysis.network import FlowRow, Network, projection
from qualite_graph.analysis.surroundings import Surroundings
from qualite_graph.telling import SaidValue, Sentence

TRIED: Final = 200
"""Up to this many changed flows, each is tried alone as the cause of a changed figure."""
_MOST: Final = 5
_NOTABLE: Final = 0.005  # of all shortest paths: less is noise
Sort = Literal["process", "customer", "provider", "flow", "output"]
SORTS: Final[tuple[Sort, ...]] = ("process", "customer", "provider", "output", "flow")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the maps: its network and what stands around, under keys that mean the same on both sides."""

    network: Network
    around: Surroundings

    def of(self, sort: Sort) -> frozenset[str]:
        """Return what the map has of a sort."""
        network = self.network
        found: dict[Sort, Iterable[str]] = {
            "process": network.graph.nodes,
            "customer": network.customers,
            "provider": network.providers,
            "output": network.carrying,
            "flow": network.row_of_flow,
        }
        return frozenset(found[sort])


@dataclass(frozen=True, slots=True)
class Moved:
    """Something on both sides that stands elsewhere: `field` is supplier, customer, output, owner or unit."""

    item: str
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not the same on both sides, and the changed flows that account for it.

    `process` is the process it is a figure of, `None` for one of the whole map. `because` holds the flows
    each of which alone, put back as it was, gives the figure another value; all changed flows where none
    does.
    """

    name: str
    process: str | None
    before: float
    after: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two maps; `appeared` and `vanished` by sort, only sorts that have something."""

    appeared: Mapping[Sort, tuple[str, ...]]
    vanished: Mapping[Sort, tuple[str, ...]]
    moved: tuple[Moved, ...]
    figures: tuple[FigureChange, ...]

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the differences in sentences, changed figures with the flows that account for them."""
        found: list[Sentence] = []
        for verb, groups in (("appeared", self.appeared), ("vanished", self.vanished)):
            for sort, items in groups.items():
                values: dict[str, SaidValue] = {"items": items[:_MOST], "count": len(items)}
                among = "_among" if len(items) > _MOST else ""
                found.append(Sentence(f"compared.{verb}_{sort}{among}", values, items))
        for move in self.moved:
            key = f"compared.moved_{move.field}"
            if not move.before:
                key = f"compared.given_{move.field}"
            elif not move.after:
                key = f"compared.without_{move.field}"
            found.append(
                Sentence(key, {"item": move.item, "before": move.before, "after": move.after}, (move.item,))
            )
        for change in self.figures:
            said: dict[str, SaidValue] = {"before": change.before, "after": change.after}
            if change.process is not None:
                said["process"] = change.process
            key = f"compared.{change.name}"
            if change.name == "steps" and min(change.before, change.after) < 0:
                key = "compared.steps_found" if change.before < 0 else "compared.steps_lost"
            found.append(Sentence(key, said, change.because))
        return tuple(found) or (Sentence("compared.nothing"),)

    def iris(self) -> frozenset[str]:
        """Return every entity to name."""
        return frozenset().union(*(sentence.iris() for sentence in self.sentences()))


def compare(before: Side, after: Side) -> Comparison:
    """Set two maps side by side; an item is the same when it has the same key."""
    appeared = {sort: tuple(sorted(after.of(sort) - before.of(sort))) for sort in SORTS}
    vanished = {sort: tuple(sorted(before.of(sort) - after.of(sort))) for sort in SORTS}
    moved = (*_moved_flows(before, after), *_moved_processes(before, after))
    flows = {*appeared["flow"], *vanished["flow"]}
    flows |= {move.item for move in moved if move.field in ("supplier", "customer", "output")}
    changed = tuple(sorted(flows))
    return Comparison(
        {sort: items for sort, items in appeared.items() if items},
        {sort: items for sort, items in vanished.items() if items},
        moved,
        (*_changed_figures(before, after, changed), *_changed_processes(before, after, changed)),
    )


def rekeyed(network: Network, around: Surroundings, key: Callable[[str], str]) -> Side:
    """Return a map whose items go by `key` instead of their IRI, so that it can be set beside another."""

    def links(found: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {key(a): tuple(key(b) for b in several) for a, several in found.items()}

    rows = [
        FlowRow(key(row.flow), key(row.supplier), key(row.customer), key(row.output), row.kinds)
        for row in network.rows
    ]
    renamed = projection(
        map(key, network.graph.nodes), map(key, network.customers), map(key, network.providers), rows
    )
    return Side(
        renamed,
        Surroundings(
            owners=links(around.owners),
            deputies=links(around.deputies),
            units=links(around.units),
            above=links(around.above),
            claims={key(process): clauses for process, clauses in around.claims.items()},
            broader=around.broader,
            needs=links(around.needs),
            complaints=links(around.complaints),
            missed=links(around.missed),
            single_sources=frozenset(map(key, around.single_sources)),
            required=frozenset(map(key, around.required)),
            leaves=around.leaves,
        ),
    )


def site(network: Network, around: Surroundings, unit: str) -> Network:
    """Return the part of a network that one unit runs, with the units under it, and the parties outside."""
    units = {unit}
    while more := {one for one, above in around.above.items() if units & set(above)} - units:
        units |= more
    inside = [process for process in network.graph.nodes if units & set(around.units.get(process, ()))]
    return projection(inside, network.customers, network.providers, network.rows)


def _moved_flows(before: Side, after: Side) -> list[Moved]:
    found = []
    old, new = before.network.row_of_flow, after.network.row_of_flow
    for flow in sorted(old.keys() & new.keys()):
        for field in ("supplier", "customer", "output"):
            was, now = getattr(old[flow], field), getattr(new[flow], field)
            if was != now:
                found.append(Moved(flow, field, (was,), (now,)))
    return found


def _moved_processes(before: Side, after: Side) -> list[Moved]:
    found = []
    for process in sorted(before.of("process") & after.of("process")):
        for field, old, new in (
            ("owner", before.around.owners, after.around.owners),
            ("unit", before.around.units, after.around.units),
        ):
            was, now = old.get(process, ()), new.get(process, ())
            if was != now:
                found.append(Moved(process, field, was, now))
    return found


def _all_figures(side: Side) -> dict[str, float]:
    network = side.network
    heard = feedback(network)
    return {
        **figures(network),
        "cuts": len(network.cuts),
        "steps": len(delivery(network).shortest) - 1,
        "open_loops": sum(not loop.closed for loop in heard.loops),
        "unanswered": len(side.around.unanswered()),
    }


def _changed_figures(before: Side, after: Side, changed: tuple[str, ...]) -> list[FigureChange]:
    old, new = _all_figures(before), _all_figures(after)
    names = [name for name in new if old[name] != new[name]]
    causes: dict[str, list[str]] = {name: [] for name in names}
    if names and len(changed) <= TRIED:
        for flow in changed:
            tried = _all_figures(
                Side(_with_flow_as_before(before.network, after.network, flow), after.around)
            )
            for name in names:
                if tried[name] != new[name]:
                    causes[name].append(flow)
    found = []
    for name in names:
        of_flows = name not in ("processes", "customers", "providers", "unanswered")
        because = tuple(causes[name]) or (changed if of_flows else ())
        found.append(FigureChange(name, None, old[name], new[name], because))
    return found


def _with_flow_as_before(before: Network, after: Network, flow: str) -> Network:
    """Return the later network with one flow as it was, or without it where it was not there."""
    rows = [row for row in after.rows if row.flow != flow]
    if flow in before.row_of_flow:
        rows.append(before.row_of_flow[flow])
    return projection(after.graph.nodes, after.customers, after.providers, rows)


def _changed_processes(before: Side, after: Side, changed: tuple[str, ...]) -> list[FigureChange]:
    both = sorted(before.of("process") & after.of("process"))
    touching = {row.flow: {row.supplier, row.customer} for row in before.network.rows}
    for row in after.network.rows:
        touching.setdefault(row.flow, set()).update((row.supplier, row.customer))

    def because(process: str) -> tuple[str, ...]:
        return tuple(flow for flow in changed if process in touching[flow]) or changed

    found = []
    near, now_near = steps_to_customer(before.network), steps_to_customer(after.network)
    for process in both:
        was, now = near.get(process, -1), now_near.get(process, -1)
        if was != now:
            found.append(FigureChange(_steps_name(was, now), process, was, now, because(process)))
    del found[_MOST:]
    if max(len(before.network.graph), len(after.network.graph)) > EXACT_UP_TO:
        return found  # estimates of two maps differ by themselves
    shares, now_shares = (
        {row.process: row.normalised for row in side.network.betweenness.ranking} for side in (before, after)
    )
    differing = sorted(both, key=lambda one: (-round(abs(now_shares[one] - shares[one]), 9), one))
    for process in differing[:_MOST]:
        was_share, share = round(100 * shares[process], 1), round(100 * now_shares[process], 1)
        if abs(share - was_share) >= 100 * _NOTABLE:
            found.append(FigureChange("share", process, was_share, share, because(process)))
    return found


def _steps_name(was: int, now: int) -> str:
    if was < 0:
        return "reaches_customer"
    return "loses_customer" if now < 0 else "steps_to_customer"
