"""The remote store: any server of the SPARQL 1.1 protocol behind the same promises as the embedded one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from qualite_graph.errors import InputError, StoreError, StoreTooNewError
from qualite_graph.store.base import Dataset, ResultKind, Value, rows_from, rows_of
from qualite_graph.store.binding import bound, without_dataset
from qualite_graph.store.connection import ANONYMOUS, Connection, Credentials, Reply, checked
from qualite_graph.store.dialect import Dialect, Places, address, dialect_of
from qualite_graph.store.embedded import EmbeddedStore
from qualite_graph.store.lease import Lease
from qualite_graph.store.refusals import read_escapes
from qualite_graph.store.results import RESULT_TYPES, graph_as, table_as, yes_or_no
from qualite_graph.store.staging import insertion, replacement, staged
from qualite_graph.store.stamps import STORE_FORMAT, stamp
from qualite_graph.vocabulary import BASE, GRAPH_HISTORY, GRAPH_STORE, META, SPARQL_PROLOGUE

FRESH: Final = 1.0
"""For how many seconds the number of the last write is taken as known: other clients' writes show then."""

Shape = tuple[ResultKind, tuple[str, ...]]
"""What a query gives, and the columns of a table."""

_FORM: Final = "application/x-www-form-urlencoded"
_UPDATE: Final = "application/sparql-update"
_NOTHING: Final = f"{GRAPH_STORE}/nothing"
_NTRIPLES: Final = "application/n-triples"
_TABLE: Final = {
    False: "application/sparql-results+json",
    True: "application/sparql-results+xml",
}
_STATE: Final = (
    f"SELECT ?count ?layout WHERE {{ <{GRAPH_STORE}> <{META.writeCount}> ?count ; <{META.layout}> ?layout }}"
)


