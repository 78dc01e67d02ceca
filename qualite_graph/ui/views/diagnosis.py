"""What to put right and in which order: findings by severity, clause and owner, each with its remedy."""

from __future__ import annotations

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.progress import CHECKING
from qualite_graph.ui import frame, session
from qualite_graph.ui.diagnosis.findings import findings


def show() -> None:
    """Show the page."""
    here = session.here()
    if here.organisation is None:
        frame.empty(here)
        return
    with st.spinner(messages(here.lang).text(f"progress.{CHECKING[-1]}")):
        report = here.workspace.check(here.organisation)
    findings(here, report)


if __name__ == "__main__":
    show()
