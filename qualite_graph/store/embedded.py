"""The embedded store: Oxigraph in this process, on disk or in memory."""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from qualite_graph.errors import InputError, StoreLockedError, StoreTooNewError
from qualite_graph.store.base import Dataset, ResultKind, Value
from qualite_graph.store.faults import is_merged_away, store_error, syntax_error
from qualite_graph.store.lexing import closed
from qualite_graph.store.pieces import is_longer, stream
from qualite_graph.store.refusals import MOST_NESTED, refusal
from qualite_graph.store.stamps import STORE_FORMAT, stamp, stamped
from qualite_graph.vocabulary import GRAPH_STORE, META, PREFIXES

TABLE_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
_Substitute = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
_PREPARED: Final = "bulk-*.sst"  # how the engine names the files that it writes before taking them in
_LONG: Final = 2_000_000  # bytes of N-Quads: some ten thousand statements
_MOST_UNMERGED: Final = 1 << 19
"""Bytes of updates that may stand in the log alone: whoever opens a snapshot reads all of it again."""
_SNAPSHOT_ATTEMPTS: Final = 50
_SNAPSHOT_PAUSE: Final = 0.01  # seconds
_HELD: Final = re.compile("lock hold by current process|While lock file")  # RocksDB's own words
_STORE: Final = ox.NamedNode(GRAPH_STORE)


