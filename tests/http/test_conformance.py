"""The W3C suites against the service: what the engine passes is passed, and what fails is known by name."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.http.service import running

SUITES = Path(__file__).parents[2].parent / "shared" / "suites"
SCRIPT = SUITES / "sparql_http_suite.py"
TESTS = SUITES / "rdf-tests" / "sparql"

pytestmark = pytest.mark.skipif(not SCRIPT.is_file(), reason=f"no W3C suites in {SUITES}")

CANONICAL = "the engine reads `01` as `1`: numbers, booleans and dates have one form, in data and queries"
ZONELESS = "the engine finds a date with a zone unequal to one without; the suite calls that an error"
GRAPH_SCOPE = "the engine binds the variable of GRAPH pattern by pattern inside, not once for the whole group"
EMPTY_PATH = "the engine's `*` and `?` give no row for a term of the query that the graph does not hold"
TAGGED_CONCAT = "the engine's GROUP_CONCAT keeps a language that all parts share; the suite wants plain text"
FAILS = {
    "sparql11/csv-tsv-res#csv03": CANONICAL,
    "sparql11/csv-tsv-res#tsv03": CANONICAL,
    "sparql11/aggregates#agg-groupconcat-04": TAGGED_CONCAT,
    "sparql11/aggregates#agg-groupconcat-06": TAGGED_CONCAT,
    "sparql11/aggregates#agg-empty-group-count-graph": GRAPH_SCOPE,
    "sparql11/bindings#graph": GRAPH_SCOPE,
    "sparql11/functions#bnode01": "the engine's BNODE names the node by its text: the same in every row",
    "sparql11/negation#graph-minus": GRAPH_SCOPE,
    "sparql11/property-path#zero_or_more_set_start": EMPTY_PATH,
    "sparql11/property-path#zero_or_more_set_end": EMPTY_PATH,
    "sparql11/property-path#zero_or_one_set_start": EMPTY_PATH,
    "sparql11/property-path#zero_or_one_set_end": EMPTY_PATH,
    "sparql10/syntax-sparql3#syn-bad-26": "the engine reads `<` and `>` where the suite reads an IRI",
    "sparql10/distinct#distinct-1": CANONICAL,
    "sparql10/distinct#distinct-9": CANONICAL,
    "sparql10/expr-builtin#dawg-str-1": CANONICAL,
    "sparql10/expr-builtin#dawg-str-2": CANONICAL,
    "sparql10/expr-builtin#sameTerm-simple": CANONICAL,
    "sparql10/expr-builtin#sameTerm-eq": CANONICAL,
    "sparql10/expr-builtin#sameTerm-not-eq": CANONICAL,
    "sparql10/expr-builtin#case-insensitive-booleans": "the engine reads `TRUE` in lower case alone",
    "sparql10/expr-equals#eq-graph-1": CANONICAL,
    "sparql10/expr-equals#eq-graph-2": CANONICAL,
    "sparql10/graph#graph-variable-scope": GRAPH_SCOPE,
    "sparql10/graph#graph-optional": GRAPH_SCOPE,
    "sparql10/open-world#open-eq-01": CANONICAL,
    "sparql10/open-world#date-2": ZONELESS,
    "sparql10/open-world#date-3": CANONICAL,
}
"""What the engine fails, served by whatever service: nothing around it can change its answers."""

ABSENT = "somescheme://www.example.com/THIS-GRAPH-DOES-NOT-EXIST/"
"""What the suite's LOAD SILENT names: it must be allowed to fail."""

PROTOCOLS = {
    "sparql11-protocol": 34,
    "sparql11-gsp-indirect": 9,
    "sparql11-gsp-direct": 4,
    "sparql11-service-description": 3,
}
LANGUAGE = {
    "sparql10-query": 268,
    "sparql10-syntax": 198,
    "sparql11-query": 224,
    "sparql11-csv-tsv": 4,
    "sparql11-json": 4,
    "sparql11-syntax-query": 94,
    "sparql11-update": 102,
    "sparql11-syntax-update": 50,
}


def outcome(address: str, suites: dict[str, int], folder: Path) -> dict[str, dict[str, list[str]]]:
    report = folder / "report.json"
    command = [sys.executable, str(SCRIPT), "--tests", str(TESTS), "--suites", ",".join(suites)]
    command += [
        "--endpoint",
        f"{address}/sparql",
        "--update",
        f"{address}/update",
        "--gsp",
        f"{address}/store",
    ]
    command += ["--json", str(report)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert report.is_file(), done.stderr
    return json.loads(report.read_text())  # type: ignore[no-any-return]


@pytest.mark.parametrize("on_disk", [False, True], ids=["memory", "disk"])
def test_protocols(tmp_path: Path, on_disk: bool) -> None:
    directory = tmp_path / "store" if on_disk else None
    with running("empty", directory=directory, settings={"writing": "scratch"}) as address:
        found = outcome(address, PROTOCOLS, tmp_path)
    assert {suite: found[suite]["failed"] for suite in PROTOCOLS} == {suite: [] for suite in PROTOCOLS}
    assert {suite: len(found[suite]["passed"]) for suite in PROTOCOLS} == PROTOCOLS


def test_language(tmp_path: Path) -> None:
    with running("empty", settings={"writing": "scratch", "federation": ABSENT}) as address:
        found = outcome(address, LANGUAGE, tmp_path)
    failed = {name for suite in LANGUAGE for name, _ in found[suite]["failed"]}
    assert failed == set(FAILS)
    assert {suite: len(found[suite]["passed"]) for suite in LANGUAGE} == LANGUAGE
