"""Turns among the clients of one server: who writes says so in the store's own graph, and the others wait.

Every update of SPARQL 1.1 stands alone, but a write reads, works out a change and then applies it. The lease
needs no clock in common: its holder moves it on while it works, however long that is, and one that has not
moved for some time is taken over. A holder that was cut off for so long finds that out before it writes.
"""

from __future__ import annotations

import random
import threading
import time
import uuid
from contextlib import suppress
from typing import Final, Protocol

from qualite_graph.errors import QualiteGraphError, StoreError
from qualite_graph.store.base import Dataset, Result, Value, rows_of
from qualite_graph.vocabulary import GRAPH_STORE, META

GONE_AFTER: Final = 90.0
"""After how many seconds a lease that has not moved is taken over: several of its moves have failed then."""

_MOVES: Final = 6
"""How many times a lease is moved on before it may be taken over."""

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
        self._known = 0.0  # when it was last seen to be held
        self._ended = threading.Event()

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
            asked = time.monotonic()
            self._store.send_update(_claim(own, gone))
            holders = self._holders()
            if holders == {own}:
                self._hold(own, asked)
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

    def check(self) -> None:
        """Make sure that the turn has not passed to another client, who takes this one for gone.

        Raises:
            StoreError: it has, or the server cannot be reached.
        """
        if self._held is not None and time.monotonic() - self._known > self._gone_after / 2:
            self._move(self._held)
        if self._held is None:
            raise StoreError("store_turn_lost")

    def give_back(self) -> None:
        """End the turn; a server that is gone keeps a lease that the others will take over."""
        self._ended.set()
        held, self._held = self._held, None
        if held is not None:
            try:
                self._store.send_update(_ending(held))
            except StoreError:
                return

    def _hold(self, own: str, since: float) -> None:
        self._held, self._known = own, since
        self._ended = ended = threading.Event()

        def keep() -> None:
            while self._held == own and not ended.wait(self._gone_after / _MOVES):
                with suppress(QualiteGraphError):  # the next move may arrive
                    self._move(own)

        threading.Thread(target=keep, name="lease", daemon=True).start()

    def _move(self, own: str) -> None:
        """Give the lease another name that says whose it is, if it still stands."""
        asked = time.monotonic()
        self._store.send_update(_renewal(own, uuid.uuid4().hex))
        holders = self._holders()
        if any(holder.startswith(own) for holder in holders):
            self._known = asked
        elif self._held == own:
            self._held = None

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


def _renewal(own: str, mark: str) -> str:
    held = f"GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.writer}>"
    return f"DELETE {{ {held} ?held }} }} INSERT {{ {held} {_text(f'{own} {mark}')} }} }} WHERE {_whose(own)}"


def _ending(own: str) -> str:
    return (
        f"DELETE {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.writer}> ?held }} }} WHERE {_whose(own)}"
    )


def _whose(own: str) -> str:
    held = f"GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.writer}> ?held }}"
    return f"{{ {held} FILTER(STRSTARTS(STR(?held), {_text(own)})) }}"


def _text(text: str) -> str:
    return Value("literal", text).n3()
