"""Turns to write on one server: a long turn is never overtaken, and who lost its turn writes nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualite_graph.errors import StoreError
from qualite_graph.store import Dataset
from qualite_graph.store.base import rows_of
from qualite_graph.store.dialect import Places
from qualite_graph.store.lease import Lease
from qualite_graph.store.remote import RemoteStore
from qualite_graph.vocabulary import BASE, GRAPH_STORE, META
from tests.store.servers import oxigraph

SOON = 0.6
GRAPH = BASE + "test/lease"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph() as url:
        yield url


def _client(server: str) -> RemoteStore:
    store = RemoteStore(Places(server))
    store._lease = Lease(store, gone_after=SOON)
    return store


def test_a_turn_lasts_as_long_as_its_work(server: str) -> None:
    one, other = _client(server), _client(server)
    order: list[str] = []

    def overtake() -> None:
        with other.writing():
            order.append("other")

    with one.writing():
        waiting = threading.Thread(target=overtake)
        waiting.start()
        time.sleep(2.5 * SOON)
        one.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <urn:s> <urn:p> 1 }} }}")
        order.append("one")
    waiting.join(10)
    assert order == ["one", "other"]


def test_who_waits_in_vain_is_refused(server: str) -> None:
    one, other = _client(server), _client(server)
    with one.writing(), pytest.raises(StoreError) as caught:
        other.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <urn:s> <urn:p> 2 }} }}")
    assert caught.value.key == "store_busy"


def test_who_has_stopped_is_overtaken_and_writes_nothing(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = _client(server), _client(server)
    with one.writing():
        with monkeypatch.context() as cut_off:
            cut_off.setattr(one._lease, "_move", lambda own: time.sleep(0.05))
            other.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <urn:s> <urn:p> 3 }} }}")
        with pytest.raises(StoreError) as caught:
            one.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <urn:s> <urn:p> 4 }} }}")
    assert caught.value.key == "store_turn_lost"
    asked = "ASK { <urn:s> <urn:p> 4 }"
    assert rows_of(one.query(asked, Dataset((GRAPH,))))[0][0].value == "false"  # type: ignore[union-attr]


def test_a_restored_store_is_nobodys_turn(server: str, tmp_path: Path) -> None:
    one = _client(server)
    one.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <urn:s> <urn:p> 5 }} }}")
    one.backup(tmp_path / "copy")
    one.restore(tmp_path / "copy")
    asked = f"SELECT ?who {{ <{GRAPH_STORE}> <{META.writer}> ?who }}"
    assert rows_of(one.query(asked, Dataset((GRAPH_STORE,)))) == ()
    assert rows_of(one.query("ASK { <urn:s> <urn:p> 5 }", Dataset((GRAPH,))))[0][0] is not None
