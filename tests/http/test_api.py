"""The questions as an API: answers with their query, refusals as problems, a description that holds."""

from __future__ import annotations

import functools
import json
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.applications import Starlette

from qualite_graph import tokens
from qualite_graph.http import api
from qualite_graph.questions import Catalogue, Question, catalogue
from qualite_graph.store.base import rows_of
from qualite_graph.workers.blocking import BlockingPool
from qualite_graph.workspace import Workspace
from tests.http.asgi import Answer, call

WORKSPACE = Workspace.in_memory()
APP = Starlette(routes=api.routes(lambda: WORKSPACE))


@pytest.fixture(autouse=True)
def token_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(tmp_path / "tokens.json"))
    for name in ("QUALITE_GRAPH_ADDRESS", "QUALITE_GRAPH_ORGANISATION", "QUALITE_GRAPH_WRITING"):
        monkeypatch.delenv(name, raising=False)


get = partial(call, APP)


def read(answer: Answer) -> Any:
    assert (answer.status, answer.media_type) == (200, "application/json"), answer.text
    return json.loads(answer.body)


def refused(answer: Answer, status: int) -> Any:
    assert (answer.status, answer.media_type) == (status, "application/problem+json")
    problem = json.loads(answer.body)
    assert problem["status"] == status
    return problem


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_description_is_openapi(lang: str) -> None:
    document = read(get("/api/openapi.json", {"lang": lang}))
    OpenAPIV31SpecValidator(document).validate()
    described = set(document["paths"])
    served = {
        route.path.replace("{id:path}", "{id}")
        for route in api.routes(lambda: WORKSPACE)
        if "rest" not in route.path
    }
    assert described == served


def test_every_address_of_the_entry_leads_somewhere() -> None:
    for name, address in read(get("/api"))["links"].items():
        if name not in ("sparql", "terms"):
            assert get(address).status == 200


def test_the_questions_are_those_of_the_catalogue() -> None:
    listed = read(get("/api/questions"))["questions"]
    assert [question["id"] for question in listed] == [question.id for question in catalogue()]
    group = read(get("/api/questions", {"group": "E"}))["questions"]
    assert {question["group"] for question in group} == {"E"}


def test_an_answer_has_its_rows_in_words() -> None:
    answer = read(get("/api/questions/q36", {"process": "r3", "lang": "en"}))
    assert [row["customer"]["notation"] for row in answer["rows"]] == ["R1", "R4", "R6", "R7", "S1", "S3"]
    assert answer["question"]["title"] == "Who are the internal customers of R3?"
    assert answer["parameters"]["process"]["notation"] == "R3"
    assert answer["organisation"] == "coffralp"
    assert answer["prefixes"]["qg"].endswith("ontology#")


@pytest.mark.parametrize("identifier", [question.id for question in catalogue()])
def test_every_question_is_answered_and_its_query_gives_that_answer(identifier: str) -> None:
    answer = read(get(f"/api/questions/{identifier}"))
    reference = WORKSPACE.ask(identifier)
    assert answer["count"] == len(reference.in_language("fr"))
    if answer["computed_by"]:
        assert answer["query"] is None
        return
    query = parse_qs(urlsplit(answer["links"]["sparql"]).query)["query"][0]
    assert query == answer["query"]
    columns = [column["name"] for column in answer["question"]["columns"]]
    assert rows_of(WORKSPACE.store.query(query, reference.dataset), columns) == reference.rows


def test_lines_come_by_the_page() -> None:
    whole = read(get("/api/questions/S14"))
    assert whole["count"] > 3
    page = read(get("/api/questions/S14", {"limit": "2", "offset": "1"}))
    assert page["rows"] == whole["rows"][1:3]
    assert page["count"] == whole["count"]


@pytest.mark.parametrize(("text", "label"), [("reclamation", "Réclamation"), ("PLANIFIER", "Planifier")])
def test_a_term_is_found_without_its_accents(text: str, label: str) -> None:
    found = read(get("/api/terms", {"q": text, "organisation": "coffralp"}))
    assert any(label.lower() in term["label"].lower() for term in found["terms"]), found


def test_an_organisation_leads_to_its_parts() -> None:
    (organisation,) = read(get("/api/organisations"))["organisations"]
    assert organisation["slug"] == "coffralp"
    for name, address in organisation["links"].items():
        if name != "sparql":
            read(get(address))
    processes = read(get(organisation["links"]["processes"]))["processes"]
    for process in processes:
        card = read(get(process["links"]["self"]))
        assert card["process"] == process["name"]
    assert len(read(get("/api/organisations/coffralp/flows"))["flows"]) == len(
        WORKSPACE.process_map("coffralp").flows
    )


