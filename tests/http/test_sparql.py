"""The endpoint answers as SPARQL 1.1 Protocol clients expect, and lets nothing else through."""

import json
from functools import partial

import pytest
from starlette.applications import Starlette

from qualite_graph.http import routes
from qualite_graph.workspace import Workspace
from tests.http.asgi import Answer, call

SELECT = """PREFIX qg: <https://w3id.org/qualite-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?code WHERE { ?p skos:notation "R3" ; qg:hasInternalCustomer/skos:notation ?code } ORDER BY ?code"""
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
CUSTOMERS = ["R1", "R4", "R6", "R7", "S1", "S3"]


@pytest.fixture(scope="module")
def app() -> Starlette:
    workspace = Workspace.in_memory()
    return Starlette(routes=routes(lambda: workspace))


@pytest.fixture
def get(app: Starlette) -> partial[Answer]:
    return partial(call, app, "/sparql")


def codes(answer: Answer) -> list[str]:
    return [row["code"]["value"] for row in json.loads(answer.body)["results"]["bindings"]]


def test_get(get: partial[Answer]) -> None:
    answer = get({"query": SELECT})
    assert (answer.status, answer.media_type) == (200, "application/sparql-results+json")
    assert codes(answer) == CUSTOMERS


def test_post_form(get: partial[Answer]) -> None:
    from urllib.parse import urlencode

    answer = get(method="POST", body=urlencode({"query": SELECT}).encode(), headers=FORM)
    assert codes(answer) == CUSTOMERS


def test_post_direct(get: partial[Answer]) -> None:
    answer = get(method="POST", body=SELECT.encode(), headers=DIRECT)
    assert codes(answer) == CUSTOMERS


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        (SELECT, "", "application/sparql-results+json"),
        ("ASK {}", "text/csv, */*;q=0.1", "application/sparql-results+json"),
        (CONSTRUCT, "", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml;q=0.2, text/turtle;q=0.1", "application/rdf+xml"),
    ],
)
def test_content_negotiation(get: partial[Answer], query: str, accept: str, media: str) -> None:
    answer = get({"query": query}, headers={"accept": accept})
    assert (answer.status, answer.media_type) == (200, media)
    assert answer.body


def test_no_suitable_format(get: partial[Answer]) -> None:
    assert get({"query": SELECT}, headers={"accept": "image/png"}).status == 406
    assert get({"query": "ASK {}"}, headers={"accept": "text/csv"}).status == 406


def test_syntax_error_says_where(get: partial[Answer]) -> None:
    answer = get({"query": "SELECT * WHERE {\n  ?s ?p\n}"}, headers={"accept-language": "en"})
    assert (answer.status, answer.media_type) == (400, "text/plain")
    assert "line 3, column 2" in answer.text
    assert "ligne 3, colonne 2" in get({"query": "SELECT * WHERE {\n  ?s ?p\n}"}).text


@pytest.mark.parametrize(
    ("query", "method", "body", "headers", "status"),
    [
        ([("query", "ASK {}"), ("query", "ASK {}")], "GET", b"", {}, 400),
        ({"default-graph-uri": "urn:x"}, "GET", b"", {}, 400),
        ({"update": "CLEAR ALL"}, "GET", b"", {}, 400),
        ({}, "POST", b"update=CLEAR+ALL", FORM, 400),
        ({}, "POST", b"", FORM, 400),
        ({}, "POST", b"ASK {}", {"content-type": "text/plain"}, 415),
        ({}, "POST", b"\xff", DIRECT, 400),
        ({}, "POST", b"ASK { " + b"#" * 1_000_001, DIRECT, 413),
        ({"query": "CLEAR ALL"}, "GET", b"", {}, 400),
        ({"query": "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "GET", b"", {}, 400),
        ({"query": "ASK {}", "default-graph-uri": "https://example.org/"}, "GET", b"", {}, 400),
    ],
)
def test_refused(
    get: partial[Answer],
    query: dict[str, str],
    method: str,
    body: bytes,
    headers: dict[str, str],
    status: int,
) -> None:
    answer = get(query, method=method, body=body, headers=headers)
    assert (answer.status, answer.media_type) == (status, "text/plain")


def test_other_methods_are_refused(get: partial[Answer]) -> None:
    assert get(method="PUT").status == 405
    assert get(method="DELETE").status == 405


def test_description(get: partial[Answer]) -> None:
    import rdflib

    answer = get()
    assert answer.media_type == "text/turtle"
    assert len(rdflib.Graph().parse(data=answer.body, format="turtle")) > 5


def test_organisation_in_the_path(app: Starlette) -> None:
    assert codes(call(app, "/sparql/coffralp", {"query": SELECT})) == CUSTOMERS
    assert call(app, "/sparql/nobody", {"query": SELECT}).status == 404


def test_graphs_can_be_named(get: partial[Answer]) -> None:
    count = "SELECT (COUNT(*) AS ?code) WHERE { ?s ?p ?o }"
    whole = int(codes(get({"query": count}))[0])
    reference = {"query": count, "default-graph-uri": "https://w3id.org/qualite-graph/graph/reference"}
    assert 0 < int(codes(get(reference))[0]) < whole


@pytest.mark.parametrize("graph", ["history", "store"])
def test_private_graphs_are_out_of_reach(get: partial[Answer], graph: str) -> None:
    iri = f"https://w3id.org/qualite-graph/graph/{graph}"
    asked = f"ASK {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    assert json.loads(get({"query": asked}).body)["boolean"] is False
    assert json.loads(get({"query": f"ASK FROM <{iri}> {{ ?s a <urn:none> }}"}).body)["boolean"] is False
    assert get({"query": asked, "default-graph-uri": iri}).status == 400


def test_no_other_site_may_read(get: partial[Answer]) -> None:
    answer = get({"query": "ASK {}"}, headers={"origin": "https://example.org"})
    assert not any(name.startswith("access-control-") for name in answer.headers)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_without_any_organisation() -> None:
    workspace = Workspace.in_memory(example=False)
    app = Starlette(routes=routes(lambda: workspace))
    answer = call(app, "/sparql", {"query": "ASK { ?s a ?c }"})
    assert json.loads(answer.body)["boolean"] is True


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"host": "attacker.example:8501"}], ids=["page", "name"]
)
def test_a_page_of_another_site_gets_nothing(get: partial[Answer], headers: dict[str, str]) -> None:
    answer = get({"query": SELECT}, headers=headers)
    assert answer.status == 403
    assert b"R4" not in answer.body


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_pages_and_the_address_bar_are_answered(get: partial[Answer], site: str) -> None:
    assert codes(get({"query": SELECT}, headers={"sec-fetch-site": site})) == CUSTOMERS


@pytest.mark.parametrize("opening", ["(", "{", "["])
def test_a_query_too_deep_for_the_engine_is_refused(get: partial[Answer], opening: str) -> None:
    closing = {"(": ")", "{": "}", "[": "]"}[opening]
    answer = get({"query": f"SELECT * WHERE {{ ?s ?p {opening * 5000} 1 {closing * 5000} }}"})
    assert answer.status == 400
