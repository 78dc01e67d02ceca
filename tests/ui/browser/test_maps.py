"""The map with free places: it draws once, tells what it is asked, and a keyboard does what a mouse does."""

import re
import xml.etree.ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.ui.browser.conftest import OpenPage
from tests.ui.browser.driver import NEEDED, ready
from tests.ui.browser.test_stories import violations

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
PLACES = "element => element.network.nodes().map(n => [n.id(), n.position('x'), n.position('y')])"
BOX = """(element, id) => {
  const found = element.network.getElementById(id).renderedBoundingBox();
  return [(found.x1 + found.x2) / 2, (found.y1 + found.y2) / 2];
}"""


def drawn(page: Page) -> None:
    """Wait until the network stands."""
    page.wait_for_selector(".qg-network[data-draws]", timeout=NEEDED * 1000)


def click(page: Page, identifier: str) -> None:
    """Click a node of the canvas."""
    canvas = page.locator(".qg-network .canvas")
    x, y = canvas.evaluate(BOX, identifier)
    canvas.click(position={"x": x, "y": y})


@pytest.mark.parametrize("layout", ["hierarchical", "force"])
def test_a_click_reads_the_card_and_draws_nothing_again(open_page: OpenPage, layout: str) -> None:
    with open_page(f"cartographie?layout={layout}") as page:
        drawn(page)
        network = page.locator(".qg-network")
        draws = network.get_attribute("data-draws")
        places = page.locator(".canvas").evaluate(PLACES)
        click(page, "R3")
        card = page.locator(".st-key-map_card")
        expect(card.get_by_role("heading", name="Planifier la production")).to_be_visible()
        expect(page).to_have_url(re.compile("process=R3"))
        expect(network).to_have_attribute("data-selected", "R3")
        ready(page)
        assert network.get_attribute("data-draws") == draws
        # The same link draws the same map.
        page.reload()
        ready(page)
        drawn(page)
        assert page.locator(".canvas").evaluate(PLACES) == places
        expect(page.locator(".qg-network")).to_have_attribute("data-selected", "R3")


def test_who_gives_stands_left_of_who_receives(open_page: OpenPage) -> None:
    with open_page("cartographie?layout=hierarchical") as page:
        drawn(page)
        x = {key: left for key, left, _ in page.locator(".canvas").evaluate(PLACES)}
        chain = [x[f"R{number}"] for number in (1, 2, 3, 4, 5, 6)]
        assert chain == sorted(chain)
        assert x["C1"] < x["R1"] < x["C1|out"]


def test_a_keyboard_finds_and_selects(open_page: OpenPage) -> None:
    with open_page("cartographie?layout=hierarchical") as page:
        drawn(page)
        page.locator(".qg-network .nodes button[data-node=R3]").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".st-key-map_card").get_by_role("heading", level=2)).to_contain_text("Planifier")
        page.keyboard.press("ArrowRight")
        assert page.locator(".qg-network .nodes button:focus").get_attribute("data-node") != "R3"
        page.keyboard.press("Escape")
        expect(page.get_by_text("Choisissez un processus", exact=True)).to_be_visible()


def test_colours_are_told_by_marks_and_words(open_page: OpenPage) -> None:
    with open_page("cartographie?colour=owner") as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        legend = page.locator(".qg-map .legend")
        expect(legend.get_by_text("Responsable qualité")).to_be_visible()
        expect(legend.get_by_text("sans pilote", exact=True)).to_be_visible()
        alone = page.locator("[data-node=S3]")
        expect(alone).to_have_attribute("aria-label", re.compile("sans pilote"))
        page.get_by_text("De gauche à droite", exact=True).click()
        drawn(page)
        expect(page.locator(".qg-network .legend").get_by_text("Responsable qualité")).to_be_visible()
        assert "colour=owner" in page.url
        assert "layout=hierarchical" in page.url


def test_layout_and_colours_are_chosen_on_the_map_by_keyboard_and_its_card_stays(open_page: OpenPage) -> None:
    with open_page("cartographie?process=R3") as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        page.get_by_role("radio", name="Classique").focus()
        page.keyboard.press("ArrowRight")
        drawn(page)
        chosen = page.get_by_role("radio", name="De gauche à droite")
        expect(chosen).to_be_checked()
        expect(chosen).to_be_focused()  # the map that is drawn instead takes it over
        page.get_by_role("combobox", name="Couleurs").select_option("Couleurs\u00a0: service")
        expect(page.locator(".qg-network .legend").get_by_text("sans service", exact=True)).to_be_visible()
        ready(page)
        assert "colour=unit" in page.url
        assert "layout=hierarchical" in page.url
        expect(page.locator(".st-key-map_card").get_by_role("heading", level=2)).to_contain_text("Planifier")
        expect(page.locator(".qg-network")).to_have_attribute("data-selected", "R3")


