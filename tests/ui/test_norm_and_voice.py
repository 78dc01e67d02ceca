"""The standard, the voice of the customer and what the network tells, over the façade's own results."""

from urllib.parse import parse_qs

import pytest

from qualite_graph.ui.norm.transition import editions_html
from qualite_graph.ui.session import Here
from qualite_graph.vocabulary import CLAUSE, GRAPH_REFERENCE, SPARQL_PROLOGUE
from qualite_graph.workspace import EXAMPLE, Workspace
from tests.questions.test_editions import EDITION
from tests.ui.pages import html, session


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("view", "part"),
    [
        *(("knowledge", part) for part in ("coverage", "transition", "duties")),
        *(("voice", part) for part in ("customers", "needs", "channels", "complaints", "heard")),
        *(("diagnosis", part) for part in ("network", "what_if")),
    ],
)
def test_every_part_runs(view: str, part: str, lang: str) -> None:
    app = session(view, part=part, lang=lang)
    assert not app.exception
    assert not app.error


def test_coverage_has_a_square_a_clause_and_says_its_degree_in_words() -> None:
    leaves = Workspace.in_memory().coverage(EXAMPLE).leaves()
    written = html(session("knowledge", part="coverage"))
    assert written.count('target="_self" title=') == len(leaves)
    assert 'aria-label="6.3 Planification des modifications\u00a0: sans réponse"' in written
    assert "5 articles sans réponse" in written


def test_a_clause_says_who_answers_and_what_is_missing() -> None:
    written = html(session("knowledge", part="coverage", term="8.2.1"))
    assert "Rattacher à R7" in written
    assert "Des échanges organisés avec le client" in written
    assert "Dire quel processus répond" in html(session("knowledge", part="coverage", term="6.3"))


def test_of_a_later_edition_without_correspondences_the_page_says_that_it_knows_nothing() -> None:
    claims = Workspace.in_memory().ask("X95", organisation=EXAMPLE).rows
    written = html(session("knowledge", part="transition"))
    assert "ISO 9001:2026" in written
    assert "publication rapportée" in written
    unknown = f"Pour {len(claims)} articles pris en charge, aucune correspondance n’est connue"
    assert unknown in written
    example = written.split("porte aujourd’hui")[-1]
    assert example.count("<tr>") == 1 + 8  # from eight principles to seven


def test_a_correspondence_says_its_kind_its_source_and_what_is_left_to_see() -> None:
    opened = Workspace.in_memory()
    opened.store.update(SPARQL_PROLOGUE + EDITION % (GRAPH_REFERENCE, CLAUSE["9.1.2"]))
    written = editions_html(Here("fr", opened, EXAMPLE))
    known, unknown = written.split("ISO 9001:2099</h2>")[1].split('class="qg-missing"')
    assert known.count("<tr>") == 2
    for said in ("9.1.2", "renommé", "an invented table", "Vérifiez que l’idée est la même"):
        assert said in known
    assert "9.1.2" not in unknown.split("</details>")[0]


def test_documented_information_lists_every_duty() -> None:
    found = Workspace.in_memory().documented_information(EXAMPLE)
    assert html(session("knowledge", part="duties")).split("<tbody>")[1].count("<tr>") == len(found)


def test_complaints_say_their_delays_and_walk_back() -> None:
    written = html(session("voice", part="complaints"))
    assert "délai dépassé" in written
    assert "trop tard" in written
    walked = html(session("voice", part="complaints", complaint="K07"))
    assert walked.index("Fabriquer les coffrets", walked.index("À regarder d’abord")) > 0
    assert "la réclamation lui est imputée" in walked


def test_the_way_back_of_a_complaint_opens_on_the_map() -> None:
    example = Workspace.in_memory()
    walk = example.complaint_file("K07", EXAMPLE)
    assert walk.handling.customer
    names = example.names({walk.suspects[0].process, walk.handling.customer}, EXAMPLE)
    app = session("voice", part="complaints", complaint="K07")
    label = "Voir ce chemin sur la carte"
    (link,) = [one for one in app.get("page_link") if one.proto.label == label]
    asked = parse_qs(link.proto.query_string)
    start, end = names[walk.suspects[0].process].notation, names[walk.handling.customer].notation
    assert (asked["process"], asked["from"], asked["to"]) == ([start], [start], [end])
    chain = asked["chain"][0].split(",")
    assert chain == [flow.rpartition("/")[2] for flow in walk.suspects[0].path]


def test_a_customer_shows_what_is_known_of_them() -> None:
    app = session("voice", customer="C5")
    assert not app.exception
    assert "C5 Installations Dumas" in html(app)


def test_what_stops_is_in_the_address_and_says_what_follows() -> None:
    app = session("diagnosis", part="what_if", stops="R3")
    written = html(app)
    assert "Maintenir les équipements" in written
    assert "Sans eux" in written
    app.multiselect(key="what stops").set_value(["R3", "F2"]).run()
    assert app.query_params["stops"] == "R3,F2"
    assert "Installations Dumas" in html(app)


def test_every_chapter_of_the_diagnosis_has_its_title() -> None:
    chapters = [one for one in Workspace.in_memory().diagnosis(EXAMPLE).chapters if one.sentences]
    written = html(session("diagnosis", part="network"))
    assert written.count('class="qg-finding"') == len(chapters)
    assert "perd tout lien avec les autres processus" in written
