"""Answers kept take no more memory than they may, whatever is asked."""

from __future__ import annotations

from qualite_graph.http.caching import Answers, Kept

ANSWER = Kept((), b"{}")


def test_what_was_asked_counts_beside_the_answer() -> None:
    answers = Answers()
    for number in range(200):
        answers.put(1, number, ANSWER, 500_000)
    kept = [number for number in range(200) if answers.get(1, number)]
    assert kept == list(range(200 - len(kept), 200))
    assert 60 <= len(kept) <= 70, "32 MB of half a megabyte each"


def test_many_short_answers_count_for_what_they_take() -> None:
    answers = Answers()
    for number in range(100_000):
        answers.put(1, number, ANSWER, 0)
    assert sum(answers.get(1, number) is not None for number in range(100_000)) < 50_000


def test_what_is_long_is_not_kept() -> None:
    answers = Answers()
    answers.put(1, "asked at length", ANSWER, 1 << 20)
    answers.put(1, "answered at length", Kept((), bytes(1 << 20)), 10)
    assert answers.get(1, "asked at length") is None
    assert answers.get(1, "answered at length") is None
