"""A client that costs little: one connection, whole answers, so that what is measured is the service."""

from __future__ import annotations

import http.client
import os
import resource
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
UPDATE = {"Content-Type": "application/sparql-update"}


class Client:
    """One kept connection to a service."""

    def __init__(self, address: str, secret: str = "", timeout: float = 60.0) -> None:
        self._right = {"Authorization": f"Bearer {secret}"} if secret else {}
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)

    def query(self, text: str, accept: str = "application/sparql-results+json") -> tuple[int, bytes]:
        body = urlencode({"query": text}).encode()
        return self._send("POST", "/sparql", body, {**FORM, "Accept": accept})

    def update(self, text: str) -> int:
        return self._send("POST", "/update", text.encode(), UPDATE)[0]

    def get(self, path: str) -> tuple[int, bytes]:
        return self._send("GET", path, b"", {})

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        self._connection.request(method, path, body or None, {**headers, **self._right})
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def close(self) -> None:
        self._connection.close()


def write_token(folder: Path) -> tuple[str, dict[str, str]]:
    """Return the secret of a token that may write, and the setting that makes a service know it."""
    from qualite_graph import tokens

    file = folder / "tokens.json"
    os.environ["QUALITE_GRAPH_TOKENS"] = str(file)
    return tokens.create("write", ["coffralp"])[1], {"tokens": str(file)}


def resident(pid: int) -> float:
    """Return the megabytes that a process and its children hold in memory, shared pages divided."""
    total = 0
    for one in [pid, *children(pid)]:
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return []
    return [int(one) for one in listed]


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def now() -> float:
    return time.perf_counter()
