"""What follows when something goes: which deliveries a provider carries."""

from __future__ import annotations

from dataclasses import dataclass

from qualite_graph.analysis.network import FlowRow, Network
from qualite_graph.vocabulary import QG


@dataclass(frozen=True, slots=True)
class ProviderChain:
    """What hangs on one provider: its outputs, the processes its product passes, the customers at the end.

    `flows` are those that carry it, in the order of the way.
    """

    provider: str
    outputs: tuple[str, ...]
    processes: tuple[str, ...]
    customers: tuple[str, ...]
    flows: tuple[str, ...]


def provider_chain(network: Network, provider: str) -> ProviderChain:
    """Follow what a provider gives along flows of product, down to external customers."""
    given = [row for row in network.rows if row.supplier == provider]
    by_supplier: dict[str, list[FlowRow]] = {}
    for row in network.of_kinds(QG.ProductOutput):
        by_supplier.setdefault(row.supplier, []).append(row)
    product = [row for row in given if QG.ProductOutput in row.kinds]
    processes: list[str] = []
    customers: list[str] = []
    flows: list[str] = []
    waiting = product or given
    while waiting:
        reached = []
        for row in waiting:
            flows.append(row.flow)
            if row.customer in network.customers:
                customers.append(row.customer)
            elif row.customer not in processes:
                processes.append(row.customer)
                reached.append(row.customer)
        waiting = [row for process in reached for row in by_supplier.get(process, ())] if product else []
    return ProviderChain(
        provider,
        tuple(sorted({row.output for row in given})),
        tuple(processes),
        tuple(sorted(set(customers))),
        tuple(dict.fromkeys(flows)),
    )
