"""The pages say what the graph holds, in both languages, and keep what the reader chose."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from qualite_graph.ui.server import SCRIPT
from qualite_graph.workspace import Workspace
from tests.ui.pages import VIEWS, html, session

DRAWN = ("cartography", "explorer", "workshop")  # a map needs a server for its files
PAGES = tuple(view for view in VIEWS if view not in DRAWN)


@pytest.mark.parametrize("view", PAGES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_runs_in_both_languages(view: str, lang: str) -> None:
    app = session(view, lang=lang)
    assert not app.exception
    assert not app.error
    assert app.session_state["language"] == lang


def test_a_run_of_a_page_makes_no_class_and_forgets_no_result() -> None:
    """A page's module is executed at every run: a class takes it a millisecond, a cache starts empty."""
    for view in VIEWS:
        source = (Path(SCRIPT).parent / "views" / f"{view}.py").read_text("utf-8")
        for written in ("class ", "@of_the_same", "@functools.cache"):
            assert f"\n{written}" not in source, view


def test_every_page_says_what_it_is_for_with_an_example() -> None:
    from qualite_graph.messages import LANGUAGES, messages
    from qualite_graph.ui.menu import PAGES

    for lang in LANGUAGES:
        for view in PAGES:
            texts = messages(lang).section(f"ui.purpose.{view}")
            assert {"for", "how"} <= set(texts), (lang, view)
    help_ = html(session("voice")).partition("<summary>")[2].partition("</details>")[0]
    assert "À quoi ça sert\u00a0?" in help_
    assert "que sait-on de C1 Métro-Alpes Transport" in help_


def test_home_counts_what_the_graph_holds() -> None:
    written = html(session())
    for figure, label in [
        (18, "processus"),
        (48, "flux internes"),
        (49, "données de sortie"),
        (94, "articles"),
    ]:
        assert f"<b>{figure}</b><span>{label}" in written
    assert "3 management" in written
    assert "7 réalisation" in written


def test_home_says_in_three_sentences_what_is_well_missing_and_first() -> None:
    app = session()
    said = html(app)
    assert "17 processus sur 18 ont un pilote, et 60 articles sur 65" in said
    assert "35 constats, aucun n’est bloquant" in said
    assert "À faire d’abord." in said
    assert "chargement de coffralp.xlsx" in said
    assert said.count('class="qg-tile') >= 10


def test_about_defines_every_term_and_finds_one() -> None:
    app = session("about")
    everything = html(app).count("<code>qg:")
    app.text_input(key="term words").set_value("pilote").run()
    assert 0 < html(app).count("<code>qg:") < everything
    assert "qg:hasOwner" in html(app)
    assert "Apache-2.0" in html(app)


def test_home_shows_what_to_look_at_first() -> None:
    written = html(session())
    for code in ("S3", "S6", "O33", "O36"):
        assert f'<span class="qg-code">{code}</span>' in written


def test_language_stays_in_the_address_and_the_session() -> None:
    app = session()
    assert "lang" not in app.query_params
    assert 'href="?lang=en"' in html(app)
    app.query_params["lang"] = "en"
    app.run()
    assert app.query_params["lang"] == "en"
    assert "<h1>Home</h1>" in html(app)
    app.switch_page("views/questions.py").run()
    assert app.query_params["lang"] == "en"
    app.query_params["lang"] = "fr"
    app.run()
    assert app.query_params["lang"] == "fr"  # "back" leads to the language of then
    assert "<h1>" in html(app)


def test_an_unknown_language_or_organisation_in_the_address_is_no_error() -> None:
    app = session("questions", lang="de", organisation="nobody")
    assert not app.exception
    assert app.session_state["language"] == "fr"


# Principles and clauses


def test_term_card() -> None:
    written = html(session("knowledge", term="P1"))
    assert "Orientation client" in written
    assert "Customer focus" in written
    assert "8.2.1" in written  # a clause that carries it
    assert "par 5.1.2" in written  # the clause through which M3 claims it


def test_term_card_of_a_clause_nobody_claims() -> None:
    assert "Aucun processus" in html(session("knowledge", term="7.1.6"))
    assert "Aucun processus" not in html(session("knowledge", term="3"))  # chapter 3 asks for nothing


def test_unknown_term_is_said_in_one_sentence() -> None:
    app = session("knowledge", term="12.9")
    assert [error.value for error in app.error] == [
        "Le terme « 12.9 » n’est ni un principe, ni un article, ni une affirmation connus."
    ]
    assert not app.exception


@pytest.mark.parametrize(
    ("words", "found"), [("reclamation", "8.2.1"), ("Évaluation", "9"), ("customer", "5.1.2")]
)
def test_search_ignores_accents_and_reads_both_languages(words: str, found: str) -> None:
    app = session("knowledge")
    assert f"<b>{found}</b> " not in html(app)
    app.text_input(key="term search").set_value(words).run()
    assert f"<b>{found}</b> " in html(app)


