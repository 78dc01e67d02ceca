"""What surrounds a query: the ones that ran, the ones kept, snippets for other tools, forms of a result."""

import ast
import re
from pathlib import Path

import pytest

from qualite_graph.store.base import Value
from qualite_graph.ui.results import Table, _counted, _linked
from qualite_graph.ui.sparql.endpoint import SNIPPETS, snippet
from qualite_graph.vocabulary import CLAUSE, XSD
from qualite_graph.workspace import Workspace
from tests.ui.pages import html, session


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "own"
    Workspace.open(directory)
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(directory))


def test_a_query_that_ran_can_be_taken_up_again(own: None) -> None:
    app = session("sparql")
    app.text_area(key="sparql text").set_value("ASK { ?p a qg:Process }")
    app.button[0].click().run()
    app.text_area(key="sparql text").set_value("SELECT ?p WHERE { ?p a qg:Process }")
    app.button[0].click().run()
    assert html(app).count("?past=") == 2
    app.query_params["past"] = re.findall(r"\?past=(\w+)", html(app))[1]
    app.run()
    assert "past" not in app.query_params  # it is asked for once
    assert "ASK" in app.text_area(key="sparql text").value
    assert any("Oui" in one.value for one in app.markdown)


def test_a_query_is_kept_under_a_name(own: None) -> None:
    app = session("sparql")
    app.query_params["tool"] = "keep"
    app.run()
    app.text_area(key="sparql text").set_value("ASK { ?p a qg:Process } # mine")
    app.button[0].click().run()
    app.text_input(key="sparql name").set_value("Mes processus")
    next(one for one in app.button if one.label == "Garder").click().run()
    assert not app.exception
    assert "tool" not in app.query_params  # the panel has done its work
    assert "?kept=Mes+processus" in html(app)
    app = session("sparql")
    app.query_params["kept"] = "Mes processus"
    app.run()
    assert app.text_area(key="sparql text").value.endswith("# mine")
    app.query_params["tool"] = "keep"
    app.run()
    next(one for one in app.button if one.label == "Retirer «\u00a0Mes processus\u00a0»").click().run()
    assert "?kept=" not in html(app)


def test_a_query_that_fails_unforeseen_is_not_tried_again_by_itself(
    own: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fail(_self: Workspace, text: str, **_rest: object) -> None:
        asked.append(text)
        raise ZeroDivisionError

    monkeypatch.setattr(Workspace, "query_within_limits", fail)
    app = session("sparql")
    app.text_area(key="sparql text").set_value("ASK { }")
    app.button[0].click().run()
    assert len(app.exception) == 1
    assert not app.run().exception
    assert asked == ["ASK { }"]


def test_the_statements_of_an_entity_are_asked_for_by_a_link(own: None) -> None:
    app = session("sparql")
    app.query_params["statements"] = str(CLAUSE["8.4"])
    app.run()
    assert f"<{CLAUSE['8.4']}> ?relation ?value" in app.text_area(key="sparql text").value
    assert "<tbody>" in html(app)
    app.query_params["statements"] = "> } DROP"
    app.run()
    assert "DROP" not in app.text_area(key="sparql text").value


def test_snippets_hold_the_address_and_the_query() -> None:
    query = 'SELECT ?c WHERE {\n  ?p skos:notation "R3"\n}'
    texts = {tool: snippet(tool, "http://127.0.0.1:1/sparql/a", query) for tool in SNIPPETS}
    assert all("http://127.0.0.1:1/sparql/a" in text for text in texts.values())
    ast.parse(texts["python"])
    assert '""R3""#(lf)}' in texts["excel"]
    assert query in texts["r"]


def test_a_result_offers_the_forms_that_its_columns_allow() -> None:
    def iri(name: str) -> Value:
        return Value("iri", f"urn:{name}")

    number = Value("literal", "3", None, XSD.integer)
    pairs = Table(["a", "b"], [(iri("x"), iri("y")), (iri("y"), None)], {})
    counts = Table(["a", "n"], [(iri("x"), number), (iri("y"), number)], {})
    assert _linked(pairs) is None  # the second column names one of two
    assert _linked(Table(["a", "b"], [(iri("x"), iri("y"))], {})) == (0, 1)
    assert _counted(counts) == (0, 1)
    assert _counted(pairs) is None


def test_a_result_as_a_chart() -> None:
    app = session("sparql")
    text = "SELECT ?family (COUNT(?p) AS ?n) WHERE { ?p qg:processFamily ?family } GROUP BY ?family"
    app.text_area(key="sparql text").set_value(text)
    app.button[0].click().run()
    app.segmented_control(key="form sparql").set_value("chart").run()
    assert not app.exception
    assert "<tbody>" not in html(app)
