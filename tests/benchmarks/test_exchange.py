"""The sides of the exchange's measures end in the same answer, again and again."""

from pathlib import Path
from typing import TypeVar

import pytest

from benchmarks import exchange_tasks as tasks
from benchmarks.worker import Task, timed

S = TypeVar("S")
SIZE = 20


def answer(task: Task[S]) -> list[str]:
    return sorted(task.answer(timed(task)[0]))


def test_a_load_ends_as_its_parts(tmp_path: Path) -> None:
    path = str(tmp_path / "small.xlsx")
    tasks.workbook(SIZE, path)
    assert answer(tasks.load(path)) == answer(tasks.parts(path))


@pytest.mark.parametrize("kind", ["added", "changed", "removed"])
def test_an_edit_ends_as_doing_all_again(kind: str) -> None:
    edit = tasks.edit(SIZE, kind)
    expected = answer(tasks.again(SIZE, kind))
    assert answer(edit) == expected
    assert answer(edit) == expected
