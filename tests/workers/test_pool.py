"""A query costs what it may and no more: it is stopped at its limit, and the next one is answered."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from qualite_graph.errors import EvaluationError, InputError, LimitError, QualiteGraphError, QuerySyntaxError
from qualite_graph.serving import PAGE_FORMATS
from qualite_graph.store import EmbeddedStore, everything
from qualite_graph.workers import Job, Limits, Reply
from qualite_graph.workers.pool import Pool
from qualite_graph.workers.queue import Shape
from qualite_graph.workers.snapshots import source_of
from qualite_graph.workspace import EXAMPLE, Workspace

GRAPHS = everything(EXAMPLE).graphs
BRIEF = Limits(seconds=1.0, memory=400 << 20, result=2 << 20, workers=4, kept=2, waiting=30)
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNAWAYS = {
    "count": f"SELECT (COUNT(*) AS ?n) {CROSS}",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>)* ?b . ?c (!<urn:none>)* ?d }",
    "distinct": f"SELECT DISTINCT ?a ?d ?g {CROSS}",
    "order": f"SELECT * {CROSS} ORDER BY ?c",
    "group": f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {CROSS} GROUP BY ?a ?d ?g",
    "regex": 'SELECT ?a { ?a ?b ?c . ?d ?e ?f FILTER REGEX(STR(?c), CONCAT(STR(?f), "(a+)+$"))}',
}


def job(text: str, **more: object) -> Job:
    return Job(text, GRAPHS, None, PAGE_FORMATS, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    opened = Workspace.in_memory().store
    assert isinstance(opened, EmbeddedStore)
    return opened


def within(limits: Limits, scenario: Callable[[Pool], Awaitable[None]]) -> None:
    async def run() -> None:
        pool = Pool(limits)
        try:
            await scenario(pool)
        finally:
            await pool.close()
        assert not pool.folder.exists()

    with ThreadPoolExecutor(1) as thread:  # a browser driven from this process leaves a loop in the main one
        thread.submit(asyncio.run, run()).result()


async def refused(pool: Pool, store: EmbeddedStore, text: str) -> QualiteGraphError:
    with pytest.raises(QualiteGraphError) as caught:
        await pool.run(job(text), source_of(store))
    return caught.value


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_runaway_is_stopped_and_the_next_is_answered(store: EmbeddedStore, name: str) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        start = time.monotonic()
        error = await refused(pool, store, RUNAWAYS[name])
        assert error.key in ("query_time", "query_memory", "result_too_large")
        assert error.message("fr") != error.message("en")
        reply = await pool.run(job("ASK { ?s ?p ?o }"), source_of(store))
        assert b"true" in reply.body
        assert time.monotonic() - start < 10

    within(BRIEF, scenario)


def test_memory_is_bounded(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        error = await refused(pool, store, RUNAWAYS["order"])
        assert error.key == "query_memory"

    within(Limits(seconds=60, memory=250 << 20), scenario)


def test_a_long_result_goes_through_a_file_and_one_too_long_is_refused(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        reply = await pool.run(job("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 3000"), source_of(store))
        assert reply.path is not None
        assert reply.body == b""
        assert Path(reply.path).stat().st_size == reply.size > 1 << 18
        assert reply.content().endswith(b"}")
        error = await refused(pool, store, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000")
        assert error.key == "result_too_large"
        await asyncio.sleep(0.2)
        assert list(pool.folder.iterdir()) == []

    within(BRIEF, scenario)


def test_results_come_packed_where_it_pays(store: EmbeddedStore) -> None:
    import gzip

    async def scenario(pool: Pool) -> None:
        for text, packed in (("SELECT * { ?a ?b ?c }", True), ("ASK {}", False)):
            plain = await pool.run(job(text), source_of(store))
            small = await pool.run(job(text, packed=True), source_of(store))
            assert small.packed is packed
            wanted = plain.content()
            assert (gzip.decompress(small.content()) if packed else small.content()) == wanted

    within(BRIEF, scenario)


def test_runaways_do_not_keep_others_waiting(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        runaways = [asyncio.ensure_future(refused(pool, store, RUNAWAYS["count"])) for _ in range(3)]
        await asyncio.sleep(0.2)
        start = time.monotonic()
        await pool.run(job("ASK { ?s ?p ?o }"), source_of(store))
        others = time.monotonic() - start
        assert not any(one.done() for one in runaways) or others < 1
        assert {error.key for error in await asyncio.gather(*runaways)} == {"query_time"}

    within(Limits(seconds=4, workers=6), scenario)


def test_one_too_many_is_turned_away(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        runaways = [asyncio.ensure_future(refused(pool, store, RUNAWAYS["count"])) for _ in range(2)]
        await asyncio.sleep(0.1)
        error = await refused(pool, store, "ASK {}")
        assert (type(error), error.key) == (LimitError, "service_busy")
        await asyncio.gather(*runaways)

    within(Limits(seconds=2, workers=2, kept=2, waiting=0.3), scenario)


def test_who_leaves_just_as_a_worker_is_given_gives_it_back(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        shape = Shape("ASK {}")
        only = await pool._take(shape)
        leaving, staying = (asyncio.create_task(pool._take(shape)) for _ in range(2))
        await asyncio.sleep(0)
        pool._give_back(only)  # it is the first one's now
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        assert await asyncio.wait_for(staying, 5) is only
        pool._give_back(only)

    within(replace(BRIEF, workers=1, kept=1), scenario)


def test_who_waits_too_long_leaves_the_queue(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        only = await pool._take(Shape("ASK {}"))
        for _ in range(2):
            with pytest.raises(LimitError, match="places for queries"):
                await pool.run(job("ASK {}"), source_of(store))
        assert not len(pool._waiting)
        pool._give_back(only)
        assert (await pool.run(job("ASK {}"), source_of(store))).kind == "ask"

    within(replace(BRIEF, workers=1, kept=1, waiting=0.2), scenario)


def test_a_worker_that_dies_is_replaced(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        running = asyncio.ensure_future(refused(pool, store, RUNAWAYS["count"]))
        await asyncio.sleep(0.5)
        for process in pool.processes():
            os.kill(process.pid, 15)
        assert (await running).key in ("worker_lost", "query_memory")
        assert isinstance(await pool.run(job("ASK {}"), source_of(store)), Reply)

    within(Limits(seconds=20), scenario)


def test_a_cancelled_query_is_stopped(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        task = asyncio.ensure_future(pool.run(job(RUNAWAYS["count"]), source_of(store)))
        await asyncio.sleep(0.1)
        before = {process.pid for process in pool.processes()}
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await pool.run(job("ASK {}"), source_of(store))
        assert before - {process.pid for process in pool.processes()}

    within(Limits(seconds=20), scenario)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * {", QuerySyntaxError),
        ("SELECT (<urn:f>(1) AS ?x) {}", EvaluationError),
        ("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", InputError),
    ],
)
def test_faults_of_a_query_are_told(store: EmbeddedStore, text: str, kind: type[QualiteGraphError]) -> None:
    async def scenario(pool: Pool) -> None:
        assert type(await refused(pool, store, text)) is kind

    within(BRIEF, scenario)


@pytest.mark.parametrize("on_disk", [False, True], ids=["memory", "disk"])
def test_a_client_reads_its_own_writes(tmp_path: Path, on_disk: bool) -> None:
    workspace = Workspace.open(tmp_path / "data") if on_disk else Workspace.in_memory()
    store = workspace.store
    assert isinstance(store, EmbeddedStore)

    async def scenario(pool: Pool) -> None:
        for number in range(5):
            name = f"https://w3id.org/qualite-graph/data/coffralp/note/{number}"
            workspace.edit(f'<{name}> <http://www.w3.org/2004/02/skos/core#note> "{number}" .')
            replies = await asyncio.gather(
                *[pool.run(job(f"ASK {{ <{name}> ?p ?o }}"), source_of(store)) for _ in range(4)]
            )
            assert all(b"true" in reply.body for reply in replies)

    within(BRIEF, scenario)


def test_beside_a_writer_what_it_commits_is_seen(tmp_path: Path) -> None:
    writer = Workspace.open(tmp_path / "data")
    beside = EmbeddedStore.snapshot(tmp_path / "data")
    name = "https://w3id.org/qualite-graph/data/coffralp/note/1"

    async def scenario(pool: Pool) -> None:
        asked = job(f"ASK {{ <{name}> ?p ?o }}")
        assert b"false" in (await pool.run(asked, source_of(beside))).body
        writer.edit(f'<{name}> <http://www.w3.org/2004/02/skos/core#note> "1" .')
        assert b"true" in (await pool.run(asked, source_of(beside))).body

    within(Limits(seconds=20), scenario)


def test_the_page_asks_within_limits() -> None:
    workspace = Workspace.in_memory()
    found = workspace.query_within_limits("SELECT ?s { ?s a ?c } LIMIT 2", organisation=EXAMPLE)
    assert (found.kind, found.variables) == ("select", ("s",))
    with pytest.raises(QuerySyntaxError):
        workspace.query_within_limits("SELECT")


def test_long_queries_wait_their_turn_and_short_ones_pass_them(store: EmbeddedStore) -> None:
    text = "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 10000 # {number}"

    async def scenario(pool: Pool) -> None:
        source = source_of(store)
        await pool.warm(source)
        wanted = (await pool.run(job(text.format(number="first")), source)).content()
        started = {process.pid for process in pool.processes()}
        running = [asyncio.ensure_future(pool.run(job(text.format(number=n)), source)) for n in range(32)]
        await asyncio.sleep(0)
        short = [await pool.run(job(f"ASK {{ ?s ?p {number}7777 }}"), source) for number in range(5)]
        assert all(b"false" in reply.body for reply in short)
        assert not all(one.done() for one in running)
        for reply in await asyncio.gather(*running):
            assert reply.content() == wanted
        assert started <= {process.pid for process in pool.processes()}

    within(Limits(seconds=10, workers=4, kept=3, image=0), scenario)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells such work apart")
def test_a_worker_takes_no_processor_from_who_wakes_it(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        await pool.run(job("ASK {}"), source_of(store))
        for process in pool.processes():
            threads = [int(one.name) for one in Path(f"/proc/{process.pid}/task").iterdir()]
            assert os.SCHED_BATCH in [os.sched_getscheduler(thread) for thread in threads]

    within(BRIEF, scenario)


def test_a_machine_with_much_else_to_do_makes_no_query_a_long_one(store: EmbeddedStore) -> None:
    async def scenario(pool: Pool) -> None:
        await pool.warm(source_of(store))
        for process in pool.processes():
            os.kill(process.pid, signal.SIGSTOP)
        running = asyncio.ensure_future(pool.run(job("ASK { ?s ?p ?o }"), source_of(store)))
        await asyncio.sleep(1)
        assert [process.long for process in pool.processes()] == [False, False]
        for process in pool.processes():
            os.kill(process.pid, signal.SIGCONT)
        assert b"true" in (await running).body

    within(Limits(seconds=20), scenario)
