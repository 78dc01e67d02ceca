"""Workers that hold the store in memory answer as those that read the disk, and cost nobody anything."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qualite_graph.errors import LimitError
from qualite_graph.serving import PAGE_FORMATS
from qualite_graph.store import EmbeddedStore, everything
from qualite_graph.workers import Job, Limits, Source
from qualite_graph.workers.nursery import CAN_FORK, Nurseries
from qualite_graph.workers.pool import Pool
from qualite_graph.workers.process import Process
from qualite_graph.workers.snapshots import source_of
from qualite_graph.workspace import EXAMPLE, Workspace
from tests.workers.test_pool import RUNAWAYS, within

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="the system cannot fork: workers read the disk")

GRAPHS = everything(EXAMPLE).graphs
LIMITS = Limits(seconds=5.0, memory=400 << 20, workers=4, kept=2)
NOTE = "https://w3id.org/qualite-graph/data/coffralp/note/1"


def job(text: str) -> Job:
    return Job(text, GRAPHS, None, PAGE_FORMATS)


def held_open(pid: int) -> list[str]:
    """Return the engine's files that a process has open."""
    links = [link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir() if link.exists()]
    return [name for name in links if name.endswith((".sst", ".log")) or name.startswith("MANIFEST")]


async def until_held(pool: Pool, source: Source) -> None:
    async with asyncio.timeout(60):
        while pool.held != source or len(pool.processes()) < LIMITS.kept:
            await asyncio.sleep(0.02)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Workspace]:
    yield Workspace.open(tmp_path / "data")


def test_a_store_that_is_calm_is_asked_in_memory_and_each_write_is_seen_at_once(writer: Workspace) -> None:
    every = job("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o")
    noted = job(f"ASK {{ <{NOTE}> ?p ?o }}")

    from_disk = []

    async def on_disk(pool: Pool) -> None:
        from_disk.append((await pool.run(every, source_of(writer.store))).content())
        assert any(held_open(process.pid) for process in pool.processes())

    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(writer.store))
        await until_held(pool, source_of(writer.store))
        assert (await pool.run(every, source_of(writer.store))).content() == from_disk[0]
        assert not any(held_open(process.pid) for process in pool.processes())
        assert b"false" in (await pool.run(noted, source_of(writer.store))).body
        writer.edit(f'<{NOTE}> <http://www.w3.org/2004/02/skos/core#note> "1" .')
        assert b"true" in (await pool.run(noted, source_of(writer.store))).body
        await until_held(pool, source_of(writer.store))
        assert b"true" in (await pool.run(noted, source_of(writer.store))).body
        assert not any(held_open(process.pid) for process in pool.processes())

    within(replace(LIMITS, image=0), on_disk)
    within(LIMITS, scenario)


def test_workers_draw_their_own_lots() -> None:
    store = Workspace.in_memory().store
    assert isinstance(store, EmbeddedStore)

    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        await until_held(pool, source_of(store))
        drawn = job("SELECT (STRUUID() AS ?lot) {}")
        replies = await asyncio.gather(*[pool.run(drawn, source_of(store)) for _ in range(8)])
        assert len({reply.body for reply in replies}) == 8

    within(LIMITS, scenario)


def test_the_memory_of_a_query_is_counted_beside_what_all_share() -> None:
    store = Workspace.in_memory().store
    assert isinstance(store, EmbeddedStore)

    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        await until_held(pool, source_of(store))
        with pytest.raises(LimitError) as caught:
            await pool.run(job(RUNAWAYS["order"]), source_of(store))
        assert caught.value.key == "query_memory"
        assert b"true" in (await pool.run(job("ASK { ?s ?p ?o }"), source_of(store))).body
        assert pool.held == source_of(store)

    within(Limits(seconds=60.0, memory=200 << 20, workers=4, kept=2), scenario)


def test_what_is_too_large_for_memory_stays_on_disk(writer: Workspace) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(writer.store))
        await asyncio.sleep(4)
        assert pool.held is None
        assert b"true" in (await pool.run(job("ASK { ?s ?p ?o }"), source_of(writer.store))).body

    within(Limits(seconds=5.0, workers=4, kept=2, image=10_000), scenario)


def test_a_process_that_makes_workers_is_replaced_when_it_is_lost(writer: Workspace) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(writer.store))
        await until_held(pool, source_of(writer.store))
        (parent,) = {_parent_of(process.pid) for process in pool.processes()}
        os.kill(parent, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while any(process.alive for process in pool.processes()) and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        assert b"true" in (await pool.run(job("ASK { ?s ?p ?o }"), source_of(writer.store))).body
        await until_held(pool, source_of(writer.store))

    within(LIMITS, scenario)


def _parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_writes_in_quick_turn_take_no_file_away_from_a_worker() -> None:
    workspace = Workspace.in_memory()
    assert isinstance(workspace.store, EmbeddedStore)
    first = source_of(workspace.store)
    for number in range(4):
        workspace.edit(f'<{NOTE}> <http://www.w3.org/2004/02/skos/core#note> "{number}" .')
        assert source_of(workspace.store) != first

    async def scenario(pool: Pool) -> None:
        assert b"false" in (await pool.run(job(f"ASK {{ <{NOTE}> ?p ?o }}"), first)).body

    within(LIMITS, scenario)


def test_a_query_that_gives_way_does_so_where_it_runs(writer: Workspace) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(writer.store))
        running = asyncio.ensure_future(pool.run(job(RUNAWAYS["count"]), source_of(writer.store)))
        async with asyncio.timeout(30):
            while not any(process.slowed for process in pool.processes()):
                await asyncio.sleep(0.05)
        slowed = next(process for process in pool.processes() if process.slowed)
        tasks = [task / "stat" for task in Path(f"/proc/{slowed.pid}/task").iterdir()]
        fields = [task.read_text().rpartition(")")[2].split() for task in tasks]
        busy = max(fields, key=lambda each: int(each[11]) + int(each[12]))
        assert int(busy[16]) == 10
        running.cancel()

    within(replace(LIMITS, seconds=40.0), scenario)


def test_who_waits_for_workers_that_fail_to_start_gets_the_next(
    writer: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, failed = Nurseries.worker, []

    async def worker(self: Nurseries, on_slow: Callable[[Process], None]) -> Process:
        if len(failed) < 2:
            failed.append(on_slow)
            raise LimitError("worker_lost")
        return await start(self, on_slow)

    monkeypatch.setattr(Nurseries, "worker", worker)

    async def scenario(pool: Pool) -> None:
        async with asyncio.timeout(20):
            assert b"true" in (await pool.run(job("ASK { ?s ?p ?o }"), source_of(writer.store))).body
        assert len(failed) == 2

    within(LIMITS, scenario)


def test_a_load_that_is_stopped_leaves_nothing(
    writer: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A place of its own: other tests make and drop theirs meanwhile.
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))
    monkeypatch.setattr(tempfile, "tempdir", str(own))

    async def scenario(pool: Pool) -> None:
        before = set(own.iterdir())
        assert before
        await pool.warm(source_of(writer.store))
        async with asyncio.timeout(20):
            while not list(pool.folder.glob("image-*")):
                await asyncio.sleep(0.001)
        assert set(own.iterdir()) <= before

    within(LIMITS, scenario)
