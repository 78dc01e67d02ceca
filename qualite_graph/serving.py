"""What a workspace lets other people's programs do: queries and changes within limits, by those who may."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualite_graph import writing
from qualite_graph.errors import InputError
from qualite_graph.settings import setting
from qualite_graph.store import Dataset, EmbeddedStore, everything
from qualite_graph.store.base import DEFAULT_GRAPH, Value, rows_from, rows_of
from qualite_graph.store.lexing import stated_dataset
from qualite_graph.views import Views
from qualite_graph.vocabulary import GRAPH_HISTORY, GRAPH_STORE, graph_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualite_graph.history import Origin
    from qualite_graph.store.base import ResultKind, Row
    from qualite_graph.workers import Source
    from qualite_graph.workers.blocking import BlockingPool

PAGE_FORMATS: Final = {"select": "json", "ask": "json", "graph": "turtle"}
"""How a page takes results: as JSON, and a graph as Turtle."""

_PRIVATE: Final = frozenset({GRAPH_STORE, GRAPH_HISTORY})


@dataclass(frozen=True, slots=True)
class Found:
    """A result as bytes, with its kind and the columns of a table."""

    kind: ResultKind
    variables: tuple[str, ...]
    content: bytes
    more: bool = False
    """Whether there is more than was asked for."""

    def rows(self) -> tuple[Row, ...]:
        """Return the rows of a table, or the one of a yes or no, of a result written as JSON."""
        if self.kind == "ask":
            answer = "true" if json.loads(self.content)["boolean"] else "false"
            return ((Value("literal", answer),),)
        return rows_from(self.content, self.variables)


@functools.cache
def _pool() -> BlockingPool:
    from qualite_graph.workers.blocking import BlockingPool  # noqa: PLC0415 -- asyncio comes with it

    return BlockingPool()


class Serving(Views):
    """The part of the façade that serves people and programs whose queries nobody has read before."""

    def query_within_limits(
        self,
        text: str,
        *,
        organisation: str | None = None,
        formats: Mapping[str, str] | None = None,
        most: int | None = None,
    ) -> Found:
        """Run a query in a process of its own, stopped at its limit, and wait for its result.

        `formats` names the format of each kind of result; see `PAGE_FORMATS`. With `most`,
        the query ends after so many rows, as JSON, or triples.

        Raises:
            NotFoundError: the organisation does not exist.
            QuerySyntaxError: the text does not parse; it says where.
            LimitError: it takes too much time or memory, or its result is too long.
        """
        slug = self.organisation(organisation) if organisation else None
        return self._limited(text, narrowed(text, everything(slug)), formats or PAGE_FORMATS, most)

    def _limited(
        self,
        text: str,
        seen: Dataset,
        wanted: Mapping[str, str] = PAGE_FORMATS,
        most: int | None = None,
    ) -> Found:
        if not isinstance(self.store, EmbeddedStore):
            result = self.store.query(text, seen)  # the server that keeps the data keeps its limits too
            return Found(result.kind, result.variables, result.serialize(wanted[result.kind]))
        from qualite_graph.workers import Job  # noqa: PLC0415 -- only where queries are served

        job = Job(text, seen.graphs, seen.named, wanted, federation=federation(), most=most)
        reply = _pool().run(job, self.source())
        return Found(reply.kind, reply.variables, reply.content(), reply.more)

    def source(self) -> Source:
        """Return what a worker opens to see everything written so far.

        What a server keeps is copied once for each version: updates are tried on the copy.
        """
        from qualite_graph.workers.snapshots import source_of  # noqa: PLC0415

        return source_of(self.store)

    def whole(self) -> Dataset:
        """Return all that a store for trials holds: its graph without a name, and every other by name."""
        return self._keep(
            ("whole",),
            lambda: Dataset(
                (DEFAULT_GRAPH,), tuple([name for name in self.store.graphs() if name not in _PRIVATE])
            ),
        )

    def update_everything(self, text: str, base: str | None = None) -> None:
        """Apply an update to a store kept for trials: whatever it names, without history.

        Raises:
            InputError: it calls another server, or the store is on another server.
            QuerySyntaxError: the text does not parse.
            StoreError: the store cannot be written.
        """
        if not isinstance(self.store, EmbeddedStore):
            raise InputError("no_snapshot")
        self.store.update_with(text, base, federation())

    def statement_counts(self, graphs: tuple[str, ...]) -> Mapping[str, int]:
        """Return how many statements each of some graphs holds."""
        return self._keep(("counts", graphs), lambda: {graph: self._count(graph) for graph in graphs})

    def _count(self, graph: str) -> int:
        rows = rows_of(self.store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", Dataset((graph,))))
        return int(rows[0][0].value) if rows[0][0] else 0

    def exists(self, graph: str) -> bool:
        """Tell whether a graph of a store kept for trials exists, if only by name."""
        return isinstance(self.store, EmbeddedStore) and self.store.has_graph(graph)

    def change_statements(self, slug: str, text: str, base: str | None, origin: Origin) -> bool:
        """Apply an update that states data alone to an organisation; tell whether it is one.

        Raises:
            QuerySyntaxError: the text does not parse.
            RightError: it names another graph.
            ViolationError: what would stand breaks the model.
            StoreError: the store cannot be written.
        """
        from qualite_graph.validation.structure import refuse_violating_change  # noqa: PLC0415
        from qualite_graph.workers.update import stated  # noqa: PLC0415

        found = stated(text, graph_of(slug), base)
        if found is None:
            return False
        with self.store.writing():
            delta = writing.delta_of(self.store, slug, *[part.decode() for part in found])
            if delta:
                refuse_violating_change(self.store, slug, delta)
                writing.change_organisation(self.store, slug, delta, origin)
        return True

    def add_statements(self, slug: str, ntriples: bytes, origin: Origin) -> None:
        """Add statements to what is asserted of an organisation, made where there is none.

        What stands is not read: a few statements cost what they are, however large the organisation.

        Raises:
            InputError: the text is not N-Triples, or the slug cannot name an organisation.
            ViolationError: what would stand breaks the model.
            StoreError: the store cannot be written.
        """
        from qualite_graph.validation.structure import refuse_violating_change  # noqa: PLC0415

        with self.store.writing():
            if graph_of(slug) not in self.store.graphs():
                self.replace_statements(slug, ntriples, origin)
                return
            delta = writing.delta_of(self.store, slug, ntriples.decode(), "")
            if delta:
                refuse_violating_change(self.store, slug, delta)
                writing.change_organisation(self.store, slug, delta, origin)

    def replace_statements(
        self, slug: str, ntriples: bytes, origin: Origin, *, version: int | None = None
    ) -> bool:
        """Put statements in place of what is asserted of an organisation; conclusions and history follow.

        With `version`, nothing is written when the store has moved on since; the return value tells.

        Raises:
            InputError: the text is not N-Triples, or the slug cannot name an organisation.
            ViolationError: what would stand breaks the model.
            StoreError: the store cannot be written.
        """
        from qualite_graph.validation.structure import (  # noqa: PLC0415 -- an engine comes with it
            refuse_violating_change,
            refuse_violations,
        )

        writing.check_slug(slug)
        with self.store.writing():
            if version is not None and version != self.store.version:
                return False
            if graph_of(slug) not in self.store.graphs():
                refuse_violations(self.store, ntriples.decode())
                writing.replace_organisation(self.store, slug, ntriples, origin)
            elif ntriples.strip():
                delta = writing.difference_from(self.store, slug, ntriples)
                refuse_violating_change(self.store, slug, delta)
                writing.change_organisation(self.store, slug, delta, origin)
            else:
                writing.remove_organisation(self.store, slug, origin)
        return True


def narrowed(text: str, dataset: Dataset, base: str | None = None) -> Dataset:
    """Return what a query sees of a dataset: all of it, unless its FROM clauses name some of its graphs."""
    stated = stated_dataset(text, base) if "from" in text.lower() else None
    return dataset if stated is None else stated.within(dataset)


def federation() -> tuple[str, ...]:
    """Return the servers that queries may call, by full address; none unless they are set."""
    return tuple(setting("federation").split())
