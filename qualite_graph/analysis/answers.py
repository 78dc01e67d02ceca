"""The answers SPARQL cannot compute: the functions that a question names in its `# computed:` header."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from qualite_graph.analysis import customer_focus, structure
from qualite_graph.analysis.assurance_answers import ASSURANCE_ANSWERS
from qualite_graph.analysis.centrality import betweenness
from qualite_graph.analysis.computed import Computation, Context, decimal, integer, iri, numbered
from qualite_graph.analysis.network_answers import NETWORK_ANSWERS
from qualite_graph.store.base import Row
from qualite_graph.vocabulary import QG

MOST_CENTRAL: Final = 10
"""How many processes the ranking of the most central ones shows."""
MOST_PATHS: Final = 10
"""How many of the equally short paths are shown."""


def compute(name: str, context: Context) -> tuple[Row, ...]:
    """Return the rows of a computed question, in the order of its columns.

    Raises:
        KeyError: no function has this name; a test keeps the headers and the functions together.
    """
    return COMPUTATIONS[name](context)


def steps_to_external_customer(context: Context) -> tuple[Row, ...]:
    """Return every process and its steps to a customer, none where no path leads to one."""
    steps = customer_focus.steps_to_customer(context.network)
    return tuple(
        (iri(process), integer(steps[process]) if process in steps else None)
        for process in context.network.graph.nodes
    )


def cut_processes(context: Context) -> tuple[Row, ...]:
    """Return each articulation point with each process that it would cut off."""
    return tuple(
        (iri(cut.process), iri(lost)) for cut in structure.cuts(context.network.graph) for lost in cut.cut_off
    )


def most_central(context: Context) -> tuple[Row, ...]:
    """Return the processes of highest betweenness, rounded for reading."""
    return tuple(
        (iri(row.process), decimal(row.betweenness, 3), decimal(row.normalised, 4))
        for row in betweenness(context.network.graph).ranking[:MOST_CENTRAL]
    )


def downstream_of(context: Context) -> tuple[Row, ...]:
    """Return the processes that depend on the one given, however indirectly, the nearest first."""
    steps = structure.steps_from(context.network.graph, context.parameters["process"].value)
    return tuple(
        (iri(process), integer(step)) for process, step in sorted(steps.items(), key=lambda row: row[::-1])
    )


def product_chain(context: Context) -> tuple[Row, ...]:
    """Return the flows of product, step by step, down to the customers."""
    return tuple(
        (integer(link.step), iri(link.supplier), iri(link.output), iri(link.customer))
        for link in customer_focus.chain_of(context.network, QG.ProductOutput)
    )


def bridges(context: Context) -> tuple[Row, ...]:
    """Return the pairs whose relation holds two parts of the network together."""
    return tuple((iri(a), iri(b)) for a, b in structure.bridges(context.network.graph))


def separate_parts(context: Context) -> tuple[Row, ...]:
    """Return each process with the number of its part of the network, the largest part being 1."""
    return numbered(structure.parts(context.network.graph))


def loops(context: Context) -> tuple[Row, ...]:
    """Return each process of a loop with the number of that loop."""
    return numbered(structure.loops(context.network.graph))


def shortest_paths(context: Context) -> tuple[Row, ...]:
    """Return the shortest paths between two processes, one process per row."""
    found = structure.shortest_paths(
        context.network.graph,
        context.parameters["start"].value,
        context.parameters["end"].value,
        limit=MOST_PATHS,
    )
    return tuple(
        (integer(number), integer(step), iri(process))
        for number, path in enumerate(found, start=1)
        for step, process in enumerate(path)
    )


def not_contributing_to(context: Context) -> tuple[Row, ...]:
    """Return the processes from which nothing leads to the one given."""
    target = context.parameters["target"].value
    return tuple((iri(found),) for found in structure.not_contributing(context.network.graph, target))


COMPUTATIONS: Final[Mapping[str, Computation]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            steps_to_external_customer,
            cut_processes,
            most_central,
            downstream_of,
            product_chain,
            bridges,
            separate_parts,
            loops,
            shortest_paths,
            not_contributing_to,
            *NETWORK_ANSWERS,
            *ASSURANCE_ANSWERS,
        )
    }
)
