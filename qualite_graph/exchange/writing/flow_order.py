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
    weight: dict[tuple[str, str], int] = {}
    for supplier, customer, kind in links:
        if supplier in known and customer in known and supplier != customer:
            pair = (supplier, customer)
            weight[pair] = weight.get(pair, 0) + _WEIGHTS.get(kind or "", _OTHER_KIND)
    order = list(ids)
    for _ in range(_PASSES):
        before = tuple(order)
        for one in ids:
            order = _sift(order, one, weight)
        if tuple(order) == before:
            break
    return tuple(order)


def _sift(order: list[str], one: str, weight: Mapping[tuple[str, str], int]) -> list[str]:
    """Move `one` to its cheapest place; the nearest such place when several cost the same."""
    here = order.index(one)
    rest = order[:here] + order[here + 1 :]
    # Cost of standing first: everything that comes to `one` goes backwards.
    cost = sum(weight.get((other, one), 0) for other in rest)
    costs = [cost]
    for other in rest:
        cost += weight.get((one, other), 0) - weight.get((other, one), 0)
        costs.append(cost)
    best = min(range(len(costs)), key=lambda place: (costs[place], abs(place - here), place))
    return [*rest[:best], one, *rest[best:]]


def columns(ids: Sequence[str], ranks: Mapping[str, int | None], order: Sequence[str]) -> dict[str, int]:
    """Return each process's column: its stated rank where all have one, else its place in `order`.

    >>> columns(["R1", "R2", "R3"], {"R1": 1, "R2": 2, "R3": 2}, ["R1", "R2", "R3"])
    {'R1': 0, 'R2': 1, 'R3': 1}
    """
    stated = [rank for rank in (ranks.get(one) for one in ids) if rank is not None]
    if len(stated) == len(ids):
        places = {rank: place for place, rank in enumerate(sorted(set(stated)))}
        return {one: places[rank] for one, rank in zip(ids, stated, strict=True)}
    return {one: order.index(one) for one in ids}