def test_findings_have_their_remedy() -> None:
    findings = read(get("/api/organisations/coffralp/findings", {"date": "2026-06-30"}))["findings"]
    assert findings
    assert all(set(finding["shape"]["how_to_fix"]) == {"fr", "en"} for finding in findings)


@pytest.mark.parametrize(
    ("path", "query", "status", "kind"),
    [
        ("/api/questions/Q0", {}, 404, "unknown_question"),
        ("/api/questions/Q36", {"process": "Z9"}, 404, "unknown_value"),
        ("/api/questions/Q36", {"proces": "R3"}, 400, "unknown_parameter"),
        ("/api/questions/Q36", {"organisation": "nobody"}, 404, "unknown_organisation"),
        ("/api/questions/Q36", {"date": "yesterday"}, 400, "bad_date"),
        ("/api/questions/Q36", {"limit": "0"}, 400, "bad_number"),
        ("/api/questions/Q36", {"limit": "٣"}, 400, "bad_number"),
        ("/api/questions/Q36", {"lang": "de"}, 400, "unknown_language"),
        ("/api/terms", {}, 400, "search_missing"),
        ("/api/organisations/nobody", {}, 404, "unknown_organisation"),
        ("/api/organisations/coffralp/processes/Z9", {}, 404, "unknown_process"),
        ("/api/nothing", {}, 404, "no_such_address"),
    ],
)
def test_a_refusal_is_a_problem(path: str, query: dict[str, str], status: int, kind: str) -> None:
    problem = refused(get(path, query), status)
    assert problem["type"].endswith(f"/problem/{kind}")
    assert problem["instance"] == path
    assert problem["detail"]


def test_a_problem_is_said_in_the_language_of_who_asks() -> None:
    english = get("/api/questions/Q0", headers={"accept-language": "en-GB"})
    assert "There is no question" in refused(english, 404)["detail"]
    assert "n’existe pas" in refused(get("/api/questions/Q0"), 404)["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(method: str) -> None:
    answer = get("/api/questions", method=method)
    refused(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"


def test_an_organisation_is_seen_with_its_token_alone() -> None:
    _, stranger = tokens.create("read", ["other"])
    _, own = tokens.create("read", ["coffralp"])
    path = "/api/organisations/coffralp/processes/R3"
    for headers in ({}, {"authorization": f"Bearer {stranger}"}):
        assert read(get("/api/organisations", headers=headers))["organisations"] == []
        for address in (path, "/api/organisations/coffralp/flows", "/api/questions/Q36"):
            answer = get(address, headers=headers)
            refused(answer, 404)
            assert b"Planifier" not in answer.body
        found = read(get("/api/terms", {"q": "planifier"}, headers=headers))
        assert not [term for term in found["terms"] if "/data/" in term["iri"]]
        refused(get("/api/terms", {"q": "planifier", "organisation": "coffralp"}, headers=headers), 404)
    assert read(get(path, headers={"authorization": f"Bearer {own}"}))["process"]["notation"] == "R3"
    refused(get(path, headers={"authorization": "Bearer wrong"}), 401)


schema = schemathesis.openapi.from_dict(json.loads(get("/api/openapi.json").body))
schema.app = APP


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_asked_the_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate()


@pytest.mark.parametrize(
    "question", [one for one in catalogue() if one.computed_by is None], ids=lambda one: one.id
)
def test_a_question_has_the_same_answer_within_limits(question: Question) -> None:
    asked = partial(WORKSPACE.ask, question, organisation="coffralp" if question.needs_organisation else None)
    plain, limited = asked(), asked(within_limits=True)
    assert sorted(map(repr, limited.rows)) == sorted(map(repr, plain.rows))


def test_a_query_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = replace(
        catalogue().question("Q01"),
        text="SELECT ?rank ?principle { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j",
    )
    monkeypatch.setattr(Catalogue, "question", lambda self, identifier: endless)
    monkeypatch.setenv("QUALITE_GRAPH_QUERY_SECONDS", "1")
    monkeypatch.setattr("qualite_graph.serving._pool", functools.cache(BlockingPool))
    problem = refused(get("/api/questions/Q01"), 503)
    assert problem["type"].endswith(("query_time", "answer_time"))


def test_what_is_worked_out_here_has_a_deadline_too(monkeypatch: pytest.MonkeyPatch) -> None:
    started = threading.Event()

    def slow(*_: object, **__: object) -> None:
        started.set()
        time.sleep(2)

    monkeypatch.setattr(WORKSPACE, "check", slow)
    monkeypatch.setenv("QUALITE_GRAPH_QUERY_SECONDS", "0.3")
    begun = time.monotonic()
    problem = refused(get("/api/organisations/coffralp/findings"), 503)
    assert problem["type"].endswith("answer_time")
    assert started.is_set()
    assert time.monotonic() - begun < 1.5
