"""Who really works together, and whether departments are drawn the same way: silos and those that mix."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qualite_graph.analysis.process_graph import ProcessGraph

Weights = list[dict[int, int]]


@dataclass(frozen=True, slots=True)
class Department:
    """A unit of the organisation against the flows: its processes, and the share of its relations inside.

    `inside` is the number of relations between two of its processes divided by that of all in which one of
    its processes takes part, 0 where there is none. `community` is the number of the community in which most
    of its processes are, `together` their share.
    """

    unit: str
    processes: tuple[str, ...]
    inside: float
    community: int
    together: float


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups of processes that exchange more with each other than with the rest, the largest first.

    `modularity` is how much more they do so than by chance, at most 1; `departments` compares units, by IRI;
    `agreement` is the adjusted Rand index of communities and departments over the processes that have a unit:
    1 when both are drawn alike, about 0 when they have nothing to do with each other; `None` without units.
    """

    groups: tuple[tuple[str, ...], ...]
    modularity: float
    departments: tuple[Department, ...]
    agreement: float | None


class Grouping(NamedTuple):
    """The groups of a graph as positions, the largest first, and their modularity."""

    groups: tuple[tuple[int, ...], ...]
    modularity: float


def grouping(graph: ProcessGraph) -> Grouping:
    """Find the communities of the process graph without direction; two that supply each other count twice.

    Source of the method: Blondel and others, *Fast unfolding of communities in large networks* (2008), nodes
    taken in the order of IRIs and ties going to the smallest community, so that the same map always gives the
    same groups.
    """
    near: Weights = [{} for _ in graph.nodes]
    for a, b in graph.arcs:
        near[a][b] = near[a].get(b, 0) + 1
        near[b][a] = near[b].get(a, 0) + 1
    member = _louvain(near)
    groups: dict[int, list[int]] = {}
    for node, group in enumerate(member):
        groups.setdefault(group, []).append(node)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group))
    return Grouping(tuple(map(tuple, ordered)), modularity(near, member))


def communities(graph: ProcessGraph, units: Mapping[str, Sequence[str]]) -> Communities:
    """Return the communities of the process graph, and compare them with units by process.

    Source of the method of comparison: Hubert and Arabie, *Comparing partitions* (1985).

    >>> graph = ProcessGraph.of("abcd", [("a", "b"), ("c", "d")])
    >>> communities(graph, {}).groups
    (('a', 'b'), ('c', 'd'))
    """
    groups, modular = graph.communities
    number = {graph.nodes[node]: index for index, group in enumerate(groups, start=1) for node in group}
    labels = [(number[graph.nodes[node]], unit) for node, unit in sorted(_unit_of(graph, units).items())]
    return Communities(
        tuple(tuple(graph.nodes[node] for node in group) for group in groups),
        modular,
        _departments(unit_relations(graph, units), number),
        _agreement(labels) if labels else None,
    )


def modularity(near: Weights, member: Sequence[int]) -> float:
    """Return the modularity of a partition (Newman and Girvan, 2004); 0 for a graph without edges."""
    whole = sum(sum(row.values()) for row in near)
    if not whole:
        return 0.0
    inside: Counter[int] = Counter()
    degree: Counter[int] = Counter()
    for node, row in enumerate(near):
        group = member[node]
        degree[group] += sum(row.values())
        inside[group] += sum(weight for other, weight in row.items() if member[other] == group)
    return sum(inside[group] / whole - (degree[group] / whole) ** 2 for group in degree)


def _louvain(near: Weights) -> list[int]:
    """Return the community of each node: nodes move, then communities become nodes, until none moves."""
    member = list(range(len(near)))
    loops = [0] * len(near)
    while True:
        moved = _moved(near, loops)
        names = {group: number for number, group in enumerate(dict.fromkeys(moved))}
        if len(names) == len(near):
            return member
        group_of = [names[group] for group in moved]
        member = [group_of[group] for group in member]
        merged: Weights = [{} for _ in names]
        inner = [0] * len(names)
        for node, row in enumerate(near):
            group = group_of[node]
            inner[group] += loops[node]
            into = merged[group]
            for other, weight in row.items():
                target = group_of[other]
                if target == group:
                    inner[group] += weight
                else:
                    into[target] = into.get(target, 0) + weight
        near, loops = merged, inner


