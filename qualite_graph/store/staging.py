"""Updates too long for one request: statements are put aside in batches, then moved in at one stroke."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, Protocol

from qualite_graph.errors import StoreError
from qualite_graph.store.base import Store
from qualite_graph.store.dialect import Dialect
from qualite_graph.vocabulary import GRAPH_STORE, META

_BLOCK: Final = re.compile(
    r"(?P<verb>INSERT|DELETE) DATA \{ GRAPH <(?P<graph>[^<>]*)> \{\n(?P<lines>(?:[^\n]* \.\n|\n)*)\} \}"
)
"""Statements as our own writes give them: N-Triples, one a line."""

_QUAD: Final = re.compile(r"^(.*) <([^<> ]*)> \.$", re.MULTILINE)
_SHORT: Final = 2_000  # characters: a block that is not worth a request of its own


class Target(Protocol):
    """What staging needs of a store."""

    dialect: Dialect

    def append(self, graph: str, ntriples: bytes) -> None:
        """Add statements to a graph."""
        ...

    def send_update(self, text: str) -> None:
        """Send an update as it is."""
        ...


@contextmanager
def staged(store: Target, text: str) -> Iterator[str]:
    """Give an update that the server takes in one request, and clear away what was put aside for it.

    An update that is short enough is given as it is. Of a longer one, the blocks of statements are first sent
    to graphs of their own; the update given then adds or deletes what these hold: all of it or none still.

    Raises:
        StoreError: the server cannot be reached, refuses or fails.
    """
    least = 0 if len(text) <= store.dialect.longest_update else _SHORT
    if least == 0 and (store.dialect.blank_data or "_:" not in text):
        yield text
        return
    aside: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        lines = found["lines"]
        blank = not store.dialect.blank_data and "_:" in lines
        if not blank and (least == 0 or len(lines) < least):
            return found[0]
        graph = f"{GRAPH_STORE}/staging/{uuid.uuid4().hex}"
        aside.append(graph)
        for batch in batches(lines, store.dialect.batch):
            store.append(graph, batch)
        if found["verb"] == "INSERT":
            return f"ADD <{graph}> TO <{found['graph']}>"
        return (
            f"DELETE {{ GRAPH <{found['graph']}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        )

    try:
        short = _BLOCK.sub(put_aside, text)
        drops = "".join([f"\n;\nDROP SILENT GRAPH <{graph}>" for graph in aside])
        yield short + drops
    except BaseException:
        for graph in aside:
            with suppress(StoreError):
                store.send_update(f"DROP SILENT GRAPH <{graph}>")
        raise


def replacement(standing: Iterable[str], saved: Store) -> str:
    """Return the update that puts a saved store in place of graphs that stand; who writes keeps its turn."""
    steps = [f"DROP SILENT GRAPH <{graph}>" for graph in standing if graph != GRAPH_STORE]
    own = f"GRAPH <{GRAPH_STORE}> {{ ?s ?p ?o"
    steps.append(f"DELETE {{ {own} }} }} WHERE {{ {own} FILTER(?p != <{META.writer}>) }} }}")
    for graph in saved.graphs():
        lines = saved.quads((graph,)).splitlines(keepends=True)
        if graph == GRAPH_STORE:
            lines = [line for line in lines if META.writer.encode() not in line]
        steps.append(insertion(lines))
    return "\n;\n".join(steps)


def insertion(nquads: Iterable[bytes]) -> str:
    """Return the update that adds the statements of an N-Quads text, given as pieces of whole lines.

    >>> print(insertion([b"<urn:s> <urn:p> <urn:o> <urn:g> .\\n", b"<urn:s> <urn:p> 'x' <urn:g> .\\n"]))
    INSERT DATA { GRAPH <urn:g> {
    <urn:s> <urn:p> <urn:o> .
    <urn:s> <urn:p> 'x' .
    } }
    """
    by_graph: dict[str, list[str]] = {}
    for statement, graph in _QUAD.findall(b"".join(nquads).decode()):
        by_graph.setdefault(graph, []).append(f"{statement} .\n")
    blocks = [
        f"INSERT DATA {{ GRAPH <{graph}> {{\n{''.join(lines)}}} }}" for graph, lines in by_graph.items()
    ]
    return "\n;\n".join(blocks)


def batches(lines: str, most: int) -> Iterator[bytes]:
    """Yield N-Triples in parts of at most `most` bytes, each of whole lines.

    >>> list(batches("a .\\nb .\\nc .\\n", 8))
    [b'a .\\nb .\\n', b'c .\\n']
    """
    content = lines.encode()
    start = 0
    while start < len(content):
        end = len(content) if len(content) - start <= most else content.rfind(b"\n", start, start + most) + 1
        if end <= start:  # one line longer than a batch goes alone
            end = content.find(b"\n", start) + 1 or len(content)
        yield content[start:end]
        start = end
