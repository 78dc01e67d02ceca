"""A workshop in a real browser: known names complete, the map grows while one types, one write at the end."""

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import OpenPage
from tests.ui.browser.driver import NEEDED, ready

pytestmark = pytest.mark.browser


def test_from_the_first_line_to_the_write(open_page: OpenPage) -> None:
    with open_page("atelier") as page:
        line = page.get_by_role("combobox", name="Qui donne quoi à qui")
        line.press_sequentially("planifier")
        expect(page.get_by_role("option").first).to_have_text("R3 Planifier la production")
        line.press("Tab")
        line.press_sequentially("Bilan du plan")
        line.press("Enter")
        line.press_sequentially("Cellule de crise")
        nodes = page.locator(".qg-network .nodes button")
        expect(nodes).to_have_count(2, timeout=NEEDED * 1000)  # while the line is being typed
        line.press("Enter")
        expect(page.get_by_role("heading", name="1 flux nouveau")).to_be_visible()
        line.press_sequentially("Cellule de crise > Décision > M1")
        line.press("Enter")
        expect(page.get_by_role("heading", name="2 flux nouveaux")).to_be_visible()
        ready(page)
        page.reload()
        ready(page)
        expect(page.get_by_role("heading", name="2 flux nouveaux")).to_be_visible()
        page.get_by_role("button", name="Reprendre la dernière ligne").click()
        expect(page.get_by_role("heading", name="1 flux nouveau")).to_be_visible()
        page.get_by_role("button", name="Ce qui reste à décider").click()
        expect(page.get_by_text("Ce processus n’a pas de pilote.")).to_be_visible(timeout=NEEDED * 1000)
        page.get_by_role("button", name="Enregistrer dans l’organisme").click()
        expect(page.get_by_text("1 flux enregistré en une seule entrée")).to_be_visible()
        page.get_by_role("link", name="Ouvrir la cartographie").click()
        ready(page)
        expect(page.locator(".qg-map").get_by_text("Cellule de crise").first).to_be_visible()
