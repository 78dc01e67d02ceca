"""What the network tells, in sentences to say in a meeting: one page, each finding with what proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from qualite_graph.analysis.centrality import Betweenness
from qualite_graph.analysis.collector import uncollected
from qualite_graph.analysis.communities import communities, unit_relations
from qualite_graph.analysis.customer_focus import on_no_path
from qualite_graph.analysis.feedback import feedback
from qualite_graph.analysis.fragility import provider_chain
from qualite_graph.analysis.network import Network
from qualite_graph.analysis.structure import isolated, loops, mutual_pairs, parts
from qualite_graph.analysis.surroundings import Surroundings
from qualite_graph.telling import SaidValue, Sentence

MANY_PROCESSES: Final = 3
"""How many processes make one person without deputy a point of failure."""
SILO: Final = 0.8
"""From which share of its relations inside on a unit is said to work for itself."""
SCATTERED: Final = 0.5
"""Down to which share of its processes in one group that works together a unit is said to be one."""
_NAMED: Final = 20
"""How many items a sentence names at most."""
_SHOWN: Final = 5
"""How many findings of one sort a page shows; their number is said when there are more."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Findings on one subject, the gravest first; `key` names its heading under `insights.chapter`."""

    key: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A page on an organisation: figures of its network, then chapters that have something to say."""

    figures: Mapping[str, int | float]
    chapters: tuple[Chapter, ...]

    def iris(self) -> frozenset[str]:
        """Return every entity that a sentence names or rests on."""
        return frozenset().union(
            *(sentence.iris() for chapter in self.chapters for sentence in chapter.sentences)
        )


@uncollected()
def diagnose(network: Network, around: Surroundings) -> Diagnosis:
    """Say what the network tells of an organisation; chapters without a finding are left out."""
    central = network.betweenness
    chapters = (
        Chapter("fragile", (*_cuts(network), *_central(network, around, central))),
        Chapter("people", _people(around)),
        Chapter("providers", _providers(network, around)),
        Chapter("useless", _useless(network)),
        Chapter("units", _units(network, around)),
        Chapter("voice", _voice(network)),
        Chapter("delivery", _delivery(network)),
        Chapter("clauses", _clauses(around)),
    )
    return Diagnosis(figures(network), tuple(chapter for chapter in chapters if chapter.sentences))


def figures(network: Network) -> dict[str, int | float]:
    """Return the network in figures: sizes of what it is made of and of how it holds together."""
    return {
        "processes": len(network.graph),
        "internal_flows": len(network.internal),
        "pairs": len(network.graph.arcs),
        "customers": len(network.customers),
        "providers": len(network.providers),
        "parts": len(parts(network.graph)),
        "mutual_pairs": len(mutual_pairs(network.graph)),
        "largest_loop": max(map(len, loops(network.graph)), default=0),
        "isolated": len(isolated(network.graph)),
    }


def _cuts(network: Network) -> tuple[Sentence, ...]:
    found = sorted(network.cuts, key=lambda cut: (-len(cut.cut_off), cut.process))
    sentences = []
    for cut in found[:_SHOWN]:
        pairs = [(cut.process, lost) for lost in cut.cut_off] + [(lost, cut.process) for lost in cut.cut_off]
        values: dict[str, SaidValue] = {
            "process": cut.process,
            "lost": cut.cut_off[:_SHOWN],
            "count": len(cut.cut_off),
        }
        sentences.append(Sentence("network.cut", values, network.evidence(pairs)))
    if len(found) > _SHOWN:
        sentences.append(Sentence("network.more_cuts", {"count": len(found) - _SHOWN}))
    return tuple(sentences)


def _central(network: Network, around: Surroundings, central: Betweenness) -> tuple[Sentence, ...]:
    if not central.ranking or not central.ranking[0].betweenness:
        return ()
    first = central.ranking[0]
    position = network.graph.position[first.process]
    pairs = [(first.process, network.graph.nodes[other]) for other in network.graph.successors[position]]
    pairs += [(network.graph.nodes[other], first.process) for other in network.graph.predecessors[position]]
    values: dict[str, SaidValue] = {"process": first.process, "share": round(100 * first.normalised, 1)}
    key = "network.central" if not central.error else "network.central_about"
    if central.error:
        values["error"] = round(100 * central.error, 1)
    found = [Sentence(key, values, network.evidence(pairs))]
    for owner in around.owners.get(first.process, ()):
        if owner not in around.deputies:
            found.append(
                Sentence("network.central_alone", {"process": first.process, "person": owner}, (owner,))
            )
    return tuple(found)


def _people(around: Surroundings) -> tuple[Sentence, ...]:
    alone = [
        (owner, processes)
        for owner, processes in around.owned.items()
        if owner not in around.deputies and len(processes) >= MANY_PROCESSES
    ]
    alone.sort(key=lambda row: (-len(row[1]), row[0]))
    return tuple(
        Sentence(
            "network.person_alone",
            {"person": owner, "count": len(owned), "processes": owned},
            (owner, *owned),
        )
        for owner, owned in alone[:_SHOWN]
    )


def _providers(network: Network, around: Surroundings) -> tuple[Sentence, ...]:
    found = []
    for provider in sorted(around.single_sources & network.providers):
        chain = provider_chain(network, provider)
        key = "network.single_source" if chain.customers else "network.single_source_inside"
        values: dict[str, SaidValue] = {
            "provider": provider,
            "outputs": chain.outputs,
            "processes": chain.processes,
            "customers": chain.customers,
        }
        if max(len(chain.processes), len(chain.customers)) > _NAMED:
            key = "network.single_source_many"
            values |= {"processes": chain.processes[:_NAMED], "count": len(chain.processes)}
            values["clients"] = len(chain.customers)
        found.append(Sentence(key, values, chain.flows))
    return tuple(found[:_SHOWN])


def _useless(network: Network) -> tuple[Sentence, ...]:
    giving = network.given
    silent = [process for process in network.graph.nodes if process not in giving]
    found = [
        Sentence(
            "network.no_customer",
            {"process": process},
            tuple(row.flow for row in network.received.get(process, ())) or (process,),
        )
        for process in silent[:_SHOWN]
    ]
    far = [process for process in on_no_path(network) if process in giving]
    if far:
        flows = tuple(row.flow for process in far[:_SHOWN] for row in network.given[process])
        found.append(Sentence("network.no_path", {"processes": far[:_SHOWN], "count": len(far)}, flows))
    return tuple(found)


def _units(network: Network, around: Surroundings) -> tuple[Sentence, ...]:
    """Say which units of some size hardly work with the others, with the few flows that do."""
    sentences = []
    for unit in unit_relations(network.graph, around.units):
        if len(unit.processes) < MANY_PROCESSES or unit.inside < SILO:
            continue
        inside = set(unit.processes)
        crossing = [
            row.flow
            for process in unit.processes
            for row in (*network.given.get(process, ()), *network.received.get(process, ()))
            if (row.supplier in inside) != (row.customer in inside)
            and row.supplier in network.graph
            and row.customer in network.graph
        ]
        values: dict[str, SaidValue] = {"unit": unit.unit, "share": round(100 * unit.inside)}
        sentences.append((unit.inside, Sentence("network.silo", values, tuple(crossing) or unit.processes)))
    sentences.sort(key=lambda row: (-row[0], str(row[1].values["unit"])))
    return (*(sentence for _, sentence in sentences[:_SHOWN]), *_scattered(network, around))


def _scattered(network: Network, around: Surroundings) -> tuple[Sentence, ...]:
    """Say which units are drawn across the groups that really work together."""
    if not around.units:
        return ()
    found = []
    for unit in communities(network.graph, around.units).departments:
        if len(unit.processes) < MANY_PROCESSES or unit.together > SCATTERED:
            continue
        values: dict[str, SaidValue] = {"unit": unit.unit, "share": round(100 * unit.together)}
        values |= {"processes": unit.processes[:_NAMED]}
        found.append((unit.together, Sentence("network.scattered", values, unit.processes)))
    found.sort(key=lambda row: (row[0], str(row[1].values["unit"])))
    return tuple(sentence for _, sentence in found[:_SHOWN])


def _voice(network: Network) -> tuple[Sentence, ...]:
    heard = feedback(network)
    found = []
    # A loop that goes nowhere at all comes before one that stops on its way.
    for loop in sorted(heard.loops, key=lambda loop: (loop.closed, bool(loop.reached), loop.process)):
        evidence = (*loop.voices, *loop.flows)
        if loop.closed:
            found.append(
                Sentence("network.loop_closed", {"path": loop.path, "process": loop.process}, evidence)
            )
        elif not loop.reached:
            found.append(Sentence("network.loop_open", {"process": loop.process}, evidence))
        else:
            among = "_among" if len(loop.reached) > _NAMED else ""
            values: dict[str, SaidValue] = {"process": loop.process, "reached": loop.reached[:_NAMED]}
            values["count"] = len(loop.reached)
            found.append(Sentence(f"network.loop_stops{among}", values, evidence))
    for start, end in heard.missing:
        found.append(Sentence("network.loop_to_close", {"process": start, "improving": end}, (start, end)))
    return tuple(found)


def _delivery(network: Network) -> tuple[Sentence, ...]:
    ways = network.delivery
    found = []
    values: dict[str, SaidValue]
    if ways.shortest:
        pairs = list(pairwise(ways.shortest))
        values = {"path": ways.shortest, "count": len(pairs)}
        found.append(Sentence("network.shortest", values, network.evidence(pairs)))
    elif ways.entries and ways.exits:
        found.append(Sentence("network.no_way", {"entries": ways.entries, "exits": ways.exits}))
    if ways.unavoidable:
        values = {"processes": ways.unavoidable, "count": len(ways.unavoidable)}
        found.append(Sentence("network.unavoidable", values, ways.unavoidable))
    if ways.critical:
        evidence = network.evidence(pairwise(ways.critical))
        found.append(Sentence("network.critical", {"path": ways.critical}, evidence))
    return tuple(found)


def _clauses(around: Surroundings) -> tuple[Sentence, ...]:
    missing = around.unanswered()
    if not missing:
        return ()
    return (Sentence("network.unanswered", {"clauses": missing, "count": len(missing)}, missing),)
