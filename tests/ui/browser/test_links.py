"""Choices that are links: they keep the keyboard's place, the browser's "back" takes them back."""

import re

import pytest
from playwright.sync_api import expect

from tests.ui.browser.conftest import OpenPage
from tests.ui.browser.driver import NEEDED

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


def test_a_name_leads_to_its_card_from_every_part_of_the_standard(open_page: OpenPage) -> None:
    for part in ("coverage&term=9.1.1", "transition"):
        with open_page(f"principes?part={part}") as page:
            page.locator("a.qg-name[href*='term=']:visible").first.click()
            title = page.locator(".st-key-card .qg-title h2")
            expect(title).to_have_count(1, timeout=NEEDED * 1000)
            expect(title).to_be_visible()
            expect(page.locator(".qg-list a[aria-current]")).to_have_count(1)  # its part of the list is shown
            expect(page).not_to_have_url(re.compile("part="))


def test_a_link_to_a_process_shows_it_whatever_part_of_the_map_was_shown(open_page: OpenPage) -> None:
    with open_page("cartographie?around=M1&up=0&down=1") as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        expect(page.locator("[data-node=R6]")).to_have_count(0)
        page.get_by_role("link", name="Questions").first.click()
        page.get_by_role("link", name="Q39").wait_for(timeout=NEEDED * 1000)
        page.get_by_role("link", name="Q39").click()
        page.locator("a.qg-name", has_text="R6").first.click()
        expect(page.locator(".st-key-map_card").get_by_role("heading", level=2)).to_contain_text("Expédier")
        expect(page.locator("[data-node=R6]")).to_have_count(1, timeout=NEEDED * 1000)
        page.locator(".st-key-map_actions").get_by_role("button", name="Masquer").click()
        expect(page.locator("[data-node=R6]")).to_have_count(0)  # what one hides oneself stays hidden
        page.get_by_role("link", name="Tout montrer").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-node=R6]")).to_have_count(1)
        expect(page.locator(".qg-tools a").first).to_be_focused()


def test_a_choice_opens_in_a_tab_of_its_own(open_page: OpenPage) -> None:
    with open_page("cartographie?lang=en&colour=owner&organisation=coffralp") as page:
        tool = page.get_by_role("link", name="Path")
        tool.focus()
        assert "colour=owner" in (tool.get_attribute("href") or "")
        with page.context.expect_page() as opened:
            tool.click(modifiers=["Control"])
        expect(opened.value).to_have_url(re.compile("lang=en.*tool=path|tool=path.*lang=en"))
        expect(opened.value).to_have_url(re.compile("colour=owner"))


def test_arrows_and_letters_move_in_an_open_panel(open_page: OpenPage) -> None:
    with open_page("diagnostic") as page:
        clause = page.locator(".qg-filter[data-name=clause]")
        clause.locator("summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowDown")
        expect(clause.get_by_role("link", name="tous", exact=True)).to_be_focused()
        page.keyboard.type("9.1")
        expect(clause.get_by_role("link", name="9.1.1")).to_be_focused()
        page.keyboard.press("End")
        expect(clause.get_by_role("link").last).to_be_focused()
        page.keyboard.press("Escape")
        expect(clause.locator("summary")).to_be_focused()


def test_a_link_pressed_twice_is_one_step(open_page: OpenPage) -> None:
    with open_page("questions?question=Q38") as page:
        page.get_by_role("link", name="Q39").dblclick()
        expect(page.locator(".qg-question")).to_contain_text("Q39")
        page.go_back()
        expect(page.locator(".qg-question")).to_contain_text("Q38")


def test_a_link_written_anew_while_it_is_pressed_is_followed(open_page: OpenPage) -> None:
    with open_page("questions?question=Q38") as page:
        page.get_by_role("link", name="Q39").hover()
        page.mouse.down()
        page.locator(".qg-list").evaluate("list => { list.innerHTML += '' }")  # as a run that ends then does
        page.mouse.up()
        expect(page.locator(".qg-question")).to_contain_text("Q39")
