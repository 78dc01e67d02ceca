"""A map of more than a thousand nodes: drawn by the graphics card, found by name, clicked like any other."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, TimeoutError, expect

from benchmarks.synthetic import SLUG, text
from qualite_graph import writing
from qualite_graph.history import Origin
from qualite_graph.workspace import Workspace
from tests.ui.browser.driver import NEEDED, ready, serve

pytestmark = pytest.mark.browser


IDLE = """
window.putOff = new Set();
const [ask, drop] = [window.requestIdleCallback, window.cancelIdleCallback];
window.requestIdleCallback = (work, options) => {
  if (options?.timeout !== 1000) return ask.call(window, work, options);
  window.putOff.add(putOff.size + 1000000);
  return putOff.size + 999999;
};
window.cancelIdleCallback = id => window.putOff.delete(id) || drop.call(window, id);
"""
"""A browser that is never idle: a drawing that is put off stays so, for all to see."""


@pytest.fixture(scope="module")
def large(required: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory: Path = tmp_path_factory.mktemp("large") / "data"
    workspace = Workspace.open(directory)
    writing.replace_organisation(workspace.store, SLUG, text(1000).encode(), Origin.now("test"))
    del workspace
    with serve(directory) as address:
        yield address


def test_a_thousand_processes(large: str, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{large}/cartographie?organisation={SLUG}")
    page.wait_for_selector(".qg-large[data-draws]", timeout=NEEDED * 1000)
    network = page.locator(".qg-large")
    expect(network).to_have_attribute("data-nodes", "1040")
    page.get_by_role("searchbox").fill("P777 ")
    expect(network.locator(".count")).to_contain_text("1")
    page.get_by_role("searchbox").press("Enter")
    heading = page.locator(".st-key-map_card").get_by_role("heading", level=2)
    expect(heading).to_contain_text("777", timeout=NEEDED * 1000)
    ready(page)
    assert network.get_attribute("data-draws") == "1"
    # A neighbourhood is small enough for boxes.
    page.locator(".st-key-map_actions").get_by_role("button", name="Voisins").click()
    page.wait_for_selector(".qg-map .node, .qg-network", timeout=NEEDED * 1000)
    assert errors == []
    page.close()


def test_what_was_looked_for_and_is_hidden_leaves_the_map_drawn(large: str, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{large}/cartographie?organisation={SLUG}")
    network = page.locator(".qg-large")
    expect(network).to_have_attribute("data-nodes", "1040", timeout=NEEDED * 1000)
    page.get_by_role("searchbox").fill("P777 ")
    network.locator(".nodes button[data-node=P777]").dispatch_event("click")
    page.locator(".st-key-map_actions").get_by_role("button", name="Masquer").click(timeout=NEEDED * 1000)
    expect(network).to_have_attribute("data-nodes", "1039", timeout=NEEDED * 1000)
    expect(page.get_by_role("searchbox")).to_have_value("P777 ")
    expect(network.locator(".nodes button")).to_have_count(0)
    expect(network.locator(".count")).to_contain_text("0")
    assert errors == []
    page.close()


def test_a_drawing_put_off_is_dropped_once_all_is_drawn_or_gone(large: str, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script(IDLE)
    page.goto(f"{large}/cartographie?organisation={SLUG}")
    page.wait_for_selector(".qg-large[data-draws]", timeout=NEEDED * 1000)
    ready(page)
    button = page.locator(".qg-large .nodes button[data-node=P5]")
    pressed = "element => { element.click(); return element.getAttribute('aria-pressed'); }"

    def put_off() -> None:
        """Click until a drawing waits: an answer that changes the looks draws at once."""
        for _ in range(6):
            before = button.get_attribute("aria-pressed")
            assert button.evaluate(pressed) != before  # at once, and not with the drawing
            with suppress(TimeoutError):
                page.wait_for_function("putOff.size > 0", timeout=5000)
                return
        raise AssertionError("nothing is put off")

    put_off()
    search = """element => { element.value = "P5"; element.dispatchEvent(new Event("input"));
      return putOff.size; }"""
    assert page.get_by_role("searchbox").evaluate(search) == 0  # all is drawn again
    ready(page)
    put_off()
    page.get_by_role("link", name="Accueil", exact=True).first.click()
    page.wait_for_selector(".qg-large", state="detached", timeout=NEEDED * 1000)
    assert page.evaluate("putOff.size") == 0
    page.close()


def test_the_lines_of_hundreds_of_nodes_are_drawn_apart(large: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{large}/cartographie?organisation={SLUG}&layout=force&around=P5&up=4&down=4")
    page.wait_for_selector(".qg-network[data-draws]", timeout=NEEDED * 1000)
    network, canvas = page.locator(".qg-network"), page.locator(".qg-network .canvas")
    assert int(network.get_attribute("data-nodes") or 0) > 70
    edges = "element => element.network.edges().map(edge => [edge.source().id(), edge.target().id()])"
    assert canvas.evaluate(edges) == []
    inked = """element => { const { width, height } = element;
      return element.getContext("2d").getImageData(0, 0, width, height).data.some(value => value > 0); }"""
    page.wait_for_timeout(500)
    assert page.locator(".qg-network .lines").evaluate(inked)
    with page.expect_download() as download:
        network.locator("[data-action=svg]").click()
    paths = ET.parse(download.value.path()).iter("{http://www.w3.org/2000/svg}path")
    assert sum(path.get("fill") == "none" for path in paths) > 70
    network.locator(".nodes button[data-node=P5]").dispatch_event("click")
    page.wait_for_selector(".st-key-map_card .qg-facts", timeout=NEEDED * 1000)
    lit = canvas.evaluate(edges)
    assert lit
    assert all("P5" in ends for ends in lit)
    network.locator(".nodes button[data-node=P5]").dispatch_event("click")
    expect(network).to_have_attribute("data-selected", "")
    page.wait_for_function("element => element.network.edges().length === 0", arg=canvas.element_handle())
    page.close()


def test_lines_drawn_apart_are_told_beside_the_nodes_and_not_while_the_ground_is_dragged(
    large: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{large}/cartographie?organisation={SLUG}&layout=force&around=P5&up=4&down=4")
    page.wait_for_selector(".qg-network[data-draws]", timeout=NEEDED * 1000)
    ready(page)
    canvas, tip = page.locator(".qg-network .canvas"), page.locator(".qg-network .tip")
    canvas.scroll_into_view_if_needed()
    area = canvas.bounding_box()
    assert area is not None

    def find() -> tuple[float, float]:
        """Move over the ground until a line tells what it carries."""
        for step in range(8, int(area["height"]) - 8, 3):
            at = area["x"] + area["width"] * (0.3 + 0.4 * (step % 7) / 7), area["y"] + step
            page.mouse.move(*at)
            if "shown" in (tip.get_attribute("class") or "") and tip.locator("b").count():
                return at
        raise AssertionError("no line")

    x, y = find()
    page.wait_for_timeout(300)
    canvas.evaluate(
        """element => { const cy = element.network, nodes = cy.nodes.bind(cy);
        window.asked = 0; cy.nodes = (...all) => { window.asked += 1; return nodes(...all); }; }"""
    )
    for away in (0.5, 0, 0.5, 0):
        page.mouse.move(x + away, y)
    assert page.evaluate("asked") == 0  # no place is worked out again for a move
    page.mouse.down()
    page.mouse.move(x + 8, y)  # far enough for a drag to begin
    tip.evaluate(
        """element => { window.told = 0;
        new MutationObserver(() => { window.told += 1; }).observe(element, { childList: true }); }"""
    )
    for away in range(12, 60, 4):
        page.mouse.move(x + away, y)
    assert page.evaluate("told") == 0
    assert "shown" not in (tip.get_attribute("class") or "")
    page.mouse.up()
    page.close()


def test_places_and_the_part_in_view_are_found_again(large: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{large}/cartographie?organisation={SLUG}")
    page.wait_for_selector(".qg-large[data-draws]", timeout=NEEDED * 1000)
    ready(page)
    canvas = page.locator(".qg-large .canvas")
    place = (
        "element => { const { x, y } = element.sigma.getGraph().getNodeAttributes('P777'); return [x, y]; }"
    )
    seen = """element => element.sigma.graphToViewport(element.sigma.getGraph().getNodeAttributes('P777'))"""
    before, at = canvas.evaluate(place), canvas.evaluate(seen)
    area = canvas.bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + at["x"], area["y"] + at["y"])
    page.mouse.down()
    page.mouse.move(area["x"] + at["x"] + 60, area["y"] + at["y"] + 40, steps=5)
    page.mouse.up()
    moved = canvas.evaluate(place)
    assert moved != pytest.approx(before)
    expect(page.locator(".qg-large")).to_have_attribute("data-selected", "")
    page.locator(".qg-large [data-action=zoom_in]").click()
    page.wait_for_timeout(1500)  # places are told once they stand still
    ready(page)
    view = "element => element.sigma.getCamera().getState()"
    camera = canvas.evaluate(view)
    # Another page, and back: the session has kept both.
    page.get_by_role("link", name="Accueil", exact=True).first.click()
    page.wait_for_selector(".qg-home", timeout=NEEDED * 1000)
    page.get_by_role("link", name="Cartographie", exact=True).first.click()
    page.wait_for_selector(".qg-large[data-draws]", timeout=NEEDED * 1000)
    assert canvas.evaluate(place) == pytest.approx(moved, abs=0.1)
    assert canvas.evaluate(view) == pytest.approx(camera, abs=0.001)
    page.close()
