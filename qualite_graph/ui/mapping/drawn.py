"""From what is known and what is asked to what is drawn: the nodes, the lines, how they look."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from qualite_graph.analysis.map_relations import DRAWN, MapRelation
from qualite_graph.analysis.process_map import MapFlow, ProcessMap
from qualite_graph.messages import messages
from qualite_graph.naming import Name
from qualite_graph.ui.browsing import plain
from qualite_graph.ui.components import (
    LAYOUTS,
    MANY,
    Arranged,
    Choice,
    Layout,
    Look,
    MapData,
    large_map,
    map_data,
    network_map,
    process_map,
)
from qualite_graph.ui.components import MapFlow as DrawnFlow
from qualite_graph.ui.mapping.folding import Group, folded, frames, groups_of, shown_ids
from qualite_graph.ui.mapping.paint import family_paint, paint_of, signs_of
from qualite_graph.ui.mapping.state import COLOURS, MapState
from qualite_graph.ui.mapping.views import Opened
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import Here
from qualite_graph.ui.waiting import wait_for_check

MOST_ORDERED: Final = 60
"""How many processes flows alone can order so that names stay readable."""


_NO_VIEW: Final = Opened()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map to draw: the part in scope, its data, the node that stands for each process of a folded group."""

    scope: ProcessMap
    data: MapData
    groups: Mapping[str, Group]
    """The group of each process that has one, folded or not, by id."""
    shown: Mapping[str, str]

    @property
    def large(self) -> bool:
        """Tell whether it has so many nodes that each is a point."""
        return len(self.data.processes) + len(self.data.parties) > MANY

    def node_of(self, identifier: str | None) -> str | None:
        """Return the node that stands for a process or a party."""
        return self.shown.get(identifier, identifier) if identifier else None

    def members(self, node: str) -> tuple[str, ...]:
        """Return the processes that a folded group holds, none for any other node."""
        return tuple([one for one, shown in self.shown.items() if shown == node])


def usual_layout(whole: ProcessMap) -> Layout:
    """Return the layout of a map that nobody arranged: without families, flows alone order processes."""
    arranged = any(one.family for one in whole.processes) or len(whole.processes) > MOST_ORDERED
    return "classic" if arranged or not whole.flows else "hierarchical"


def drawn_map(here: Here, scope: ProcessMap, view: MapState) -> Drawn:
    """Return what is drawn of the map in scope: flows or what follows from them, groups folded."""
    groups = groups_of(here, scope, view.group)
    shown = shown_ids(groups, view.folded)
    relations = () if view.links == "flows" else _relations(here)
    titles = messages(here.lang).section("ui.family")
    data = (
        _derived_alone(scope, here.lang, titles, relations)
        if view.links == "derived"
        else map_data(scope, here.lang, titles, relations)
    )
    return Drawn(scope, folded(here, data, groups, shown), groups, shown)


@of_the_same(8)
def _derived_alone(
    scope: ProcessMap, lang: str, titles: Mapping[str, str], relations: Sequence[DrawnFlow]
) -> MapData:
    data = map_data(scope, lang, titles, relations)
    return replace(data, flows=tuple([flow for flow in data.flows if flow.derived]))


def _relations(here: Here) -> tuple[DrawnFlow, ...]:
    """Return the derived relations as lines, each called by its name."""
    named = here.workspace.names(DRAWN, here.organisation)
    return _lines(here.workspace.map_relations(here.organisation), *[here.label(named[one]) for one in DRAWN])


@of_the_same(8)
def _lines(relations: tuple[MapRelation, ...], *labels: str) -> tuple[DrawnFlow, ...]:
    called = dict(zip(DRAWN, labels, strict=True))
    return tuple(
        [
            DrawnFlow(
                f"{one.source} {one.predicate} {one.target}",
                one.source,
                one.target,
                called[one.predicate],
                derived=True,
            )
            for one in relations
        ]
    )


