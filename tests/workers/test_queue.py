"""Who waits, and what it costs to look for who is next."""

import pytest

from qualite_graph.workers import queue
from qualite_graph.workers.queue import Place, Queue, Shape, Shapes
from tests.http.asgi import run

LONG = 'SELECT * {{ ?p :code "P{n}" ; :in :{n} }}'


def test_the_shape_of_a_query_that_waits_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    worked_out = queue.shape_of

    def counted(text: str) -> str:
        asked.append(text)
        return worked_out(text)

    monkeypatch.setattr(queue, "shape_of", counted)

    async def wait() -> None:
        shapes = Shapes()
        waiting = Queue(shapes)
        for number in range(600):
            shapes.learn(Shape(LONG.format(n=0)), 1)
            waiting.join(Place(Shape(LONG.format(n=number))))
        asked.clear()
        for _ in range(3):
            assert waiting.next(long_too=False) is None
        assert len(asked) == 600

    run(wait())


def test_no_shape_is_worked_out_while_no_query_was_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(queue, "shape_of")
    shapes = Shapes()
    shapes.learn(Shape("ASK {}"), 0)
    assert not shapes.is_long(Shape("ASK {}"))
