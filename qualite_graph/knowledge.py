"""The ontology and the reference knowledge in the store: put there once, upgraded with the package."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import pyoxigraph as ox

from qualite_graph import __version__
from qualite_graph.changes import document, state
from qualite_graph.rederivation import derived_apart
from qualite_graph.resources import ontology_directory
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import (
    DATA,
    GRAPH_CONSULTANCY,
    GRAPH_ONTOLOGY,
    GRAPH_REFERENCE,
    GRAPH_STORE,
    META,
    derived_graph_of,
    graph_of,
)

_CONSULTANCY = "consultancy.ttl"


@functools.cache
def knowledge_version() -> str:
    """Return the package's version and a digest of every knowledge and rule file: upgrades compare it."""
    digest = hashlib.sha256()
    for path in [path for paths in _files().values() for path in paths] + _rule_files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:16]}"


def installed_version(store: Store) -> str | None:
    """Return the version of the knowledge in a store, or None in a store that has none yet."""
    rows = rows_of(
        store.query(
            f"SELECT ?version WHERE {{ <{GRAPH_STORE}> <{META.knowledge}> ?version }}",
            Dataset((GRAPH_STORE,)),
        )
    )
    return rows[0][0].value if rows and rows[0][0] else None


def install(store: Store) -> bool:
    """Bring a store's knowledge to this package's version, in one transaction; tell whether it changed.

    Organisations' asserted graphs are not touched; what rules derive from them is derived again, since the
    rules are part of the knowledge.
    """
    if installed_version(store) == knowledge_version():
        return False
    steps: list[str] = []
    for graph, paths in _files().items():
        steps.append(f"DROP SILENT GRAPH <{graph}>")
        triples = "".join(_ntriples(path) for path in paths)
        steps.append(f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples}}} }}")
    steps.append(f"DELETE WHERE {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.knowledge}> ?old }} }}")
    steps.append(
        f"INSERT DATA {{ GRAPH <{GRAPH_STORE}> {{"
        f' <{GRAPH_STORE}> <{META.knowledge}> "{knowledge_version()}" }} }}'
    )
    for slug in organisations(store):
        concluded = derived_apart(document(state(store, graph_of(slug))).encode(), slug).decode()
        steps.append(f"DROP SILENT GRAPH <{derived_graph_of(slug)}>")
        steps.append(f"INSERT DATA {{ GRAPH <{derived_graph_of(slug)}> {{\n{concluded}}} }}")
    store.update("\n;\n".join(steps))
    return True


def organisations(store: Store) -> tuple[str, ...]:
    """Return the slugs of the organisations in a store, sorted."""
    names = [graph.removeprefix(DATA) for graph in store.graphs() if graph.startswith(DATA)]
    return tuple(name for name in names if "/" not in name)


def _ntriples(path: Path) -> str:
    triples = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _files() -> dict[str, list[Path]]:
    root = ontology_directory()
    reference = sorted((root / "reference").glob("*.ttl"))
    return {
        GRAPH_ONTOLOGY: sorted((root / "modules").glob("*.ttl")),
        GRAPH_REFERENCE: [path for path in reference if path.name != _CONSULTANCY],
        GRAPH_CONSULTANCY: [path for path in reference if path.name == _CONSULTANCY],
    }


def _rule_files() -> list[Path]:
    return sorted((ontology_directory() / "rules").glob("*.rq"))
