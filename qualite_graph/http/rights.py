"""What a request may see and change: the one value through which every route learns it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import HTTPConnection

from qualite_graph.http.access import right_of
from qualite_graph.tokens import Right

__all__ = ["Right", "Rights", "right_of"]

Rights = Callable[[HTTPConnection], Right]
"""How a route learns the right of a request from its headers."""
