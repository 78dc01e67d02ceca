"""What the engine is never given, and what is remembered of it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from qualite_graph.store import refusals
from qualite_graph.store.refusals import refusal


def test_long_texts_are_judged_each_time_and_not_kept() -> None:
    refusals._judged.cache_clear()
    text = "ASK {} #" + "x" * 100_000
    assert refusal(text) is None
    assert refusal(f"ASK {{ SERVICE <http://example.org/> {{}} }} #{text}") == "service_refused"
    assert refusals._judged.cache_info().currsize == 0
    assert refusal("ASK {}") is None
    assert refusals._judged.cache_info().currsize == 1


@pytest.mark.parametrize("word", ["SERV\u0130CE", "\u017fERVICE", "SERV\u0131CE"])
def test_the_engine_takes_no_other_letters_for_those_of_a_call(word: str) -> None:
    with pytest.raises(SyntaxError):
        ox.Store().query(f"ASK {{ {word} <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    "word", ["service", "Service", "\\u0053ERVICE", "SERV\\U00000049CE", "sErViCe SILENT"]
)
def test_a_call_is_refused_however_it_is_written(word: str) -> None:
    assert refusal(f"ASK {{ {word} <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}") == "service_refused"
