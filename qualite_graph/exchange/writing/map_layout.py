"""Places the bands, the nodes and the customers' banners of the drawn map, as the app's own map does.

The app fits its map to a window; a file has one width, that of a slide or of a page on its side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from qualite_graph.exchange.writing import map_shapes as shapes
from qualite_graph.exchange.writing.chart import CHAIN_FAMILY, Chart, Node
from qualite_graph.exchange.writing.flow_order import flow_order
from qualite_graph.exchange.writing.map_shapes import DEPTH, TIP, Box, Shape
from qualite_graph.exchange.writing.map_text import text_width, wrap

WIDTH: Final = 1280.0
LABEL_SIZE, CODE_SIZE, LINE_HEIGHT = 13.5, 11.5, 16.5
CHIP_SIZE, CHIP_LINE = 12.5, 15.5
BANNER_SIZE, BANNER_LINE = 15.0, 19.0
_INSET = 12.0
_BANNER, _RAIL, _LEFT = 169.0, 30.0, 199.0
_PAD, _TOP, _BOTTOM, _STREET, _ROW_GAP, _FOLD = 16.0, 25.0, 16.0, 26.0, 30.0, 46.0
LANES: Final = 16.0
"""What the band of the chain has more above and below its rows, for the lines of the flows."""
_CARD, _WIDEST_CARD, _CHIP, _WIDEST_CHIP, _GAP = 134.0, 236.0, 108.0, 190.0, 16.0
_CHEVRON, _WIDEST_CHEVRON, _CHEVRON_GAP = 122.0, 240.0, 5.0
_LINES: Final = 4
_MOST_ORDERED: Final = 100
"""Ordering takes the square of the length, and no eye follows more."""


@dataclass(slots=True)
class Placed:
    """A node where it stands: the lines of its name, and the row it belongs to (-1 in a banner)."""

    node: Node
    shape: Shape
    label: str
    lines: tuple[str, ...] = ()
    box: Box = field(default_factory=Box)
    row: int = -1

    @property
    def flat(self) -> tuple[float, float]:
        """Return the first and last x where a line may meet the top or bottom side."""
        if self.shape in ("start", "chevron"):
            return self.box.x + 6, self.box.x + self.box.w - TIP - 4
        return self.box.x + 10, self.box.x + self.box.w - 10


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the map with its title; `tone` is the family or `provider`."""

    tone: str
    title: str
    box: Box
    path: str


@dataclass(frozen=True, slots=True)
class Banner:
    """A customers' banner: its title's lines, centre and first baseline."""

    title: tuple[str, ...]
    path: str
    x: float
    y: float


