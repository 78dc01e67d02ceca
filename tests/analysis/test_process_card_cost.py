"""A card asks about one process: what it reads does not grow with the organisation."""

import time

from benchmarks.synthetic import SLUG, text
from qualite_graph import writing
from qualite_graph.analysis.process_card import process_card
from qualite_graph.history import Origin
from qualite_graph.store import dataset_of
from qualite_graph.vocabulary import entity
from qualite_graph.workspace import Workspace


def _seconds(processes: int) -> float:
    """Return the processor time of a card, the least of several."""
    workspace = Workspace.in_memory()
    writing.replace_organisation(workspace.store, SLUG, text(processes).encode(), Origin.now("test"))
    taken = []
    for number in range(5):
        start = time.process_time()
        process_card(workspace.store, dataset_of(SLUG), entity(SLUG, "process", f"P{number}"))
        taken.append(time.process_time() - start)
    return min(taken)


def test_a_card_costs_the_same_in_a_large_organisation() -> None:
    assert _seconds(1500) < 6 * _seconds(50)
