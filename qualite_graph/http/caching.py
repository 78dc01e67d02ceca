"""Answers kept in memory: the same query on the same version of the store is not run twice."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Hashable
from typing import Final, NamedTuple

_MOST_BYTES: Final = 32 << 20
_MOST_OF_ONE: Final = 1 << 20
_OF_EACH: Final = 1 << 10  # bytes: its headers, and the place it takes
_FLEETING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(|\bservice\b", re.IGNORECASE)


class Kept(NamedTuple):
    """A whole answer."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def size(self) -> int:
        """Return about how many bytes it takes."""
        return _OF_EACH + len(self.body)


class Answers:
    """Answers of one version of the store, those used least dropped first."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()
        self._size = 0
        self._version: Hashable = None

    def get(self, version: Hashable, key: Hashable) -> Kept | None:
        """Return the answer kept under a key, if it was given for this version."""
        if version != self._version:
            return None
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, version: Hashable, key: Hashable, answer: Kept, asked: int) -> None:
        """Keep an answer to a request of `asked` bytes; those for another version are dropped."""
        if version != self._version:
            self._kept.clear()
            self._size = 0
            self._version = version
        size = answer.size + asked
        if size > _MOST_OF_ONE or key in self._kept:
            return
        self._kept[key] = answer, size
        self._size += size
        while self._size > _MOST_BYTES:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._size -= dropped


def is_lasting(text: str) -> bool:
    """Tell whether a query answers the same as long as nothing is written.

    >>> is_lasting("SELECT * { ?s ?p ?o }"), is_lasting("SELECT (NOW() AS ?t) {}")
    (True, False)
    """
    # Most queries call nothing, and need no search.
    calls = "(" in text or "service" in text.lower()
    return not calls or _FLEETING.search(text) is None
