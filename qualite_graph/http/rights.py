"""What a request may see and change: the one value through which every route learns it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import HTTPConnection

from qualite_graph.errors import NotFoundError, RightError
from qualite_graph.settings import setting


@dataclass(frozen=True, slots=True)
class Right:
    """Which organisations a request may read and write, by slug; `None` stands for every one.

    Public knowledge is always readable and never writable. With `scratch` the whole dataset, its default
    graph included, may be read and written without history: for a store kept for trials alone.
    """

    reads: frozenset[str] | None = None
    writes: frozenset[str] | None = frozenset()
    scratch: bool = False

    def check_read(self, slug: str) -> str:
        """Return the organisation's slug if the request may read it.

        Raises:
            NotFoundError: it may not; the answer does not tell whether the organisation exists.
        """
        if self.reads is not None and slug not in self.reads:
            raise NotFoundError("unknown_organisation", organisation=slug, known=", ".join(sorted(self.reads)))
        return slug

    def check_write(self, slug: str) -> str:
        """Return the organisation's slug if the request may change it.

        Raises:
            NotFoundError: it may not even read it.
            RightError: it may read it alone.
        """
        self.check_read(slug)
        if self.writes is not None and slug not in self.writes:
            raise RightError("write_refused", organisation=slug)
        return slug


Rights = Callable[[HTTPConnection], Right]
"""How a route learns the right of a request from its headers."""

SCRATCH: Final = "scratch"


def right_of(connection: HTTPConnection) -> Right:
    """Return the right of a request: reading alone, unless the service is set up as a scratch store.

    Raises:
        RightError: what the request presents gives no right at all.
    """
    del connection  # nothing in it gives more
    return Right(writes=None, scratch=True) if setting("writing") == SCRATCH else Right()
