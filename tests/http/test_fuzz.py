"""Whatever is asked, the service answers in words: no 500, no traceback, no silence."""

import http.client
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.http.service import running

CALM = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PATHS = ("/sparql", "/sparql/coffralp", "/update", "/update/x", "/store", "/store/data/coffralp")
MEDIA = (
    "application/sparql-query",
    "application/sparql-update",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/turtle",
    "application/rdf+xml",
    "application/ld+json",
    "",
)

VARIABLE = st.sampled_from(["?a", "?b", "?c", "$d"])
IRI = st.sampled_from(["qg:Process", "a", "<urn:x>", "skos:notation", "<relative>", "qg:hasInternalCustomer"])
LITERAL = st.one_of(
    st.integers(-5, 5).map(str),
    st.sampled_from(['"é"@fr', "'x'^^<urn:t>", "true", "1e400", "-0.0", '"""a\n"b"""', '"\\u0000"']),
)
TERM = st.one_of(VARIABLE, IRI, LITERAL, st.sampled_from(["[]", "()", "[ ?p ?o ]", "_:b"]))
PATH_STEP = st.sampled_from(["", "*", "+", "?"])
PREDICATE = st.one_of(
    VARIABLE,
    st.tuples(IRI, PATH_STEP).map("".join),
    st.tuples(IRI, IRI).map("/".join),
    st.tuples(IRI, IRI).map(lambda pair: f"^({pair[0]}|!{pair[1]})*"),
)
TRIPLE = st.tuples(TERM, PREDICATE, TERM).map(" ".join)
EXPRESSION = st.recursive(
    st.one_of(VARIABLE, LITERAL),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "/", "=", "<", "&&", "||", "IN"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2] if parts[1] != 'IN' else f'({parts[2]})'})"
        ),
        st.tuples(
            st.sampled_from(["STR", "LANG", "BNODE", "ABS", "MD5", "YEAR", "IRI", "!", "<urn:f>"]), inner
        ).map(lambda parts: f"{parts[0]}({parts[1]})"),
        inner.map(lambda one: f"REGEX({one}, '(a*)*b')"),
    ),
    max_leaves=5,
)
GROUP = st.recursive(
    st.lists(TRIPLE, max_size=3).map(lambda lines: "{ " + " . ".join(lines) + " }"),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" UNION ".join).map("{{ {} }}".format),
        st.tuples(TRIPLE, inner).map(lambda parts: f"{{ {parts[0]} OPTIONAL {parts[1]} }}"),
        st.tuples(TRIPLE, inner).map(lambda parts: f"{{ {parts[0]} MINUS {parts[1]} }}"),
        st.tuples(TRIPLE, EXPRESSION).map(lambda parts: f"{{ {parts[0]} FILTER({parts[1]}) }}"),
        st.tuples(TRIPLE, EXPRESSION).map(lambda parts: f"{{ {parts[0]} BIND({parts[1]} AS ?new) }}"),
        inner.map(lambda one: f"{{ GRAPH ?g {one} FILTER NOT EXISTS {one} }}"),
        inner.map(lambda one: f"{{ SELECT DISTINCT * WHERE {one} LIMIT 5 }}"),
        inner.map(lambda one: f"{{ SERVICE SILENT <http://127.0.0.1:9/> {one} }}"),
    ),
    max_leaves=4,
)
FORM = st.sampled_from(
    [
        "SELECT * WHERE {}",
        "ASK {}",
        "CONSTRUCT {{ ?a ?b ?c }} WHERE {}",
        "DESCRIBE ?a WHERE {}",
        "SELECT ?a (COUNT(*) AS ?n) WHERE {} GROUP BY ?a HAVING (COUNT(*) > 1) ORDER BY DESC(?n)",
        "SELECT (SUM(?a) AS ?x) (GROUP_CONCAT(?b; SEPARATOR=';') AS ?y) FROM <urn:x> WHERE {}",
    ]
)
PROLOGUE = (
    "PREFIX qg: <https://w3id.org/qualite-graph/ontology#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
QUERY = st.tuples(FORM, GROUP).map(lambda parts: PROLOGUE + parts[0].format(parts[1]) + " LIMIT 20")
UPDATE = st.tuples(
    st.sampled_from(
        [
            "INSERT {{ ?a ?b ?c }} WHERE {}",
            "DELETE WHERE {}",
            "DELETE {{ ?a ?b ?c }} INSERT {{ ?c ?b ?a }} WHERE {}",
        ]
    ),
    GROUP,
).map(lambda parts: PROLOGUE + parts[0].format(parts[1]))


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[str, int]]:
    limits = {"query_seconds": "1", "query_memory": "400", "query_result": "2", "writing": "scratch"}
    with running(settings=limits) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        yield host, int(port)


def answer(service: tuple[str, int], method: str, path: str, body: bytes, media: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(*service, timeout=30)
    try:
        headers = {"content-type": media} if media else {}
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def check(found: tuple[int, bytes]) -> None:
    status, body = found
    assert status in {200, 201, 204, 400, 404, 405, 406, 408, 411, 413, 414, 415, 431, 501, 503}, found
    assert b"Traceback" not in body


@CALM
@given(QUERY)
def test_queries_by_the_grammar(service: tuple[str, int], text: str) -> None:
    check(answer(service, "POST", "/sparql/coffralp", text.encode(), "application/sparql-query"))


@CALM
@given(UPDATE)
def test_updates_by_the_grammar(service: tuple[str, int], text: str) -> None:
    check(answer(service, "POST", "/update/coffralp", text.encode(), "application/sparql-update"))


@CALM
@given(QUERY, st.data())
def test_queries_that_are_damaged(service: tuple[str, int], text: str, data: st.DataObject) -> None:
    raw = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=3))
        raw = raw or bytearray(b" ")
    check(answer(service, "POST", "/sparql", bytes(raw), "application/sparql-query"))


@CALM
@given(
    st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]),
    st.sampled_from(PATHS),
    st.sampled_from(
        ["", "?query=", "?update=", "?graph=", "?default", "?default-graph-uri=", "?graph=urn:x&x="]
    ),
    st.binary(max_size=40),
    st.sampled_from(MEDIA),
)
def test_random_bytes_on_every_route(
    service: tuple[str, int], method: str, path: str, query: str, body: bytes, media: str
) -> None:
    from urllib.parse import quote

    target = path + query + (quote(body) if query.endswith("=") else "")
    check(answer(service, method, target, body if method in ("POST", "PUT", "PATCH") else b"", media))
