"""The harness: sides run turn by turn, each in its own process, and agree on the answer before being timed.

This process stays small on purpose: a child's peak memory counts what its parent held when it started.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
WORKER = (sys.executable, "-m", "benchmarks.worker")


class DisagreementError(Exception):
    """Two sides of a measure do not give the same answer: there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a measure: a name, the `module:function` that makes its task, its arguments, its runs.

    A side of one run is a slow one: it is timed while it gives its answer, and not run again.
    """

    name: str
    task: str
    arguments: Mapping[str, object]
    runs: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What one side cost: the seconds of every run, and the peak memory of its process."""

    name: str
    seconds: tuple[float, ...]
    idle_megabytes: float = 0.0
    """The peak before the first run: interpreter, libraries and input."""

    peak_megabytes: float = 0.0
    size: int = 0
    """How many statements or rows the answer has."""

    @property
    def median(self) -> float:
        """Return the median time."""
        return statistics.median(self.seconds)


def race(sides: Sequence[Side]) -> list[Figure]:
    """Run the sides turn by turn (A B A B …) and return one figure each.

    Each side first runs once to answer, untimed, and its answer must be the first side's; a side that asks
    for fewer runs stops sooner.

    Raises:
        DisagreementError: two answers differ.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(_worker(side)) for side in sides]
        idle = [worker.ask("idle")["megabytes"] for worker in workers]
        answers = [worker.ask("answer") for worker in workers]
        for side, answer in zip(sides[1:], answers[1:], strict=True):
            if answer["digest"] != answers[0]["digest"]:
                raise DisagreementError(
                    f"{sides[0].name} and {side.name} differ: {answers[0]['size']} and {answer['size']} lines"
                )
        slow = [side.runs == 1 for side in sides]
        seconds = [[answer["seconds"]] if once else [] for once, answer in zip(slow, answers, strict=True)]
        for turn in range(max(side.runs for side in sides)):
            for side, worker, taken in zip(sides, workers, seconds, strict=True):
                if len(taken) <= turn < side.runs:
                    taken.append(worker.ask("run")["seconds"])
        peaks = [worker.ask("idle")["megabytes"] for worker in workers]
    return [
        Figure(side.name, tuple(taken), before, peak, answer["size"])
        for side, taken, before, peak, answer in zip(sides, seconds, idle, peaks, answers, strict=True)
    ]


def call(function: str, **arguments: object) -> Any:
    """Return what `module:function` returns (JSON values), run in a process of its own."""
    with _worker(Side(function, function, arguments, 0)) as worker:
        return worker.ask("result")["result"]


def race_commands(commands: Mapping[str, Sequence[str]], runs: int) -> list[Figure]:
    """Time whole processes turn by turn, after one untimed turn; a command that fails raises."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            if turn:
                seconds[name].append(time.perf_counter() - start)
    return [Figure(name, tuple(taken)) for name, taken in seconds.items()]


def ratio(ours: Figure, peer: Figure) -> float:
    """Return how many times our median the peer's median is."""
    return peer.median / ours.median


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return the exponent b of the least-squares fit seconds = a · size^b.

    >>> round(growth([100, 1_000, 10_000], [1.0, 10.0, 100.0]), 6)
    1.0
    """
    return statistics.linear_regression([math.log(n) for n in sizes], [math.log(s) for s in seconds]).slope


class _Worker:
    def __init__(self, name: str, requests: IO[str], replies: IO[str]) -> None:
        self._name, self._requests, self._replies = name, requests, replies

    def ask(self, request: str) -> dict[str, Any]:
        print(request, file=self._requests, flush=True)
        line = self._replies.readline()
        if not line:
            raise ChildProcessError(f"{self._name}: its process ended while it was asked: {request}")
        reply: dict[str, Any] = json.loads(line)
        return reply


@contextmanager
def _worker(side: Side) -> Iterator[_Worker]:
    command = [*WORKER, side.task, json.dumps(dict(side.arguments))]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise ChildProcessError(f"{side.name}: no pipe")
        yield _Worker(side.name, process.stdin, process.stdout)
        process.stdin.close()
