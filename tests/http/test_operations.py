"""Operation: alive, ready, counted, logged – and nothing of who asked what."""

from __future__ import annotations

import json
import logging
from functools import partial
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware

from qualite_graph.errors import StoreError
from qualite_graph.http import api, logs, operations
from qualite_graph.workspace import Workspace
from tests.http.asgi import call

WORKSPACE = Workspace.in_memory()


class Opening:
    """A way to the workspace that can be cut."""

    cut = False

    def __call__(self) -> Workspace:
        if self.cut:
            raise StoreError("store_unreachable", url="http://127.0.0.1:9/", reason="refused")
        return WORKSPACE


opening = Opening()
APP = Starlette(
    routes=[*operations.routes(opening), *api.routes(opening)], middleware=[Middleware(operations.Observed)]
)
get = partial(call, APP)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(tmp_path / "tokens.json"))
    monkeypatch.delenv("QUALITE_GRAPH_ADDRESS", raising=False)


def test_alive_and_ready_are_two_things(monkeypatch: pytest.MonkeyPatch) -> None:
    assert get("/healthz").text == "ok\n"
    assert get("/readyz").text == f"ok {WORKSPACE.store.version}\n"
    monkeypatch.setattr(opening, "cut", True)
    assert get("/healthz").status == 200
    gone = get("/readyz")
    assert (gone.status, gone.media_type) == (503, "application/problem+json")
    assert "retry-after" in gone.headers
    monkeypatch.setattr(opening, "cut", False)
    assert get("/readyz").status == 200


def counted(place: str, status: str) -> float:
    return sum(
        sample.value
        for family in text_string_to_metric_families(get("/metrics").text)
        for sample in family.samples
        if sample.name == "qualite_graph_requests_total"
        and (sample.labels["place"], sample.labels["status"]) == (place, status)
    )


def test_requests_are_counted_by_place_and_status() -> None:
    before = counted("/api/questions", "200"), counted("/api/questions", "404")
    get("/api/questions/Q36")
    get("/api/questions/Q0")
    assert (counted("/api/questions", "200"), counted("/api/questions", "404")) == (
        before[0] + 1,
        before[1] + 1,
    )
    text = get("/metrics").text
    assert f"qualite_graph_store_version {float(WORKSPACE.store.version)}" in text
    assert "process_resident_memory_bytes" in text


def test_times_are_counted_up_to_each_bound() -> None:
    get("/api/questions/Q36")
    samples = [
        (sample.name.removeprefix("qualite_graph_request_seconds_"), sample.labels.get("le"), sample.value)
        for family in text_string_to_metric_families(get("/metrics").text)
        for sample in family.samples
        if family.name == "qualite_graph_request_seconds" and sample.labels["place"] == "/api/questions"
    ]
    bounds = [(float(le), count) for name, le, count in samples if name == "bucket" and le]
    assert bounds == sorted(bounds)
    assert [bound for bound, _ in bounds][-2:] == [60, float("inf")]
    told = {name: value for name, _, value in samples if name != "bucket"}
    assert told["count"] == bounds[-1][1] >= 1
    assert 0 < told["sum"] <= 60 * told["count"]


def test_addresses_and_methods_that_clients_invent_are_counted_together() -> None:
    for number in range(5):
        get(f"/invented/{number}", method=f"M{number}")
    text = get("/metrics").text
    assert 'method="other",place="pages"' in text
    assert "invented" not in text
    assert "M3" not in text


def test_metrics_need_a_token_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_ADDRESS", "192.0.2.7")
    assert get("/metrics").status == 401
    assert get("/healthz").status == 200


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_line_for_each_request_says_nothing_of_who_asked(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_LOG_FORMAT", form)
    monkeypatch.setenv("QUALITE_GRAPH_LOG_LEVEL", "info")
    logs.start_logging.cache_clear()
    logs.start_logging()
    secret = {"authorization": "Bearer qg_secret", "user-agent": "Somebody/1", "x-forwarded-for": "192.0.2.9"}
    answer = get("/api/organisations/private-name", {"q": "Dupont"}, headers=secret)
    line = capsys.readouterr().err.strip()
    assert "\n" not in line
    for told in ("qg_secret", "Somebody", "192.0.2.9", "127.0.0.1", "Dupont", "private-name"):
        assert told not in line
    assert answer.headers["x-request-id"] in line
    if form == "json":
        shown = json.loads(line)
        assert (shown["event"], shown["status"], shown["place"]) == ("request", 401, "/api/organisations")


def test_errors_keep_their_trace(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_LOG_FORMAT", "json")
    logs.start_logging.cache_clear()
    logs.start_logging()
    try:
        int("here")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    shown = json.loads(capsys.readouterr().err)
    assert "ValueError: invalid literal" in shown["error"]
