"""The fewest sets that cover everything coverable: greedy, with the bound it is known to keep.

Sets that alone hold some element are taken first; then, again and again, the set that holds most of what is
left; at last whatever has become superfluous is dropped. The result has at most H(k) times as many sets as
the fewest possible, where k is the size of the largest set and H(k) = 1 + 1/2 + … + 1/k (Chvátal, *A greedy
heuristic for the set-covering problem*, 1979). A lower bound on the fewest possible is computed beside it, so
that the reader knows when the result is proved to be the best.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

E = TypeVar("E", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cover(Generic[E]):
    """The sets chosen, in the order they were, and how far from the best they can be."""

    chosen: tuple[str, ...]
    at_least: int
    """No cover has fewer sets than this."""
    factor: float
    """H(k): the number of sets is at most this many times the fewest possible."""
    uncovered: frozenset[E]
    """What no set holds."""

    @property
    def is_fewest(self) -> bool:
        """Tell whether it is proved that no cover has fewer sets."""
        return len(self.chosen) == self.at_least


def cover(sets: Mapping[str, Set[E]], wanted: Set[E]) -> Cover[E]:
    """Choose sets that together hold every wanted element that some set holds; ties by name.

    >>> cover({"a": {1, 2}, "b": {2, 3}, "c": {3}}, {1, 2, 3, 4})
    Cover(chosen=('a', 'b'), at_least=2, factor=1.5, uncovered=frozenset({4}))
    """
    useful = {name: frozenset(held & wanted) for name, held in sorted(sets.items()) if held & wanted}
    holders: dict[E, list[str]] = {}
    for name, held in useful.items():
        for element in held:
            holders.setdefault(element, []).append(name)
    forced = sorted({names[0] for names in holders.values() if len(names) == 1})
    left = set(holders)
    for name in forced:
        left -= useful[name]
    rest = {name: held & left for name, held in useful.items() if held & left}
    chosen, price = list(forced), Fraction(0)
    largest = max((len(held) for held in rest.values()), default=0)
    # What a set adds only shrinks: the largest known gain, once confirmed, is the largest there is.
    gains = [(-len(held), name) for name, held in rest.items()]
    heapq.heapify(gains)
    while left:
        known, name = heapq.heappop(gains)
        gain = len(rest[name] & left)
        if gain < -known:
            heapq.heappush(gains, (-gain, name))
            continue
        price += 1
        chosen.append(name)
        left -= rest[name]
    # The prices that greedy pays, divided by H(k), are a feasible dual: they bound every cover from below.
    at_least = len(forced) + math.ceil(price / _harmonic(largest)) if largest else len(forced)
    return Cover(
        _needed(chosen, useful),
        at_least,
        float(_harmonic(max((len(held) for held in useful.values()), default=1))),
        frozenset(wanted - holders.keys()),
    )


def _needed(chosen: list[str], useful: Mapping[str, frozenset[E]]) -> tuple[str, ...]:
    """Return the chosen sets without those that the others make superfluous, the latest looked at first."""
    times = Counter(element for name in chosen for element in useful[name])
    kept = list(chosen)
    for name in reversed(chosen):
        if all(times[element] > 1 for element in useful[name]):
            kept.remove(name)
            times.subtract(useful[name])
    return tuple(kept)


def _harmonic(count: int) -> Fraction:
    """Return 1 + 1/2 + … + 1/count.

    >>> _harmonic(3)
    Fraction(11, 6)
    """
    return sum((Fraction(1, size) for size in range(1, count + 1)), Fraction(0))
