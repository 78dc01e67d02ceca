"""Loading, deriving and projecting synthetic organisations; loading the example, step by step."""

from __future__ import annotations

import datetime
import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks import synthetic
from benchmarks.derivation_tasks import DERIVED
from benchmarks.worker import Task
from qualite_graph import knowledge
from qualite_graph.analysis.network import Network, read_network
from qualite_graph.exchange import read_workbook
from qualite_graph.history import Origin
from qualite_graph.resources import example_workbook
from qualite_graph.rules import derivation
from qualite_graph.store import Dataset, EmbeddedStore, dataset_of
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import QG, entity, graph_of
from qualite_graph.workspace import Workspace
from qualite_graph.writing import replace_organisation

ORIGIN = Origin("benchmark", datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC))
_PAIRS = f"SELECT ?a ?b WHERE {{ ?a <{QG.hasInternalCustomer}> ?b }}"


def by_definition(processes: int) -> Task[None]:
    """Give the internal customers from the generator's own list of flows: the referee of the others."""
    return Task(lambda: None, lambda _: None, lambda _: _pairs_by_definition(processes))


def load_and_derive(processes: int) -> Task[EmbeddedStore]:
    """Put an organisation in a store that holds the knowledge: statements, derivation, journal, one write."""
    text = synthetic.text(processes).encode()
    return Task(
        _with_knowledge,
        lambda store: replace_organisation(store, synthetic.SLUG, text, ORIGIN),
        _pairs_in_store,
    )


def derive(processes: int) -> Task[EmbeddedStore]:
    """Derive the relations of an organisation that is already in the store."""
    store = _with_knowledge()
    graph = graph_of(synthetic.SLUG)
    store.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {synthetic.text(processes)} }} }}")
    update = derivation(synthetic.SLUG)

    def prepare() -> EmbeddedStore:
        store.update(f"DROP SILENT GRAPH <{DERIVED}>")
        return store

    return Task(prepare, lambda store: store.update(update), _pairs_in_store)


@dataclass(slots=True)
class Projected:
    """A store and, once it is run, its network."""

    store: EmbeddedStore
    network: Network | None = None


def project(processes: int) -> Task[Projected]:
    """Project an organisation to networkx."""
    store = _with_knowledge()
    replace_organisation(store, synthetic.SLUG, synthetic.text(processes).encode(), ORIGIN)
    dataset = dataset_of(synthetic.SLUG)

    def run(state: Projected) -> None:
        state.network = read_network(store, dataset)

    def answer(state: Projected) -> Iterable[str]:
        if state.network is None:
            raise ValueError("not run")
        return [f"{a} {b}" for a, b in state.network.processes.edges]

    return Task(lambda: Projected(store), run, answer)


def sizes(processes: int) -> dict[str, int]:
    """Return how many statements an organisation of that size has."""
    return {"statements": synthetic.text(processes).count("\n")}


def example(runs: int) -> dict[str, list[float]]:
    """Return the seconds of each step of loading the example, and of the façade doing them in one write."""
    taken: dict[str, list[float]] = {
        "the knowledge, once per store": [],
        "read the workbook": [],
        "put its statements in the store": [],
        "derive": [],
        "all of it but the knowledge, by the façade": [],
    }
    path, slug = example_workbook(), "coffralp"
    for _ in range(runs):
        marks = [time.perf_counter()]
        store = _with_knowledge()
        marks.append(time.perf_counter())
        reading = read_workbook(path, slug)
        marks.append(time.perf_counter())
        store.update(f"INSERT DATA {{ GRAPH <{graph_of(slug)}> {{ {reading.ntriples.decode()} }} }}")
        marks.append(time.perf_counter())
        store.update(derivation(slug))
        marks.append(time.perf_counter())
        workspace = Workspace.in_memory(example=False)
        start = time.perf_counter()
        workspace.load(path, slug)
        end = time.perf_counter()
        steps = [after - before for before, after in itertools.pairwise(marks)]
        for name, seconds in zip(taken, [*steps, end - start], strict=True):
            taken[name].append(seconds)
    return taken


def _with_knowledge() -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    knowledge.install(store)
    return store


def _pairs_in_store(store: EmbeddedStore) -> Iterable[str]:
    rows = rows_of(store.query(_PAIRS, Dataset((DERIVED,))))
    return [f"{a.value} {b.value}" for a, b in rows if a and b]


def _pairs_by_definition(processes: int) -> Iterable[str]:
    flows = synthetic.organisation(processes)["internal_flow"]
    pairs = {(str(flow["supplier"]), str(flow["customer"])) for flow in flows}
    return [
        " ".join(entity(synthetic.SLUG, "process", end) for end in (supplier, customer))
        for supplier, customer in pairs
        if supplier != customer
    ]
