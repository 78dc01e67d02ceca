"""Clients that people have, against the service as it runs: nothing of ours stands between them."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.http.service import running

QUERY = """PREFIX qg: <https://w3id.org/qualite-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?code WHERE { ?p skos:notation "R3" ; qg:hasInternalCustomer/skos:notation ?code } ORDER BY ?code"""
CUSTOMERS = ["R1", "R4", "R6", "R7", "S1", "S3"]
GRAPH = "https://w3id.org/qualite-graph/data/coffralp"
COMUNICA = Path(__file__).parent / "comunica"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def trial() -> Iterator[str]:
    with running("empty", settings={"writing": "scratch"}) as found:
        yield found


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(address: str, method: str) -> None:
    from SPARQLWrapper import JSON, POSTDIRECTLY, TURTLE, URLENCODED, SPARQLWrapper

    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(method)
    client.setReturnFormat(JSON)
    for way in (URLENCODED, POSTDIRECTLY) if method == "POST" else (URLENCODED,):
        client.setRequestMethod(way)
        client.setQuery(QUERY)
        rows = client.queryAndConvert()["results"]["bindings"]
        assert [row["code"]["value"] for row in rows] == CUSTOMERS
    client.setRequestMethod(URLENCODED)
    client.setReturnFormat(TURTLE)
    client.setQuery(f"CONSTRUCT {{ <{GRAPH}> ?p ?o }} WHERE {{ <{GRAPH}> ?p ?o }}")
    assert b"<" in client.queryAndConvert()


def test_sparqlwrapper_updates(trial: str) -> None:
    from SPARQLWrapper import JSON, SPARQLWrapper

    client = SPARQLWrapper(f"{trial}/sparql", f"{trial}/update")
    client.setMethod("POST")
    client.setQuery("INSERT DATA { <urn:a> <urn:b> 'c' }")
    client.query()
    client.setReturnFormat(JSON)
    client.setQuery("SELECT ?o { <urn:a> <urn:b> ?o }")
    assert client.queryAndConvert()["results"]["bindings"][0]["o"]["value"] == "c"


def test_rdflib(address: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        store = SPARQLStore(f"{address}/sparql", method=method)
        graph = rdflib.Graph(store)
        assert [str(row[0]) for row in graph.query(QUERY)] == CUSTOMERS
    assert (rdflib.URIRef(GRAPH), None, None) in graph
    assert len(rdflib.Graph(store, identifier=rdflib.URIRef(GRAPH))) > 100


def test_rdflib_updates(trial: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

    store = SPARQLUpdateStore(f"{trial}/sparql", f"{trial}/update", autocommit=True)
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("urn:graph"))
    triple = (rdflib.URIRef("urn:s"), rdflib.RDFS.label, rdflib.Literal("été", lang="fr"))
    graph.add(triple)
    assert triple in graph
    graph.remove(triple)
    assert triple not in graph


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_curl(address: str, trial: str, tmp_path: Path) -> None:
    def curl(*arguments: str) -> str:
        command = ["curl", "--silent", "--fail", "--max-time", "30", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    csv = curl(f"{address}/sparql", "--data-urlencode", f"query={QUERY}", "--header", "Accept: text/csv")
    assert csv.split() == ["code", *CUSTOMERS]
    packed = curl("--compressed", "--get", f"{address}/sparql", "--data-urlencode", f"query={QUERY}")
    assert len(json.loads(packed)["results"]["bindings"]) == len(CUSTOMERS)
    file = tmp_path / "a.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .")
    graph = f"{trial}/store?graph=urn:file"
    curl("--upload-file", str(file), "--header", "Content-Type: text/turtle", graph)
    curl("--form", f"file=@{file};type=text/turtle", graph)
    assert "<urn:a>" in curl("--header", "Accept: application/n-triples", graph)
    curl("--request", "DELETE", graph)


@pytest.fixture(scope="session")
def comunica() -> Path:
    """Return where Comunica is installed, from the lock, once for all: in the user's own cache."""
    if shutil.which("npm") is None:
        pytest.skip("no npm")
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "qualite-graph-tests" / "comunica"
    lock = folder / "package-lock.json"
    wanted = (COMUNICA / "package-lock.json").read_bytes()
    if not (folder / "node_modules").is_dir() or not lock.is_file() or lock.read_bytes() != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(COMUNICA / "package.json", folder)
        lock.write_bytes(wanted)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode and os.environ.get("CI", "").lower() not in ("1", "true"):
            pytest.skip("Comunica cannot be fetched")
        assert done.returncode == 0, done.stderr
    return folder


def test_comunica(address: str, comunica: Path) -> None:
    command = ["node", str(COMUNICA / "ask.mjs"), str(comunica), f"{address}/sparql", QUERY]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["code"] for line in done.stdout.splitlines()] == CUSTOMERS
