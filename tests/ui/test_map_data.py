"""What the map receives: the order of the chain, the words for those who cannot see it, a signature."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualite_graph.exchange.writing.flow_order import columns, flow_order
from qualite_graph.ui.components import (
    TEXT_KEYS,
    MapData,
    MapFamily,
    MapFlow,
    MapParty,
    MapProcess,
)
from qualite_graph.ui.components.drawing import drawing_of, packed_map, signature

KINDS = st.sampled_from([None, "product", "service", "resource", "information", "feedback"])
IDS = st.lists(st.sampled_from([f"R{number}" for number in range(9)]), unique=True, max_size=9)
CUSTOMERS = st.sampled_from(["R1", "R5", "X"])
LINKS = st.lists(st.tuples(st.sampled_from([f"R{number}" for number in range(9)]), CUSTOMERS, KINDS))
TEXTS = dict.fromkeys(TEXT_KEYS, "") | {
    "node": "{code} {label}, {family} ; clients {customers} ; fournisseurs {suppliers}",
    "party": "{label} ; donne {gives} ; reçoit {receives}",
    "nobody": "aucun",
}
DATA = MapData(
    (MapFamily("realisation", "Réalisation", chain=True), MapFamily("support", "Support")),
    (
        MapProcess("R1", "R1", "Fabriquer", "realisation"),
        MapProcess("R2", "R2", "Vendre", "realisation"),
        MapProcess("S1", "S1", "Acheter", "support"),
    ),
    (MapParty("C1", "Client fictif", "customer"),),
    (
        MapFlow("F1", "R2", "R1", "Commande", "product"),
        MapFlow("F2", "R1", "R2", "Avancement", "feedback"),
        MapFlow("X1", "C1", "R2", "Demande", "demand"),
        MapFlow("Y1", "R1", "C1", "Coffret", "product"),
    ),
)


def drawn(data: MapData) -> dict:
    return drawing_of(data, TEXTS)


@given(IDS, LINKS)
def test_the_order_is_a_permutation_and_always_the_same(ids: list[str], links: list) -> None:
    order = flow_order(ids, links)
    assert sorted(order) == sorted(ids)
    assert order == flow_order(ids, links)


def test_the_chain_follows_the_product_and_not_the_feedback() -> None:
    place = {one["id"]: one["column"] for one in drawn(DATA)["processes"]}
    assert place == {"R2": 0, "R1": 1, "S1": 0}


def test_without_any_contradiction_the_order_of_people_stays() -> None:
    assert flow_order(["R1", "R2", "R3"], [("R3", "R1", "feedback")]) == ("R1", "R2", "R3")


def test_stated_ranks_win_when_all_have_one() -> None:
    ids = ["R1", "R2"]
    assert columns(ids, {"R1": 7, "R2": 3}, ids) == {"R1": 1, "R2": 0}
    assert columns(ids, {"R1": 7, "R2": None}, ids) == {"R1": 0, "R2": 1}


def test_a_node_says_whose_customer_and_supplier_it_is() -> None:
    words = {one["id"]: one["summary"] for one in (*drawn(DATA)["processes"], *drawn(DATA)["parties"])}
    assert words["R1"] == "R1 Fabriquer, Réalisation ; clients R2, Client fictif ; fournisseurs R2"
    assert words["S1"] == "S1 Acheter, Support ; clients aucun ; fournisseurs aucun"
    assert words["C1"] == "Client fictif ; donne R2 ; reçoit R1"


def test_the_signature_changes_with_the_drawing_only() -> None:
    same = MapData(DATA.families, DATA.processes, DATA.parties, DATA.flows)
    fewer = MapData(DATA.families, DATA.processes, DATA.parties, DATA.flows[:-1])
    assert drawn(DATA)["signature"] == drawn(same)["signature"]
    assert drawn(DATA)["signature"] != drawn(fewer)["signature"]


def test_a_missing_text_is_named() -> None:
    texts = {key: text for key, text in TEXTS.items() if key != "customers_in"}
    with pytest.raises(KeyError, match="customers_in"):
        drawing_of(DATA, texts)


def test_what_is_sent_says_the_drawing_and_what_is_new() -> None:
    drawing = drawn(DATA)
    look = {"title": "Été", "layout": "classic"}
    for selected in ("R1", None):
        sent = json.loads(packed_map(drawing, look, selected=selected))
        assert sent == {**drawing, "look": look, "lookSignature": signature(look), "selected": selected}
    assert signature(look) != signature({**look, "layout": "force"})
