"""Organisations of a few statements, each at the edge of what a question must tell apart."""

from __future__ import annotations

import pytest

from qualite_graph.rules import derivation
from qualite_graph.vocabulary import SPARQL_PROLOGUE, entity, graph_of
from qualite_graph.workspace import Workspace

SLUG = "firm"


def workspace_of(statements: str) -> Workspace:
    """Return a workspace with one organisation; `:R1` is short for an entity of it."""
    workspace = Workspace.in_memory(example=False)
    base = entity(SLUG, "any", "")
    workspace.store.update(
        f"{SPARQL_PROLOGUE}PREFIX : <{base}>\nINSERT DATA {{ GRAPH <{graph_of(SLUG)}> {{"
        f" <{graph_of(SLUG)}> a qg:Organization . {statements} }} }}"
    )
    workspace.store.update(derivation(SLUG))
    return workspace


def answers(statements: str, question: str, **parameters: str) -> list[str]:
    rows = workspace_of(statements).ask(question, parameters, organisation=SLUG).rows
    return [
        " ".join("–" if value is None else value.value.rsplit("/", 1)[-1] for value in row) for row in rows
    ]


def flow(name: str, supplier: str, customer: str, kind: str = "qg:InformationOutput") -> str:
    return (
        f":{name} a qg:Flow ; qg:supplier :{supplier} ; qg:customer :{customer} ; qg:transfers :o{name} ."
        f" :o{name} a qg:Output ; qg:outputKind {kind} ; qg:producedBy :{supplier} . "
    )


PROCESSES = ":A a qg:Process . :B a qg:Process . :D a qg:Process . :C a qg:Customer , qg:ExternalParty . "
VOICE = flow("v", "C", "A", "qg:CustomerFeedbackOutput")
PLAN = flow("p", "D", "A", "qg:ImprovementOutput")


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        ("", ["A D false"]),
        (flow("f", "A", "D", "qg:FeedbackOutput"), ["A D true"]),
        (
            flow("f", "A", "B", "qg:FeedbackOutput") + flow("g", "B", "D", "qg:FeedbackOutput"),
            ["A D true"],
        ),
        (flow("f", "A", "B", "qg:FeedbackOutput") + flow("g", "B", "D"), ["A D false"]),
        (flow("f", "D", "A", "qg:FeedbackOutput"), ["A D false"]),  # the wrong way
        (flow("w", "C", "D", "qg:CustomerFeedbackOutput"), ["A D false", "D D true"]),  # D hears by itself
    ],
)
def test_feedback_arrives_only_by_flows_of_feedback(flows: str, expected: list[str]) -> None:
    statements = PROCESSES + VOICE + PLAN + flows

    assert answers(statements, "Q33") == expected
    unheard = [line.split()[0] for line in expected if line.endswith("false")]
    gaps = answers(statements, "Q56")
    assert [line.split()[1] for line in gaps if "sendsFeedbackTo" in line] == unheard


def test_a_process_that_serves_only_outside_has_a_client() -> None:
    statements = PROCESSES + flow("f", "A", "C") + flow("g", "B", "B")

    assert answers(statements, "Q50") == ["B", "D"]  # to supply only oneself is to serve no one
    assert answers(statements, "X03") == ["A", "B", "D"]
    assert answers(statements, "Q45") == ["A", "B", "D"]


def test_parallel_flows_make_one_relation() -> None:
    statements = PROCESSES + flow("f", "A", "B") + flow("g", "A", "B") + flow("h", "B", "A")

    assert answers(statements, "X02") == ["3 2 1"]
    assert answers(statements, "Q38") == ["A B"]
    assert answers(statements, "X07") == ["A 1 1", "B 1 1", "D 0 0"]


def test_a_complaint_alone_in_its_group_does_not_repeat() -> None:
    statements = (
        ':K1 a qg:Complaint ; qg:repeatGroup "G1" . :K2 a qg:Complaint ; qg:repeatGroup "G2" .'
        ':K3 a qg:Complaint ; qg:repeatGroup "G2" .'
    )

    assert answers(statements, "Q31") == ["G2 K2 – –", "G2 K3 – –"]


def test_a_rate_without_complaints_is_not_a_number() -> None:
    statements = f"<{graph_of(SLUG)}> qg:answerWithinWorkingDays 10 ."

    assert answers(statements, "Q34") == ["0 0 – –"]


def test_a_claim_covers_the_subclauses_and_their_principles() -> None:
    nothing, everything = (
        PROCESSES,
        PROCESSES
        + ":A qg:addressesClause "
        + ", ".join(
            f"<https://w3id.org/qualite-graph/reference/iso9001/2015/{number}>" for number in range(4, 11)
        ),
    )

    assert len(answers(nothing, "Q52")) == 65
    assert answers(nothing, "Q57") == [f"P{rank}" for rank in range(1, 8)]
    assert answers(everything, "Q52") == []
    assert answers(everything, "Q57") == []


def test_a_missing_share_does_not_hide_a_customer() -> None:
    statements = PROCESSES + flow("f", "A", "C")

    assert answers(statements, "Q22") == ["C – –"]


def test_three_processes_and_no_deputy_make_a_point_of_failure() -> None:
    owned = PROCESSES + " ".join(f":{name} qg:hasOwner :P ." for name in "ABD") + " :P a qg:Position . "

    assert answers(owned, "Q55") == ["P A", "P B", "P D"]
    assert answers(owned + ":P qg:deputy :Q .", "Q55") == []


def test_the_product_reaches_the_customer_by_parallel_chains() -> None:
    goods = "qg:ProductOutput"
    statements = (
        PROCESSES
        + flow("f", "A", "B", goods)
        + flow("g", "B", "D", goods)
        + flow("h", "A", "D", goods)
        + flow("i", "D", "C", goods)
        + flow("j", "C", "A", goods)  # what a customer hands over is no step of the chain
    )

    assert answers(statements, "Q44") == ["1 A of B", "1 A oh D", "2 B og D", "3 D oi C"]