def test_a_choice_is_a_link_and_the_list_stays_the_same_whatever_is_chosen() -> None:
    first, other = (html(session("knowledge", term=term)) for term in ("8.2", "8.3"))
    lists = [
        written[written.index('<nav class="qg-list"') :].split("</nav>")[0] for written in (first, other)
    ]
    assert lists[0] == lists[1]
    assert 'href="principes?term=8.3"' in lists[0]
    assert 'qualiteGraph.choose("8.3")' in other
    assert "Conception et développement" in other


# Questions


def test_answer_names_things_in_the_language() -> None:
    written = html(session("questions", question="Q36", process="S1"))
    assert "Qui sont les clients internes du processus S1 Acheter et suivre les fournisseurs" in written
    assert "Fabriquer les coffrets" in written
    assert "Manufacture the enclosures" in html(session("questions", question="Q36", process="S1", lang="en"))


def test_parameter_chosen_from_the_list() -> None:
    app = session("questions", question="Q36")
    app.selectbox(key="parameter process process").set_value("R7").run()
    assert app.query_params["process"] == "R7"
    rows = html(app).split("<tbody>")[1]
    assert rows.count("<tr>") == 1
    assert "R3" in rows


def test_date_parameter() -> None:
    app = session("questions", question="Q29", reference_date="2026-06-30")
    assert not app.exception
    assert "K07" in html(app)


def test_good_news_is_said_as_such() -> None:
    app = session("questions", question="Q57")
    assert [message.value for message in app.success] == ["Rien à signaler : aucun cas trouvé."]


def test_search_in_the_questions() -> None:
    app = session("questions")
    assert "Quels processus n’ont pas de pilote" not in html(app)
    app.text_input(key="question search").set_value("pilote").run()
    assert "Quels processus n’ont pas de pilote" in html(app)


def test_a_question_in_ones_own_words_opens_with_its_parameters() -> None:
    app = session("questions")
    app.text_input(key="question search").set_value("qui fournit la planification ?").run()
    assert not app.exception
    assert app.query_params["question"] == "Q37"
    assert app.query_params["process"] == "R3"
    assert "fournisseurs internes du processus R3 Planifier" in html(app)


def test_a_question_that_does_not_exist_is_said() -> None:
    app = session("questions", question="Q999")
    assert "Q999" in app.warning[0].value


def test_an_answer_as_a_network() -> None:
    app = session("questions", question="Q38")
    app.segmented_control(key="form answer Q38").set_value("network").run()
    assert not app.exception
    assert "<tbody>" not in html(app)


def test_every_question_can_be_shown() -> None:
    from qualite_graph.questions import catalogue

    app = session("questions")
    for question in catalogue():
        app.query_params["question"] = question.id
        app.run()
        assert not app.exception, question.id
        assert not app.error, (question.id, [error.value for error in app.error])


# SPARQL


def run_query(text: str) -> AppTest:
    app = session("sparql")
    app.text_area(key="sparql text").set_value(text)
    return app.button[0].click().run()


def test_query_declares_its_prefixes_and_shows_names() -> None:
    app = run_query("SELECT ?c WHERE { ?p skos:notation 'R3' ; qg:hasInternalCustomer ?c }")
    assert app.text_area(key="sparql text").value.startswith("PREFIX qg: <")
    assert "Maintenir les équipements" in html(app)


def test_yes_or_no() -> None:
    assert any("Oui" in element.value for element in run_query("ASK { ?p a qg:Process }").markdown)


def test_graph_is_shown_as_turtle() -> None:
    app = run_query("CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a qg:Process ; rdfs:label ?l }")
    assert any("Planifier la production" in element.value for element in app.code)


def test_faulty_query_is_shown_with_its_line() -> None:
    app = run_query("SELECT * WHERE {\n  ?s ?p ?o .\n  ?s ?p\n}")
    assert not app.exception
    assert "Ligne 4, colonne 2" in app.error[0].value
    assert "<mark><i>  4</i> }</mark>" in html(app)


def test_examples_all_run() -> None:
    from qualite_graph.messages import messages
    from qualite_graph.ui.examples import EXAMPLES

    app = session("sparql")
    for key in EXAMPLES:
        assert f"?example={key}" in html(app)
        app.query_params["example"] = key
        app.run()
        assert "example" not in app.query_params
        assert not app.exception, key
        assert not app.error, key
        assert messages("fr").text(f"ui.sparql.examples.{key}") in app.text_area(key="sparql text").value
        assert app.text_area(key="sparql text").value.startswith("PREFIX "), key


# Directories


