"""An assistant reaches the graph by the SDK's own client: in process, over standard streams, over HTTP."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from qualite_graph import serving
from qualite_graph.assistants import build
from qualite_graph.questions import catalogue
from qualite_graph.resources import example_workbook
from qualite_graph.vocabulary import SPARQL_PROLOGUE, entity
from qualite_graph.workspace import Workspace
from tests.store.servers import oxigraph

TOOLS = {
    "list_organisations",
    "list_questions",
    "ask_question",
    "search_terms",
    "read_process",
    "impact",
    "coverage",
    "run_sparql",
}
R3, R4 = entity("coffralp", "process", "R3"), entity("coffralp", "process", "R4")


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("data")
    Workspace.open(directory)
    return directory


def with_client(server: Any, use: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with Client(server) as client:
            return await use(client)

    with ThreadPoolExecutor(1) as thread:  # a browser driven from this process leaves a loop in the main one
        return thread.submit(anyio.run, run).result()


def call(server: Any, tool: str, **arguments: object) -> Any:
    async def use(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    return with_client(server, use)


def told(server: Any, tool: str, **arguments: object) -> Any:
    result = call(server, tool, **arguments)
    assert not result.is_error, result.content
    found = result.structured_content
    return found["result"] if set(found) == {"result"} else found


def test_every_tool_says_what_it_is_and_only_reads(workspace: Workspace) -> None:
    for lang in ("fr", "en"):
        listed = with_client(build(lambda: workspace, lang), lambda client: client.list_tools())
        assert {tool.name for tool in listed.tools} >= TOOLS
        for tool in listed.tools:
            assert tool.description
            assert tool.title
            assert tool.annotations.read_only_hint is True
            assert tool.output_schema


def test_the_catalogue_is_listed_whole_and_by_group(workspace: Workspace) -> None:
    server = build(lambda: workspace, "fr")
    assert [one["id"] for one in told(server, "list_questions")] == [one.id for one in catalogue()]
    assert {one["group"] for one in told(server, "list_questions", group="d")} == {"D"}


def test_an_answer_is_that_of_the_catalogue_and_carries_iris_and_query(workspace: Workspace) -> None:
    server = build(lambda: workspace, "en")
    found = told(server, "ask_question", question="q36", parameters={"process": "R3"})
    answer = workspace.ask("Q36", {"process": "R3"})
    assert found["query"] == answer.question.text
    assert found["parameters"] == {"process": R3}
    assert {row[0]["iri"] for row in found["rows"]} == {row[0].value for row in answer.rows if row[0]}
    assert found["count"] == len(answer.in_language("en"))
    assert "R3" in found["title"]


def test_a_term_is_found_by_words_synonym_and_code(workspace: Workspace) -> None:
    server = build(lambda: workspace, "fr")
    assert told(server, "search_terms", text="R3")[0]["iri"] == R3
    assert any("planif" in one["label"].lower() for one in told(server, "search_terms", text="planif"))
    assert told(server, "search_terms", text="8.2")[0]["notation"] == "8.2"
    assert any(
        one["iri"].endswith("#InterestedParty") for one in told(server, "search_terms", text="stakeholder")
    )
    assert told(server, "search_terms", text="  ") == []


def test_a_card_says_flows_and_requirements(workspace: Workspace) -> None:
    card = told(build(lambda: workspace, "fr"), "read_process", process="r3")
    assert card["process"]["iri"] == R3
    assert R4 in {flow["other_end"]["iri"] for flow in card["internal_customers"]}
    assert any(flow["requirement"] for flow in card["internal_customers"])
    assert card["queries"]


def test_an_impact_is_told_with_its_evidence(workspace: Workspace) -> None:
    told_of = told(build(lambda: workspace, "en"), "impact", removed=["s3"])
    found = workspace.impact(["S3"])
    assert told_of["before"] == dict(found.before)
    assert told_of["after"] == dict(found.after)
    assert len(told_of["sentences"]) == len(found.sentences()) > 0
    assert any(one["evidence"] for one in told_of["sentences"])


def test_the_coverage_is_that_of_the_analysis(workspace: Workspace) -> None:
    told_of = told(build(lambda: workspace, "fr"), "coverage", date="2026-06-30", clause="8.2")
    assert told_of["clauses"][0]["clause"]["notation"] == "8.2"
    assert all(one["clause"]["notation"].startswith("8.2") for one in told_of["clauses"])
    gaps = workspace.ask("Q52").in_language("fr")
    assert told_of["counts"]["none"] == len(gaps)


def test_sparql_reads_and_never_writes(workspace: Workspace) -> None:
    server = build(lambda: workspace, "fr")
    rows = told(server, "run_sparql", query=SPARQL_PROLOGUE + "SELECT ?p WHERE { ?p a qg:Process } LIMIT 3")
    assert rows["count"] == 3
    turtle = told(server, "run_sparql", query=f"CONSTRUCT WHERE {{ <{R3}> a ?type }}")
    assert "qg:Process" in turtle
    before = workspace.store.version
    for bad in (
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT *",
    ):
        assert call(server, "run_sparql", query=bad).is_error
    assert workspace.store.version == before


def test_a_long_table_says_how_much_is_left_out(workspace: Workspace) -> None:
    found = told(build(lambda: workspace, "fr"), "run_sparql", query="SELECT * WHERE { ?s ?p ?o } LIMIT 700")
    assert (len(found["rows"]), found["count"], found["left_out"]) == (500, 500, None)
    found = told(build(lambda: workspace, "fr"), "run_sparql", query="SELECT * WHERE { ?s ?p ?o } LIMIT 500")
    assert (len(found["rows"]), found["count"], found["left_out"]) == (500, 500, 0)
    turtle = told(build(lambda: workspace, "en"), "run_sparql", query="CONSTRUCT WHERE { ?s ?p ?o }")
    assert turtle.startswith("# Cut after 500 triples")
    assert told(build(lambda: workspace, "en"), "run_sparql", query="ASK { ?s ?p ?o }")["rows"] == [
        [{"text": "true", "iri": None, "datatype": None, "lang": None}]
    ]


def test_a_query_of_every_pair_gives_its_first_rows_at_once(workspace: Workspace) -> None:
    """Billions of rows would follow: the query ends with those that are given."""
    endless = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    start = time.monotonic()
    assert len(told(build(lambda: workspace, "fr"), "run_sparql", query=endless)["rows"]) == 500
    assert time.monotonic() - start < 20


def test_a_query_without_end_is_stopped_at_the_limit_of_the_service(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_QUERY_SECONDS", "1")
    serving._pool().close()
    serving._pool.cache_clear()
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    result = call(build(lambda: workspace, "en"), "run_sparql", query=endless)
    serving._pool().close()
    serving._pool.cache_clear()
    assert result.is_error
    assert "stopped after 1 s" in result.content[0].text


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("ask_question", {"question": "Q999"}, "Q999"),
        ("ask_question", {"question": "Q36", "parameters": {"process": "ZZ"}}, "ZZ"),
        ("ask_question", {"question": "Q28", "date": "demain"}, "AAAA-MM-JJ"),
        ("read_process", {"process": "ZZ"}, "ZZ"),
        ("read_process", {"process": "R3", "organisation": "inconnu"}, "inconnu"),
    ],
)
def test_a_refusal_is_a_sentence_to_act_upon(
    workspace: Workspace, tool: str, arguments: dict[str, object], words: str
) -> None:
    result = call(build(lambda: workspace, "fr"), tool, **arguments)
    assert result.is_error
    assert words in result.content[0].text


def test_a_server_that_keeps_the_data_is_asked(tmp_path: Path) -> None:
    with oxigraph() as url:
        kept = Workspace.at(url)
        kept.load(example_workbook(), "elsewhere")
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "qualite_graph", "--store", url, "mcp", "--lang", "en"],
            env={**os.environ, "QUALITE_GRAPH_DATA": str(tmp_path / "data")},
        )
        told_of = told(command, "list_organisations")
    assert "elsewhere" in {one["notation"] for one in told_of}


def test_over_the_standard_streams(data: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "qualite_graph", "mcp", "--lang", "en", "--data", str(data)],
        env=dict(os.environ),
    )
    assert told(command, "read_process", process="R3")["process"]["iri"] == R3
    assert told(command, "run_sparql", query=f"SELECT ?type WHERE {{ <{R3}> a ?type }}")["count"] > 0


@pytest.fixture
def address(data: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["mcp", "--http", "--port", str(port), "--lang", "fr", "--data", str(data)]
    with subprocess.Popen([sys.executable, "-m", "qualite_graph", *arguments]) as server:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
        server.send_signal(signal.SIGTERM)
        server.wait(30)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_over_http(address: str) -> None:
    found = told(address, "ask_question", question="Q36", parameters={"process": "R3"})
    assert R4 in {row[0]["iri"] for row in found["rows"]}