@pytest.mark.parametrize("layout", ["classic", "force"])
def test_a_name_chosen_in_the_list_of_the_search_field_opens_its_card(
    open_page: OpenPage, layout: str
) -> None:
    with open_page(f"cartographie?layout={layout}") as page:
        field = page.get_by_role("combobox", name="Chercher")
        names = field.evaluate("element => [...element.list.options].map(option => option.value)")
        assert "R3 Planifier la production" in names
        assert "Métro-Alpes Transport (fictif)" in names
        assert len(names) == len(set(names)) == 18 + 5 + 5
        field.press_sequentially("R3 Planifier la production et")  # a name that is typed may go on
        expect(field).to_have_value("R3 Planifier la production et")
        expect(field).to_be_focused()
        chosen = "(element, name) => { element.value = name; element.dispatchEvent(new Event('input')); }"
        field.evaluate(chosen, "R3 Planifier la production")  # a list gives a name at one go
        expect(page.locator(".st-key-map_card").get_by_role("heading", level=2)).to_contain_text("Planifier")
        expect(field).to_have_value("")


def test_neighbours_and_path(open_page: OpenPage) -> None:
    with open_page("cartographie?layout=hierarchical&around=S6&up=0&down=1") as page:
        drawn(page)
        few = page.locator(".qg-network .nodes button").count()
        page.get_by_role("link", name="Tout montrer").click()
        expect(page.locator(".qg-network .nodes button")).not_to_have_count(few)
        assert "around" not in page.url
    with open_page("cartographie?process=R3") as page:
        page.locator(".st-key-map_actions").get_by_role("button", name="Voisins").click()
        # The controls above the map follow what is asked in its card.
        expect(page.get_by_role("link", name="Voisins\u00a0: R3")).to_be_visible()
        expect(page.get_by_role("link", name="Tout montrer")).to_be_visible()
    with open_page("cartographie?from=R1&to=S3") as page:
        expect(page.get_by_text("Chemin de 2 flux")).to_be_visible()
        expect(page.locator(".qg-map .node.trail")).to_have_count(3)


def test_the_exact_view_is_saved_and_its_link_opens_it(open_page: OpenPage) -> None:
    with open_page("cartographie?layout=force&colour=criticality&process=R3") as page:
        drawn(page)
        canvas = page.locator(".qg-network .canvas")
        x, y = canvas.evaluate(BOX, "S6")
        area = canvas.bounding_box()
        assert area is not None
        page.mouse.move(area["x"] + x, area["y"] + y)
        page.mouse.down()
        page.mouse.move(area["x"] + x + 60, area["y"] + y + 40, steps=5)
        page.mouse.up()
        page.wait_for_timeout(1500)  # the place is told once it stands still
        ready(page)
        places = canvas.evaluate(PLACES)
        page.get_by_role("link", name="Vues").click()
        page.get_by_label("Nom de la vue").fill("Revue de direction")
        page.get_by_role("button", name="Enregistrer la vue").click()
        link = page.get_by_test_id("stCode").inner_text().strip()
        assert "view=Revue+de+direction" in link
        # What is chosen on the map is no longer the view, and its panel says so.
        page.get_by_role("combobox", name="Couleurs").select_option("Couleurs\u00a0: pilote")
        expect(page.get_by_test_id("stCode")).to_have_count(0)
        assert "view=" not in page.url
    with open_page(link.split("/", 3)[3]) as page:
        drawn(page)
        opened = {key: (left, top) for key, left, top in page.locator(".canvas").evaluate(PLACES)}
        for key, left, top in places:
            assert opened[key] == pytest.approx((left, top), abs=1), key
        expect(page.locator(".qg-network")).to_have_attribute("data-selected", "R3")
        expect(page.locator(".qg-network .legend").get_by_text("Criticité dans le réseau")).to_be_visible()
        assert "colour=criticality" in page.url


@pytest.mark.parametrize("layout", ["classic", "hierarchical"])
def test_pictures_carry_title_date_and_legend(open_page: OpenPage, layout: str) -> None:
    with open_page(f"cartographie?layout={layout}&colour=owner") as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        with page.expect_download() as download:
            page.locator(".qg-map [data-action=svg]").click()
        drawing = ET.parse(download.value.path())
        texts = [element.text or "" for element in drawing.iter(f"{SVG}text")]
        assert "Coffralp SAS (fictif)" in texts
        assert any(re.search(r"\d{4}$", text) for text in texts)
        assert {"Responsable qualité", "Sans pilote"} <= set(texts)
        assert "R3" in texts
        assert [text for text in texts if text.endswith("…") and text != "…"] == []
        with page.expect_download() as download:
            page.locator(".qg-map [data-action=png]").click()
        with Image.open(download.value.path()) as picture:
            assert picture.width > 1500
            colours = picture.convert("RGB").getcolors(picture.width * picture.height)
            assert colours is not None
            assert len(colours) > 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "place",
    [
        "cartographie?colour=owner&process=S3",
        "cartographie?layout=hierarchical&colour=criticality&from=R1&to=S3",
        "explorateur?entity=https%3A%2F%2Fw3id.org%2Fqualite-graph%2Fdata%2Fcoffralp%2Fprocess%2FS3",
    ],
)
def test_maps_can_be_read_by_all(open_page: OpenPage, place: str, scheme: str) -> None:
    with open_page(place, scheme=scheme) as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        assert violations(page) == []


