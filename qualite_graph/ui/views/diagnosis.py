"""What to put right, in which order: findings with their remedies, what the network tells, what if."""

from __future__ import annotations

from typing import Final

from qualite_graph.ui import frame, session
from qualite_graph.ui.diagnosis.findings import findings
from qualite_graph.ui.diagnosis.network import network, what_if
from qualite_graph.ui.parts import part
from qualite_graph.ui.session import Here
from qualite_graph.ui.waiting import wait_for_check

PARTS: Final = ("findings", "network", "what_if")


def show() -> None:
    """Show the page; a choice in the parts about the network runs the part alone."""
    here = session.here()
    if here.organisation is None:
        frame.empty(here)
        return
    shown = part(here, "diagnosis", PARTS)
    if shown == "findings":
        _findings(here)
    else:
        frame.by_itself(network if shown == "network" else what_if)()


def _findings(here: Here) -> None:
    if not here.workspace.is_checked(here.organisation):
        wait_for_check(here)
    findings(here, here.workspace.check(here.organisation))


if __name__ == "__main__":
    show()
