"""Turns among the clients of one server: who writes says so in the store's own graph, and the others wait.

Every update of SPARQL 1.1 stands alone, but a write reads, works out a change and then applies it. The lease
needs no clock in common: a client whose lease has not moved for as long as no write lasts is taken for gone.
"""

from __future__ import annotations

import random
import time
import uuid
from typing import Final, Protocol

from qualite_graph.errors import StoreError
from qualite_graph.store.base import Dataset, Result, Value, rows_of
from qualite_graph.vocabulary import GRAPH_STORE, META

GONE_AFTER: Final = 90.0
"""After how many seconds a lease that has not moved is taken over: longer than one write may last."""

_PAUSE: Final = 0.02  # seconds, growing to
_LONGEST_PAUSE: Final = 0.5
_HOLDERS: Final = f"SELECT ?holder WHERE {{ <{GRAPH_STORE}> <{META.writer}> ?holder }}"


class Shared(Protocol):
    """What a lease needs of a store."""

    def query(self, text: str, dataset: Dataset) -> Result:
        """Run a query."""
        ...

    def send_update(self, text: str) -> None:
        """Send an update as it is."""
        ...


class Lease:
    """The right to write, held by one client of a server at a time."""

    def __init__(self, store: Shared, *, gone_after: float = GONE_AFTER) -> None:
        """Stand ready to take turns in a store."""
        self._store = store
        self._gone_after = gone_after
        self._held: str | None = None

    def take(self) -> None:
        """Wait for the turn to write.

        Raises:
            StoreError: the server cannot be reached, or another client holds on to its turn.
        """
        own = uuid.uuid4().hex
        watched: frozenset[str] = frozenset()
        since = started = time.monotonic()
        pause = _PAUSE
        gone: frozenset[str] = frozenset()
        while True:
            self._store.send_update(_claim(own, gone))
            holders = self._holders()
            if holders == {own}:
                self._held = own
                return
            if own in holders:  # two claims crossed: neither stands
                self._store.send_update(_withdrawal(own))
            others = holders - {own}
            now = time.monotonic()
            if others != watched:
                watched, since = others, now
            gone = others if now - since > self._gone_after else frozenset()
            if now - started > 3 * self._gone_after:
                raise StoreError("store_busy")
            time.sleep(pause * (0.5 + random.random()))  # noqa: S311 -- to part those who collide
            pause = min(2 * pause, _LONGEST_PAUSE)

    def give_back(self) -> None:
        """End the turn; a server that is gone keeps a lease that the others will take over."""
        held, self._held = self._held, None
        if held is not None:
            try:
                self._store.send_update(_withdrawal(held))
            except StoreError:
                return

    def _holders(self) -> frozenset[str]:
        rows = rows_of(self._store.query(_HOLDERS, Dataset((GRAPH_STORE,))))
        return frozenset([row[0].value for row in rows if row[0]])


def _claim(own: str, gone: frozenset[str]) -> str:
    removal = "".join([_withdrawal(other) + " ;\n" for other in sorted(gone)])
    held = f"GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.writer}>"
    return (
        f"{removal}INSERT {{ {held} {_text(own)} }} }} WHERE {{ FILTER NOT EXISTS {{ {held} ?other }} }} }}"
    )


def _withdrawal(holder: str) -> str:
    return f"DELETE DATA {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.writer}> {_text(holder)} }} }}"


def _text(text: str) -> str:
    return Value("literal", text).n3()
