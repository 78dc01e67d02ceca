"""A data directory with the example for every page test, opened once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualite_graph.ui import session


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ui") / "data"


@pytest.fixture(autouse=True)
def data_directory(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(data))
    monkeypatch.delenv("QUALITE_GRAPH_ORGANISATION", raising=False)


@pytest.fixture(scope="session", autouse=True)
def closed_at_the_end() -> Iterator[None]:
    yield
    session.reopen()