@dataclass(slots=True)
class Layout:
    """The geometry of the whole map; `rows` are the tops and bottoms of the rows of nodes."""

    height: float
    nodes: list[Placed]
    bands: list[Band]
    banners: list[Banner]
    rows: list[tuple[float, float]]
    arrows: list[tuple[str, str]]
    returns: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of the map that no family brings."""

    customers_in: str
    customers_out: str
    providers: str


def layout(chart: Chart, lang: str, titles: Titles) -> Layout:
    """Place everything on a map of the fixed width, as high as it needs."""
    return _Builder(chart, lang, titles).run()


@dataclass(slots=True)
class _Builder:
    """One layout in the making, from top to bottom."""

    chart: Chart
    lang: str
    titles: Titles
    map: Layout = field(default_factory=lambda: Layout(0.0, [], [], [], [], [], []))
    y: float = 12.0

    def run(self) -> Layout:
        groups = [(group, self.chart.members(group)) for group in self.chart.groups]
        groups.append(("provider", self.chart.members("provider")))
        tip = 0.0
        for tone, members in groups:
            if not members:
                continue
            top = self.y if not self.map.bands else self.y + _STREET
            self._band(tone, members, top)
            if tone == CHAIN_FAMILY:
                tip = (top + self.y) / 2
        self._arrows()
        height = self.y + 12
        customers = self.chart.members("customer")
        sides = [self._banner("in", customers, height, tip), self._banner("out", customers, height, tip)]
        self.map.height = max(height, *(needed for _, needed, _ in sides))
        for side in ("in", "out"):
            banner, _, nodes = self._banner(side, customers, self.map.height, tip or self.map.height / 2)
            self.map.banners.append(banner)
            self.map.nodes += nodes
        return self.map

    def _band(self, tone: str, members: Sequence[Node], top: float) -> None:
        left, width = _LEFT + _PAD, WIDTH - 2 * _LEFT - 2 * _PAD
        chain = tone == CHAIN_FAMILY
        if chain:
            rows = _chain(self._ordered(members), self.lang, left, width)
        elif tone == "provider":
            rows = _cards(members, self.lang, "chip", left, width)
        else:
            rows = _cards(members, self.lang, "card", left, width)
        lanes = LANES if chain else 0.0
        self.y = top + _TOP + lanes
        for place, row in enumerate(rows):
            if place:
                self.y += _FOLD if chain else _ROW_GAP
            height = max(placed.box.h for placed in row)
            for placed in row:
                placed.box.y = self.y
                placed.row = len(self.map.rows)
            if chain and place:
                self._fold(rows[place - 1][-1], row[0])
            self.map.rows.append((self.y, self.y + height))
            self.map.nodes += row
            self.y += height
        self.y += _BOTTOM + lanes
        box = Box(_LEFT, top, WIDTH - 2 * _LEFT, self.y - top)
        title = self.titles.providers if tone == "provider" else self.chart.groups[tone].of(self.lang)
        path = shapes.banner(box, "right" if chain else "", (top + self.y) / 2, 16)
        self.map.bands.append(Band(tone, title, box, path))

    def _ordered(self, members: Sequence[Node]) -> list[Node]:
        """Return the processes of the chain in the order of the flows, a long chain in people's own order."""
        if len(members) > _MOST_ORDERED:
            return list(members)
        nodes = {node.name.iri: node for node in members}
        links = [(link.supplier, link.customer, link.kind) for link in self.chart.links]
        return [nodes[iri] for iri in flow_order(list(nodes), links)]

    def _fold(self, last: Placed, first: Placed) -> None:
        """Lead from the end of one row of the chain to the start of the next."""
        bottom = last.box.y + last.box.h
        turn = (bottom + first.box.y) / 2
        end, start = last.box.x + last.box.w - TIP - 12, first.box.x + 26
        path = shapes.line([(end, bottom + 5), (end, turn), (start, turn), (start, first.box.y - 13)], 8)
        self.map.returns.append((path, shapes.arrow_head((start, turn), (start, first.box.y - 4), 10, 9)))

    def _arrows(self) -> None:
        """Put broad arrows where a band steers or supports the chain."""
        for above, below in pairwise(self.map.bands):
            start, end = above.box.y + above.box.h + 5, below.box.y - 5
            if below.tone == CHAIN_FAMILY:
                self.map.arrows.append((above.tone, shapes.broad_arrow(WIDTH / 2, start, end)))
            elif above.tone == CHAIN_FAMILY:
                self.map.arrows.append((below.tone, shapes.broad_arrow(WIDTH / 2, end, start)))

    def _banner(
        self, side: str, customers: Sequence[Node], height: float, tip: float
    ) -> tuple[Banner, float, list[Placed]]:
        """Return a customers' banner, the height it needs, and the customers on it."""
        out = side == "out"
        x, w = (WIDTH - _BANNER if out else 0.0), _BANNER - _INSET - DEPTH - 6
        left = x + _BANNER - _INSET - w if out else x + (_BANNER - w) / 2
        text = self.titles.customers_out if out else self.titles.customers_in
        title = wrap(text, w - 4, 3, lambda line: text_width(line, BANNER_SIZE))
        nodes = [Placed(node, "chip", node.name.label(self.lang)) for node in customers]
        for placed in nodes:
            placed.lines = wrap(placed.label, w - 10, _LINES, lambda line: text_width(line, CHIP_SIZE))
            placed.box = Box(left, 0, w, len(placed.lines) * CHIP_LINE + 11)
        content = len(title) * BANNER_LINE + 22 + sum(placed.box.h + 15 for placed in nodes) - 15
        y = max(16.0, (height - content) / 2)
        first = y + BANNER_SIZE
        y += len(title) * BANNER_LINE + 22
        for placed in nodes:
            placed.box.y = y
            y += placed.box.h + 15
        box = Box(x, 0, _BANNER, height)
        path = shapes.banner(box, "left" if out else "right", tip, 14)
        return Banner(title, path, left + w / 2, first), content + 32, nodes


