"""How long work says where it stands: it names each stage as it begins one, whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Listener = Callable[[str], None]
"""Told the key of each stage when it begins; keys stand in the catalogue's `progress` table."""

LOADING: Final = ("reading", "checking", "writing")
"""Writing derives too: statements, conclusions and journal are one transaction."""

CHECKING: Final = ("gathering", "checking")
EXPORTING: Final = ("gathering", "composing")


def unheard(_stage: str) -> None:
    """Tell nobody."""
