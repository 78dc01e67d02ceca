"""How well the customer is heard at each process: a score, with the parts that make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualite_graph.analysis.collector import uncollected
from qualite_graph.analysis.network import FlowRow, Network
from qualite_graph.analysis.process_graph import ProcessGraph
from qualite_graph.analysis.structure import steps_onward
from qualite_graph.analysis.surroundings import Surroundings
from qualite_graph.vocabulary import QG


@dataclass(frozen=True, slots=True)
class Voice:
    """How well the customer is heard at a process, from 0 to 1; `score` is the mean of the four parts.

    `nearness`: 1 where it serves a customer itself, 1/2 one step away, 1/3 two steps away …, 0 on no path.
    `feedback`: the same for the steps by which what customers say reaches it, along flows of feedback alone.
    `needs`: 1 where one of its outputs covers a recorded need of a customer, else 0. `stated`: the share of
    the flows it receives from inside or gives whose requirement is written; 0 where it has none.
    """

    process: str
    nearness: float
    feedback: float
    needs: float
    stated: float

    @property
    def score(self) -> float:
        """Return the mean of the four parts."""
        return (self.nearness + self.feedback + self.needs + self.stated) / 4


@uncollected()
def voices(network: Network, around: Surroundings) -> tuple[Voice, ...]:
    """Return the voice of the customer at each process, where it is least heard first, ties by IRI."""
    graph = network.graph
    near = network.steps_to_customer
    carried = ProcessGraph.of(
        graph.nodes, [(row.supplier, row.customer) for row in network.of_kinds(QG.FeedbackOutput)]
    )
    heard = steps_onward(
        carried,
        {
            row.customer
            for row in network.of_kinds(QG.CustomerFeedbackOutput)
            if row.supplier in network.customers
        },
    )
    covering = {row.supplier for row in network.rows if row.output in around.needs}
    # What parties outside expect is recorded as their needs.
    flows = _ends_counted(network.internal)
    stated = _ends_counted([row for row in network.internal if row.flow in around.required])
    found = [
        Voice(
            process,
            1 / (1 + near[process]) if process in near else 0.0,
            1 / (1 + heard[process]) if process in heard else 0.0,
            1.0 if process in covering else 0.0,
            stated[process] / flows[process] if process in flows else 0.0,
        )
        for process in graph.nodes
    ]
    return tuple(sorted(found, key=lambda voice: (round(voice.score, 9), voice.process)))


def _ends_counted(rows: Sequence[FlowRow]) -> Counter[str]:
    """Count the flows that each process gives or receives; one to itself counts once."""
    counted = Counter([row.supplier for row in rows])
    counted.update([row.customer for row in rows if row.customer != row.supplier])
    return counted
