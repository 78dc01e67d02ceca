"""The measure of how fast the service answers, limits in force, beside other servers on the same data."""

from __future__ import annotations

import itertools
import json
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks import synthetic
from benchmarks.measure import DisagreementError
from benchmarks.report import Section, Settings, Target
from benchmarks.service.client import percentile, resident
from benchmarks.service.peers import Server, endpoint, engine, service

CONNECTIONS = (1, 8, 32)
HOW = """
Answers a second over kept connections and, in brackets, the 99th percentile of their time, on the same data
on disk (10 000 processes), after some seconds of calm, in which the service takes the statements into memory.
Engine and service are asked in turn, three times each way, of which the middle one counts, and the other one
does nothing meanwhile; the requests are sent from a process of its own. *engine*
is `oxigraph serve-read-only`, without limits; *endpoint* is rdflib-endpoint on the same engine. Small
queries differ each time, whoever asks; *rows* are 10 000, one a process; repeated ones are the same, which
the service keeps until something is written. Answers are compared first, row by row; a refused request is
counted and is no answer. Rows are not timed of *endpoint*, which takes ten seconds for one answer. *Flat*:
100 000 rows five times; *runaway*: the small queries of four connections while a query that never ends is
stopped, and before.
"""
PREFIXES = (
    "PREFIX qg: <https://w3id.org/qualite-graph/ontology#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
SMALL = PREFIXES + 'SELECT ?code {{ ?p skos:notation "P{n}" ; ^qg:supplier/qg:customer/skos:notation ?code }}'
ROWS = PREFIXES + "SELECT ?p ?code ?family {{ ?p skos:notation ?code ; qg:processFamily ?family }} #{n}"
LONG = "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 100000 #{n}"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PROMISES = (
    ("small query", (0.6, 0.35, 0.35)),
    ("small query, repeated", (1, 0.5, 0.5)),
    ("rows", (2, 2, None)),
)
SPARED = {("endpoint", "rows"), ("endpoint", "rows, repeated")}
"""What would take minutes: ten seconds and more for one answer, and half a minute each way for eight."""
CALM = 30.0  # seconds
ROUNDS = 3
Text = Callable[[int], str]


class RefusedError(Exception):
    """An answer that is none."""


class Wire:
    """A connection that sends a request and takes the answer, and does nothing else."""

    def __init__(self, server: Server) -> None:
        self._path = server.path
        self._socket = socket.create_connection(("127.0.0.1", server.port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, query: str) -> bytes:
        """Return the answer's body, chunks still marked."""
        head = f"GET {self._path}?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        self._socket.sendall(f"{head}Accept: application/sparql-results+json\r\n\r\n".encode())
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._take()
        text = bytes(data[:end]).decode("latin-1").lower()
        if not text.startswith("http/1.1 200"):
            raise RefusedError(text.partition("\r\n")[0])
        if "transfer-encoding: chunked" in text:
            while not data.endswith(b"\r\n0\r\n\r\n"):
                data += self._take()
        else:
            length = int(text.split("content-length: ")[1].split("\r\n")[0])
            while len(data) - end - 4 < length:
                data += self._take()
        return bytes(data[end + 4 :])

    def _take(self) -> bytes:
        piece = self._socket.recv(1 << 18)
        if not piece:
            raise RefusedError("hung up")
        return piece


@dataclass(frozen=True, slots=True)
class Rate:
    """What so many connections got: answers a second, the 99th percentile in milliseconds, refusals."""

    answers: float
    slowest: float
    refused: int


def rate(server: Server, text: Text, connections: int, seconds: float) -> Rate:
    """Ask over and over for some seconds; what is under way then is waited for, and its time counts."""
    taken: list[float] = []
    refused: list[int] = []
    start = time.perf_counter()

    def run(number: int) -> None:
        wire, count = Wire(server), 0
        while (begun := time.perf_counter()) - start < seconds:
            count += 1
            try:
                wire.ask(text(number * 1_000_003 + count))
                taken.append(time.perf_counter() - begun)
            except (RefusedError, OSError):
                refused.append(number)
                wire = Wire(server)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - start
    return Rate(len(taken) / spent, percentile(taken or [float("nan")], 0.99) * 1000, len(refused))


def measure(settings: Settings) -> Section:
    """Ask three servers, some seconds each way."""
    size, seconds = (100, 0.3) if settings.quick else (10_000, 2.0)
    asked = itertools.count()
    texts: dict[str, Text] = {
        "small query": lambda n: f"{SMALL.format(n=1 + n % size)} #{next(asked)}",
        "small query, repeated": lambda _: SMALL.format(n=1),
        "rows": lambda _: ROWS.format(n=next(asked)),
        "rows, repeated": lambda _: ROWS.format(n="the same"),
    }
    found: dict[tuple[str, str, int], Rate] = {}
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name) / "data"
        _prepare(directory, Path(name), size)
        with engine(Path(name) / "engine") as one, service(directory) as other:
            time.sleep(CALM)
            sides = {"engine": one, "service": other}
            expected = _compared(sides, texts)
            for title, text in texts.items():
                found |= _in_turn(sides, title, text, seconds)
            last = [*_flat(other), *_runaway(other, texts["small query"], seconds)]
        with endpoint(Path(name) / "endpoint") as server:
            sides = {"endpoint": server}
            if _compared(sides, texts) != expected:
                raise DisagreementError("engine and endpoint differ")
            for title, text in texts.items():
                if ("endpoint", title) not in SPARED:
                    found |= _in_turn(sides, title, text, seconds, rounds=1)
    rows, targets = [], []
    for title in texts:
        for who in ("engine", "service", "endpoint"):
            if (who, title) not in SPARED:
                shown = [_shown(found[title, who, count]) for count in CONNECTIONS]
                rows.append([f"{title}: {who}", *shown])
    for title, limits in PROMISES:
        for count, limit in zip(CONNECTIONS, limits, strict=True):
            times = found[title, "service", count].answers / max(found[title, "engine", count].answers, 1e-9)
            if limit is not None and not settings.quick:
                promise = f"{title}, {count} connections: {limit} × the engine's server"
                targets.append(Target(promise, f"{times:.2f} ×", times >= limit))
    refused = sum(each.refused for (_, who, _), each in found.items() if who == "service")
    targets.append(Target("the service refuses nobody", f"{refused} refused", not refused))
    headings = ["queries", *[f"{count} connections" for count in CONNECTIONS]]
    return Section("Serving", HOW, headings, [*rows, *last], targets)


def _compared(sides: Mapping[str, Server], texts: Mapping[str, Text]) -> list[set[str]]:
    """Return what every side answers, once it is seen to be the same."""
    answers = {who: [_rows(server, text(7)) for text in texts.values()] for who, server in sides.items()}
    first = next(iter(answers.values()))
    for who, found in answers.items():
        if found != first:
            raise DisagreementError(f"{next(iter(answers))} and {who} differ")
    return first


def _in_turn(
    sides: Mapping[str, Server], title: str, text: Text, seconds: float, rounds: int = ROUNDS
) -> dict[tuple[str, str, int], Rate]:
    """Ask the sides one after the other, some rounds; the middle one of each counts."""
    found = {}
    for count in CONNECTIONS:
        every = [
            {who: rate(server, text, count, seconds) for who, server in sides.items()} for _ in range(rounds)
        ]
        for who in sides:
            taken = sorted((each[who] for each in every), key=lambda one: one.answers)
            refused = sum(one.refused for one in taken)
            found[title, who, count] = replace(taken[rounds // 2], refused=refused)
    return found


def _prepare(directory: Path, folder: Path, size: int) -> None:
    from qualite_graph.history import Origin
    from qualite_graph.workspace import Workspace

    workspace = Workspace.open(directory)
    workspace.replace_statements(synthetic.SLUG, synthetic.text(size).encode(), Origin.now("speed"))
    workspace.remove("coffralp")
    for who in ("engine", "endpoint"):
        workspace.backup(folder / who)


def _rows(server: Server, text: str) -> set[str]:
    body = Wire(server).ask(text)
    found: dict[str, Any] = json.loads(_joined(body) if body[:1] != b"{" else body)
    return {
        json.dumps({k: v["value"] for k, v in sorted(row.items())}) for row in found["results"]["bindings"]
    }


def _joined(body: bytes) -> bytes:
    parts = []
    while body:
        length, _, body = body.partition(b"\r\n")
        parts.append(body[: int(length, 16)])
        body = body[int(length, 16) + 2 :]
        if not int(length, 16):
            break
    return b"".join(parts)


def _shown(one: Rate) -> str:
    refused = f", {one.refused} refused" if one.refused else ""
    return f"{one.answers:.1f} ({one.slowest:.0f} ms{refused})"


def _flat(server: Server) -> list[list[str]]:
    before = most = resident(server.pid)
    for number in range(5):
        length = len(Wire(server).ask(LONG.format(n=number)))
        most = max(most, resident(server.pid))
    return [["flat", f"{length / 1e6:.1f} MB each", f"{before:.0f} MB before", f"{most:.0f} MB at most"]]


def _runaway(server: Server, text: Text, seconds: float) -> list[list[str]]:
    calm = rate(server, text, 4, seconds)

    def run() -> None:
        try:
            Wire(server).ask(RUNAWAY)
        except (RefusedError, OSError):
            return  # it is stopped, as it should be

    culprit = threading.Thread(target=run)
    culprit.start()
    troubled = rate(server, text, 4, 5 * seconds)
    culprit.join()
    return [["runaway", f"{calm.slowest:.0f} ms before", f"{troubled.slowest:.0f} ms beside it", ""]]
