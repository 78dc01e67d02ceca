"""Each address answers as a page or as data; the documentation holds every term, in both languages."""

from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from starlette.applications import Starlette

from qualite_graph.http import linked_data
from qualite_graph.publication import documentation, write_documentation
from qualite_graph.publication.terms import read_modules
from qualite_graph.vocabulary import BASE, QG, entity
from qualite_graph.workspace import Workspace
from tests.http.asgi import Answer, call

R3 = entity("coffralp", "process", "R3")


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Starlette:
    return Starlette(routes=linked_data.routes(lambda: workspace))


def get(app: Starlette, path: str, accept: str = "*/*", **parameters: str) -> Answer:
    return call(app, path, parameters, headers={"accept": accept, "host": "127.0.0.1"})


class Anchors(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        named = dict(attrs)
        self.ids.add(named.get("id") or "")
        self.links.add(named.get("href") or "")


@pytest.mark.parametrize(
    ("path", "subject"),
    [
        ("/ontology", str(QG) + "Process"),
        ("/ontology/core", BASE + "ontology/core"),
        ("/ontology/core/0.1.0", BASE + "ontology/core"),
        ("/reference/principle/P1", BASE + "reference/principle/P1"),
        ("/reference/iso9001/2015/8.2", BASE + "reference/iso9001/2015/8.2"),
        ("/data/coffralp/process/R3", R3),
        ("/data/coffralp", BASE + "data/coffralp"),
    ],
)
def test_an_address_answers_as_page_turtle_and_json_ld(app: Starlette, path: str, subject: str) -> None:
    page = get(app, path, "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (page.status, page.media_type) == (200, "text/html")
    assert "script" not in Anchors(page.text).tags
    assert "default-src 'none'" in page.headers["content-security-policy"]
    graphs = []
    for media, name in (("text/turtle", "turtle"), ("application/ld+json", "json-ld")):
        answer = get(app, path, media)
        assert (answer.status, answer.media_type) == (200, media)
        graphs.append(Graph().parse(data=answer.body, format=name))
        assert subject in {str(one) for one in graphs[-1].subjects()}
    assert len(graphs[0]) == len(graphs[1]) > 0
    assert get(app, path, "text/html", format="turtle").media_type == "text/turtle"


def test_an_address_of_nothing_is_not_found(app: Starlette) -> None:
    for path in (
        "/reference/nothing",
        "/data/coffralp/process/ZZ",
        "/data/nobody/process/R3",
        "/ontology/nothing",
    ):
        assert get(app, path, "text/html").status == 404
    assert get(app, "/ontology", "image/png").status == 406


def test_what_an_organisation_wrote_is_escaped(workspace: Workspace, app: Starlette) -> None:
    workspace.edit(f'<{R3}> <http://www.w3.org/2004/02/skos/core#altLabel> "<script>alert(1)</script>"@fr .')
    assert "<script>" not in get(app, "/data/coffralp/process/R3", "text/html").text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_term_has_its_place_in_the_documentation(workspace: Workspace, lang: str) -> None:
    text = documentation(workspace, lang)
    found = Anchors(text)
    terms = [term for module in read_modules(workspace) for term in module.terms]
    assert len(terms) > 250
    assert {term.local for term in terms} <= found.ids
    for term in terms:
        assert term.label(lang)
    assert text.count("<svg") >= 4
    assert "published.fact" not in text


def test_the_folder_holds_pages_and_data(workspace: Workspace, tmp_path: Path) -> None:
    written = write_documentation(workspace, tmp_path / "site")
    assert {path.name for path in written} >= {
        "index.fr.html",
        "index.en.html",
        "ontology.ttl",
        "catalogue.ttl",
    }
    page = Anchors((tmp_path / "site" / "index.en.html").read_text("utf-8"))
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inside <= page.ids
    assert len(Graph().parse(tmp_path / "site" / "ontology.ttl")) > 2000


def test_the_catalogue_describes_both_data_sets(app: Starlette) -> None:
    answer = get(app, "/catalogue")
    triples = list(ox.parse(answer.body, format=ox.RdfFormat.TURTLE))
    said = {(t.subject.value, t.predicate.value) for t in triples}
    for path in ("ontology", "reference"):
        for predicate in (
            "http://purl.org/dc/terms/title",
            "http://purl.org/dc/terms/license",
            "http://rdfs.org/ns/void#triples",
            "http://rdfs.org/ns/void#sparqlEndpoint",
        ):
            assert (BASE + path, predicate) in said
