"""Which two maps are set side by side: versions, organisations or sites, and how their items pair up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qualite_graph.analysis.comparison import Comparison, Side, compare, rekeyed, site
from qualite_graph.analysis.network import Network, read_network
from qualite_graph.analysis.surroundings import Surroundings, read_surroundings
from qualite_graph.folding import fold
from qualite_graph.naming import Name, names
from qualite_graph.store import Store, everything
from qualite_graph.store.base import dataset_of
from qualite_graph.vocabulary import graph_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a map is read: an organisation of a store, or one site of it (the IRI of a unit)."""

    store: Store
    slug: str
    unit: str | None = None

    def names(self, iris: Iterable[str]) -> dict[str, Name]:
        """Return the names that entities have there."""
        return names(self.store, everything(self.slug), iris)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and the names of all that it speaks of; what vanished keeps the name it had."""

    comparison: Comparison
    names: Mapping[str, Name]


def compared(before: Place, after: Place) -> Compared:
    """Read two maps and set them side by side.

    Two versions of an organisation share their IRIs. Items of two organisations pair up when they have the
    same code. Processes and outputs of two sites of one organisation pair up when they have the same label,
    flows when they carry paired outputs between paired processes.
    """
    one, around_one = _read(before)
    other, around_other = _read(after)
    pairs = _pairs(before, one, after, other)
    comparison = compare(rekeyed(one, around_one, lambda iri: pairs.get(iri, iri)), Side(other, around_other))
    wanted = comparison.iris()
    found = after.names(wanted)
    back = {new: old for old, new in pairs.items()}
    nameless = {iri for iri, name in found.items() if not name.labels and not name.notation}
    former = before.names({back.get(iri, iri) for iri in nameless})
    found |= {iri: former[back.get(iri, iri)] for iri in nameless}
    return Compared(comparison, found)


def _read(place: Place) -> tuple[Network, Surroundings]:
    dataset = dataset_of(place.slug)
    network, around = read_network(place.store, dataset), read_surroundings(place.store, dataset)
    return (site(network, around, place.unit) if place.unit else network), around


def _pairs(before: Place, one: Network, after: Place, other: Network) -> dict[str, str]:
    """Return the items of the first map that go by another IRI in the second, with that IRI."""
    if before.slug != after.slug:
        start, new = graph_of(before.slug) + "/", graph_of(after.slug) + "/"
        return {iri: new + iri.removeprefix(start) for iri in _items(one) if iri.startswith(start)}
    if before.unit == after.unit:
        return {}
    pairs: dict[str, str] = {}
    for old_items, new_items in ((one.graph.nodes, other.graph.nodes), (one.carrying, other.carrying)):
        own = _by_label(before, set(old_items) - set(new_items))
        theirs = _by_label(after, set(new_items) - set(old_items))
        pairs |= {own[label]: theirs[label] for label in own.keys() & theirs.keys()}
    flows = {(row.supplier, row.customer, row.output): row.flow for row in other.rows}
    for row in one.rows:
        ends = tuple(pairs.get(iri, iri) for iri in (row.supplier, row.customer, row.output))
        if ends in flows:
            pairs[row.flow] = flows[ends]
    return pairs


def _items(network: Network) -> frozenset[str]:
    return frozenset().union(
        network.graph.nodes, network.customers, network.providers, network.carrying, network.row_of_flow
    )


def _by_label(place: Place, iris: Iterable[str]) -> dict[str, str]:
    """Return items by their folded label; of several with one label, the first by IRI."""
    found: dict[str, str] = {}
    for iri, name in sorted(place.names(iris).items()):
        found.setdefault(fold(name.label("fr")), iri)
    return found
