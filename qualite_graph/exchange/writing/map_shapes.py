"""Outlines of the drawn map: every form is a polygon with softened corners, as in the app's own map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Point = tuple[float, float] | tuple[float, float, float]
"""A point, with the radius of its corner where it differs from the outline's."""

Shape = Literal["card", "chip", "start", "chevron"]

TIP: Final = 16.0
"""How far the point of a chevron stands out."""

DEPTH: Final = 17.0
"""How far the point of a band or a banner stands out."""


@dataclass(slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0


def number(value: float) -> str:
    """Write a length with at most one decimal.

    >>> number(12.0), number(0.25), number(-0.01)
    ('12', '0.2', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def polygon(points: Sequence[Point], radius: float) -> str:
    """Return a closed outline through the points, each corner rounded."""
    parts = []
    for place, at in enumerate(points):
        reach = at[2] if len(at) > 2 else radius
        before = _toward(at, points[place - 1], reach)
        after = _toward(at, points[(place + 1) % len(points)], reach)
        parts.append(f"{'L' if place else 'M'}{_pair(before)}Q{_pair(at)} {_pair(after)}")
    return "".join(parts) + "Z"


def line(points: Sequence[Point], radius: float) -> str:
    """Return an open line through the points, each bend rounded."""
    kept = _bends(
        [at for place, at in enumerate(points) if not place or _distance(at, points[place - 1]) >= 0.5]
    )
    parts = []
    for place, at in enumerate(kept):
        if place == 0:
            parts.append(f"M{_pair(at)}")
        elif place == len(kept) - 1:
            parts.append(f"L{_pair(at)}")
        else:
            before, after = _toward(at, kept[place - 1], radius), _toward(at, kept[place + 1], radius)
            parts.append(f"L{_pair(before)}Q{_pair(at)} {_pair(after)}")
    return "".join(parts)


def banner(box: Box, side: Literal["left", "right", ""], at: float, radius: float) -> str:
    """Return a rectangle with a dent on its left side or a tip on its right side, at height `at`."""
    half = min(24.0, box.h / 2 - radius)
    right, bottom = box.x + box.w, box.y + box.h
    points: list[Point] = [(box.x, box.y), (right, box.y)]
    if side == "right":
        points += [(right, at - half, 3), (right + DEPTH, at, 4), (right, at + half, 3)]
    points += [(right, bottom), (box.x, bottom)]
    if side == "left":
        points += [(box.x, at + half, 3), (box.x + DEPTH, at, 4), (box.x, at - half, 3)]
    return polygon(points, radius)


def broad_arrow(x: float, start: float, end: float) -> str:
    """Return a broad arrow in the street from one band to the next."""
    sign = 1 if end > start else -1
    neck = end - sign * min(15.0, abs(end - start) * 0.55)
    points: list[Point] = [(x - 26, start), (x + 26, start), (x + 26, neck), (x + 44, neck, 3)]
    points += [(x, end, 3), (x - 44, neck, 3), (x - 26, neck)]
    return polygon(points, 2)


def arrow_head(start: Point, tip: Point, length: float, half: float) -> str:
    """Return a triangle whose point is at `tip`, for a line that arrives from `start`."""
    dx, dy = tip[0] - start[0], tip[1] - start[1]
    size = math.hypot(dx, dy) or 1.0
    ux, uy = dx / size, dy / size
    bx, by = tip[0] - ux * length, tip[1] - uy * length
    left, right = (bx - uy * half, by + ux * half), (bx + uy * half, by - ux * half)
    return f"M{_pair(tip)}L{_pair(left)}L{_pair(right)}Z"


def outline(shape: Shape, box: Box) -> str:
    """Return the outline of a node where it stands."""
    x, y, right, bottom = box.x, box.y, box.x + box.w, box.y + box.h
    middle = y + box.h / 2
    if shape in ("card", "chip"):
        return polygon([(x, y), (right, y), (right, bottom), (x, bottom)], 9 if shape == "card" else 7)
    points: list[Point] = [(x, y), (right - TIP, y), (right, middle), (right - TIP, bottom), (x, bottom)]
    if shape == "start":
        return polygon(points, 6)
    return polygon([*points, (x + TIP, middle)], 5)


def _bends(points: Sequence[Point]) -> list[Point]:
    """Return the ends and the points where the line turns."""
    kept: list[Point] = []
    for place, at in enumerate(points):
        if 0 < place < len(points) - 1:
            before, after = points[place - 1], points[place + 1]
            if any(
                abs(at[axis] - before[axis]) < 0.5 and abs(at[axis] - after[axis]) < 0.5 for axis in (0, 1)
            ):
                continue
        kept.append(at)
    return kept


def _distance(one: Point, other: Point) -> float:
    return math.hypot(one[0] - other[0], one[1] - other[1])


def _toward(at: Point, other: Point, radius: float) -> tuple[float, float]:
    length = _distance(at, other) or 1.0
    reach = min(radius, length / 2)
    return at[0] + (other[0] - at[0]) / length * reach, at[1] + (other[1] - at[1]) / length * reach


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
