"""What a check has to be told because only an algorithm on the network can tell: one list of facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from qualite_graph.analysis.network import Network
from qualite_graph.vocabulary import QGS

Fact = Callable[[Network], frozenset[str]]


def cutting_processes(network: Network) -> frozenset[str]:
    """Return the processes whose stop parts other processes from each other: the articulation points.

    Source of the method: Hopcroft and Tarjan, *Efficient algorithms for graph manipulation* (1973).
    """
    import rustworkx as rx  # noqa: PLC0415 -- numpy comes with it

    nodes = network.graph.nodes
    return frozenset(nodes[point] for point in rx.articulation_points(network.graph.undirected))


FACTS: Final[Mapping[str, Fact]] = MappingProxyType({QGS.cutsNetwork: cutting_processes})
"""Properties that shapes read, each with the function that says for which items it holds."""


def facts(network: Network) -> dict[str, frozenset[str]]:
    """Return every fact of the list for an organisation."""
    return {name: compute(network) for name, compute in FACTS.items()}
