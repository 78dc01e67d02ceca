"""The embedded store: Oxigraph in this process, on disk or in memory."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qualite_graph.errors import InputError, StoreLockedError
from qualite_graph.store.base import Dataset, Value
from qualite_graph.store.engine import EmbeddedResult, Found, Substitute, nodes, number, term
from qualite_graph.store.faults import store_error, syntax_error
from qualite_graph.store.lexing import closed
from qualite_graph.store.opening import copy_out, is_lasting, once_free, read_only, read_write, tables
from qualite_graph.store.pieces import is_longer, stream
from qualite_graph.store.reading import Reader
from qualite_graph.store.refusals import MOST_NESTED, refusal
from qualite_graph.store.staging import insertion
from qualite_graph.store.stamps import stamp, stamped
from qualite_graph.vocabulary import META, PREFIXES

_LONG: Final = 2_000_000  # bytes of N-Quads: some ten thousand statements
_MOST_UNMERGED: Final = 1 << 19
"""Bytes of updates that may stand in the log alone: whoever opens a snapshot reads all of it again."""


class EmbeddedStore(Reader):
    """Oxigraph behind the `Store` protocol.

    One process writes a directory; others read the snapshot that was committed when they opened it.
    """

    def __init__(self, engine: ox.Store, *, read_only: bool, directory: Path | None) -> None:
        """Use `open`, `snapshot` or `in_memory` instead."""
        super().__init__(engine, read_only=read_only, directory=directory)
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
        return cls(read_write(directory), read_only=False, directory=directory)

    @classmethod
    def snapshot(cls, directory: Path) -> EmbeddedStore:
        """Open what is committed in a directory at this instant, beside the process that writes it.

        Raises:
            StoreError: the directory cannot be read, or holds no store.
        """
        files = tables(directory)
        found = cls(read_only(directory), read_only=True, directory=directory)
        found._files = files
        return found

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
        graphs, named = nodes(dataset)
        substitutions: dict[ox.Variable, Substitute] | None = (
            {ox.Variable(name): term(value) for name, value in bindings.items()} if bindings else None
        )

        def ask() -> Found:
            return self._engine.query(
                text,
                base_iri=base,
                default_graph=[*graphs],
                named_graphs=[*named],
                substitutions=substitutions,
            )

        def ask_again() -> Found:
            self._open_anew()
            return ask()

        try:
            return EmbeddedResult(self._read(ask), ask_again)
        except SyntaxError as error:
            raise syntax_error(error) from error

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
            whole = text + stamp(following)
            try:
                try:
                    self._engine.update(whole, base_iri=base, prefixes=PREFIXES)
                except (OSError, RuntimeError) as error:
                    if not self._revived(error):
                        raise
                    self._engine.update(whole, base_iri=base, prefixes=PREFIXES)
            except SyntaxError as error:
                raise syntax_error(error) from error
            except (OSError, RuntimeError) as error:
                raise store_error(error, self.directory) from error
            self._version = following
            self._merge(len(text))

    def _revived(self, error: OSError | RuntimeError) -> bool:
        """Open the directory anew after a write that failed: the engine refuses all that follow.

        Others read a snapshot meanwhile, and until the disk takes writes again.
        """
        if self.directory is None or not is_lasting(error):
            return False
        with contextlib.suppress(OSError, RuntimeError):
            self._engine = ox.Store.read_only(str(self.directory))  # lets the failed one go
            found = once_free(self.directory)
            self._engine = found or self._engine
            return found is not None
        return False

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
            number(self._engine, META.writeCount)
        except (OSError, RuntimeError) as error:
            raise store_error(error, self.directory) from error

    def writing(self) -> AbstractContextManager[object]:
        """Keep the other threads from writing; see `Store.writing`."""
        return self._writers

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
            copy_out(self._engine, directory, whole=not self._read_only)
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
        self._version = number(self._engine, META.writeCount) or 0

    def restore(self, source: Path) -> None:
        """Put a backup in place of all that the store holds; see `Store.restore`."""
        saved = EmbeddedStore.snapshot(source)
        insertions = [insertion([saved.quads((graph,))]) for graph in saved.graphs()]
        with self._writers:
            # Versions only grow: a cache made before the restoration must not pass for one made after.
            self._version = max(self._version, saved.version)
            self.update("\n;\n".join(["DROP ALL", *insertions]))
