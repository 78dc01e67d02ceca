"""Choices that are links: they keep the keyboard's place, the browser's "back" takes them back."""

import re

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import OpenPage
from tests.ui.browser.driver import ready

pytestmark = pytest.mark.browser


def test_a_choice_in_a_list_keeps_its_place_and_names_the_tab(open_page: OpenPage) -> None:
    with open_page("principes?term=8.4") as page:
        listed, card = page.locator(".qg-list"), page.locator(".st-key-card")
        expect(page).to_have_title("Norme · qualite_graph")
        chosen = listed.locator("a[aria-current]")
        expect(chosen).to_have_text(re.compile("^8.4 "))
        expect(chosen).to_be_in_viewport()  # it was scrolled to, in the list
        listed.evaluate("list => { list.marked = true }")
        before = listed.evaluate("list => list.scrollTop")
        assert before > 0
        listed.get_by_role("link", name="8.3.2 ").focus()
        page.keyboard.press("Enter")
        expect(card.get_by_role("heading", name="Planification de la conception")).to_be_visible()
        expect(chosen).to_have_text(re.compile("^8.3.2 "))
        expect(chosen).to_be_focused()
        assert listed.evaluate("list => [list.marked, list.scrollTop]") == [True, before]  # not written anew
        page.go_back()
        expect(card.get_by_role("heading", name="Maîtrise des processus, produits")).to_be_visible()
        expect(chosen).to_have_text(re.compile("^8.4 "))


def test_a_filter_is_chosen_by_the_keyboard_and_taken_back(open_page: OpenPage) -> None:
    with open_page("diagnostic") as page:
        clause = page.locator(".qg-filter[data-name=clause]")
        found = page.locator(".qg-found")
        everything = found.inner_text()
        clause.locator("summary").focus()
        page.keyboard.press("Enter")
        clause.get_by_role("link", name="9.1.1").focus()
        page.keyboard.press("Enter")
        expect(clause.locator("summary")).to_have_text(re.compile("Article\u00a0: 9.1.1"))
        expect(clause.locator("summary")).to_be_focused()
        expect(found).not_to_have_text(everything)
        expect(page).to_have_url(re.compile("clause=9.1.1"))
        page.get_by_role("link", name="Relations").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Relations")
        page.get_by_role("link", name="Diagnostic").first.click()
        expect(clause.locator("summary")).to_have_text(re.compile("9.1.1"))  # it outlives the page
        clause.locator("summary").click()
        clause.get_by_role("link", name="tous", exact=True).click()
        expect(found).to_have_text(everything)
        expect(page).not_to_have_url(re.compile("clause"))
        page.go_back()
        expect(clause.locator("summary")).to_have_text(re.compile("9.1.1"))


def test_a_tool_of_the_map_opens_and_closes_from_the_same_place(open_page: OpenPage) -> None:
    with open_page("cartographie") as page:
        tool = page.get_by_role("link", name="Chemin")
        expect(tool).to_have_attribute("aria-expanded", "false")
        tool.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("combobox", name="De")).to_be_visible()
        expect(tool).to_have_attribute("aria-expanded", "true")
        expect(tool).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("combobox", name="De")).to_have_count(0)
        expect(tool).to_have_attribute("aria-expanded", "false")


def test_parts_of_a_page_are_links(open_page: OpenPage) -> None:
    with open_page("relations?part=sipoc") as page:
        parts = page.get_by_role("navigation", name="Parties de la page")
        expect(parts.locator("a[aria-current]")).to_have_text("SIPOC")
        parts.get_by_role("link", name="Interfaces").click()
        expect(parts.locator("a[aria-current]")).to_have_text("Interfaces")
        page.go_back()
        expect(parts.locator("a[aria-current]")).to_have_text("SIPOC")
        parts.get_by_role("link", name="Matrice").click()
        expect(parts.locator("a[aria-current]")).to_have_text("Matrice")
        expect(page).not_to_have_url(re.compile("part="))
        ready(page)