def test_without_organisation_the_knowledge_is_still_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(tmp_path / "empty")
    workspace.remove("coffralp")
    del workspace
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(tmp_path / "empty"))
    app = session()
    assert not app.exception
    assert any("Aucun organisme" in header.value for header in app.header)
    assert "<b>94</b>" in html(app)
    assert "Orientation client" in html(session("knowledge", term="P1"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with an organisation that is a list of flows and nothing else."""
    directory = tmp_path_factory.mktemp("bare")
    listed = directory / "atelier.csv"
    listed.write_text("Fournisseur;Client;Donnée de sortie\nAchats;Découpe;Carton\nDécoupe;Achats;Besoins\n")
    Workspace.open(directory / "data").load(listed, "atelier")
    return directory / "data"


@pytest.mark.parametrize("view", PAGES)
def test_every_page_runs_over_a_mere_list_of_flows(
    view: str, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(bare))
    app = session(view, organisation="atelier")
    assert not app.exception
    assert not app.error


def test_home_tells_a_mere_list_what_it_holds(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(bare))
    app = session(organisation="atelier")
    written = html(app)
    assert "2 processus et 2 flux internes sont sur la carte" in written
    assert "Découpe</a> <small>Carton</small>" in written or "Découpe</span>" in written


HOLDER = """
import sys
from pathlib import Path
from qualite_graph.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_directory_held_elsewhere_is_read_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "held"
    command = [sys.executable, "-c", HOLDER, str(directory)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        monkeypatch.setenv("QUALITE_GRAPH_DATA", str(directory))
        app = session()
        holder.communicate("")
    assert not app.exception
    assert any("Lecture seule" in warning.value for warning in app.warning)
    assert "<b>18</b>" in html(app)


# Several organisations


def test_each_organisation_keeps_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualite_graph.resources import example_workbook

    directory = tmp_path / "two"
    workspace = Workspace.open(directory)
    workspace.load(example_workbook(), "atelier")
    del workspace
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(directory))
    app = session()
    assert app.session_state["organisation"] == "atelier"  # the reader's own before the example
    assert app.query_params["organisation"] == "atelier"
    assert 'href="?organisation=coffralp&amp;lang=fr"' in html(app)
    app.query_params["organisation"] = "coffralp"
    app.run()
    assert "organisation=coffralp" in html(app)  # links stay in the organisation
    assert "lang=fr" not in app.query_params
    app.switch_page("views/cartography.py").run()
    app.query_params["process"] = "R3"
    app.run()
    app.query_params.clear()
    app.query_params.update({"organisation": "atelier", "colour": "owner"})
    app.run()
    assert app.query_params == {"organisation": "atelier", "colour": "owner"}  # R3 was the other's
    app = session("questions", organisation="atelier", question="Q36", lang="en")
    assert app.session_state["organisation"] == "atelier"
    assert 'href="questions?question=Q38&amp;lang=en&amp;organisation=atelier"' in html(app)


def test_questions_of_a_large_group_go_by_theme_and_near_identical_ones_once() -> None:
    app = session("questions")
    assert html(app).count("data-stands-for") < 35
    family = next(line for line in html(app).split("<li>") if "Autour d’un processus" in line)
    assert "3 questions" in family
    assert family.split('data-stands-for="')[1].split('"')[0].split()[:2] == ["Q36", "Q37"]
    app.selectbox(key="question theme E").select("interfaces").run()
    assert not app.exception
    assert html(app).count("data-stands-for") == 3
    app = session("questions", question="X04")
    kin = app.selectbox(key="kin ends")
    assert (kin.value, len(kin.options)) == ("X04", 3)
    kin.select("X05").run()
    assert app.query_params["question"] == "X05"


def test_what_is_understood_of_a_sentence_is_said_and_can_be_changed() -> None:
    app = session("questions")
    app.text_input(key="question search").set_value("Qui sont les clients internes de la production ?").run()
    assert any("«\u00a0production\u00a0»" in one.value and "R4 Fabriquer" in one.value for one in app.info)
    assert app.query_params["process"] == "R4"
    app = session("questions", question="X11")
    app.text_input(key="question search").set_value("par quel chemin le plus court va-t-on de R1").run()
    assert any("Processus d’arrivée" in one.value and "R6" in one.value for one in app.info)


def test_a_run_looks_for_no_page_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    app = session()
    looked: list[str] = []
    realpath = os.path.realpath

    def counted(path: str, **options: bool) -> str:
        looked.append(str(path))
        return realpath(path, **options)

    monkeypatch.setattr(os.path, "realpath", counted)
    app.run()
    assert [path for path in looked if "views" in path] == []


@pytest.mark.parametrize("wrong", ["not an iri", "x", "<b>"])
def test_an_address_that_names_no_entity_starts_where_the_explorer_starts(wrong: str) -> None:
    app = session("explorer", entity=wrong, passed=f"{wrong} urn:a")
    assert not app.exception
    assert "R3 Planifier la production" in html(app)


def test_words_that_find_nothing_leave_no_empty_list() -> None:
    app = session("knowledge")
    app.text_input(key="term search").set_value("zzzz").run()
    assert "qg-list" not in html(app)
