"""What is asked of a worker and what it answers, as frames on a pipe: a head in JSON, then bytes.

The heads that come one after the other are often the same, so that each is written and read once.
"""

from __future__ import annotations

import functools
import json
import struct
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from qualite_graph.store.base import ResultKind

Head = TypeVar("Head")

_START: Final = struct.Struct("<IId")  # bytes of the head, bytes of the body, seconds used
_WRITE: Final = json.JSONEncoder(separators=(",", ":")).encode


class Source(NamedTuple):
    """Where a worker reads: a store's directory, or a file that holds all its statements.

    A worker that has an older `version` opens it again; without a number it looks whether files changed.
    """

    directory: str | None
    dump: str | None
    version: int | None


class Job(NamedTuple):
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


class Reply(NamedTuple):
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


_HASHABLE: Final = tuple([name for name in Job._fields if name not in ("text", "formats")])


def asked(job: Job, source: Source) -> bytes:
    """Return the frame of a job."""
    said = [getattr(job, name) for name in _HASHABLE]
    return _joined(_head_of(source, tuple(job.formats.items()), *said), job.text.encode())


@functools.lru_cache(maxsize=256)
def _head_of(source: Source, formats: tuple[tuple[str, str], ...], *said: object) -> bytes:
    head = dict(zip(_HASHABLE, said, strict=True))
    return _WRITE({**head, "formats": dict(formats), "source": source._asdict()}).encode()


def job_of(head: Mapping[str, Any]) -> tuple[Source, Job | None]:
    """Return what the head of a job says, without the job's text; no job where only a source is named."""
    source = Source(**head["source"])
    if "formats" not in head:
        return source, None
    named = head["named"]
    return source, Job(
        "",
        **{name: head[name] for name in (*_HASHABLE, "formats")}
        | {
            "graphs": tuple(head["graphs"]),
            "named": None if named is None else tuple(named),
            "federation": tuple(head["federation"]),
        },
    )


def found(body: bytes, used: float, **head: Hashable) -> bytes:
    """Return the frame of a result, after so many seconds of processor time in all."""
    return _joined(_result_head(*head.items()), body, used)


@functools.lru_cache(maxsize=8)  # a client chooses how long its variables are
def _result_head(*said: tuple[str, Hashable]) -> bytes:
    return _WRITE(dict(said)).encode()


def frame(head: Mapping[str, Any], used: float = 0.0) -> bytes:
    """Return a frame without a body."""
    return _joined(_WRITE(head).encode(), b"", used)


def _joined(head: bytes, body: bytes, used: float = 0.0) -> bytes:
    return _START.pack(len(head), len(body), used) + head + body


def as_it_is(head: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a head for a receiver that changes nothing in it: the next one may be the same."""
    return head


class Frame(NamedTuple, Generic[Head]):
    """What came: a head, bytes, and the seconds of processor time its sender has used in all."""

    head: Head
    body: bytes
    used: float


class Frames(Generic[Head]):
    """Takes frames out of what a pipe gives, however it is cut."""

    def __init__(self, read: Callable[[Mapping[str, Any]], Head]) -> None:
        """Start with nothing received; `read` makes of each head what the receiver needs."""
        self._read = read
        self._buffer = bytearray()
        self._written = b""
        self._head: Head | None = None

    def feed(self, data: bytes) -> Frame[Head] | None:
        """Take some bytes and return the frame they complete, if they do."""
        held = self._buffer
        if held or not _is_whole(data):
            held += data
            if not _is_whole(held):
                return None
            data = bytes(held)
            held.clear()
        of_head, of_body, used = _START.unpack_from(data)
        start = _START.size + of_head
        end = start + of_body
        held += data[end:]
        return Frame(self._of(data[_START.size : start]), data[start:end], used)

    def _of(self, head: bytes) -> Head:
        if self._head is None or head != self._written:
            self._written, self._head = head, self._read(json.loads(head))
        return self._head


def _is_whole(data: bytes | bytearray) -> bool:
    if len(data) < _START.size:
        return False
    of_head, of_body, _ = _START.unpack_from(data)
    return bool(len(data) >= _START.size + of_head + of_body)