class RemoteResult:
    """A result of a server; it is asked for when it is serialised, and read once."""

    def __init__(self, store: RemoteStore, text: str, dataset: Dataset, shape: Shape) -> None:
        """Keep what to ask, and the shape that the text has by the standard's grammar."""
        self._store = store
        self._text = text
        self._dataset = dataset
        self._shape = shape

    @property
    def kind(self) -> ResultKind:
        """Tell a table, a yes or no, and a graph apart."""
        return self._shape[0]

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the columns of a table, in order."""
        return self._shape[1]

    def serialize(self, format_name: str) -> bytes:
        """Write the result in a table or graph format; see `Result.serialize`."""
        if self.kind == "graph":
            body = self._store.ask(self._text, self._dataset, _NTRIPLES).body
            return graph_as(body, format_name)
        own = self._store.dialect.own_results
        reply = self._store.ask(self._text, self._dataset, _TABLE[own])
        if own and self.kind == "ask":
            return table_as(yes_or_no(reply.body), _TABLE[False], format_name)
        return table_as(reply.body, reply.media_type, format_name)


class RemoteStore:
    """A SPARQL 1.1 server behind the `Store` protocol.

    The number of writes stands in the server, in the store's own graph: every client reads it there. Writes
    of several clients take turns by a lease in the same graph. Graphs whose names are not the product's own
    are left alone.
    """

    def __init__(
        self, places: Places, credentials: Credentials = ANONYMOUS, *, timeout: float = 60.0
    ) -> None:
        """Reach a server by the address where it takes queries; `timeout` in seconds is for each exchange.

        Raises:
            StoreError: it cannot be reached, refuses to sign in or does not answer as SPARQL 1.1 says.
            StoreTooNewError: a newer version of the product wrote it.
        """
        self.url = url = places.query
        self.directory: Path | None = None
        self._connection = Connection(credentials, timeout)
        self._reader = EmbeddedStore.in_memory()  # holds nothing: it reads texts by the standard's grammar
        self.dialect = self._probe()
        self._update_url = places.update or address(url, self.dialect.update)
        self._graphs_url = places.graphs or address(url, self.dialect.graphs)
        self._writers = threading.RLock()
        self._depth = 0
        self._lease = Lease(self)
        self._version = 0
        self._read_at = float("-inf")
        self.refresh()

    def _probe(self) -> Dialect:
        reply = checked(self._post_query("ASK { }", Dataset(()), _TABLE[False]), self.url)
        if reply.media_type not in RESULT_TYPES:
            raise StoreError("store_no_sparql", url=self.url, media=reply.media_type or "–")
        return dialect_of(self.url, reply.headers)

    @property
    def version(self) -> int:
        """Return the number of the last write, whoever made it: asked of the server once in a second."""
        if time.monotonic() - self._read_at > FRESH and not self._depth:
            self.refresh()
        return self._version

    def refresh(self) -> None:
        """Read the number of the last write.

        Raises:
            StoreError: the server cannot be reached.
            StoreTooNewError: a newer version of the product wrote the store.
        """
        asked = time.monotonic()
        rows = rows_of(self.query(_STATE, Dataset((GRAPH_STORE,))))
        layouts = [int(row[1].value) for row in rows if row[1]]
        if layouts and max(layouts) > STORE_FORMAT:
            raise StoreTooNewError(
                "store_too_new", directory=self.url, found=max(layouts), known=STORE_FORMAT
            )
        self._version = max([int(row[0].value) for row in rows if row[0]], default=0)
        self._read_at = asked

    def check(self) -> None:
        """Ask the server for the number of the last write; see `Store.check`."""
        self.refresh()

    @property
    def read_only(self) -> bool:
        """Tell that writes are taken: what the server refuses, it says when it is asked."""
        return False

    def query(self, text: str, dataset: Dataset, bindings: Mapping[str, Value] | None = None) -> RemoteResult:
        """Run a query on the given dataset; see `Store.query`."""
        read = self._reader.query(text, dataset, bindings)
        if any(name in read_escapes(text).lower() for name in self.dialect.native):
            raise InputError("native_refused")
        sent = bound(without_dataset(text), bindings or {})
        return RemoteResult(self, sent, dataset, (read.kind, read.variables))

    def ask(self, text: str, dataset: Dataset, media: str) -> Reply:
        """Send a query and return the answer in a media type.

        Raises:
            QuerySyntaxError: the server does not read the query.
            StoreError: the server cannot be reached or fails.
        """
        return checked(self._post_query(text, dataset, media), self.url)

    def _post_query(self, text: str, dataset: Dataset, media: str) -> Reply:
        fields = [("query", text)]
        named = dataset.graphs if dataset.named is None else dataset.named
        # Where nothing is named a server shows everything: a graph that does not exist stands for nothing.
        for parameter, graphs in (("default-graph-uri", dataset.graphs), ("named-graph-uri", named)):
            chosen = [graph for graph in graphs if graph] or [_NOTHING]
            fields += [(parameter, graph) for graph in chosen]
        return self._post(fields, media)

    def _post(self, fields: list[tuple[str, str]], media: str) -> Reply:
        return self._connection.send(
            "POST",
            self.url,
            body=urlencode(fields).encode(),
            headers={"Content-Type": _FORM, "Accept": media},
            repeatable=True,
        )

    def update(self, text: str) -> None:
        """Apply an update in one request together with the new version number; see `Store.update`."""
        with self.writing():
            following = self._version + 1
            whole = text.rstrip().removesuffix(";") + stamp(following)
            with staged(self, whole) as short:
                self._lease.check()
                self.send_update(short)
            self._version = following
            self._read_at = time.monotonic()

    def add(self, nquads: Iterable[bytes]) -> None:
        """Add statements as one update, whose long blocks are put aside first; see `Store.add`."""
        self.update(insertion(nquads))

    def send_update(self, text: str) -> None:
        """Send an update as it is.

        Raises:
            QuerySyntaxError: the server does not read it.
            StoreError: the server cannot be reached, refuses or fails.
        """
        reply = self._connection.send(
            "POST",
            self._update_url,
            body=(self.dialect.prologue + SPARQL_PROLOGUE + text).encode(),
            headers={"Content-Type": _UPDATE, "Accept": "*/*"},
            repeatable=False,
        )
        checked(reply, self._update_url)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._writers:
            if self._depth == 0:
                self._lease.take()
                try:
                    self.refresh()
                except BaseException:
                    self._lease.give_back()
                    raise
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._lease.give_back()

    def writing(self) -> AbstractContextManager[object]:
        """Keep the other threads, and the other clients of the server, from writing; see `Store.writing`."""
        return self._turn()

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the product's graphs that hold something, sorted."""
        text = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{BASE}')) }}"
        reply = checked(self._post([("query", text)], _TABLE[self.dialect.own_results]), self.url)
        rows = rows_from(table_as(reply.body, reply.media_type, "json"), ["g"])
        return tuple(sorted({row[0].value for row in rows if row[0]}))

    def quads(self, graphs: tuple[str, ...]) -> bytes:
        """Return the statements of some graphs as N-Quads."""
        return b"".join([self._quads(graph) for graph in graphs])

    def _quads(self, graph: str) -> bytes:
        url = self._graph_url(graph)
        reply = self._connection.send("GET", url, headers={"Accept": _NTRIPLES}, repeatable=True)
        if reply.status == 404:
            return b""
        scratch = ox.Store()
        scratch.load(checked(reply, url).body, ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
        return scratch.dump(format=ox.RdfFormat.N_QUADS) or b""

    def append(self, graph: str, ntriples: bytes) -> None:
        """Add statements to a graph by the Graph Store Protocol.

        Raises:
            StoreError: the server cannot be reached, refuses or fails.
        """
        url = self._graph_url(graph)
        sent = {"Content-Type": _NTRIPLES, "Accept": "*/*"}
        # The same statements sent twice are there once.
        checked(self._connection.send("POST", url, body=ntriples, headers=sent, repeatable=True), url)

    def _graph_url(self, graph: str) -> str:
        return f"{self._graphs_url}?graph={quote(graph, safe='')}"

    def dump(self, path: Path) -> None:
        """Write the product's statements to a file, the history apart; see `Store.dump`."""
        with path.open("wb") as file:
            for graph in self.graphs():
                if graph != GRAPH_HISTORY and not graph.startswith(f"{GRAPH_STORE}/"):
                    file.write(self._quads(graph))

    def backup(self, directory: Path) -> None:
        """Copy what is committed into a new directory of the embedded store; see `Store.backup`."""
        if directory.exists():
            raise InputError("backup_exists", directory=directory)
        with self.writing():  # nobody writes between the first graph and the last
            copy = "\n".join([self._quads(graph).decode() for graph in self.graphs()])
        EmbeddedStore.open(directory).fill(copy.encode())

    def restore(self, source: Path) -> None:
        """Put a backup in place of all that the product holds in the server; see `Store.restore`."""
        saved = EmbeddedStore.snapshot(source)
        with self.writing():
            self._version = max(self._version, saved.version)
            self.update(replacement(self.graphs(), saved))
