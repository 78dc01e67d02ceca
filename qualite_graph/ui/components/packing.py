"""What a component sends to the browser, as bytes.

Streamlit searches anything else for tables, and writes it twice, at every run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qualite_graph.ui.same import of_the_same


def as_bytes(shown: Mapping[str, Any]) -> bytes:
    """Return a JSON object; for what is another one at every run."""
    return json.dumps(shown, ensure_ascii=False).encode()


def packed(kept: Mapping[str, Any], **rest: Any) -> bytes:
    """Return a JSON object: what is kept, written once, and what may change from one run to the next.

    >>> packed({"names": ["A"]}, version=2)
    b'{"names": ["A"], "version": 2}'
    """
    return joined(kept, json.dumps(rest, ensure_ascii=False))


def joined(kept: Mapping[str, Any], rest: str) -> bytes:
    """Return the same for a rest that is written already; neither may be empty."""
    return _written(kept)[:-1] + b", " + rest[1:].encode()


@of_the_same(16)
def _written(kept: Mapping[str, Any]) -> bytes:
    return as_bytes(kept)