@pytest.mark.parametrize("layout", ["classic", "hierarchical"])
def test_a_family_folds_into_one_node_and_unfolds(open_page: OpenPage, layout: str) -> None:
    nodes = ".qg-map .node" if layout == "classic" else ".qg-network .nodes button"
    with open_page(f"cartographie?layout={layout}&group=family&process=S3") as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        many = page.locator(nodes).count()
        page.get_by_role("button", name="Replier «\u00a0Support\u00a0»").click()
        folded = page.locator(f"{nodes}[data-node='group support']")
        expect(folded).to_have_count(1)
        assert page.locator(nodes).count() < many
        assert "fold=support" in page.url
        # The process that was selected stays so: its group stands for it.
        expect(page.locator(".st-key-map_card").get_by_role("heading", level=2)).to_be_visible()
        expect(folded).to_have_attribute("aria-pressed", "true")
        folded.dispatch_event("click")
        expect(page.get_by_text("Choisissez un processus", exact=True)).to_be_visible()
        folded.dispatch_event("click")
        card = page.locator(".st-key-map_card")
        expect(card.get_by_text("S3", exact=False).first).to_be_visible()
        card.get_by_role("button", name="Déplier").click()
        expect(page.locator(nodes)).to_have_count(many)
        assert "fold" not in page.url


def test_derived_relations_are_dotted_and_named(open_page: OpenPage) -> None:
    with open_page("cartographie?layout=hierarchical&links=both") as page:
        drawn(page)
        styles = page.locator(".canvas").evaluate(
            "element => element.network.edges().map(e => [e.data('derived'), e.style('line-style')])"
        )
        assert {style for derived, style in styles if derived} == {"dotted"}
        assert "dotted" not in {style for derived, style in styles if not derived}
        expect(page.locator(".qg-network .legend").get_by_text("Relation déduite")).to_be_visible()
        page.get_by_role("link", name="Affichage").click()
        expect(page.get_by_role("combobox", name="Lignes")).to_be_visible()


def test_a_walk_back_shows_exactly_its_flows(open_page: OpenPage) -> None:
    with open_page("voix-du-client?part=complaints&complaint=K07") as page:
        link = page.get_by_role("link", name="Voir ce chemin sur la carte")
        address = link.get_attribute("href") or ""
        chain = re.search(r"chain=([^&]+)", address)
        assert chain is not None
        link.click()
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        lit = page.locator(".qg-map .flow.trail")
        expect(lit.first).to_be_attached()
        shown = [(one.get_attribute("data-flow") or "").rpartition("/")[2] for one in lit.all()]
        assert sorted(shown) == sorted(chain.group(1).replace("%2C", ",").split(","))


def test_what_stops_is_clicked_on_the_map(open_page: OpenPage) -> None:
    with open_page("diagnostic?part=what_if&stops=R3") as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        expect(page.locator("[data-node=R3]")).to_have_attribute("aria-label", re.compile("arrêté"))
        expect(page.locator(".qg-map .flow.cut").first).to_be_attached()
        page.locator("[data-node=S3]").click()
        expect(page).to_have_url(re.compile("stops=R3(%2C|,)S3"))
        expect(page.locator("[data-node=S3]")).to_have_attribute("aria-label", re.compile("arrêté"))
        ready(page)
        page.locator("[data-node=S3]").click()
        expect(page).to_have_url(re.compile("stops=R3$"))


def test_a_style_sheet_that_comes_late_still_colours_the_canvas(browser: Browser, address: str) -> None:
    page = browser.new_page()

    def later(route: Route) -> None:
        page.wait_for_timeout(2000)
        route.continue_()

    page.route(re.compile(r"network_map.*\.css"), later)
    page.goto(f"{address}/cartographie?layout=force")
    drawn(page)
    colours = "element => [...new Set(element.network.nodes().map(n => n.style('background-color')))].length"
    canvas = page.locator(".qg-network .canvas")
    page.wait_for_timeout(3000)
    assert canvas.evaluate(colours) > 2
    page.close()


@pytest.mark.parametrize("layout", ["classic", "hierarchical"])
def test_the_map_keeps_what_was_clicked_when_a_tool_opens_above_it(open_page: OpenPage, layout: str) -> None:
    with open_page(f"cartographie?process=R3&layout={layout}") as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        page.locator(".qg-map [data-node='R2']").dispatch_event("click")
        pressed = page.locator(".qg-map [data-node][aria-pressed=true]")
        card = page.locator(".st-key-map_card")
        expect(card.get_by_role("heading", name="Concevoir et développer")).to_be_visible()
        for opened in (1, 0):
            page.get_by_role("link", name="Vues", exact=True).click()
            expect(page.locator(".st-key-map_panel")).to_have_count(opened)
            ready(page)
            page.wait_for_timeout(500)  # a wrong map would be drawn by now
            expect(pressed).to_have_attribute("data-node", "R2")
            expect(card.get_by_role("heading", name="Concevoir et développer")).to_be_visible()
