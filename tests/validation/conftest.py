"""Organisations to check: the example, and a sound one that tests break one rule at a time."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from qualite_graph import knowledge
from qualite_graph.rules import derivation
from qualite_graph.store import EmbeddedStore
from qualite_graph.vocabulary import graph_of
from qualite_graph.workspace import Workspace
from tests.validation.breakages import Change

HERE = Path(__file__).parent
DAY = datetime.date(2026, 6, 30)
SOUND = (HERE / "sound.ttl").read_text("utf-8")
PROLOGUE = "".join(line + "\n" for line in SOUND.splitlines() if line.startswith("@prefix"))
Load = Callable[..., Workspace]


def triples(turtle: str) -> set[ox.Triple]:
    return set(ox.parse(PROLOGUE + turtle, format=ox.RdfFormat.TURTLE))


def iri(turtle_name: str) -> str:
    """Return the IRI of a name written as in the tables: `e:P1`, `clause:7.1.6`, `<…>`."""
    (found,) = triples(f"{turtle_name} a e:thing .")
    assert isinstance(found.subject, ox.NamedNode)
    return found.subject.value


@pytest.fixture(scope="session")
def coffralp() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture(scope="session")
def load() -> Load:
    """Return a function that puts the sound organisation, changed, into a store with the knowledge."""
    store = EmbeddedStore.in_memory()
    knowledge.install(store)

    def put(*changes: Change) -> Workspace:
        statements = triples(SOUND)
        for change in changes:
            unknown = triples(change.remove) - triples(SOUND)
            assert not unknown, f"not in the sound organisation: {unknown}"
            statements = (statements - triples(change.remove)) | triples(change.add)
        lines = "".join(f"{triple} .\n" for triple in statements)
        store.update(
            f"DROP SILENT GRAPH <{graph_of('essai')}> ; "
            f"INSERT DATA {{ GRAPH <{graph_of('essai')}> {{\n{lines}}} }} ;\n{derivation('essai')}"
        )
        return Workspace(store)

    return put
