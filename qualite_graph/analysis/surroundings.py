"""What stands around the flows: who leads, in which unit, which clauses, what customers need and say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from qualite_graph.naming import Name, natural_order
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of, texts_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

Links = Mapping[str, tuple[str, ...]]
"""From an IRI to the IRIs it is linked to, in order."""

_LINKS: Final = {
    "owners": "?a a qg:Process ; qg:hasOwner ?b",
    "deputies": "?a qg:deputy ?b",
    "units": "?a a qg:Process ; qg:inUnit ?b",
    "above": "?a a qg:OrganizationalUnit ; org:subOrganizationOf ?b",
    "claims": "?a a qg:Process ; qg:addressesClause ?b",
    "broader": "?a a qg:Clause ; skos:broader ?b",
    "needs": "?b qg:coveredBy ?a",
    "complaints": "?b a qg:Complaint ; qg:causedBy ?a",
    "missed": """?a qg:hasIndicator ?b . ?b qg:targetValue ?target ; qg:actualValue ?actual ;
      qg:betterDirection ?better .
      FILTER((?better = qg:HigherIsBetter && ?actual < ?target)
          || (?better = qg:LowerIsBetter && ?actual > ?target))""",
}
"""Which pairs each link holds. A target is missed on the side that its indicator calls worse."""

_MARKS: Final = {
    "single_sources": "?a qg:singleSource true",
    "required": "?a a qg:Flow ; qg:requirement ?text",
    "leaves": """?a a qg:Clause ; qg:ofEdition edition:iso9001-2015 ; skos:notation ?number .
      FILTER(xsd:integer(STRBEFORE(CONCAT(?number, "."), ".")) >= 4)
      FILTER NOT EXISTS { ?narrower skos:broader ?a }""",
}


@dataclass(frozen=True)
class Surroundings:
    """Facts that analyses of the network lean on; every link is sorted, absent where there is none.

    `owners` and `units` and `claims` (clauses) by process, `deputies` by position, `above` by unit,
    `broader` by clause, `needs` by the output that covers them, `complaints` by the process that caused them,
    `missed` the indicators that miss their target by process. `single_sources` are providers, `required` the
    flows whose requirement is stated, `leaves` the clauses 4 to 10 that have no clause under them.
    """

    owners: Links
    deputies: Links
    units: Links
    above: Links
    claims: Links
    broader: Links
    needs: Links
    complaints: Links
    missed: Links
    single_sources: frozenset[str]
    required: frozenset[str]
    leaves: tuple[str, ...]

    @cached_property
    def owned(self) -> Links:
        """Return the processes that each position owns."""
        found: dict[str, list[str]] = {}
        for process, owners in sorted(self.owners.items()):
            for owner in owners:
                found.setdefault(owner, []).append(process)
        return {owner: tuple(processes) for owner, processes in sorted(found.items())}

    @property
    def every_unit(self) -> frozenset[str]:
        """Return the units that run a process, and those above or below another."""
        units = [unit for links in (self.units, self.above) for found in links.values() for unit in found]
        return frozenset(units) | frozenset(self.above)

    def unanswered(self, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the leaf clauses that no process answers, the processes of `without` put aside.

        A leaf is answered when it, or a clause above it, is claimed by a process.
        """
        claimed = {
            clause for process, clauses in self.claims.items() if process not in without for clause in clauses
        }
        return tuple(leaf for leaf in self.leaves if claimed.isdisjoint(self._upward(leaf)))

    def need(self, process: str) -> int:
        """Return how much a process needs improvement by itself: targets missed and complaints caused."""
        return len(self.missed.get(process, ())) + len(self.complaints.get(process, ()))

    def _upward(self, clause: str) -> list[str]:
        found = [clause]
        for one in found:
            found.extend(other for other in self.broader.get(one, ()) if other not in found)
        return found


def read_surroundings(store: Store, dataset: Dataset) -> Surroundings:
    """Read the facts around the flows of the organisation in `dataset`, a small query each."""
    links = {name: _links(store, dataset, pattern) for name, pattern in _LINKS.items()}
    marks = {name: _marked(store, dataset, pattern) for name, pattern in _MARKS.items()}
    leaves = sorted(marks.pop("leaves"), key=lambda iri: natural_order(Name(iri, None, {})))
    return Surroundings(
        owners=links["owners"],
        deputies=links["deputies"],
        units=links["units"],
        above=links["above"],
        claims=links["claims"],
        broader=links["broader"],
        needs=links["needs"],
        complaints=links["complaints"],
        missed=links["missed"],
        single_sources=marks["single_sources"],
        required=marks["required"],
        leaves=tuple(leaves),
    )


NOTHING_AROUND: Final = Surroundings({}, {}, {}, {}, {}, {}, {}, {}, {}, frozenset(), frozenset(), ())
"""An organisation of which only the flows are known."""


def _links(store: Store, dataset: Dataset, pattern: str) -> Links:
    query = f"{SPARQL_PROLOGUE}SELECT DISTINCT ?a ?b WHERE {{ {pattern} }}"
    found: dict[str, list[str]] = {}
    for a, b in texts_of(store.query(query, dataset), ("a", "b")):
        found.setdefault(a, []).append(b)
    return {a: tuple(sorted(found[a])) for a in sorted(found)}


def _marked(store: Store, dataset: Dataset, pattern: str) -> frozenset[str]:
    query = f"{SPARQL_PROLOGUE}SELECT DISTINCT ?a WHERE {{ {pattern} }}"
    return frozenset(a.value for (a,) in rows_of(store.query(query, dataset), ("a",)) if a)