def _cards(nodes: Sequence[Node], lang: str, shape: Shape, x: float, width: float) -> list[list[Placed]]:
    """Return cards or chips side by side, as wide as each other, centred."""
    chip = shape == "chip"
    least, widest, gap = (_CHIP, _WIDEST_CHIP, _GAP - 4) if chip else (_CARD, _WIDEST_CARD, _GAP)
    size, weight = (CHIP_SIZE, 14.0) if chip else (LABEL_SIZE, 20.0)
    rows = _even(nodes, max(1, int((width + gap) // (least + gap))))
    columns = max(len(row) for row in rows)
    w = min(widest, (width - gap * (columns - 1)) / columns)
    placed_rows = []
    for row in rows:
        start = x + (width - len(row) * w - (len(row) - 1) * gap) / 2
        placed_row = [Placed(node, shape, node.name.label(lang)) for node in row]
        for place, placed in enumerate(placed_row):
            placed.box = Box(start + place * (w + gap), 0, w, 0)
            placed.lines = wrap(placed.label, w - weight, _LINES, lambda line: text_width(line, size))
        placed_rows.append(placed_row)
    most = max(1, *(len(placed.lines) for row in placed_rows for placed in row))
    height = most * CHIP_LINE + 12 if chip else most * LINE_HEIGHT + CODE_SIZE + 27
    for placed_row in placed_rows:
        for placed in placed_row:
            placed.box.h = height
    return placed_rows


def _chain(nodes: Sequence[Node], lang: str, x: float, width: float) -> list[list[Placed]]:
    """Return chevrons that fit into each other, folded into even rows when the width asks for it."""
    step = _CHEVRON - TIP + _CHEVRON_GAP
    rows = _even(nodes, max(1, int((width - _CHEVRON) // step) + 1))
    overlap = TIP - _CHEVRON_GAP
    placed_rows: list[list[Placed]] = []
    for row in rows:
        w = min(_WIDEST_CHEVRON, (width + (len(row) - 1) * overlap) / len(row))
        start = x + (width - len(row) * w + (len(row) - 1) * overlap) / 2
        placed_row = []
        for place, node in enumerate(row):
            shape: Shape = "chevron" if place else "start"
            left = TIP + 9 if place else 12
            placed = Placed(node, shape, node.name.label(lang))
            placed.box = Box(start + place * (w - overlap), 0, w, 0)
            placed.lines = wrap(
                placed.label, w - left - TIP + 4, _LINES, lambda line: text_width(line, LABEL_SIZE)
            )
            placed_row.append(placed)
        placed_rows.append(placed_row)
    tallest = max(1, *(len(placed.lines) for row in placed_rows for placed in row))
    for placed_row in placed_rows:
        for placed in placed_row:
            placed.box = replace(placed.box, h=tallest * LINE_HEIGHT + CODE_SIZE + 30)
    return placed_rows


def _even(nodes: Sequence[Node], per_row: int) -> list[Sequence[Node]]:
    """Return rows of as even a length as can be, the longer ones first."""
    count = -(-len(nodes) // per_row)
    size, longer = divmod(len(nodes), count)
    starts = [row * size + min(row, longer) for row in range(count + 1)]
    return [nodes[start:end] for start, end in pairwise(starts)]
