"""How near the rest of the network each process is: steps from many starts at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.centrality import EXACT_UP_TO, drawn
from qualite_graph.analysis.process_graph import ProcessGraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Sets = NDArray[np.uint64]

DRAWN_FOR_CLOSENESS: Final = 2_000
_TOGETHER: Final = 1 << 20
"""How many words of 64 starts one table holds: there are four, some 35 MB up to a million processes."""
_IN_TURN: Final = 32
"""Up to this many suppliers are looked at one after the other for all processes at once."""
_FEW: Final = 0.3
"""A step along fewer flows than this share of the number of processes looks only where these lead."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near the rest of the network each process is, from 0 to 1, and from how many starts it is known.

    `error` is 0 when every process was a start. Otherwise nineteen draws out of twenty put each value within
    `error` of the true one (1.96 standard errors of the least certain process).
    """

    values: Mapping[str, float]
    drawn: int
    error: float


def closeness(graph: ProcessGraph, *, exact_up_to: int = EXACT_UP_TO) -> Closeness:
    """Return the closeness of every process: how few steps those that reach it need, on average.

    networkx's convention: distances are those towards the process, and the value is multiplied by the share
    of the network that reaches it (Wasserman and Faust, *Social Network Analysis*, 1994), so that a process
    that two others reach is not nearer than one that all reach. Above `exact_up_to` processes, from
    `DRAWN_FOR_CLOSENESS` starts (Eppstein and Wang, *Fast approximation of centrality*, 2004).

    >>> closeness(ProcessGraph.of("abc", [("a", "b"), ("b", "c")])).values
    {'a': 0.0, 'b': 0.5, 'c': 0.6666666666666666}
    """
    import numpy as np  # noqa: PLC0415

    count = len(graph)
    exact = count <= exact_up_to or count <= DRAWN_FOR_CLOSENESS
    starts = list(range(count)) if exact else drawn(count, DRAWN_FOR_CLOSENESS)
    known, total, squares = steps_from_each(graph, starts)
    others = np.full(count, len(starts))
    others[starts] -= 1
    others, some = np.maximum(others, 1), np.maximum(total, 1)
    share = known / others
    values = share * (known / some)
    error = 0.0
    if not exact:
        mean = np.maximum(total / np.maximum(known, 1), 1.0)
        spread = np.maximum(squares / np.maximum(known, 1) - mean**2, 0.0) / np.maximum(known - 1, 1)
        # First-order error of share / mean: both are averages over the starts drawn.
        doubt = 4 * (1 - share) / (np.maximum(share, 1 / others) * others)
        relative = (spread / mean**2 + doubt) * (1 - len(starts) / count)
        error = 1.96 * float((values * np.sqrt(relative))[known > 1].max(initial=0.0))
    return Closeness(dict(zip(graph.nodes, values.tolist(), strict=True)), len(starts), error)


def steps_from_each(graph: ProcessGraph, starts: list[int]) -> tuple[Numbers, Numbers, Numbers]:
    """Return, for each process, how many starts reach it, their steps added up, and those squared.

    A start does not reach itself. All starts walk at once, a step at a time: a process has the set of those
    that have met it and the set of those that met it at the last step, 64 starts in a word.
    """
    import numpy as np  # noqa: PLC0415

    count = len(graph)
    flow = _Suppliers(graph)
    found = [np.zeros(count, dtype=np.intp) for _ in range(3)]
    at_once = 64 * max(1, _TOGETHER // max(count, 1))
    for begin in range(0, len(starts), at_once):
        some = flow.number[starts[begin : begin + at_once]]
        found = [sums + more for sums, more in zip(found, flow.walk(some), strict=True)]
    reached, total, squares = (sums[flow.number] for sums in found)
    return reached, total, squares


class _Suppliers:
    """The suppliers of each process, laid out to be looked at for all processes at once.

    Processes are numbered anew, those with the most suppliers first: those that have a k-th supplier are the
    first ones, and `_in_turn[k]` gives it for each of them. `number` gives the new number by position.
    """

    def __init__(self, graph: ProcessGraph) -> None:
        import numpy as np  # noqa: PLC0415

        count = len(graph)
        arcs = graph.ends
        order = np.argsort(-np.bincount(arcs[:, 1], minlength=count), kind="stable")
        self.number = np.empty(count, dtype=np.intp)
        self.number[order] = np.arange(count)
        suppliers, customers = self.number[arcs[:, 0]], self.number[arcs[:, 1]]
        self._into, self._first_into, many = _grouped(customers, suppliers, count)
        self._onward, self._first_onward, self._customers = _grouped(suppliers, customers, count)
        most = min(int(many[0]), _IN_TURN) if count else 0
        self._in_turn = [
            self._into[self._first_into[: np.count_nonzero(many > turn)] + turn] for turn in range(most)
        ]
        self._hubs = np.flatnonzero(many > _IN_TURN)
        self._many = many
        self._all = np.arange(count)
        self._marked = np.zeros(count, dtype=bool)

    def walk(self, starts: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return how many of some starts reach each process, their steps added up, and those squared."""
        import numpy as np  # noqa: PLC0415

        count, each = len(self._all), np.arange(len(starts))
        reached, total, squares = (np.zeros(count, dtype=np.intp) for _ in range(3))
        last = np.zeros((count, -(-len(starts) // 64)), dtype=np.uint64)
        last[starts, each // 64] = np.uint64(1) << (each % 64).astype(np.uint64)
        unmet = ~last
        room, spare = np.empty_like(last), np.empty_like(last)
        moved, step = starts, 0
        rows: Numbers | slice = starts
        while len(to := self._customers_of(moved)):
            step += 1
            come = self._come(last, to, room, spare)
            where = slice(None) if len(to) == count else to
            come &= unmet[where]
            many = np.bitwise_count(come).sum(axis=1, dtype=np.intp)
            unmet[where] ^= come
            last[rows] = 0
            last[where] = come
            rows, moved = where, to[many > 0]
            reached[where] += many
            total[where] += many * step
            squares[where] += many * (step * step)
        return reached, total, squares

    def _customers_of(self, processes: Numbers) -> Numbers:
        """Return the customers of some processes in order, or all processes if they are more than a few."""
        import numpy as np  # noqa: PLC0415

        many = self._customers[processes]
        ends = np.cumsum(many)
        if not len(ends) or not ends[-1]:
            return processes[:0]
        few = _FEW * len(self._all)
        if ends[-1] > few:
            return self._all
        place = np.arange(ends[-1]) + np.repeat(self._first_onward[processes] - ends + many, many)
        self._marked[self._onward[place]] = True
        found = np.flatnonzero(self._marked)
        self._marked[found] = False
        return found

    def _come(self, sets: Sets, to: Numbers, room: Sets, spare: Sets) -> Sets:
        """Return, for each of some processes, the sets of its suppliers united, in `room`."""
        import numpy as np  # noqa: PLC0415

        come, having = room[: len(to)], len(to)
        come[...] = 0
        for suppliers in self._in_turn:
            having = int(to[:having].searchsorted(len(suppliers)))
            if not having:
                break
            # `take` into room kept for it: new tables at each turn would cost more than what is done.
            more = sets.take(suppliers[to[:having]], axis=0, out=spare[:having], mode="clip")
            np.bitwise_or(come[:having], more, out=come[:having])
        for row, process in enumerate(to[: to.searchsorted(len(self._hubs))].tolist()):
            first = self._first_into[process]
            rest = self._into[first + _IN_TURN : first + self._many[process]]
            come[row] |= np.bitwise_or.reduce(sets.take(rest, axis=0), axis=0)
        return come


def _grouped(by: Numbers, what: Numbers, count: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return what goes with each number, one number after the other; where it begins; how many there are."""
    import numpy as np  # noqa: PLC0415

    many = np.bincount(by, minlength=count)
    return what[np.argsort(by, kind="stable")], np.cumsum(many) - many, many
