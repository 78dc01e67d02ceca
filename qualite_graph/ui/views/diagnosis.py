"""What to put right, in which order: findings with their remedies, and what the network of flows shows."""

from __future__ import annotations

from qualite_graph.ui import session


def show() -> None:
    """Show the page."""
    session.here()


if __name__ == "__main__":
    show()
