"""A question in somebody's own words finds the catalogue's one, with the names it mentions as parameters."""

from collections.abc import Sequence

import pytest

from qualite_graph.naming import Name
from qualite_graph.understanding import Understood, understand
from qualite_graph.workspace import EXAMPLE, Workspace
from tests.understanding.paraphrases import PARAPHRASES, UNSEEN

Paraphrase = tuple[str, str, dict[str, str]]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


def asked(workspace: Workspace, sentence: str) -> list[Understood]:
    return list(workspace.understand(sentence, EXAMPLE))


def shares(workspace: Workspace, sentences: Sequence[Paraphrase]) -> tuple[float, float, float]:
    """Return how often the right question is first, among the first three, and rightly filled in."""
    first = three = filled = 0
    for sentence, question, parameters in sentences:
        found = asked(workspace, sentence)
        identifiers = [one.question.id for one in found]
        first += identifiers[:1] == [question]
        three += question in identifiers[:3]
        filled += any(one.question.id == question and dict(one.parameters) == parameters for one in found)
    return first / len(sentences), three / len(sentences), filled / len(sentences)


def test_paraphrases_find_their_question(workspace: Workspace) -> None:
    first, three, filled = shares(workspace, PARAPHRASES)
    assert first >= 0.92
    assert three >= 0.95
    assert filled >= 0.95


def test_paraphrases_that_nothing_was_fitted_to_find_it_too(workspace: Workspace) -> None:
    first, three, filled = shares(workspace, UNSEEN)
    assert first >= 0.85
    assert three >= 0.9
    assert filled >= 0.9


@pytest.mark.parametrize(
    "sentence",
    [
        "Que se passe-t-il si R3 s'arrête ?",
        "What happens if R3 stops?",
        "Qu’arrive-t-il si R3 tombe en panne ?",
    ],
)
def test_what_happens_when_something_stops_is_what_follows_from_it(
    workspace: Workspace, sentence: str
) -> None:
    assert asked(workspace, sentence)[0].question.id in ("Q43", "X85")


def test_what_happens_when_any_process_stops_opens_no_question_on_deliveries(workspace: Workspace) -> None:
    first = asked(workspace, "Que se passe-t-il si un processus s’arrête ?")[0].question.id
    assert first in ("Q41", "Q43", "X85")


def test_each_question_finds_itself(workspace: Workspace) -> None:
    from qualite_graph.questions import catalogue

    for lang in ("fr", "en"):
        found = [
            question.id in [one.question.id for one in asked(workspace, question.title(lang))[:3]]
            for question in catalogue()
        ]
        assert sum(found) / len(found) > 0.97


@pytest.mark.parametrize("sentence", ["", "   ", "bonjour", "quelle heure est-il", "R3"])
def test_what_asks_nothing_finds_nothing(workspace: Workspace, sentence: str) -> None:
    assert asked(workspace, sentence) == []


def test_a_number_that_is_no_clause_fills_nothing(workspace: Workspace) -> None:
    for one in asked(workspace, "quels processus répondent à l’article 99.1 de l’ISO 9001:2015 ?"):
        assert "clause" not in one.parameters


def test_without_names_questions_are_found_all_the_same() -> None:
    def nothing(_: str) -> Sequence[Name]:
        return ()

    assert understand("processus sans pilote", nothing)[0].question.id == "Q49"


def readings(workspace: Workspace, sentence: str, question: str) -> Understood:
    return next(one for one in asked(workspace, sentence) if one.question.id == question)


@pytest.mark.parametrize(
    ("sentence", "question", "first", "among"),
    [
        ("Qui sont les clients internes de la production ?", "Q36", "R4", "R3"),
        ("qui sont les fournisseurs internes des achats", "Q37", "S1", "S1"),
        ("Qui fournit la planification ?", "Q37", "R3", "R3"),
        ("who are the internal customers of purchasing", "Q36", "S1", "S1"),
    ],
)
def test_a_part_of_a_name_is_the_nearest_and_says_so(
    workspace: Workspace, sentence: str, question: str, first: str, among: str
) -> None:
    found = readings(workspace, sentence, question)
    assert asked(workspace, sentence)[0].question.id == question
    assert found.parameters == {"process": first}
    assert found.near["process"].codes[0] == first
    assert among in found.near["process"].codes
    assert found.near["process"].word in sentence
    assert found.unsaid == ()


def test_a_whole_name_is_no_guess_and_what_is_not_said_is_known(workspace: Workspace) -> None:
    assert readings(workspace, "clients internes de R3", "Q36").near == {}
    assert readings(workspace, "clients internes de Planifier la production", "Q36").near == {}
    (unsaid,) = readings(workspace, "Qui sont les clients internes du processus ?", "Q36").unsaid
    assert unsaid.name == "process"


def test_a_complaint_is_named_by_its_code(workspace: Workspace) -> None:
    found = asked(workspace, "de quels processus vient la réclamation K07 ?")[0]
    assert (found.question.id, dict(found.parameters)) == ("X93", {"complaint": "K07"})
