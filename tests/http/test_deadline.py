"""An answer worked out in this process that is late keeps its place: there are never more at once."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from qualite_graph.errors import LimitError
from qualite_graph.http.deadline import MOST, Deadline


def test_who_is_late_keeps_the_place_until_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_QUERY_SECONDS", "0.2")
    end = threading.Event()

    async def scenario() -> None:
        deadline = Deadline()
        late = [deadline.run(end.wait) for _ in range(MOST)]
        assert {type(error) for error in await asyncio.gather(*late, return_exceptions=True)} == {LimitError}
        with pytest.raises(LimitError):
            await deadline.run(lambda: "no place")
        end.set()
        await asyncio.sleep(0.2)
        assert await deadline.run(lambda: "a place") == "a place"

    with ThreadPoolExecutor(1) as thread:  # a browser driven from this process leaves a loop in the main one
        thread.submit(asyncio.run, scenario()).result()
