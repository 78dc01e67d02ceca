"""The number that every write leaves in the store: the key of every cache, and of the journal's entries."""

from __future__ import annotations

from typing import Final

from qualite_graph.vocabulary import GRAPH_STORE, META, XSD

STORE_FORMAT: Final = 1
"""The layout of named graphs this version reads and writes; a greater number on disk is refused."""


def stamp(version: int) -> str:
    """Return the operations that note a version, to end an update with."""
    return (
        f"\n;\nDELETE WHERE {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.writeCount}> ?old }} }} ;\n"
        f"INSERT DATA {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.writeCount}> {version} ;"
        f" <{META.layout}> {STORE_FORMAT} }} }}"
    )


def stamped(version: int) -> bytes:
    """Return the statements that note a version, to end an addition with."""
    noted = ((META.writeCount, version), (META.layout, STORE_FORMAT))
    return "".join(
        [
            f'<{GRAPH_STORE}> <{name}> "{number}"^^<{XSD.integer}> <{GRAPH_STORE}> .\n'
            for name, number in noted
        ]
    ).encode()
