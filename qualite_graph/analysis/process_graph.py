"""The process graph as numbers: what every algorithm walks, with IRIs only at its edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import rustworkx as rx
    from numpy.typing import NDArray

    from qualite_graph.analysis.communities import Grouping

Neighbours = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class ProcessGraph:
    """A directed simple graph: `nodes` are IRIs in order, `arcs` pairs of positions in it, in order too.

    An arc goes from a supplier to its internal customer. Two distinct nodes have at most one arc each way,
    none goes from a node to itself: positions follow IRIs, so whatever breaks ties by position breaks them
    by IRI. What is worked out of it is kept with it; nothing of it changes.
    """

    nodes: tuple[str, ...]
    arcs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, nodes: Iterable[str], arcs: Iterable[tuple[str, str]]) -> ProcessGraph:
        """Build the graph of nodes and of the arcs between them; other arcs and loops are left out.

        >>> ProcessGraph.of("ba", [("b", "a"), ("b", "a"), ("a", "a"), ("a", "z")])
        ProcessGraph(nodes=('a', 'b'), arcs=((1, 0),))
        """
        ordered = tuple(sorted(set(nodes)))
        at = {node: number for number, node in enumerate(ordered)}
        pairs = {(at[a], at[b]) for a, b in arcs if a in at and b in at}
        return cls(ordered, tuple(sorted(pair for pair in pairs if pair[0] != pair[1])))

    def __len__(self) -> int:
        """Count the nodes."""
        return len(self.nodes)

    def __contains__(self, node: object) -> bool:
        """Tell whether a node is in the graph."""
        return node in self.position

    @cached_property
    def position(self) -> dict[str, int]:
        """Return the position of each node."""
        return {node: number for number, node in enumerate(self.nodes)}

    @cached_property
    def successors(self) -> Neighbours:
        """Return the internal customers of each node, in order."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for supplier, customer in self.arcs:
            found[supplier].append(customer)
        return tuple(map(tuple, found))

    @cached_property
    def predecessors(self) -> Neighbours:
        """Return the internal suppliers of each node, in order."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for supplier, customer in self.arcs:
            found[customer].append(supplier)
        return tuple(map(tuple, found))

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Return the pairs that an arc joins, either way, the smaller position first, in order."""
        return tuple(sorted({(a, b) if a < b else (b, a) for a, b in self.arcs}))

    @cached_property
    def ends(self) -> NDArray[np.intp]:
        """Return the arcs as a table for numpy: a row each, supplier and customer."""
        import numpy as np  # noqa: PLC0415

        return np.fromiter(chain.from_iterable(self.arcs), np.intp, 2 * len(self.arcs)).reshape(-1, 2)

    @cached_property
    def directed(self) -> rx.PyDiGraph:
        """Return the graph for rustworkx; the index of a node is its position."""
        import rustworkx as rx  # noqa: PLC0415 -- numpy comes with it

        graph = rx.PyDiGraph(multigraph=False)
        graph.add_nodes_from(range(len(self.nodes)))
        graph.extend_from_edge_list(list(self.arcs))
        return graph

    @cached_property
    def undirected(self) -> rx.PyGraph:
        """Return the graph without directions for rustworkx: one edge per pair."""
        import rustworkx as rx  # noqa: PLC0415

        graph = rx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(len(self.nodes)))
        graph.extend_from_edge_list(list(self.pairs))
        return graph

    @cached_property
    def communities(self) -> Grouping:
        """Return the groups of nodes that exchange most with each other, worked out once."""
        from qualite_graph.analysis.communities import grouping  # noqa: PLC0415

        return grouping(self)

    def named(self, positions: Iterable[int]) -> tuple[str, ...]:
        """Return the nodes at some positions, in the order of IRIs."""
        return tuple(self.nodes[number] for number in sorted(positions))

    def without(self, nodes: Collection[str], arcs: Collection[tuple[str, str]] = ()) -> ProcessGraph:
        """Return the graph that remains when nodes, and arcs between others, are taken away.

        >>> ProcessGraph.of("abc", [("a", "b"), ("b", "c"), ("a", "c")]).without({"b"})
        ProcessGraph(nodes=('a', 'c'), arcs=((0, 1),))
        """
        kept = tuple(node for node in self.nodes if node not in nodes)
        at = {node: number for number, node in enumerate(kept)}
        new = [at.get(node, -1) for node in self.nodes]
        gone = {(self.position[a], self.position[b]) for a, b in arcs if a in self and b in self}
        return ProcessGraph(
            kept,
            tuple(
                (new[a], new[b]) for a, b in self.arcs if new[a] >= 0 and new[b] >= 0 and (a, b) not in gone
            ),
        )
