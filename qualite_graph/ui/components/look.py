"""How a map is to look: layout, paint, signs, path, frames and places; the same words for every map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Layout = Literal["classic", "hierarchical", "force"]
LAYOUTS: Final[tuple[Layout, ...]] = ("classic", "hierarchical", "force")

Pins = Mapping[str, tuple[float, float]]
"""Where the reader has put nodes, by key of node."""


@dataclass(frozen=True, slots=True)
class Shade:
    """One class of a painted map; the mark on a node says what its colour says."""

    mark: str
    label: str
    tone: str
    """A colour of the style sheet: `shade-0` to `shade-7`, `scale-0` to `scale-4`, `shade-none`."""


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a map: what they tell, the classes, and the class of each node by its id."""

    title: str
    shades: tuple[Shade, ...]
    of: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sign:
    """What calls for attention on a node: a short mark, in words, and what the mark means in general."""

    id: str
    mark: str
    text: str
    legend: str


@dataclass(frozen=True, slots=True)
class Camera:
    """What part of a map is in view: scale, and where its origin stands in pixels."""

    zoom: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader may choose above a map: its name, what it is called, values with their words."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one map; `title` and `subtitle` stand above an exported picture.

    `trail` is a path, node by node; `chain` tells its flows where it is not any that lead from step to step.
    `cut` are the flows that pass no longer. `height` is in pixels: the least of a classic map, which takes
    more where its labels need it.
    """

    layout: Layout
    title: str
    subtitle: str
    lang: str
    paint: Paint | None = None
    signs: tuple[Sign, ...] = ()
    trail: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    pins: Pins = field(default_factory=dict)
    camera: Camera | None = None
    choices: tuple[Choice, ...] = ()
    height: int = 620

    def as_data(self) -> dict[str, Any]:
        """Return what the browser reads."""
        paint, camera = self.paint, self.camera
        return {
            "layout": self.layout,
            "title": self.title,
            "subtitle": self.subtitle,
            "lang": self.lang,
            "paint": paint
            and {
                "title": paint.title,
                "shades": [{"mark": one.mark, "label": one.label, "tone": one.tone} for one in paint.shades],
                "of": dict(paint.of),
            },
            "signs": [
                {"id": one.id, "mark": one.mark, "text": one.text, "legend": one.legend} for one in self.signs
            ],
            "trail": list(self.trail),
            "chain": list(self.chain),
            "cut": list(self.cut),
            "groups": dict(self.groups),
            "pins": {key: list(place) for key, place in self.pins.items()},
            "camera": camera and {"zoom": camera.zoom, "x": camera.x, "y": camera.y},
            "choices": [
                {"name": one.name, "label": one.label, "options": one.options, "value": one.value}
                for one in self.choices
            ],
        }
