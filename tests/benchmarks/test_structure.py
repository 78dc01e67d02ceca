"""The sides of the network's measures end in the same answer."""

from __future__ import annotations

import pytest

pytest.importorskip("igraph")

from benchmarks import structure_tasks as tasks
from benchmarks.worker import Task, timed

PROCESSES = 60


def lines(task: Task) -> list[str]:
    return sorted(task.answer(timed(task)[0]))


@pytest.mark.parametrize("side", ["networkx", "rustworkx", "igraph"])
def test_betweenness(side: str) -> None:
    assert lines(tasks.betweenness(PROCESSES, side)) == lines(tasks.betweenness(PROCESSES, "ours"))


@pytest.mark.parametrize("side", ["networkx", "rustworkx"])
def test_closeness(side: str) -> None:
    assert lines(tasks.closeness(PROCESSES, side)) == lines(tasks.closeness(PROCESSES, "ours"))


def test_the_whole_structure() -> None:
    ours = lines(tasks.whole(PROCESSES, "ours"))

    assert ours == lines(tasks.whole(PROCESSES, "networkx"))
    assert any(line.startswith("part ") for line in ours)


def test_the_figures_that_are_taken_by_call() -> None:
    assert min(tasks.fastest(PROCESSES, 1).values()) > 0
    assert tasks.pages(PROCESSES)["megabytes"] > 0
    assert tasks.what_ifs(PROCESSES, 3)["longest"] > 0
    assert set(tasks.projections(PROCESSES, 1)) == {"ours", "networkx", "ours, with networkx graphs"}
