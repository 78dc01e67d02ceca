"""What every map sends to the browser, with the words for those who cannot see it and a signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from qualite_graph.exchange.writing.flow_order import columns, flow_order
from qualite_graph.ui.components.map_data import MapData, MapProcess
from qualite_graph.ui.components.packing import joined
from qualite_graph.ui.same import of_the_same

TEXT_KEYS: Final = (
    *("map", "keyboard", "toolbar", "search", "search_count", "flows", "zoom_in", "zoom_out", "fit"),
    *("png", "svg", "file_name", "customers_in", "customers_out", "providers"),
    *("role_customer", "role_supplier", "role_both", "flows_many", "more", "derived"),
    *("legend_flow", "legend_feedback", "legend_derived", "legend_cut", "legend_customer", "legend_supplier"),
    *(
        "node",
        "party",
        "nobody",
        "customer",
        "provider",
        "unpin",
        "full",
    ),
)
"""Every text that the component shows or reads aloud."""

_FEEDBACK: Final = frozenset({"feedback", "customer_feedback"})


def drawing_of(data: MapData, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what the browser needs to draw a map, in the words of `texts`.

    Raises:
        KeyError: `texts` lacks one of `TEXT_KEYS`.
    """
    return _drawing(data, texts)


@of_the_same(8)
def _drawing(data: MapData, texts: Mapping[str, str]) -> dict[str, Any]:
    words = {name: texts[name] for name in TEXT_KEYS}
    place = _columns(data)
    summaries = _Summaries(data, words)
    drawing: dict[str, Any] = {
        "families": [{"id": one.id, "label": one.label, "chain": one.chain} for one in data.families],
        "processes": [
            {
                "id": one.id,
                "code": one.code,
                "label": one.label,
                "family": one.family,
                "column": place[one.id],
                "summary": summaries.process(one),
            }
            for one in data.processes
        ],
        "parties": [
            {
                "id": one.id,
                "label": one.label,
                "kind": one.kind,
                "summary": summaries.party(one.id, one.label),
            }
            for one in data.parties
        ],
        "flows": [
            {
                "id": one.id,
                "source": one.source,
                "target": one.target,
                "label": one.label,
                "feedback": one.kind in _FEEDBACK,
                "derived": one.derived,
            }
            for one in data.flows
        ],
        "texts": words,
    }
    return {**drawing, "signature": signature(drawing)}


def packed_map(drawing: Mapping[str, Any], look: Mapping[str, Any], **rest: Any) -> bytes:
    """Return what is sent of a map: its drawing, its look with a signature, and what may change besides."""
    text = _sorted(look)
    told = json.dumps({"lookSignature": _signed(text), **rest}, ensure_ascii=False)
    return joined(drawing, f'{{"look": {text}, {told[1:]}')


def signature(value: object) -> str:
    """Return a short text that changes with the value: by it the browser knows that nothing changed."""
    return _signed(_sorted(value))


def _sorted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _signed(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _columns(data: MapData) -> dict[str, int]:
    """Return the column of each process in its band."""
    place: dict[str, int] = {}
    for family in data.families:
        members = [one for one in data.processes if one.family == family.id]
        ids = [one.id for one in members]
        links = [(flow.source, flow.target, flow.kind) for flow in data.flows]
        order: Sequence[str] = flow_order(ids, links) if family.chain else ids
        place |= columns(ids, {one.id: one.rank for one in members}, order)
    return place


class _Summaries:
    """What a screen reader says of a node: its name, its band, its customers and suppliers."""

    def __init__(self, data: MapData, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._families = {one.id: one.label for one in data.families}
        self._names = {one.id: one.code or one.label for one in data.processes}
        self._names |= {one.id: one.label for one in data.parties}
        self._customers: dict[str, list[str]] = {}
        self._suppliers: dict[str, list[str]] = {}
        for flow in data.flows:
            self._customers.setdefault(flow.source, []).append(flow.target)
            self._suppliers.setdefault(flow.target, []).append(flow.source)

    def process(self, one: MapProcess) -> str:
        return self._texts["node"].format(
            code=one.code,
            label=one.label,
            family=self._families.get(one.family, ""),
            customers=self._listed(self._customers.get(one.id, ())),
            suppliers=self._listed(self._suppliers.get(one.id, ())),
        )

    def party(self, party: str, label: str) -> str:
        return self._texts["party"].format(
            label=label,
            gives=self._listed(self._customers.get(party, ())),
            receives=self._listed(self._suppliers.get(party, ())),
        )

    def _listed(self, ids: Iterable[str]) -> str:
        names = dict.fromkeys(self._names[one] for one in ids if one in self._names)
        return ", ".join(names) or self._texts["nobody"]
