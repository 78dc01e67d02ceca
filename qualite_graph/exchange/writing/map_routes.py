"""Leads the flows of the chain through the streets above and below its rows, never across a process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.exchange.writing.chart import CHAIN_FAMILY, Chart, Link
from qualite_graph.exchange.writing.map_layout import LANES, Layout, Placed
from qualite_graph.exchange.writing.map_shapes import Point, arrow_head, line

_FEEDBACK: Final = frozenset({"feedback", "customer_feedback"})
_BEND, _HEAD, _HEAD_HALF, _LANE = 7.0, 6.5, 3.6, 5.5
_NEAREST: Final = 9.0
_ROOM: Final = LANES + 2.0


@dataclass(frozen=True, slots=True)
class Route:
    """A flow as it is drawn: its line and the head of its arrow."""

    key: str
    path: str
    head: str


@dataclass(frozen=True, slots=True)
class _Run:
    """The level stretch of a flow in the street beside its row: `above` it or below, from where to where."""

    link: Link
    source: Placed
    target: Placed
    above: bool
    start: float
    end: float

    @property
    def owner(self) -> _Owner:
        """Return what shares one lane: all that leaves one process by one side, to its row or to the next."""
        return self.source.row, self.above, self.source.row == self.target.row, self.source.node.key


_Owner = tuple[int, bool, bool, str]


def chain_links(chart: Chart) -> tuple[Link, ...]:
    """Return the flows that the map draws: from process to process of the chain, feedback apart."""
    chain = {node.name.iri for node in chart.members(CHAIN_FAMILY)}
    return tuple(
        link
        for link in chart.links
        if {link.supplier, link.customer} <= chain
        and link.supplier != link.customer
        and link.kind not in _FEEDBACK
    )


def routes(drawn: Layout, links: Sequence[Link]) -> list[Route]:
    """Return the lines of some flows of the chain, those that leave one process on a lane of its own.

    In a row, flows forward run above it, those that go back below. From row to row they cross the street
    between; farther rows are left to the chain's own arrows.
    """
    places = {placed.node.name.iri: placed for placed in drawn.nodes if placed.row >= 0}
    runs = []
    for link in links:
        source, target = places[link.supplier], places[link.customer]
        if abs(source.row - target.row) <= 1:
            above = target.row < source.row or (target.row == source.row and target.box.x > source.box.x)
            runs.append(_Run(link, source, target, above, _port(source, out=True), _port(target, out=False)))
    lanes = _lanes(runs)
    step = min(_LANE, _ROOM / max([1, *lanes.values()]))
    return [_route(run, lanes[run.owner] * step) for run in runs]


def _port(placed: Placed, *, out: bool) -> float:
    start, end = placed.flat
    return start + (end - start) * (0.64 if out else 0.36)


def _lanes(runs: Sequence[_Run]) -> dict[_Owner, int]:
    """Give each owner a lane, so that lines side by side never touch; the shortest come nearest."""
    spans: dict[_Owner, tuple[float, float]] = {}
    for run in runs:
        low, high = spans.get(run.owner, (run.start, run.start))
        spans[run.owner] = (min(low, run.start, run.end), max(high, run.start, run.end))
    lanes: dict[_Owner, int] = {}
    for owner in sorted(spans, key=lambda owner: (spans[owner][1] - spans[owner][0], spans[owner], owner)):
        low, high = spans[owner]
        taken = {
            lanes[other]
            for other in lanes
            if other[:3] == owner[:3] and spans[other][0] < high + 8 and low < spans[other][1] + 8
        }
        lanes[owner] = next(lane for lane in range(len(taken) + 1) if lane not in taken)
    return lanes


def _route(run: _Run, lane: float) -> Route:
    """Return the line of a flow whose level stretch is `lane` away from the one nearest to its row."""
    out, sign = _edge(run.source, top=run.above), -1 if run.above else 1
    if run.source.row == run.target.row:
        level, edge, arrives = out + sign * (_NEAREST + lane), out, -sign
    else:
        edge, arrives = _edge(run.target, top=not run.above), sign
        level = (out + edge) / 2 + (lane - _ROOM / 2) / 2
    tip: Point = (run.end, edge - arrives * 1.5)
    stop: Point = (run.end, tip[1] - arrives * (_HEAD - 1))
    path = line([(run.start, out), (run.start, level), (run.end, level), stop], _BEND)
    return Route(run.link.key, path, arrow_head((run.end, level), tip, _HEAD, _HEAD_HALF))


def _edge(placed: Placed, *, top: bool) -> float:
    return placed.box.y if top else placed.box.y + placed.box.h
