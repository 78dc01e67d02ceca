"""The workspace as somebody may read it: an organisation that is closed to them is not there.

Reading is closed where a slug enters the façade, not by each face: `organisation`, where one is chosen, and
`_open`, where one is taken as given.
"""

from __future__ import annotations

from collections.abc import Callable

from qualite_graph.naming import Name
from qualite_graph.workspace import Workspace


class Narrowed(Workspace):
    """A workspace in which only some organisations are there: every way in passes here."""

    def __init__(self, shared: Workspace, opens: Callable[[str], bool]) -> None:
        """Look at the same store, with what is kept of it in common; nothing kept depends on who asks.

        `opens` tells of a slug whether that organisation may be read.
        """
        super().__init__(shared.store)
        self._kept = shared._kept
        self._opens = opens

    def organisations(self) -> tuple[Name, ...]:
        """Return the organisations that may be read."""
        return tuple([name for name in super().organisations() if self._opens(name.notation or "")])

    def _slugs(self) -> tuple[str, ...]:
        return tuple([slug for slug in super()._slugs() if self._opens(slug)])

    def organisation(self, slug: str | None = None) -> str:
        """Return the slug to use, among the organisations that may be read: what is closed is not there.

        Raises:
            NotFoundError: it does not exist or may not be read: the answer does not tell which.
            InputError: several could be meant.
        """
        known = self._slugs()
        return known[0] if slug is None and len(known) == 1 else super().organisation(slug)

    def _usual(self) -> str:
        chosen = super()._usual()
        return chosen if chosen in self._slugs() else ""

    def _open(self, slug: str) -> str:
        return self.organisation(slug)
