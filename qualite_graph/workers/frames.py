"""What is asked of a worker and what it answers, as frames on a pipe: a head in JSON, then bytes."""

from __future__ import annotations

import functools
import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from qualite_graph.store.base import ResultKind

_SIZES: Final = struct.Struct("<II")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a worker reads: a store's directory, or a file that holds all its statements.

    A worker that has an older `version` opens it again; without a number it looks whether files changed.
    """

    directory: str | None
    dump: str | None
    version: int | None


@dataclass(frozen=True, slots=True)
class Job:
    """A query on a dataset, or an update of one graph.

    `formats` names, for each kind of result (`select`, `ask`, `graph`), the format to write it in; a kind
    that is missing is refused. `packed` asks for gzip where it pays. An update runs on a copy of the
    dataset whose graph without a name is `target`; its result is what that graph then holds. Relative IRIs
    are read against `base`. A query ends after `most` rows or triples, where that is given.
    """

    text: str
    graphs: tuple[str, ...]
    named: tuple[str, ...] | None
    formats: Mapping[str, str]
    packed: bool = False
    target: str | None = None
    federation: tuple[str, ...] = ()
    base: str | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A result: its bytes, or the path of the file they are in, which is the receiver's to remove."""

    kind: ResultKind
    format: str
    body: bytes
    path: str | None
    size: int
    packed: bool = False
    variables: tuple[str, ...] = ()
    more: bool = False
    """Whether the query would have given more than was asked for."""

    def content(self) -> bytes:
        """Return the bytes, wherever they are, and remove their file."""
        if self.path is None:
            return self.body
        path = Path(self.path)
        content = path.read_bytes()
        path.unlink()
        return content


_HASHABLE: Final = tuple([each.name for each in fields(Job) if each.name not in ("text", "formats")])


def asked(job: Job, source: Source) -> bytes:
    """Return the frame of a job; what many jobs have in common is written once."""
    rest = (*[getattr(job, name) for name in _HASHABLE], tuple(job.formats.items()))
    head = _head_of(source, rest)
    text = job.text.encode()
    return _SIZES.pack(len(head), len(text)) + head + text


@functools.lru_cache(maxsize=256)
def _head_of(source: Source, rest: tuple[Any, ...]) -> bytes:
    head = dict(zip(_HASHABLE, rest[:-1], strict=True))
    head |= {"formats": dict(rest[-1]), "source": asdict(source)}
    return json.dumps(head, separators=(",", ":")).encode()


def frame(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return a frame to send."""
    text = json.dumps(head, separators=(",", ":")).encode()
    return _SIZES.pack(len(text), len(body)) + text + body


class Frames:
    """Takes frames out of what a pipe gives, however it is cut."""

    def __init__(self) -> None:
        """Start with nothing received."""
        self._buffer = bytearray()
        self._head: tuple[bytes, Mapping[str, Any]] = b"", {}

    def feed(self, data: bytes) -> tuple[Mapping[str, Any], bytes] | None:
        """Take some bytes and return the frame they complete, if they do."""
        buffer = self._buffer
        buffer += data
        if len(buffer) < _SIZES.size:
            return None
        head, body = _SIZES.unpack_from(buffer)
        whole = _SIZES.size + head + body
        if len(buffer) < whole:
            return None
        start = _SIZES.size + head
        found = self._read(bytes(buffer[_SIZES.size : start])), bytes(buffer[start:whole])
        del buffer[:whole]
        return found

    def _read(self, head: bytes) -> Mapping[str, Any]:
        if head != self._head[0]:  # one job often differs from the one before in its text alone
            self._head = head, json.loads(head)
        return self._head[1]
