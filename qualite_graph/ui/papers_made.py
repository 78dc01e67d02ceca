"""The papers made of late: one reader's page makes each, those of all others wait for it or find it there."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Final

from qualite_graph.papers import PaperFile
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.waiting import begun
from qualite_graph.workspace import Workspace

_MOST: Final = 60


class PapersMade:
    """Papers by what they were made of; safe to share between sessions."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._made: OrderedDict[Hashable, Future[PaperFile]] = OrderedDict()
        self._lock = threading.Lock()

    def paper(self, key: Hashable, make: Callable[[], PaperFile]) -> Future[PaperFile]:
        """Return the paper of a key, begun where it is not there or has failed; the oldest one gives way.

        >>> papers = PapersMade()
        >>> first = papers.paper("key", lambda: PaperFile("a.pdf", "application/pdf", b""))
        >>> papers.paper("key", lambda: PaperFile("b.pdf", "application/pdf", b"")) is first
        True
        >>> first.result().name
        'a.pdf'
        """
        with self._lock:
            made = self._made.get(key)
            if made is None or (made.done() and made.exception() is not None):
                made = self._made[key] = begun(make)
            self._made.move_to_end(key)
            while len(self._made) > _MOST:
                self._made.popitem(last=False)
            return made


@of_the_same(1)
def papers_made(_shared: Workspace) -> PapersMade:
    """Return what keeps the papers of a workspace, whoever reads it."""
    return PapersMade()
