"""One flow more, said as people say it: this process gives that to that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.editing.edits import RowEdit
from qualite_graph.editing.standing import Standing
from qualite_graph.exchange.cells import CellValue
from qualite_graph.exchange.problems import Flaw
from qualite_graph.store import Store
from qualite_graph.vocabulary import graph_of

_ENDS: Final = ("process", "customer", "provider")


@dataclass(frozen=True, slots=True)
class NewFlow:
    """A flow to add: who gives what to whom, by code or by name, under which requirement.

    With `create`, a process or an output that does not stand yet is added too, named in `lang`.
    """

    supplier: str
    output: str
    customer: str
    requirement: str = ""
    identifier: str = ""
    create: bool = False
    lang: str = "fr"


def flow_edits(store: Store, slug: str, flow: NewFlow) -> Sequence[RowEdit]:
    """Return the edits that add a flow, on the sheet that its ends call for.

    What cannot be found, or is ambiguous, is left to the reading of the cells: it says so with its place.
    """
    standing = Standing(store, slug)
    edits: list[RowEdit] = []
    ends = {}
    for role, text in (("supplier", flow.supplier), ("customer", flow.customer)):
        found = standing.find(text, _ENDS)
        ends[role] = found if isinstance(found, str) else ""
        if isinstance(found, Flaw) and found.reason == "unknown_reference" and flow.create and text:
            if text not in {edit.cells[f"label_{flow.lang}"] for edit in edits}:
                edits.append(RowEdit("process", "", {f"label_{flow.lang}": text}, "add"))
            ends[role] = f"{graph_of(slug)}/process/"
    cells: dict[str, CellValue] = {"supplier": flow.supplier, "customer": flow.customer}
    if flow.requirement:
        cells[f"requirement_{flow.lang}"] = flow.requirement
    key = _sheet(slug, ends)
    if key == "inbound_flow":
        cells[f"label_{flow.lang}"] = flow.output
    else:
        cells["output"] = flow.output
        found = standing.find(flow.output, ("output",))
        if isinstance(found, Flaw) and found.reason == "unknown_reference" and flow.create and flow.output:
            made = {f"label_{flow.lang}": flow.output, "producer": flow.supplier}
            edits.append(RowEdit("output", "", made, "add"))
    return [*edits, RowEdit(key, flow.identifier, cells, "add")]


def _sheet(slug: str, ends: dict[str, str]) -> str:
    outside = {
        role: iri.startswith((f"{graph_of(slug)}/customer/", f"{graph_of(slug)}/provider/"))
        for role, iri in ends.items()
    }
    if outside["supplier"]:
        return "inbound_flow"
    return "outbound_flow" if outside["customer"] else "internal_flow"
