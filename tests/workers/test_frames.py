"""What goes over a worker's pipe arrives as it was sent, however the pipe cuts it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from qualite_graph.workers.frames import Frames, Job, Source, asked, found, frame, job_of

SOURCE = Source("/somewhere", None, 3)
JOBS = st.builds(
    Job,
    text=st.text(),
    graphs=st.lists(st.text(), max_size=3).map(tuple),
    named=st.none() | st.lists(st.text(), max_size=3).map(tuple),
    formats=st.dictionaries(st.sampled_from(["select", "ask", "graph"]), st.text()),
    packed=st.booleans(),
    target=st.none() | st.text(),
    federation=st.lists(st.text(), max_size=2).map(tuple),
    base=st.none() | st.text(),
    most=st.none() | st.integers(0, 9),
)


@given(st.lists(JOBS, min_size=1, max_size=4), st.integers(1, 50))
def test_jobs_arrive_in_order_however_they_are_cut(jobs: list[Job], size: int) -> None:
    sent = b"".join([asked(job, SOURCE) for job in jobs])
    frames, got = Frames(job_of), []
    for start in range(0, len(sent), size):
        one = frames.feed(sent[start : start + size])
        while one is not None:
            source, job = one.head
            assert source == SOURCE
            assert job is not None
            got.append(job._replace(text=one.body.decode()))
            one = frames.feed(b"")
    assert got == jobs


def test_a_head_is_read_once_while_it_stays_the_same() -> None:
    read: list[str] = []

    def reading(head: object) -> str:
        read.append(json.dumps(head))
        return read[-1]

    frames = Frames(reading)
    for body in (b"a", b"b", b"c"):
        answer = frames.feed(found(body, 0.5, kind="select", variables=("x", "y")))
        assert answer == ('{"kind": "select", "variables": ["x", "y"]}', body, 0.5)
    assert len(read) == 1
    assert frames.feed(frame({"ready": 4})) == ('{"ready": 4}', b"", 0.0)


def test_a_source_without_a_job_is_to_be_opened() -> None:
    got = Frames(job_of).feed(frame({"source": {"directory": None, "dump": "file.nq", "version": 2}}))
    assert got is not None
    assert got.head == (Source(None, "file.nq", 2), None)
