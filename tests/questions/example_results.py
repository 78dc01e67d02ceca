"""The 62 expected results of the example organisation: which question gives each, and what it is.

Every result is written out here; where the machine-readable results that came with the example are at
hand, `published` reads the same value from them, so that neither this table nor the catalogue can drift.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

Rows = list[tuple[str, ...]]
Ask = Callable[..., Rows]


def column(rows: Rows, index: int = 0) -> list[str]:
    """Return one column, each value once, sorted."""
    return sorted({row[index] for row in rows})


def groups(rows: Rows) -> dict[str, list[str]]:
    """Return the values of the second column by those of the first."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1])
    return {key: sorted(values) for key, values in found.items()}


def counts(rows: Rows) -> dict[str, int]:
    """Return the number in the second column by the first."""
    return {row[0]: int(row[1]) for row in rows}


def pairs(rows: Rows) -> list[list[str]]:
    """Return the first two columns."""
    return [list(row[:2]) for row in rows]


@dataclass(frozen=True)
class Result:
    """One expected result: the question, how to read its rows, the value, where it was published."""

    question: str
    read: Callable[[Rows], object]
    value: object
    published: Callable[[dict[str, Any]], object] | None
    parameters: Mapping[str, str] = field(default_factory=dict)


OTHERS: Final = [
    *("M1", "M2", "M3"),
    *(f"R{n}" for n in range(1, 8)),
    *(f"S{n}" for n in (1, 2, 3, 4, 5, 7, 8)),
]
"""Every process but S6."""
MUTUAL: Final = "M1-M2 M1-M3 M1-S7 M2-S5 M3-R1 R1-R2 R1-R3 R3-R4 R3-R7 R3-S1 R3-S3 R4-R5 R5-S8 S1-S7"
FAMILIES: Final = {"management": "Management", "realisation": "Realisation", "support": "Support"}
KINDS: Final = {
    "need": "qg:Need",
    "expectation": "qg:Expectation",
    "requirement": "qg:Requirement",
    "regulatory": "qg:LegalRequirement",
}


def _late(doc: dict[str, Any], key: str, figure: str) -> dict[str, int]:
    by_id = {complaint["id"]: complaint for complaint in doc["complaints"]}
    return {name: by_id[name][figure] for name in doc[key]}


def _audits(doc: dict[str, Any]) -> list[list[str]]:
    return [doc["never_audited"], doc["audit_older_24m"], doc["audit_older_36m"]]


def _read_audits(rows: Rows) -> list[list[str]]:
    never = sorted(row[0] for row in rows if row[2] == "–")
    aged = {row[0]: int(row[2]) for row in rows if row[2] != "–"}
    return [never, sorted(aged), sorted(name for name, months in aged.items() if months >= 36)]


