"""A page that says again what it has just said sends next to nothing."""

from collections.abc import Iterator

import pytest

from benchmarks.pages.served import Served, product
from benchmarks.pages.session import Session
from qualite_graph.ui.menu import PAGES

MOST = 2048


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with product(tmp_path_factory.mktemp("wire") / "data") as running:
        yield running


@pytest.mark.parametrize("view", PAGES)
def test_a_run_that_changes_nothing_sends_little(served: Served, view: str) -> None:
    with Session(served.port, page="" if view == "home" else PAGES[view][0]) as session:
        for _ in range(2):
            session.run()
        idle = session.run()
    assert 0 < idle.wire <= MOST


def test_a_click_on_the_map_runs_the_map_and_its_card_alone(served: Served) -> None:
    with Session(served.port, page=PAGES["cartography"][0]) as session:
        for _ in range(2):
            session.run()
        page, click = session.run(), session.run(part=0)
        assert len(session.parts) == 1
    said = [run.kinds["delta"] + run.kinds["ref_hash"] for run in (click, page)]
    assert 0 < said[0] < 2 * said[1] / 3
