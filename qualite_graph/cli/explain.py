"""The command `explain`: why one process is another's internal customer, flow by flow, both ways."""

from __future__ import annotations

from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.table import Grid, show
from qualite_graph.naming import Name
from qualite_graph.vocabulary import QG
from qualite_graph.workspace import Workspace


def run(context: Context, customer: str, supplier: str, organisation: str | None) -> int:
    """Say why `customer` is an internal customer of `supplier`, then the other way round.

    Raises:
        NotFoundError: the organisation or one of the processes does not exist.
    """
    workspace = open_for_reading(context)
    slug = workspace.organisation(organisation)
    _one_way(context, workspace, slug, supplier, customer)
    print()
    _one_way(context, workspace, slug, customer, supplier)
    return 0


def _one_way(context: Context, workspace: Workspace, slug: str, supplier: str, customer: str) -> None:
    card = workspace.process_card(supplier, slug)
    receiver = workspace.process_card(customer, slug).process
    reasons = workspace.why(card.process.iri, QG.hasInternalCustomer, receiver.iri, organisation=slug)
    named = {"customer": _quoted(context, receiver), "supplier": _quoted(context, card.process)}
    if not reasons:
        show(Grid("", (), (), context.text("cli.explain.no", **named)))
        return
    lang = context.lang
    for reason in reasons:
        flows = [flow for flow in card.to_internal if flow.flow.iri in reason.flows]
        rows = [
            [
                flow.flow.notation or flow.flow.label(lang),
                flow.output.full(lang),
                flow.requirement.get(lang) or next(iter(flow.requirement.values()), ""),
            ]
            for flow in flows
        ]
        headings = [context.text(f"cli.explain.heading.{key}") for key in ("flow", "output", "requirement")]
        rule = context.text("cli.explain.rule", rule=reason.rule.label(lang))
        show(Grid(context.text("cli.explain.yes", **named), headings, rows, rule))


def _quoted(context: Context, name: Name) -> str:
    return context.text("cli.quoted", text=name.full(context.lang))
