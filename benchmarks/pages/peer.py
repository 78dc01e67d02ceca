"""The same network drawn by another component: st-link-analysis, which draws by Cytoscape as ours does."""

from __future__ import annotations

import importlib.util
import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.pages.served import script

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_APP: Final = """import json
from pathlib import Path

import streamlit as st
from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis

st.set_page_config(layout="wide")
elements = json.loads(Path(__file__).with_name("elements.json").read_text("utf-8"))
nodes = [NodeStyle("PROCESS", "#0f6b64", "name")]
st_link_analysis(elements, "fcose", nodes, [EdgeStyle("FLOW", directed=True)], key="map")
st.html('<p class="st-key-ran"></p>')
"""
_STANDS: Final = """() => {
  for (const holder of document.querySelectorAll("div")) {
    const cy = holder._cyreg?.cy;
    if (!cy || cy.nodes().length === 0) continue;
    const box = cy.nodes().boundingBox();
    const said = [box.x1, box.y1, box.w, box.h].map(Math.round).join(" ");
    const still = box.w > 1 && said === window.said_before;
    window.said_before = said;
    return still;
  }
  return false;
}"""
"""Whether nodes have places, and the same as when this was last asked."""
_BETWEEN: Final = 0.25


def installed() -> bool:
    """Tell whether the other component is there to be compared with."""
    return importlib.util.find_spec("st_link_analysis") is not None


def drawn(browser: Browser, names: list[str], flows: list[tuple[int, int]], patience: float) -> float | None:
    """Return the seconds from the address to a drawing that stands still; `None` without one."""
    elements = {
        "nodes": [{"data": {"id": str(i), "label": "PROCESS", "name": name}} for i, name in enumerate(names)],
        "edges": [
            {"data": {"id": f"f{i}", "label": "FLOW", "source": str(one), "target": str(other)}}
            for i, (one, other) in enumerate(flows)
        ],
    }
    files = {"streamlit_app.py": _APP, "elements.json": json.dumps(elements)}
    from playwright.sync_api import TimeoutError as StillnessError

    with tempfile.TemporaryDirectory() as folder, script(Path(folder), files) as served:
        for page in (browser.new_page(), browser.new_page()):  # the first one warms the server
            start = time.perf_counter()
            page.goto(served.address)
            try:
                holder = page.wait_for_selector("iframe", timeout=patience * 1000)
            except StillnessError:
                return None  # it stays without height: nothing is ever drawn
        frame = holder.content_frame() if holder else None
        if frame is None:
            return None
        try:
            # A page that is too busy to answer is left by this, and not by a look at it.
            frame.wait_for_function(_STANDS, polling=_BETWEEN * 1000, timeout=patience * 1000)
        except StillnessError:
            return None
        return time.perf_counter() - start - _BETWEEN
