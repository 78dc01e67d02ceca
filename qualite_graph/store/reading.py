"""What is read of the engine as it stands, in memory, on disk or beside another process that writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from qualite_graph.errors import StoreTooNewError
from qualite_graph.store.engine import number
from qualite_graph.store.faults import is_merged_away
from qualite_graph.store.opening import read_only as opened_to_read
from qualite_graph.store.opening import tables
from qualite_graph.store.stamps import STORE_FORMAT
from qualite_graph.vocabulary import META

Read = TypeVar("Read")


class Reader:
    """An engine to read; a snapshot of a directory goes on when the writer merges its files away."""

    def __init__(self, engine: ox.Store, *, read_only: bool, directory: Path | None) -> None:
        """Read an engine, which is a snapshot where it is `read_only` and of a `directory`."""
        self._engine = engine
        self._read_only = read_only
        self.directory = directory
        self._files: frozenset[str] = frozenset()  # what a snapshot reads, which may be merged away
        found = number(engine, META.layout)
        if found is not None and found > STORE_FORMAT:
            raise StoreTooNewError(
                "store_too_new", directory=directory or "", found=found, known=STORE_FORMAT
            )
        self._version = number(engine, META.writeCount) or 0

    @property
    def version(self) -> int:
        """Return the number of the last write."""
        return self._version

    @property
    def read_only(self) -> bool:
        """Tell whether this is a snapshot."""
        return self._read_only

    def _read(self, read: Callable[[], Read]) -> Read:
        """Read; a snapshot of which the writer has merged files away meanwhile is first opened anew.

        The engine opens a file when it needs it, and counts on without end where it finds none.
        """
        if self._read_only and self.directory is not None and not self._files <= tables(self.directory):
            self._open_anew()
        try:
            return read()
        except (OSError, RuntimeError) as error:
            if not is_merged_away(error):
                raise
        self._open_anew()
        return read()

    def _open_anew(self) -> None:
        if self._read_only and self.directory is not None:
            self._files = tables(self.directory)
            self._engine = opened_to_read(self.directory)
            self._version = number(self._engine, META.writeCount) or 0

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs that hold something, sorted."""
        return self._read(
            lambda: tuple(sorted(graph.value for graph in self._engine.named_graphs() if self._holds(graph)))
        )

    def _holds(self, graph: ox.NamedNode | ox.BlankNode) -> bool:
        # A graph whose last statement is deleted keeps its name in the engine.
        statements = self._engine.quads_for_pattern(None, None, None, graph)
        return isinstance(graph, ox.NamedNode) and next(statements, None) is not None

    def has_graph(self, graph: str) -> bool:
        """Tell whether a graph exists, if only by name; the one without a name always does."""
        return not graph or self._engine.contains_named_graph(ox.NamedNode(graph))

    def quads(self, graphs: tuple[str, ...]) -> bytes:
        """Return the statements of some graphs as N-Quads."""

        def part(graph: str) -> bytes:
            quads = self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""

        return self._read(lambda: b"".join([part(graph) for graph in graphs]))

    def dump(self, path: Path) -> None:
        """Write every statement to a file as N-Quads, the graph without a name included."""
        self._read(lambda: self._engine.dump(path, ox.RdfFormat.N_QUADS))

    def copy(self, graphs: Iterable[str]) -> ox.Store:
        """Return an engine in memory that holds some graphs, blank nodes under their own labels."""
        chosen = tuple(graphs)

        def copied() -> ox.Store:
            engine = ox.Store()
            for graph in chosen:
                engine.extend(self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
            return engine

        return self._read(copied)
