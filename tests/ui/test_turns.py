"""Pages take turns: in the order of asking, for a short while each, and a long one holds nobody up."""

import threading
import time
from collections.abc import Callable

import pytest

from qualite_graph.ui.turns import Turns


def _started(turns: Turns, names: list[str], done: list[str], seconds: float) -> list[threading.Thread]:
    def run(name: str) -> None:
        with turns.turn():
            time.sleep(seconds)
            done.append(name)

    threads = []
    for name in names:
        threads.append(threading.Thread(target=run, args=(name,)))
        threads[-1].start()
        _until(lambda: len(turns._waiting) + len(done) >= len(threads))  # they ask one after the other
    return threads


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_first_come_first_served_and_one_at_a_time() -> None:
    turns, done = Turns(longest=30), list[str]()
    with turns.turn():
        threads = _started(turns, list("abcdef"), done, 0.005)
        time.sleep(0.05)
        assert done == []
    for thread in threads:
        thread.join(30)
    assert done == list("abcdef")


def test_a_long_turn_is_shared_after_a_while() -> None:
    turns, done = Turns(longest=0.05), list[str]()
    with turns.turn():
        threads = _started(turns, ["a", "b"], done, 0)
        for thread in threads:
            thread.join(30)
        assert sorted(done) == ["a", "b"]  # while the first goes on
    with turns.turn():  # what it gives up afterwards is nobody's turn
        assert not [thread for thread in threads if thread.is_alive()]


def test_a_turn_ends_with_an_error_too() -> None:
    turns, done = Turns(longest=30), list[str]()
    with pytest.raises(ZeroDivisionError), turns.turn():
        1 / 0  # noqa: B018
    for thread in _started(turns, ["a"], done, 0):
        thread.join(30)
    assert done == ["a"]


def test_many_at_once_lose_no_turn() -> None:
    turns, done = Turns(longest=0.002), list[str]()
    names = [str(number) for number in range(60)]

    def run(name: str) -> None:
        for _ in range(20):
            with turns.turn(), turns.turn():
                time.sleep(0.0001)
        done.append(name)

    threads = [threading.Thread(target=run, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(done) == sorted(names)