RESULTS: Final[dict[str, Result]] = {
    "E01": Result(
        "X01",
        counts,
        {"qg:ManagementFamily": 3, "qg:RealisationFamily": 7, "qg:SupportFamily": 8},
        lambda doc: {f"qg:{FAMILIES[name]}Family": count for name, count in doc["by_type"].items()},
    ),
    "E02": Result(
        "X02",
        lambda rows: [int(cell) for cell in rows[0]],
        [48, 47, 33],
        lambda doc: [
            doc["n_flows_internal"],
            doc["n_pairs_internal"],
            doc["interacting_pairs_undirected"],
        ],
    ),
    "E03": Result("Q51", column, ["O33", "O36"], lambda doc: doc["orphan_outputs"]),
    "E04": Result("Q49", column, ["S3"], lambda doc: doc["no_owner"]),
    "E05": Result("Q50", column, ["S6"], lambda doc: doc["no_client_at_all"]),
    "E06": Result("X03", column, ["S6"], lambda doc: doc["no_internal_client"]),
    "E07": Result("X04", column, ["S4", "S6"], lambda doc: doc["no_internal_supplier"]),
    "E08": Result("X05", column, ["S4"], lambda doc: doc["no_supplier_at_all"]),
    "E09": Result(
        "Q39", column, ["M3", "R1", "R6", "R7", "S7"], lambda doc: doc["processes_facing_external_customer"]
    ),
    "E10": Result(
        "X06",
        column,
        ["M1", "M2", "R2", "R3", "R4", "R5", "S1", "S2", "S3", "S4", "S5", "S8"],
        lambda doc: sorted(set(doc["processes_without_external_customer"]) - set(doc["no_internal_client"])),
    ),
    "E11": Result(
        "Q38", pairs, [pair.split("-") for pair in MUTUAL.split()], lambda doc: doc["mutual_pairs"]
    ),
    "E12": Result(
        "Q36",
        column,
        ["R1", "R4", "R6", "R7", "S1", "S3"],
        lambda doc: doc["internal_clients_of"]["R3"],
    ),
    "E13": Result(
        "Q37",
        column,
        ["R1", "R2", "R4", "R7", "S1", "S3", "S4"],
        lambda doc: doc["internal_suppliers_of"]["R3"],
    ),
    "E14": Result("Q36", column, ["R3"], lambda doc: doc["internal_clients_of"]["R7"], {"process": "R7"}),
    "E15": Result(
        "X07",
        lambda rows: {row[0]: [int(row[1]), int(row[2])] for row in rows if row[0] in {"R3", "R4", "M2"}},
        {"R3": [7, 6], "R4": [5, 2], "M2": [3, 5]},
        lambda doc: {name: list(doc["degree"][name].values()) for name in ("R3", "R4", "M2")},
    ),
    "E16": Result(
        "Q41",
        groups,
        {"R3": ["S3"], "R5": ["S8"]},
        lambda doc: {name: cut for name, (cut,) in doc["articulation_detail"].items()},
    ),
    "E17": Result("X08", pairs, [["R3", "S3"], ["R5", "S8"]], lambda doc: doc["bridges"]),
    "E18": Result(
        "Q42",
        lambda rows: [[row[0], float(row[1])] for row in rows[:5]],
        [["R3", 80.883], ["R5", 54.267], ["M2", 44.524], ["M1", 42.483], ["R4", 41.288]],
        lambda doc: doc["betweenness_top5"],
    ),
    "E19": Result(
        "X09", lambda rows: list(groups(rows).values()), [OTHERS, ["S6"]], lambda doc: doc["weak_components"]
    ),
    "E20": Result(
        "X10",
        lambda rows: list(groups(rows).values()),
        [[name for name in OTHERS if name != "S4"]],
        lambda doc: doc["scc_gt1"],
    ),
    "E21": Result(
        "Q44",
        lambda rows: [[row[1], row[3]] for row in rows if not row[3].startswith("C")],
        [["S1", "R4"], ["R4", "R5"], ["R5", "R6"]],
        lambda doc: sorted(doc["product_flow_edges"], key=lambda edge: "S1 R4 R5".index(edge[0])),
    ),
    "E22": Result(
        "X11",
        lambda rows: [[row[2] for row in rows if row[0] == path] for path in column(rows)],
        [["R1", "R3", "R6"]],
        lambda doc: doc["n_shortest_R1_R6"],
    ),
    "E23": Result("X12", column, ["S6"], lambda doc: doc["upstream_of_R6_missing"]),
    "E24": Result(
        "Q40",
        lambda rows: {row[0]: None if row[1] == "–" else int(row[1]) for row in rows},
        dict.fromkeys(("M3", "R1", "R6", "R7", "S7"), 0)
        | dict.fromkeys(("M1", "R2", "R3", "R5", "S1", "S4"), 1)
        | dict.fromkeys(("M2", "R4", "S2", "S3", "S5", "S8"), 2)
        | {"S6": None},
        lambda doc: doc["hops_to_external_customer"],
    ),
    "E25": Result(
        "Q43",
        column,
        [name for name in OTHERS if name not in {"S3", "S4"}],
        lambda doc: doc["downstream_of_S3"],
    ),
    "E26": Result("X13", column, ["M3", "R7"], lambda doc: doc["processes_receiving_customer_feedback"]),
    "E27": Result(
        "Q33",
        lambda rows: {row[0]: row[2] == "true" for row in rows if row[1] == "M2"},
        {"M3": False, "R7": False},
        lambda doc: doc["feedback_reaches_M2"],
    ),
    "E28": Result(
        "X14",
        pairs,
        [["M2", "M1"], ["M3", "M1"], ["R1", "M3"], ["R5", "M2"], ["R5", "R4"], ["S7", "M1"]],
        lambda doc: doc["feedback_edges"],
    ),
    "E29": Result("Q46", column, ["F17", "F28", "F44"], lambda doc: doc["flows_without_requirement"]),
    "E30": Result(
        "X15",
        lambda rows: [int(cell) for cell in rows[0][1:]],
        [28, 41],
        lambda doc: [doc["flows_without_indicator"], doc["flows_without_agreement"]],
    ),
    "E31": Result(
        "X16",
        column,
        ["F06", "F07", "F12", "F13", "F14", "F15", "F21"],
        lambda doc: doc["flows_with_agreement"],
    ),
    "E32": Result("X17", column, ["A1"], lambda doc: doc["agreements_expired"]),
    "E33": Result(
        "X18",
        groups,
        {"P02": ["M2", "S5", "S8"], "P03": ["M3", "R1"], "P04": ["R2", "S6"]},
        lambda doc: doc["owners_multi"],
    ),
    "E34": Result(
        "X19",
        groups,
        {"P02": ["M2", "S5", "S8"], "P05": ["R3"], "P12": ["S4"]},
        lambda doc: doc["owners_without_deputy"],
    ),
    "E35": Result("Q55", groups, {"P02": ["M2", "S5", "S8"]}, lambda doc: doc["person_spof_ge3_no_deputy"]),
    "E36": Result("X20", column, ["S5", "S6"], lambda doc: doc["processes_without_indicator"]),
    "E37": Result(
        "Q54",
        column,
        ["I01", "I02", "I04", "I06", "I08", "I09", "I10", "I12", "I13"],
        lambda doc: doc["indicators_missed"],
    ),
    "E38": Result(
        "X21",
        lambda rows: {row[1]: row[0] for row in rows},
        {"qg:targetValue": "I18", "qg:actualValue": "I17"},
        lambda doc: {
            "qg:targetValue": doc["indicators_without_target"][0],
            "qg:actualValue": doc["indicators_without_actual"][0],
        },
    ),
    "E39": Result("X22", column, ["I01"], lambda doc: doc["perception_indicators"]),
    "E40": Result("X23", _read_audits, [["S4", "S6"], ["R7", "S3"], ["S3"]], _audits),
    "E41": Result("Q25", column, ["N06", "N08", "N10"], lambda doc: doc["needs_uncovered"]),
    "E42": Result("Q24", column, ["N05"], lambda doc: doc["needs_stale_24m"]),
    "E43": Result("X24", column, ["C3"], lambda doc: doc["customers_without_need"]),
    "E44": Result(
        "X25",
        counts,
        {"qg:Need": 2, "qg:Expectation": 4, "qg:Requirement": 3, "qg:LegalRequirement": 1},
        lambda doc: {KINDS[name]: count for name, count in doc["needs_by_kind"].items()},
    ),
    "E45": Result("Q26", column, ["C3", "C5"], lambda doc: doc["customers_not_surveyed"]),
    "E46": Result("Q35", column, ["C3", "C5"], lambda doc: doc["customers_complaining_not_surveyed"]),
    "E47": Result(
        "Q30",
        lambda rows: [[row[0], int(row[1])] for row in rows],
        [["R4", 4], ["R6", 2], ["R2", 1], ["R3", 1]],
        lambda doc: doc["complaints_by_cause"],
    ),
    "E48": Result(
        "X26",
        lambda rows: [[row[0], int(row[1])] for row in rows],
        [["C1", 3], ["C2", 2], ["C3", 2], ["C5", 1]],
        lambda doc: doc["complaints_by_customer"],
    ),
    "E49": Result("X27", counts, {"K07": 7}, lambda doc: _late(doc, "complaints_ack_late_gt2d", "ack_days")),
    "E50": Result(
        "Q29",
        lambda rows: counts([row for row in rows if row[3] != "–"]),
        {"K04": 12},
        lambda doc: _late(doc, "complaints_answer_late_gt10wd", "answer_wd"),
    ),
    "E51": Result(
        "Q29",
        lambda rows: counts([row for row in rows if row[3] == "–"]),
        {"K07": 31},
        lambda doc: _late(doc, "complaints_overdue_unanswered_gt10wd", "unanswered_wd"),
    ),
    "E52": Result("Q28", column, ["K07", "K08"], lambda doc: doc["complaints_open"]),
    "E53": Result(
        "Q34",
        lambda rows: [int(rows[0][0]), int(rows[0][1])],
        [5, 8],
        lambda doc: doc["answered_within_10wd_rate"],
    ),
    "E54": Result("Q31", groups, {"G1": ["K01", "K04", "K07"]}, lambda doc: doc["complaint_repeat_groups"]),
    "E55": Result("X28", column, ["K02"], lambda doc: doc["complaints_with_action"]),
    "E56": Result(
        "Q32",
        column,
        ["K01", "K04", "K05", "K07"],
        lambda doc: doc["serious_or_repeated_without_action"],
    ),
    "E57": Result(
        "X29",
        lambda rows: [column(rows), [row[0] for row in rows if row[3] == "–"]],
        [["AC-2026-02", "AC-2026-03"], ["AC-2026-02"]],
        lambda doc: [doc["actions_late"], doc["actions_open_overdue"]],
    ),
    "E58": Result(
        "Q52",
        lambda rows: [row[0].removeprefix("clause:") for row in rows],
        ["6.3", "7.1.6", "7.4", "8.5.3", "8.5.6"],
        lambda doc: doc["leaf_clauses_uncovered"],
    ),
    "E59": Result("X30", column, ["S4", "S6", "S7"], lambda doc: doc["processes_without_clause"]),
    "E60": Result(
        "Q22",
        lambda rows: {row[0]: float(row[2]) for row in rows},
        {"C1": 39.6, "C2": 29.2, "C3": 17.0, "C4": 8.5, "C5": 5.7},
        lambda doc: doc["revenue_share"],
    ),
    "E61": Result("X31", column, ["RK1", "RK2"], lambda doc: doc["risks_without_treatment"]),
    "E62": Result("X32", column, ["F2"], None),  # stated with the example, absent from its computed results
}
