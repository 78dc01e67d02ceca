"""What the reader asks of the map, in the address: a link shows the same map to somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.analysis.map_scope import MOST_STEPS
from qualite_graph.ui import session
from qualite_graph.ui.components import LAYOUTS, Layout, newly_chosen

COLOURS: Final = ("family", "unit", "owner", "criticality", "clauses", "complaints")
"""What a map may be coloured by, the first by default."""

GROUPS: Final = ("none", "family", "unit", "owner")
"""What frames may stand around processes, the first by default."""

LINKS: Final = ("flows", "derived", "both")
"""What lines may tell: the flows, the relations that follow from them, or both; the first by default."""

PARAMETERS: Final = (
    *("layout", "colour", "group", "fold", "links", "around", "up", "down", "from", "to", "chain", "hide"),
)
"""The names that the address gives to all this."""

OF_A_PART: Final = ("around", "up", "down", "from", "to", "chain", "hide", "fold", "view")
"""Those that show a part of the map: without them it is whole, in the layout and the colours in force."""

MAPS: Final = ("map", "network", "large")
"""The keys of the maps that this page draws, one at a time."""

_CHOICES: Final[Mapping[str, Sequence[str]]] = {"layout": LAYOUTS, "colour": COLOURS}

VIEW: Final = "view"
"""The parameter that names the saved view in force."""

_SEPARATOR: Final = ","
_HANGING: Final = {"from": ("chain",), "to": ("chain",), "group": ("fold",)}


@dataclass(frozen=True, slots=True)
class MapState:
    """One view of the map; processes and parties are given by their ids on the map."""

    layout: Layout
    colour: str
    group: str
    folded: tuple[str, ...]
    """The groups that one node stands for, by key."""
    links: str
    around: str | None
    upstream: int
    downstream: int
    start: str | None
    end: str | None
    chain: tuple[str, ...]
    """The flows of the path in their order, by the end of their IRIs; else the path is a shortest one."""
    hidden: tuple[str, ...]


def read(usual: Layout = LAYOUTS[0]) -> MapState:
    """Return what the address asks, what this session last asked where it says nothing; never an error.

    `usual` is the layout of a map for which none was chosen.
    """
    asked = session.recall_all(PARAMETERS)
    layout, colour, group, links = (asked[name] for name in ("layout", "colour", "group", "links"))
    return MapState(
        layout=next((one for one in LAYOUTS if one == layout), usual),
        colour=colour if colour in COLOURS else COLOURS[0],
        group=group if group in GROUPS else GROUPS[0],
        folded=_several(asked["fold"]),
        links=links if links in LINKS else LINKS[0],
        around=asked["around"],
        upstream=_steps(asked["up"]),
        downstream=_steps(asked["down"]),
        start=asked["from"],
        end=asked["to"],
        chain=_several(asked["chain"]),
        hidden=_several(asked["hide"]),
    )


def take_choice() -> bool:
    """Ask for what the reader has just chosen above the map; tell whether a saved view ceased by it."""
    ceased = False
    for key in MAPS:
        name, value = newly_chosen(key) or ("", "")
        if value in _CHOICES.get(name, ()):
            ceased = session.recall(VIEW) is not None
            change(name, value)
    return ceased


def _several(text: str | None) -> tuple[str, ...]:
    return tuple([one for one in (text or "").split(_SEPARATOR) if one])


def _steps(text: str | None) -> int:
    return min(int(text), MOST_STEPS) if text and text.isascii() and text.isdecimal() else 1


def change(parameter: str, value: str | None) -> None:
    """Ask something else of the map; a default leaves the address.

    A layout stays in it: which one is usual depends on the map. What hangs on it is dropped.
    """
    defaults = {"colour": COLOURS[0], "group": GROUPS[0], "links": LINKS[0], "up": "1", "down": "1"}
    for hanging in _HANGING.get(parameter, ()):
        session.remember(hanging, None)
    session.remember(parameter, None if value == defaults.get(parameter) else value or None)
    session.remember(VIEW, None)  # what is shown is no longer the saved view


def hide(hidden: tuple[str, ...]) -> None:
    """Leave these out of the map, and nothing else."""
    change("hide", _SEPARATOR.join(hidden))


def fold(keys: Iterable[str]) -> None:
    """Show these groups as one node each, and no other."""
    change("fold", _SEPARATOR.join(dict.fromkeys(keys)))


def show_all() -> None:
    """Show the whole map again, in the layout and the colours in force."""
    for parameter in OF_A_PART:
        session.remember(parameter, None)