def look_of(
    here: Here, drawn: Drawn, view: MapState, steps: tuple[str, ...] = (), opened: Opened = _NO_VIEW
) -> Look:
    """Return how the map looks; `steps` are the nodes of a path, by id."""
    organisation = next(name for name in here.workspace.organisations() if name.notation == here.organisation)
    scope = drawn.scope
    paint = paint_of(here, scope, view.colour) or (family_paint(here, scope) if drawn.large else None)
    around = drawn.groups if view.group != "none" or not drawn.large else groups_of(here, scope, "unit")
    checked = not drawn.large or here.workspace.is_checked(here.organisation)
    trail = [drawn.node_of(step) or step for step in steps]
    return Look(
        layout=view.layout,
        title=here.label(organisation),
        subtitle=here.text("menu.cartography"),
        lang=here.lang,
        paint=paint,
        signs=signs_of(here, scope, drawn.shown, checked=checked),
        trail=tuple([step for place, step in enumerate(trail) if place == 0 or trail[place - 1] != step]),
        chain=chain_of(scope, view.chain) if steps else (),
        groups=frames(around, drawn.shown),
        pins=opened.pins,
        camera=opened.camera,
        choices=_choices(here.lang, view.layout, view.colour),
    )


@functools.cache
def _choices(lang: str, layout: Layout, colour: str) -> tuple[Choice, ...]:
    """Return what the map itself offers, so that a choice draws it anew and nothing else."""
    texts = messages(lang).section("ui.map_page")
    layouts, colours = (messages(lang).section(f"ui.map_page.{kind}") for kind in ("layouts", "colours"))
    return (
        Choice("layout", texts["layout"], tuple([(one, layouts[one]) for one in LAYOUTS]), layout),
        Choice("colour", texts["colour"], tuple([(one, colours[one]) for one in COLOURS]), colour),
    )


def asked_path(here: Here, whole: ProcessMap, view: MapState, named: Mapping[str, Name]) -> tuple[str, ...]:
    """Return the path that is asked for, node by node, and say it in words, or that there is none."""
    start, end = named.get(view.start or ""), named.get(view.end or "")
    if start is None or end is None:
        return ()
    ids = {name.iri: one for one, name in named.items()}
    chain = _flows(whole, view.chain)
    if chain:
        steps = [chain[0].supplier, *[flow.customer for flow in chain]]
    else:
        steps = list(here.workspace.trail(start.iri, end.iri, here.organisation))
    found = tuple([ids[iri] for iri in steps])
    if found:
        said = here.count("map_page.steps", len(found) - 1)
        words = " → ".join([here.full(named[step]) for step in found])
        st.markdown(f":material/route: {plain(said)} {plain(words)}")
    else:
        text = here.text("map_page.no_path", start=here.full(start), end=here.full(end))
        st.warning(text, icon=":material/link_off:")
    return found


def _flows(whole: ProcessMap, ends: Collection[str]) -> tuple[MapFlow, ...]:
    """Return flows given by the ends of their IRIs, if they follow one another; none otherwise."""
    known = {flow_id(flow.iri): flow for flow in whole.flows}
    found = tuple([known[end] for end in ends if end in known])
    follows = all(one.customer == other.supplier for one, other in itertools.pairwise(found))
    return found if follows and len(found) == len(ends) else ()


def chain_of(scope: ProcessMap, ends: Collection[str]) -> tuple[str, ...]:
    """Return the flows of a given path as the map calls them."""
    return tuple([flow.iri for flow in _flows(scope, ends)])


def flow_id(iri: str) -> str:
    """Return what the address calls a flow: what its IRI ends with.

    >>> flow_id("https://w3id.org/qualite-graph/data/coffralp/flow/F12")
    'F12'
    """
    return iri.rpartition("/")[2]


def show_map(here: Here, drawn: Drawn, look: Look, selected: str | None, prefix: str = "") -> Arranged:
    """Draw the map in the layout asked for; return what the reader has made of it.

    `prefix` keeps the maps of two pages apart.
    """
    words = messages(here.lang).section("map")
    data, node = drawn.data, drawn.node_of(selected)
    if drawn.large:
        _say_large(here, len(data.processes))
        made = large_map(data, key=f"{prefix}large", selected=node, texts=words, look=look)
    elif look.layout == "classic":
        made = Arranged(
            process_map(data, key=f"{prefix}map", selected=node, texts=words, look=look), {}, None
        )
    else:
        made = network_map(data, key=f"{prefix}network", selected=node, texts=words, look=look)
    # The node of a folded group stands for the process that was selected in it, until another is clicked.
    return Arranged(selected, made.pins, made.camera) if made.selected == node else made


def _say_large(here: Here, processes: int) -> None:
    """Say what is drawn of thousands, and offer to check them: a page does not wait for that unasked."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(here.text("map_page.large", count=here.number(processes)))
        if here.workspace.is_checked(here.organisation):
            return
        if st.button(here.text("map_page.count_findings"), icon=":material/fact_check:"):
            wait_for_check(here)
            st.rerun()