def _moved(near: Weights, loops: list[int]) -> list[int]:
    """Return the community of each node after each has gone where it belongs best, while any still moves.

    `loops` counts each edge inside a node twice, as its degree does.
    """
    degree = [sum(row.values()) + loop for row, loop in zip(near, loops, strict=True)]
    whole = sum(degree)
    member = list(range(len(near)))
    if not whole:
        return member
    total = degree[:]
    waiting = deque(range(len(near)))
    queued = [True] * len(near)
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        own, strength = member[node], degree[node]
        links: dict[int, int] = {}
        for other, weight in near[node].items():
            group = member[other]
            links[group] = links.get(group, 0) + weight
        total[own] -= strength
        best, gain = own, links.get(own, 0) * whole - total[own] * strength
        for group, weight in links.items():
            value = weight * whole - total[group] * strength  # whole numbers: equal gains are equal
            if value > gain or (value == gain and group < best and best != own):
                best, gain = group, value
        total[best] += strength
        if best != own:
            member[node] = best
            for other in near[node]:
                if member[other] != best and not queued[other]:
                    queued[other] = True
                    waiting.append(other)
    return member


class Unit(NamedTuple):
    """A unit of the organisation: its processes, and the share of its relations that stay inside."""

    unit: str
    processes: tuple[str, ...]
    inside: float


def unit_relations(graph: ProcessGraph, units: Mapping[str, Sequence[str]]) -> tuple[Unit, ...]:
    """Return the units by IRI; a process in several units counts in the first.

    >>> graph = ProcessGraph.of("abc", [("a", "b"), ("b", "c")])
    >>> unit_relations(graph, {"a": ["u"], "b": ["u"]})
    (Unit(unit='u', processes=('a', 'b'), inside=0.5),)
    """
    unit_of = _unit_of(graph, units)
    members: dict[str, list[int]] = {}
    for node, unit in sorted(unit_of.items()):
        members.setdefault(unit, []).append(node)
    touching: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for a, b in graph.arcs:
        one, other = unit_of.get(a), unit_of.get(b)
        if one is not None:
            touching[one] += 1
            if one == other:
                inside[one] += 1
        if other is not None and other != one:
            touching[other] += 1
    return tuple(
        Unit(unit, graph.named(nodes), inside[unit] / touching[unit] if touching[unit] else 0.0)
        for unit, nodes in sorted(members.items())
    )


def _unit_of(graph: ProcessGraph, units: Mapping[str, Sequence[str]]) -> dict[int, str]:
    return {graph.position[node]: found[0] for node, found in units.items() if node in graph and found}


def _departments(relations: Sequence[Unit], number: Mapping[str, int]) -> tuple[Department, ...]:
    found = []
    for unit, processes, inside in relations:
        counted = Counter(number[process] for process in processes)
        group, most = min(counted.items(), key=lambda row: (-row[1], row[0]))
        found.append(Department(unit, processes, inside, group, most / len(processes)))
    return tuple(found)


def _agreement(labels: Sequence[tuple[int, str]]) -> float:
    def pairs(counts: Counter[object]) -> int:
        return sum(count * (count - 1) // 2 for count in counts.values())

    both = pairs(Counter(labels))
    one, other = pairs(Counter(a for a, _ in labels)), pairs(Counter(b for _, b in labels))
    every = len(labels) * (len(labels) - 1) // 2
    expected = one * other / every if every else 0.0
    most = (one + other) / 2
    return (both - expected) / (most - expected) if most != expected else 1.0
