"""A session without a browser: it asks for runs and takes what is sent, as Streamlit's own pages do."""

from __future__ import annotations

import socket
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Final, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_PATIENCE: Final = 120.0
_BUFFER: Final = 1 << 20


class _Counting(socket.socket):
    """A socket that counts the bytes that come in, as they come over the wire."""

    received = 0

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        data = super().recv(bufsize, flags)
        self.received += len(data)
        return data


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a page cost: seconds, bytes over the wire, bytes and messages before compression."""

    seconds: float
    wire: int
    size: int
    kinds: Counter[str] = field(default_factory=Counter)
    """Bytes by kind of message."""


class Session:
    """One reader's session; what has been sent once is known by its name, as a browser does."""

    def __init__(self, port: int, query: str = "", page: str = "") -> None:
        """Connect, without asking for anything yet; `query` and `page` are those of the address."""
        self._socket = _Counting()
        self._socket.connect(("127.0.0.1", port))
        self._stack = ExitStack()
        self._connection: ClientConnection = self._stack.enter_context(
            connect(
                f"ws://127.0.0.1:{port}/_stcore/stream",
                sock=self._socket,
                subprotocols=["streamlit"],  # type: ignore[list-item]
                max_size=None,
                open_timeout=_PATIENCE,
            )
        )
        self._query, self._page = query, page
        self._known: set[str] = set()
        self._script = ""
        self.parts: list[str] = []
        """The parts of the page that run by themselves, from the outer to the inner."""

    def __enter__(self) -> Self:
        """Use the session in a `with`."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave."""
        self.close()

    def close(self) -> None:
        """Leave, as when a tab is closed."""
        self._stack.close()

    def run(self, *, part: int | None = None) -> Run:
        """Ask for a run of the page, or of one of its parts alone, and take all that it sends."""
        before, start = self._socket.received, time.perf_counter()
        self.ask(part=part)
        kinds = self.take()
        seconds = time.perf_counter() - start
        return Run(seconds, self._socket.received - before, sum(kinds.values()), kinds)

    def ask(self, *, part: int | None = None, query: str | None = None) -> None:
        """Ask for a run without waiting for it; `query` is that of the address from now on."""
        self._query = self._query if query is None else query
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name = self._query, self._page
        state.cached_message_hashes.extend(sorted(self._known))
        if part is not None:
            state.page_script_hash, state.fragment_id = self._script, self.parts[part]
        self._connection.send(asked.SerializeToString())

    def take(self) -> Counter[str]:
        """Take what is sent until a run is over; return its bytes by kind of message."""
        kinds: Counter[str] = Counter()
        while True:
            data = self._connection.recv(_PATIENCE)
            if isinstance(data, str):
                continue
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type") or ""
            kinds[kind] += len(data)
            self._script = message.new_session.page_script_hash or self._script
            if (own := message.delta.fragment_id) and own not in self.parts:
                self.parts.append(own)
            if message.metadata.cacheable:
                self._known.add(message.hash)
            if kind == "script_finished":
                return kinds