class EmbeddedResult:
    """A result of the embedded engine; it evaluates while it is serialised."""

    def __init__(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        """Wrap the engine's own result."""
        self._result = result

    @property
    def kind(self) -> ResultKind:
        """Tell a table, a yes or no, and a graph apart."""
        if isinstance(self._result, ox.QuerySolutions):
            return "select"
        return "ask" if isinstance(self._result, ox.QueryBoolean) else "graph"

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the columns of a table, in order."""
        if isinstance(self._result, ox.QuerySolutions):
            return tuple([variable.value for variable in self._result.variables])
        return ()

    def serialize(self, format_name: str) -> bytes:
        """Write the result in a table or graph format; see `Result.serialize`."""
        return self._write(format_name, None) or b""

    def write(self, format_name: str, output: IO[bytes]) -> None:
        """Write the result piece by piece; an error that `output` raises ends the evaluation."""
        self._write(format_name, output)

    def _write(self, format_name: str, output: IO[bytes] | None) -> bytes | None:
        result = self._result
        if isinstance(result, ox.QueryTriples):
            if format_name not in GRAPH_FORMATS:
                raise InputError("graph_format", format=format_name, formats=", ".join(GRAPH_FORMATS))
            return ox.serialize(result, output, format=GRAPH_FORMATS[format_name], prefixes=PREFIXES)
        if format_name not in TABLE_FORMATS:
            raise InputError("table_format", format=format_name, formats=", ".join(TABLE_FORMATS))
        return result.serialize(output, format=TABLE_FORMATS[format_name])


class EmbeddedStore:
    """Oxigraph behind the `Store` protocol.

    One process writes a directory; others read the snapshot that was committed when they opened it.
    """

    def __init__(self, engine: ox.Store, *, read_only: bool, directory: Path | None) -> None:
        """Use `open`, `snapshot` or `in_memory` instead."""
        self._engine = engine
        self._read_only = read_only
        self.directory = directory
        found = _number(engine, META.layout)
        if found is not None and found > STORE_FORMAT:
            raise StoreTooNewError(
                "store_too_new", directory=directory or "", found=found, known=STORE_FORMAT
            )
        self._version = _number(engine, META.writeCount) or 0
        self._writers = threading.RLock()
        self._unmerged = 0

    @classmethod
    def in_memory(cls) -> EmbeddedStore:
        """Return an empty store that lives as long as the process."""
        return cls(ox.Store(), read_only=False, directory=None)

    @classmethod
    def open(cls, directory: Path) -> EmbeddedStore:
        """Open a directory for reading and writing, making it where it is missing.

        Raises:
            StoreLockedError: another process writes it.
            StoreTooNewError: a newer version of the product wrote it.
            StoreError: the directory cannot be made, read or written.
        """
        try:
            directory.mkdir(parents=True, exist_ok=True)
            engine = ox.Store(directory)
        except (OSError, RuntimeError) as error:  # a damaged file is the engine's RuntimeError
            if _HELD.search(str(error)):
                raise StoreLockedError("store_locked", directory=directory) from error
            raise store_error(error, directory) from error
        # What a long load that was killed had prepared beside the store: nothing refers to it.
        for left in directory.glob(_PREPARED):
            left.unlink(missing_ok=True)
        return cls(engine, read_only=False, directory=directory)

    @classmethod
    def snapshot(cls, directory: Path) -> EmbeddedStore:
        """Open what is committed in a directory at this instant, beside the process that writes it.

        Raises:
            StoreError: the directory cannot be read, or holds no store.
        """
        for attempt in range(_SNAPSHOT_ATTEMPTS):
            try:
                return cls(ox.Store.read_only(str(directory)), read_only=True, directory=directory)
            except (OSError, RuntimeError) as error:
                # The writer may merge a file away between our reading of its list of files and our opening
                # of that file: the next list is whole again.
                if not is_merged_away(error) or attempt == _SNAPSHOT_ATTEMPTS - 1:
                    raise store_error(error, directory) from error
                time.sleep(_SNAPSHOT_PAUSE)
        raise AssertionError("the last attempt returns or raises")

    @property
    def version(self) -> int:
        """Return the number of the last write."""
        return self._version

    @property
    def read_only(self) -> bool:
        """Tell whether this is a snapshot."""
        return self._read_only

    def query(
        self,
        text: str,
        dataset: Dataset,
        bindings: Mapping[str, Value] | None = None,
        *,
        federation: tuple[str, ...] = (),
        base: str | None = None,
    ) -> EmbeddedResult:
        """Run a query on the given dataset; see `Store.query`. It may call the servers of `federation`.

        Relative IRIs are read against `base`.
        """
        if refused := refusal(text, federation=federation):
            raise InputError(refused, most=MOST_NESTED)
        graphs, named = _nodes(dataset)
        substitutions: dict[ox.Variable, _Substitute] | None = (
            {ox.Variable(name): _term(value) for name, value in bindings.items()} if bindings else None
        )
        try:
            result = self._engine.query(
                text,
                base_iri=base,
                default_graph=[*graphs],
                named_graphs=[*named],
                substitutions=substitutions,
            )
        except SyntaxError as error:
            raise syntax_error(error) from error
        return EmbeddedResult(result)

    def update(self, text: str) -> None:
        """Apply an update in one transaction together with the new version number."""
        self._apply(text.rstrip().removesuffix(";"), None)

    def update_with(self, text: str, base: str | None, federation: tuple[str, ...] = ()) -> None:
        """Apply an update by somebody else, which may fetch from the servers of `federation` alone.

        Raises:
            InputError: it is refused unread.
        """
        if refused := refusal(text, federation=federation, update=True):
            raise InputError(refused, most=MOST_NESTED)
        try:
            # Read by itself first: only a whole update may be continued by ours.
            ox.Store().update(f"{text}\n", base_iri=base)
        except SyntaxError as error:
            raise syntax_error(error) from error
        except (OSError, RuntimeError):
            pass  # it reads, and fails on an empty store: what it does here is seen here
        self._apply(closed(text), base)

    def _apply(self, text: str, base: str | None) -> None:
        if self._read_only:
            raise StoreLockedError("store_read_only", directory=self.directory or "")
        with self._writers:
            following = self._version + 1
            try:
                self._engine.update(text + stamp(following), base_iri=base, prefixes=PREFIXES)
            except SyntaxError as error:
                raise syntax_error(error) from error
            except (OSError, RuntimeError) as error:
                raise store_error(error, self.directory) from error
            self._version = following
            self._merge(len(text))

    def add(self, nquads: Iterable[bytes]) -> None:
        """Add statements together with the new version number, all of them or none; see `Store.add`.

        Long ones are written as files of their own, which the engine takes in at one stroke: nothing of
        them is seen before. The number before stays beside the new one until the next update: the greatest
        counts.
        """
        if self._read_only:
            raise StoreLockedError("store_read_only", directory=self.directory or "")
        with self._writers:
            following = self._version + 1
            rest = iter(nquads)
            long, read = is_longer(rest, _LONG)
            load = self._engine.bulk_load if long and self.directory else self._engine.load
            try:
                load(stream(itertools.chain(read, rest, [stamped(following)])), ox.RdfFormat.N_QUADS)
            except (OSError, RuntimeError) as error:
                raise store_error(error, self.directory) from error
            self._version = following
            self._merge(_MOST_UNMERGED)

    def _merge(self, size: int) -> None:
        """Take what stands in the log into the files, once it is long enough."""
        self._unmerged += size
        if self.directory is None or self._unmerged < _MOST_UNMERGED:
            return
        self._unmerged = 0
        with contextlib.suppress(OSError, RuntimeError):  # it is written already, and is merged another time
            self._engine.flush()

    def check(self) -> None:
        """Read the number of the last write; see `Store.check`."""
        try:
            _number(self._engine, META.writeCount)
        except (OSError, RuntimeError) as error:
            raise store_error(error, self.directory) from error

    def writing(self) -> AbstractContextManager[object]:
        """Keep the other threads from writing; see `Store.writing`."""
        return self._writers

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs that hold something, sorted."""
        return tuple(sorted(graph.value for graph in self._engine.named_graphs() if self._holds(graph)))

    def _holds(self, graph: ox.NamedNode | ox.BlankNode) -> bool:
        # A graph whose last statement is deleted keeps its name in the engine.
        statements = self._engine.quads_for_pattern(None, None, None, graph)
        return isinstance(graph, ox.NamedNode) and next(statements, None) is not None

    def has_graph(self, graph: str) -> bool:
        """Tell whether a graph exists, if only by name; the one without a name always does."""
        return not graph or self._engine.contains_named_graph(ox.NamedNode(graph))

    def quads(self, graphs: tuple[str, ...]) -> bytes:
        """Return the statements of some graphs as N-Quads."""
        parts = [
            ox.serialize(
                self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph)),
                format=ox.RdfFormat.N_QUADS,
            )
            for graph in graphs
        ]
        return b"".join(part for part in parts if part)

    def dump(self, path: Path) -> None:
        """Write every statement to a file as N-Quads, the graph without a name included."""
        self._engine.dump(path, ox.RdfFormat.N_QUADS)

    def copy(self, graphs: Iterable[str]) -> ox.Store:
        """Return an engine in memory that holds some graphs, blank nodes under their own labels."""
        engine = ox.Store()
        for graph in graphs:
            engine.extend(self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        return engine

    @classmethod
    def from_dump(cls, path: Path) -> EmbeddedStore:
        """Return what `dump` wrote, in memory and for reading alone."""
        engine = ox.Store()
        engine.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
        return cls(engine, read_only=True, directory=None)

    def backup(self, directory: Path) -> None:
        """Copy what is committed into a new directory while the store is in use; see `Store.backup`."""
        if directory.exists():
            raise InputError("backup_exists", directory=directory)
        try:
            # A snapshot copies its statements: the engine's own copy would leave out what is not merged yet.
            if self._read_only:
                copy = ox.Store(directory)
                copy.bulk_extend(self._engine.quads_for_pattern(None, None, None, None))
                copy.flush()
            else:
                self._engine.backup(directory)
        except OSError as error:
            raise store_error(error, directory) from error

    def fill(self, nquads: bytes) -> None:
        """Put statements into a new store as they are, version included.

        Raises:
            StoreError: the store cannot be written.
        """
        try:
            self._engine.bulk_load(nquads, ox.RdfFormat.N_QUADS)
            self._engine.flush()
        except OSError as error:
            raise store_error(error, self.directory) from error
        self._version = _number(self._engine, META.writeCount) or 0

    def restore(self, source: Path) -> None:
        """Put a backup in place of all that the store holds; see `Store.restore`."""
        saved = EmbeddedStore.snapshot(source)
        steps = ["DROP ALL"]
        for graph in saved.graphs():
            lines = saved.quads((graph,)).decode().replace(f" <{graph}> .\n", " .\n")
            steps.append(f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines}}} }}")
        with self._writers:
            # Versions only grow: a cache made before the restoration must not pass for one made after.
            self._version = max(self._version, saved.version)
            self.update("\n;\n".join(steps))


@functools.lru_cache(maxsize=64)
def _nodes(
    dataset: Dataset,
) -> tuple[tuple[ox.NamedNode | ox.DefaultGraph, ...], tuple[ox.NamedNode, ...]]:
    default = [ox.NamedNode(graph) if graph else ox.DefaultGraph() for graph in dataset.graphs]
    named = dataset.graphs if dataset.named is None else dataset.named
    return tuple(default), tuple([ox.NamedNode(graph) for graph in named if graph])


def _number(engine: ox.Store, predicate: str) -> int | None:
    quads = engine.quads_for_pattern(_STORE, ox.NamedNode(predicate), None, _STORE)
    numbers = [int(quad.object.value) for quad in quads if isinstance(quad.object, ox.Literal)]
    return max(numbers, default=None)


def _term(value: Value) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    if value.kind == "iri":
        return ox.NamedNode(value.value)
    if value.kind == "bnode":
        return ox.BlankNode(value.value)
    if value.lang:
        return ox.Literal(value.value, language=value.lang)
    return ox.Literal(value.value, datatype=ox.NamedNode(value.datatype) if value.datatype else None)
