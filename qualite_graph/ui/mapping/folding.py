"""Groups of a map folded into one node each: a department or a family seen from outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from qualite_graph.analysis.process_map import FAMILIES, ProcessMap
from qualite_graph.messages import messages
from qualite_graph.naming import Name
from qualite_graph.ui.components import MapData, MapProcess
from qualite_graph.ui.mapping.paint import group_names, id_of
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import Here

PREFIX: Final = "group "
"""What the id of a folded group starts with; no notation of a process has a space after such a word."""


_NOTHING_FOLDED: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Group:
    """A group of processes: the key that the address gives it, its title."""

    key: str
    title: str

    @property
    def id(self) -> str:
        """Return what the map calls the group when it is folded."""
        return PREFIX + self.key


_NO_GROUPS: Final[Mapping[str, Group]] = {}


def groups_of(here: Here, drawn: ProcessMap, by: str) -> Mapping[str, Group]:
    """Return the group of each process that has one, by its id on the map."""
    if by == "none":
        return _NO_GROUPS
    if by == "family":
        return _families(here.lang, drawn)
    return _named_groups(here.lang, drawn, group_names(here, drawn, by))


@of_the_same(8)
def _families(lang: str, drawn: ProcessMap) -> Mapping[str, Group]:
    titles = messages(lang).section("ui.family")
    found = {}
    for one in drawn.processes:
        key = one.family if one.family in titles and one.family in FAMILIES else "other"
        found[id_of(one.name)] = Group(key, titles[key])
    return found


@of_the_same(8)
def _named_groups(lang: str, drawn: ProcessMap, told: Mapping[str, Name]) -> Mapping[str, Group]:
    groups = {name.iri: Group(id_of(name), name.label(lang)) for name in told.values()}
    return {
        id_of(one.name): groups[told[one.name.iri].iri] for one in drawn.processes if one.name.iri in told
    }


@of_the_same(8)
def frames(groups: Mapping[str, Group], shown: Mapping[str, str]) -> Mapping[str, str]:
    """Return the title of the frame around each process that is not in a folded group."""
    return {one: group.title for one, group in groups.items() if one not in shown}


def shown_ids(groups: Mapping[str, Group], closed: Collection[str]) -> Mapping[str, str]:
    """Return the node that stands for each process of a folded group; `closed` has the keys of these."""
    return {process: group.id for process, group in groups.items() if group.key in closed} or _NOTHING_FOLDED


def folded(here: Here, data: MapData, groups: Mapping[str, Group], shown: Mapping[str, str]) -> MapData:
    """Return the map with one node for each folded group, and without what passes inside it.

    The node stands in the family of most of its processes, where the first of them stood.
    """
    if not shown:
        return data
    titles = {group.id: group.title for group in groups.values()}
    members: dict[str, list[MapProcess]] = {}
    for one in data.processes:
        if one.id in shown:
            members.setdefault(shown[one.id], []).append(one)
    nodes: dict[str, MapProcess] = {}
    for one in data.processes:
        node = shown.get(one.id)
        if node is None:
            nodes[one.id] = one
        elif node not in nodes:
            inside = members[node]
            family = Counter([each.family for each in inside]).most_common(1)[0][0]
            nodes[node] = MapProcess(node, here.count("map_page.members", len(inside)), titles[node], family)
    flows = [
        replace(flow, source=source, target=target)
        for flow in data.flows
        for source, target in [(shown.get(flow.source, flow.source), shown.get(flow.target, flow.target))]
        if source != target or flow.source == flow.target
    ]
    return replace(data, processes=tuple(nodes.values()), flows=tuple(flows))
