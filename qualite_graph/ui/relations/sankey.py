"""From the customers' demand to what is delivered to them: bands as wide as there are flows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.exchange.writing.flow_order import flow_order

DEMAND: Final = "demand"
DELIVERY: Final = "delivery"
_FED_BACK: Final = frozenset({"feedback", "customer_feedback"})

_WIDTH, _BAR, _UNIT, _GAP, _TOP = 1280, 14, 15, 44, 18
_LABEL: Final = 150
_LONGEST: Final = 20


@dataclass(frozen=True, slots=True)
class Band:
    """A number of flows from one node to another, each in a column further to the right."""

    source: str
    target: str
    flows: int


@dataclass(frozen=True, slots=True)
class Stream:
    """What leads from demand to delivery: the nodes by column, the bands, and those that go backwards."""

    columns: tuple[tuple[str, ...], ...]
    bands: tuple[Band, ...]
    backwards: tuple[Band, ...]


def stream(drawn: ProcessMap) -> Stream:
    """Return the flows that lie on a way from a customer's demand to a delivery, through realisation.

    What is fed back is left out. A process stands one column right of the furthest of its suppliers; the
    flows that would go to the left, since some chains loop, are kept apart. Where no process says that it
    is of the realisation family, all are taken.
    """
    customers = {one.name.iri for one in drawn.parties if one.is_customer}
    chain = [one.name.iri for one in drawn.processes if one.family == "realisation"]
    chain = chain or [one.name.iri for one in drawn.processes]
    counts: Counter[tuple[str, str]] = Counter()
    links: list[tuple[str, str, str | None]] = []
    for flow in drawn.flows:
        source = DEMAND if flow.supplier in customers else flow.supplier
        target = DELIVERY if flow.customer in customers else flow.customer
        if {source, target} <= {*chain, DEMAND, DELIVERY} and flow.kind not in _FED_BACK:
            counts[source, target] += 1
            links.append((source, target, flow.kind))
    after, before = defaultdict(set), defaultdict(set)
    for source, target in counts:
        after[source].add(target)
        before[target].add(source)
    led, leading = _reached(DEMAND, after), _reached(DELIVERY, before)
    way = [node for node in chain if node in led and node in leading]
    order = {node: place for place, node in enumerate((DEMAND, *flow_order(way, links), DELIVERY))}
    kept = [Band(*ends, number) for ends, number in counts.items() if ends[0] in order and ends[1] in order]
    forward = tuple([band for band in kept if order[band.source] < order[band.target]])
    column = dict.fromkeys(order, 1) | {DEMAND: 0}
    for band in sorted(forward, key=lambda one: order[one.source]):
        column[band.target] = max(column[band.target], column[band.source] + 1)
    column[DELIVERY] = max(column.values())
    columns: list[list[str]] = [[] for _ in range(column[DELIVERY] + 1)]
    for node in order:
        columns[column[node]].append(node)
    backwards = tuple([band for band in kept if band not in forward])
    return Stream(tuple([tuple(nodes) for nodes in columns if nodes]), forward, backwards)


def _reached(start: str, after: Mapping[str, set[str]]) -> set[str]:
    found = {start}
    queue = [start]
    for node in queue:
        fresh = after.get(node, set()) - found
        found |= fresh
        queue.extend(fresh)
    return found


def svg(found: Stream, labels: Mapping[str, str], links: Mapping[str, str], title: str) -> str:
    """Draw a stream; each node has its label and, where it has one, its link."""
    into, out = _totals(found.bands, "target"), _totals(found.bands, "source")
    size = {node: max(into[node], out[node], 1) * _UNIT for column in found.columns for node in column}
    height = max(sum(size[node] + _GAP for node in column) for column in found.columns) + 2 * _TOP
    step = (_WIDTH - _LABEL - _BAR) / max(1, len(found.columns) - 1)
    x: dict[str, float] = {}
    y: dict[str, float] = {}
    for number, column in enumerate(found.columns):
        free = height - sum(size[node] + _GAP for node in column)
        at = free / 2
        for node in column:
            x[node], y[node] = number * step, at + _GAP / 2
            at += size[node] + _GAP
    left: defaultdict[str, float] = defaultdict(float)
    right: defaultdict[str, float] = defaultdict(float)
    parts = []
    for band in sorted(found.bands, key=lambda one: (x[one.source], y[one.source], y[one.target])):
        wide = band.flows * _UNIT
        start = y[band.source] + right[band.source] + wide / 2
        end = y[band.target] + left[band.target] + wide / 2
        right[band.source] += wide
        left[band.target] += wide
        x0, x1 = x[band.source] + _BAR, x[band.target]
        middle = (x0 + x1) / 2
        said = escape(f"{labels[band.source]} → {labels[band.target]} ({band.flows})")
        parts.append(
            f'<path class="band" d="M{x0:.0f} {start:.1f}C{middle:.0f} {start:.1f} {middle:.0f} {end:.1f} '
            f'{x1:.0f} {end:.1f}" stroke-width="{wide - 1}"><title>{said}</title></path>'
        )
    for node, at_x in x.items():
        label = escape(_short(labels[node]))
        text = f'<text x="{at_x:.0f}" y="{y[node] - 7:.1f}">{label}</text>'
        bar = (
            f'<rect class="bar" x="{at_x:.0f}" y="{y[node]:.1f}" '
            f'width="{_BAR}" height="{size[node]}" rx="3"/>'
        )
        whole = f"<title>{escape(labels[node])}</title>{bar}{text}"
        link = links.get(node)
        parts.append(f'<a href="{escape(link)}" target="_self">{whole}</a>' if link else f"<g>{whole}</g>")
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" role="img" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )


def _totals(bands: Sequence[Band], side: str) -> Counter[str]:
    totals: Counter[str] = Counter()
    for band in bands:
        totals[band.target if side == "target" else band.source] += band.flows
    return totals


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
