"""The explorer in a real browser: find a start, follow, come back, leave a kind out, open the statements."""

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import OpenPage
from tests.ui.browser.driver import NEEDED, ready

pytestmark = pytest.mark.browser


def test_from_a_process_to_the_principle_it_serves(open_page: OpenPage) -> None:
    with open_page("explorateur") as page:
        search = page.get_by_label("Partir d’un nom ou d’un code")
        search.fill("Maintenir les équipements")
        search.press("Enter")
        found = page.get_by_role("navigation", name="Trouvé")
        expect(found.get_by_role("link").first).to_be_focused()
        found.get_by_role("link", name="S3 Maintenir les équipements", exact=True).click()
        card = page.locator(".st-key-map_card")
        expect(card.get_by_role("heading", name="Maintenir les équipements")).to_be_visible()
        expect(found).to_have_count(0)
        expect(search).to_have_value("")
        expect(card.get_by_text("déduit").first).to_be_visible()
        page.wait_for_selector(".qg-network[data-draws]", timeout=NEEDED * 1000)
        clause = "https://w3id.org/qualite-graph/reference/iso9001/2015/7.1.3"
        page.locator(f".qg-network .nodes button[data-node='{clause}']").focus()
        page.keyboard.press("Enter")
        expect(card.get_by_role("heading", name="Infrastructure")).to_be_visible()
        crumbs = page.get_by_role("navigation", name="Le chemin parcouru")
        crumbs.get_by_role("link", name="S3 Maintenir").click()
        expect(card.get_by_role("heading", name="Maintenir les équipements")).to_be_visible()
        ready(page)
        nodes = page.locator(".qg-network .nodes button")
        before = nodes.count()
        page.goto(page.url + "&without=https%3A%2F%2Fw3id.org%2Fqualite-graph%2Fontology%23Flow")
        ready(page)
        page.wait_for_selector(".qg-network[data-draws]", timeout=NEEDED * 1000)
        expect(nodes).to_have_count(before - 2)
        page.get_by_role("link", name="Ouvrir ses énoncés").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("SPARQL")
        expect(page.locator(".cm-content")).to_contain_text("?relation ?value")
        expect(page.locator(".st-key-answer tbody")).to_be_visible()


def test_a_name_on_the_card_leads_on_and_the_way_stays(open_page: OpenPage) -> None:
    with open_page("explorateur") as page:
        card, crumbs = page.locator(".st-key-map_card"), page.locator(".qg-crumbs")
        card.get_by_role("link", name="O24 Programme d’expédition").first.click()
        expect(card.get_by_role("heading", name="Programme d’expédition")).to_be_visible()
        expect(crumbs.get_by_role("link")).to_have_text(["R3 Planifier la production"])
        expect(crumbs.locator("[aria-current]")).to_be_focused()  # the keyboard goes on from there
        card.get_by_role("link", name="F26").click()
        expect(card.get_by_role("heading", name="Planifier la production → Expédier")).to_be_visible()
        expect(crumbs.get_by_role("link")).to_have_count(2)
        page.go_back()
        expect(card.get_by_role("heading", name="Programme d’expédition")).to_be_visible()
        expect(crumbs.get_by_role("link")).to_have_count(1)
        crumbs.get_by_role("link").click()
        expect(card.get_by_role("heading", name="Planifier la production")).to_be_visible()
        expect(crumbs.get_by_role("link")).to_have_count(0)


def test_what_a_search_finds_is_told_from_a_place_that_stays(open_page: OpenPage) -> None:
    with open_page("explorateur") as page:
        voice = page.locator(".qg-voice[role=status]")
        search = page.get_by_label("Partir d’un nom ou d’un code")
        search.fill("abracadabra")
        search.press("Enter")
        expect(voice).to_contain_text("abracadabra")
        voice.evaluate("(voice) => { voice.stays = true; }")
        search.fill("sésame")
        search.press("Enter")
        expect(voice).to_contain_text("sésame")
        assert voice.evaluate("(voice) => voice.stays")
        page.get_by_role("link", name="Accueil", exact=True).first.click()
        expect(voice).to_be_empty()
