"""A map of more than a thousand nodes: drawn by the graphics card, found by name, clicked like any other."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.synthetic import SLUG, text
from qualite_graph import writing
from qualite_graph.history import Origin
from qualite_graph.workspace import Workspace
from tests.ui.browser.driver import NEEDED, ready, serve

pytestmark = pytest.mark.browser


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
    page.wait_for_selector(".st-key-home", timeout=NEEDED * 1000)
    page.get_by_role("link", name="Cartographie", exact=True).first.click()
    page.wait_for_selector(".qg-large[data-draws]", timeout=NEEDED * 1000)
    assert canvas.evaluate(place) == pytest.approx(moved, abs=0.1)
    assert canvas.evaluate(view) == pytest.approx(camera, abs=0.001)
    page.close()
