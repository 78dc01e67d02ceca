"""The order of the chevrons: processes follow the product, and loops go back as little as possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_WEIGHTS: Final = {"product": 4, "service": 4, "resource": 2, "feedback": 0, "improvement": 0}
_OTHER_KIND: Final = 1
_PASSES: Final = 50
"""Each pass lowers the cost, so few are needed; the bound only guards against a mistake here."""


def flow_order(ids: Sequence[str], links: Iterable[tuple[str, str, str | None]]) -> tuple[str, ...]:
    """Return `ids` in the order of the flows `(supplier, customer, kind of output)` between them.

    The cost of an order is the weight of the links that go backwards (products weigh most, feedback nothing);
    each process in turn is moved where the cost is least, until none moves (sifting, as in layered drawing).
    Moves that gain nothing are not made: people's own order stays where the flows do not contradict it, and
    the same data always gives the same map.

    >>> flow_order(["R1", "R2", "R3"], [("R3", "R1", "product"), ("R1", "R2", "product")])
    ('R3', 'R1', 'R2')
    >>> flow_order(["R1", "R2"], [("R2", "R1", "information"), ("R1", "R2", "information")])
    ('R1', 'R2')
    """
    known = set(ids)
    # What each process costs by its neighbours: more when it stands after a customer, less after a supplier.
    change: dict[str, dict[str, int]] = {one: {} for one in ids}
    for supplier, customer, kind in links:
        if supplier in known and customer in known and supplier != customer:
            weight = _WEIGHTS.get(kind or "", _OTHER_KIND)
            change[supplier][customer] = change[supplier].get(customer, 0) + weight
            change[customer][supplier] = change[customer].get(supplier, 0) - weight
    order = list(ids)
    place = {one: number for number, one in enumerate(order)}
    for _ in range(_PASSES):
        moved = False
        for one in ids:
            here = place[one]
            best = _cheapest(
                here, len(order) - 1, [(place[other], cost) for other, cost in change[one].items()]
            )
            if best != here:
                moved = True
                order.insert(best, order.pop(here))
                for number in range(min(here, best), max(here, best) + 1):
                    place[order[number]] = number
        if not moved:
            break
    return tuple(order)


def _cheapest(here: int, last: int, neighbours: list[tuple[int, int]]) -> int:
    """Return the cheapest place for what stands `here`; the nearest, then the first, of several.

    `neighbours` are the places of the others that count, each with what it costs to stand after it: between
    two of them all places cost the same.

    >>> _cheapest(0, 3, [(2, -4)]), _cheapest(0, 3, [(2, 4)]), _cheapest(3, 3, [(0, 1), (1, -1)])
    (2, 0, 3)
    """
    best, cost, start = (0, 0, 0), 0, 0
    found = False
    for place, change in [*sorted((at - (at > here), change) for at, change in neighbours), (last, 0)]:
        nearest = min(max(here, start), place)
        candidate = (cost, abs(nearest - here), nearest)
        if not found or candidate < best:
            best, found = candidate, True
        cost += change
        start = place + 1
    return best[2]


def columns(ids: Sequence[str], ranks: Mapping[str, int | None], order: Sequence[str]) -> dict[str, int]:
    """Return each process's column: its stated rank where all have one, else its place in `order`.

    >>> columns(["R1", "R2", "R3"], {"R1": 1, "R2": 2, "R3": 2}, ["R1", "R2", "R3"])
    {'R1': 0, 'R2': 1, 'R3': 1}
    """
    stated = [rank for rank in (ranks.get(one) for one in ids) if rank is not None]
    if len(stated) == len(ids):
        places = {rank: place for place, rank in enumerate(sorted(set(stated)))}
        return {one: places[rank] for one, rank in zip(ids, stated, strict=True)}
    place = {one: number for number, one in enumerate(order)}
    return {one: place[one] for one in ids}
