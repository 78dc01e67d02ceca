"""The process of one side: it makes its task once, then answers, runs and reports on request."""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Task(Generic[S]):
    """What a side does: `prepare` a fresh state untimed, `run` it timed, give its `answer` as lines."""

    prepare: Callable[[], S]
    run: Callable[[S], object]
    answer: Callable[[S], Iterable[str]]


def timed(task: Task[S]) -> tuple[S, float]:
    """Run a task once and return its state with the seconds taken."""
    state = task.prepare()
    gc.collect()
    start = time.perf_counter()
    task.run(state)
    return state, time.perf_counter() - start


def reply(request: str, task: Any) -> dict[str, object]:
    """Answer one request of the harness."""
    match request:
        case "idle":
            return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        case "answer":
            state, seconds = timed(task)
            lines = sorted(task.answer(state))
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            return {"seconds": seconds, "size": len(lines), "digest": digest}
        case "run":
            return {"seconds": timed(task)[1]}
        case "result":
            return {"result": task}
    raise ValueError(request)


def main() -> None:
    """Serve the task named on the command line until the harness closes the pipe."""
    # What a library prints must not mix with the replies.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    module, _, function = sys.argv[1].partition(":")
    task = getattr(importlib.import_module(module), function)(**json.loads(sys.argv[2]))
    for line in sys.stdin:
        print(json.dumps(reply(line.strip(), task)), file=replies, flush=True)


if __name__ == "__main__":
    main()
