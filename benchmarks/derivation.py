"""The measure of our derivation against an OWL 2 RL reasoner and a SHACL rule engine."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measure import Figure, Side, race, ratio
from benchmarks.report import Section, Settings, at_least, duration, memory, spread

_TASKS = "benchmarks.derivation_tasks:"
HOW = """
Ours always does the product's own work: every rule, on the whole organisation, in one atomic update of the
in-memory store. The peers get less to do. *owlrl* reads the suppliers and customers of internal flows alone
and five axioms (a property chain, two inverses, a sub-property, a symmetric property), without its
axiomatic and datatype triples, and is compared on `hasInternalCustomer`, `hasInternalSupplier` and
`interactsWith`. Beside it stands ours on the same input for the same three relations. "Within" is the
fairest pair: both read the same organisation, its flows to and from outside left out, and end with the same
statements, types and roles included; owlrl is given the ontology and the axioms that say what our rules say,
all but the one about feedback, for which OWL 2 RL has no words. *pySHACL* reads only the statements that the
rules read, works in place, runs each CONSTRUCT once for the whole graph and is compared on every derived
statement; "rewritten" tests the types of the ends by FILTER EXISTS, which suits its engine better; the same
CONSTRUCTs as ours, and the usual form, once for each flow, are measured at smaller sizes, because they are
slower still. A side of one run is timed while it answers.
"""


def measure(settings: Settings) -> Section:
    """Race the three at 1 000 processes (100 when quick), and SHACL rules per flow at 20."""
    size = 100 if settings.quick else 1_000
    few = 2 if settings.quick else 3
    of_size: dict[str, object] = {"processes": size}
    alike = {**of_size, "relations_only": True}
    owl = race(
        [
            Side("ours, all rules", _TASKS + "ours", of_size, 7),
            Side("ours, same input and relations", _TASKS + "ours", alike, 7),
            Side("owlrl", _TASKS + "owlrl", of_size, few),
        ]
    )
    within = race(
        [
            Side("ours, within", _TASKS + "ours_within", of_size, 7),
            Side("owlrl, within", _TASKS + "owlrl_within", of_size, 1),
        ]
    )
    shacl = race(
        [
            Side("ours, all rules", _TASKS + "ours_every_triple", of_size, 7),
            Side("pySHACL, rewritten", _TASKS + "pyshacl", {**of_size, "form": "rewritten"}, few),
        ]
    )
    less = 50 if settings.quick else 400
    of_less: dict[str, object] = {"processes": less}
    same = race(
        [
            Side("ours, all rules", _TASKS + "ours_every_triple", of_less, 7),
            Side("pySHACL, same CONSTRUCTs", _TASKS + "pyshacl", of_less, 1),
        ]
    )
    small: dict[str, object] = {"processes": 20}
    flows = race(
        [
            Side("ours, all rules", _TASKS + "ours_every_triple", small, 7),
            Side("pySHACL, once for each flow", _TASKS + "pyshacl", {**small, "form": "per flow"}, 1),
        ]
    )
    rows = [
        *_rows(owl, size),
        *_rows(within, size),
        *_rows(shacl, size),
        *_rows(same, less),
        *_rows(flows, 20),
    ]
    promise = f"deriving at {size} processes"
    targets = [
        at_least(f"{promise}: 1 000 × owlrl, all the same statements", ratio(within[0], within[1]), 1_000),
        at_least("the same, its least input, our three relations", ratio(owl[1], owl[2]), 1_000),
        at_least("the same, its least input, all our rules", ratio(owl[0], owl[2]), 1_000),
        at_least(f"{promise}: 100 × pySHACL, rewritten for its engine", ratio(shacl[0], shacl[1]), 100),
        at_least(f"deriving at {less}: 100 × pySHACL, same CONSTRUCTs", ratio(same[0], same[1]), 100),
    ]
    headings = ["side", "processes", "statements", "median", "range (runs)", "ratio", "memory"]
    return Section("Deriving the relations between processes", HOW, headings, rows, targets)


def _rows(figures: Sequence[Figure], size: int) -> list[list[str]]:
    first = figures[0]
    return [
        [
            figure.name,
            str(size),
            str(figure.size),
            duration(figure.median),
            spread(figure),
            f"{ratio(first, figure):.3g} ×",
            memory(figure),
        ]
        for figure in figures
    ]
