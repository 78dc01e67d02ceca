"""Who lasts is called back in time and once, who is over is not, and one timer serves all."""

from __future__ import annotations

import asyncio

from qualite_graph.workers.lasting import Lasting
from tests.http.asgi import run


def test_only_those_under_way_are_called_in_their_order() -> None:
    called: list[tuple[str, float]] = []

    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        start = loop.time()

        def caller(name: str) -> None:
            called.append((name, loop.time() - start))

        calls = {name: (lambda name=name: caller(name)) for name in "abcd"}
        lasting = Lasting(0.2)
        for name in "abc":
            lasting.begin(calls[name])
        lasting.end(calls["b"])
        await asyncio.sleep(0.1)
        lasting.begin(calls["d"])
        lasting.end(calls["a"])
        lasting.begin(calls["a"])  # anew
        await asyncio.sleep(0.5)
        lasting.begin(calls["b"])
        lasting.close()
        await asyncio.sleep(0.3)

    run(scenario())
    assert [name for name, _ in called] == ["c", "d", "a"]
    for (_, at), due in zip(called, (0.2, 0.3, 0.3), strict=True):
        assert due - 0.01 <= at


def test_a_thousand_that_are_soon_over_set_one_timer() -> None:
    async def scenario() -> None:
        loop, set_timers = asyncio.get_running_loop(), 0
        later = loop.call_later

        def counted(*given: object) -> asyncio.TimerHandle:
            nonlocal set_timers
            set_timers += 1
            return later(*given)  # type: ignore[arg-type]

        loop.call_later = counted  # type: ignore[method-assign, assignment]
        lasting = Lasting(5)
        for _ in range(1000):
            call = lambda: None  # noqa: E731
            lasting.begin(call)
            await asyncio.sleep(0)
            lasting.end(call)
        lasting.close()
        assert set_timers == 1

    run(scenario())
