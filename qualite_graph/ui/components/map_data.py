"""What the process map draws, in one language: the component knows no graph and no translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from qualite_graph.analysis.process_map import FAMILIES, ProcessMap
from qualite_graph.naming import Name
from qualite_graph.ui.same import of_the_same

CHAIN_FAMILY: Final = "realisation"
OTHER_FAMILY: Final = "other"


@dataclass(frozen=True, slots=True)
class MapFamily:
    """A band of the map, top to bottom; the processes of a chain are chevrons in the order of the flow."""

    id: str
    label: str
    chain: bool = False


@dataclass(frozen=True, slots=True)
class MapProcess:
    """A process: `id` is what a click returns, `code` what is written above the label.

    `rank` fixes its column in a chain (processes of equal rank run in parallel); it only counts when all the
    processes of the family have one. Otherwise the flows give the order.
    """

    id: str
    code: str
    label: str
    family: str
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class MapParty:
    """A customer (drawn on both sides) or an external provider (drawn under the bands)."""

    id: str
    label: str
    kind: Literal["customer", "provider"]


@dataclass(frozen=True, slots=True)
class MapFlow:
    """A flow from `source` to `target` (ids); `kind` is the notation of its output's kind.

    Feedback is dashed, a `derived` relation dotted.
    """

    id: str
    source: str
    target: str
    label: str
    kind: str | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class MapData:
    """A whole map; the order of each tuple is kept where the flows do not say otherwise."""

    families: tuple[MapFamily, ...]
    processes: tuple[MapProcess, ...]
    parties: tuple[MapParty, ...] = ()
    flows: tuple[MapFlow, ...] = ()


@of_the_same(8)
def map_data(
    drawn: ProcessMap, lang: str, families: Mapping[str, str], relations: Sequence[MapFlow]
) -> MapData:
    """Turn the façade's map into what is drawn, in `lang`; ids are notations, IRIs where there is none.

    `families` gives the title of each band by notation (`management`, `realisation`, `support`, then an
    organisation's own), and under `other` that of the processes whose family is not among them. `relations`
    are drawn besides the flows; their ends are IRIs.

    Raises:
        KeyError: `families` lacks one of the three, or `other` where it is needed.
    """
    names = [one.name for one in drawn.processes] + [one.name for one in drawn.parties]
    ids = {name.iri: name.notation or name.iri for name in names}
    family_of = {
        one.name.iri: one.family if one.family is not None and one.family in families else OTHER_FAMILY
        for one in drawn.processes
    }
    shown = [family for family in (*FAMILIES, *families) if family != OTHER_FAMILY]
    if OTHER_FAMILY in family_of.values():
        shown.append(OTHER_FAMILY)
    return MapData(
        tuple(MapFamily(one, families[one], one == CHAIN_FAMILY) for one in dict.fromkeys(shown)),
        tuple(
            MapProcess(ids[name.iri], name.notation or "", name.label(lang), family_of[name.iri])
            for name in (one.name for one in drawn.processes)
        ),
        tuple(
            MapParty(ids[one.name.iri], one.name.label(lang), "customer" if one.is_customer else "provider")
            for one in drawn.parties
        ),
        tuple(
            MapFlow(flow.iri, ids[flow.supplier], ids[flow.customer], _label(flow.output, lang), flow.kind)
            for flow in drawn.flows
            if flow.supplier in ids and flow.customer in ids
        )
        + tuple(
            replace(one, source=ids[one.source], target=ids[one.target])
            for one in relations
            if one.source in ids and one.target in ids
        ),
    )


def _label(output: Name | None, lang: str) -> str:
    return output.label(lang) if output else ""
