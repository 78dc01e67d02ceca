"""A long text handed to the engine piece by piece, so that it never stands in memory as a whole."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO, Final

_BUFFER: Final = 1 << 20  # bytes


class Pieces(io.RawIOBase):
    """A readable stream over the pieces of a text, each let go once it is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Read the pieces in their order, each when it is reached."""
        self._pieces = iter(pieces)
        self._waiting = memoryview(b"")

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # any writable buffer
        """Fill a buffer as far as the piece under way goes; return how far, 0 at the end."""
        while not self._waiting:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._waiting = memoryview(piece)
        taken = self._waiting[: len(buffer)]
        buffer[: len(taken)] = taken
        self._waiting = self._waiting[len(taken) :]
        return len(taken)


def stream(pieces: Iterable[bytes]) -> BinaryIO:
    """Return the pieces of a text as one file to read.

    >>> text = stream([b"ab", b"", b"cde"])
    >>> text.read(3), text.read(3), text.read(3)
    (b'abc', b'de', b'')
    """
    return io.BufferedReader(Pieces(pieces), _BUFFER)


def is_longer(pieces: Iterable[bytes], size: int) -> tuple[bool, list[bytes]]:
    """Tell whether a text is longer than `size` bytes, with the pieces that were read to know."""
    read: list[bytes] = []
    length = 0
    for piece in pieces:
        read.append(piece)
        length += len(piece)
        if length > size:
            return True, read
    return False, read
