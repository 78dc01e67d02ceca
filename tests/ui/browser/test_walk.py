"""What a quality manager does, in a real browser: five pages, two languages, the map, a question, a query."""

import csv
import io
import json
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.ui import components
from qualite_graph.ui.menu import PAGES
from tests.ui.browser.conftest import OpenPage
from tests.ui.browser.driver import node, ready

pytestmark = pytest.mark.browser

CUSTOMERS_OF_R3 = ["R1", "R4", "R6", "R7", "S1", "S3"]
TITLES = {lang: [messages(lang).text(f"ui.menu.{view}") for view in PAGES] for lang in LANGUAGES}


def heading(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    ready(page)


PARTS = sorted(path.stem for path in (Path(components.__file__).parent / "assets").glob("*.js"))


def test_parts_that_come_after_the_page_was_left_draw_nothing(open_page: OpenPage) -> None:
    with open_page() as page:
        drawn = page.evaluate(
            """async (parts) => {
              const drawn = [];
              for (const part of parts) {
                const script = `/_stcore/bidi-components/qualite-graph.${part}/${part}.js`;
                const { default: show } = await import(script);
                const parentElement = document.createElement("div");
                const data = new TextEncoder().encode("{}");
                const end = show({ parentElement, data, setStateValue() {}, setTriggerValue() {} });
                if (parentElement.childElementCount) drawn.push(part);
                end();
              }
              return drawn;
            }""",
            PARTS,
        )
    assert len(PARTS) == 5
    assert drawn == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_walk_through_the_pages(open_page: OpenPage, lang: str) -> None:
    with open_page(f"?lang={lang}") as page:
        assert page.locator("html").get_attribute("lang") == lang
        for title in TITLES[lang]:
            page.get_by_role("link", name=title, exact=True).first.click()
            heading(page, title)
            expect(page.get_by_test_id("stException")).to_have_count(0)
            expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
            assert ("lang=en" in page.url) == (lang == "en")


def test_language_switch_stays_from_page_to_page(open_page: OpenPage) -> None:
    with open_page("questions?question=Q36") as page:
        page.get_by_role("link", name="EN", exact=True).click()
        expect(page.get_by_role("heading", level=2).first).to_contain_text("Who are the internal customers")
        assert "lang=en" in page.url
        assert "question=Q36" in page.url
        expect(page.get_by_role("link", name="EN", exact=True)).to_be_focused()
        page.go_back()
        expect(page.get_by_role("heading", level=2).first).to_contain_text("Qui sont les clients internes")
        page.go_forward()
        expect(page.get_by_role("heading", level=2).first).to_contain_text("Who are the internal customers")
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("link", name="Process map", exact=True).first.click()
        heading(page, "Process map")
        page.reload()
        heading(page, "Process map")


def test_the_help_of_a_page_opens_by_keyboard_and_folds_when_one_looks_elsewhere(open_page: OpenPage) -> None:
    with open_page("voix-du-client") as page:
        summary, told = page.locator(".qg-panel summary"), page.get_by_text("que sait-on de C1")
        expect(told).to_be_hidden()
        summary.focus()
        page.keyboard.press("Enter")
        expect(told).to_be_visible()
        page.keyboard.press("Escape")
        expect(told).to_be_hidden()
        expect(summary).to_be_focused()
        summary.click()
        expect(told).to_be_visible()
        page.get_by_role("heading", level=1).click()
        expect(told).to_be_hidden()
        summary.click()
        page.keyboard.press("Tab")
        expect(told).to_be_hidden()


def test_click_on_the_map_reads_the_internal_customers(open_page: OpenPage) -> None:
    with open_page("cartographie") as page:
        expect(page.get_by_text("Choisissez un processus", exact=True)).to_be_visible()
        node(page, "R3")
        card = page.locator(".st-key-map_card")
        expect(card.get_by_role("heading", name="Planifier la production")).to_be_visible()
        customers = card.get_by_role("radiogroup", name="Clients internes").get_by_role("radio")
        expect(customers).to_have_count(len(CUSTOMERS_OF_R3))
        assert [text.split()[0] for text in customers.all_inner_texts()] == CUSTOMERS_OF_R3
        assert "process=R3" in page.url
        # A chip follows the flow, and the map with it.
        customers.filter(has_text="S3").click()
        expect(card.get_by_role("heading", name="Maintenir les équipements")).to_be_visible()
        expect(card.get_by_text("sans pilote")).to_be_visible()
        assert "process=S3" in page.url


def test_a_link_opens_the_map_on_a_process(open_page: OpenPage) -> None:
    with open_page("cartographie?process=R7&lang=en") as page:
        expect(page.locator(".st-key-map_card").get_by_role("heading", level=2)).to_contain_text(
            "after-sales"
        )


def test_the_map_as_a_table(open_page: OpenPage) -> None:
    with open_page("cartographie") as page:
        page.get_by_role("link", name="Tableau").click()
        rows = page.locator(".qg-table tbody tr")
        expect(rows.filter(has_text="Ordre de fabrication et planning")).to_have_count(1)


def test_ask_a_question_and_take_the_answer_away(open_page: OpenPage) -> None:
    with open_page("questions") as page:
        page.get_by_text("Autour d’un processus").first.click()
        ready(page)
        expect(page.locator(".qg-question")).to_contain_text("R3 Planifier la production")
        with page.expect_download() as download:
            page.get_by_role("button", name="Télécharger").click()
        content = download.value.path().read_text("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content), delimiter=";"))
        assert rows[0] == ["Client interne"]
        assert [row[0].split()[0] for row in rows[1:]] == CUSTOMERS_OF_R3
        assert download.value.suggested_filename == "Q36.csv"


def test_from_a_question_to_its_query(open_page: OpenPage) -> None:
    with open_page("questions?question=Q36") as page:
        page.get_by_text("La requête SPARQL").click()
        page.get_by_role("button", name="Ouvrir dans la page SPARQL").click()
        heading(page, "SPARQL")
        editor = page.get_by_role("textbox", name="Requête SPARQL")
        expect(editor).to_contain_text("PREFIX qg: <https://w3id.org/qualite-graph/ontology#>")
        expect(editor).to_contain_text("<https://w3id.org/qualite-graph/data/coffralp/process/R3>")
        expect(page.locator(".qg-table tbody tr")).to_have_count(len(CUSTOMERS_OF_R3))


def test_write_a_query_with_completion_then_a_faulty_one(open_page: OpenPage) -> None:
    with open_page("requetes") as page:
        editor = page.get_by_role("textbox", name="Requête SPARQL")
        editor.click()
        page.keyboard.press("Control+a")
        page.keyboard.type('SELECT ?c WHERE { ?p skos:notation "R3" ; client')
        # Names are found by what people call them, and written as the language wants them.
        offered = page.get_by_role("option").filter(has_text="qg:hasInternalCustomer")
        expect(offered).to_be_visible()
        offered.click()
        page.keyboard.type(" ?c ")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".qg-table tbody tr")).to_have_count(len(CUSTOMERS_OF_R3))
        expect(editor).to_contain_text("PREFIX skos:")
        with page.expect_download() as download:
            page.get_by_role("button", name="JSON").click()
        assert len(json.loads(download.value.path().read_bytes())["results"]["bindings"]) == len(
            CUSTOMERS_OF_R3
        )
        editor.click()
        page.keyboard.press("Control+a")
        page.keyboard.type("SELECT * WHERE {\n?s ?p")  # the editor closes the bracket
        page.get_by_role("button", name="Exécuter").click()
        expect(page.get_by_text("Ligne 3, colonne 2")).to_be_visible()
        expect(page.locator(".cm-lintRange-error, .cm-lintPoint-error")).to_have_count(1)
        expect(page.locator(".qg-source mark").first).to_contain_text("}")


def test_gap_on_the_first_page_leads_to_its_question(open_page: OpenPage) -> None:
    with open_page() as page:
        page.get_by_role("link", name="Voir la réponse").first.click()
        heading(page, "Questions")
        expect(page.locator(".qg-question")).to_contain_text("aucun client")
        expect(page.locator(".qg-table tbody tr")).to_have_count(1)


def test_a_link_leads_to_another_page_in_the_same_session_and_back(open_page: OpenPage) -> None:
    with open_page("?lang=en") as page:
        page.evaluate("window.kept = true")
        page.get_by_role("link", name="See the answer").first.click()
        heading(page, "Questions")
        assert "question=Q50" in page.url
        assert "lang=en" in page.url
        page.get_by_role("link", name="SPARQL endpoint").click()
        heading(page, "SPARQL")
        page.go_back()
        heading(page, "Questions")
        assert "question=Q50" in page.url
        page.go_back()
        heading(page, "Home")
        assert page.evaluate("window.kept")  # nothing was loaded again


@pytest.mark.parametrize(
    "place",
    [
        "",
        "principes?term=P4",
        "cartographie?process=R3",
        "questions?question=Q47",
        "voix-du-client?part=complaints&complaint=K07",
        "relations?part=turtle",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_on_a_small_screen(open_page: OpenPage, place: str, scheme: str) -> None:
    with open_page(place, width=390, scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        wide = page.evaluate(
            """[...document.querySelectorAll('.stMainBlockContainer *')]
            .filter(one => !one.closest('.qg-scroll, pre, svg, .qg-map, .stCode'))
            .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
            .map(one => one.className)"""
        )
        assert wide == []


def test_a_wide_matrix_slides_by_itself_and_the_menu_has_room_on_a_small_screen(open_page: OpenPage) -> None:
    with open_page("relations", width=390) as page:
        expect(page.locator(".st-key-matrix canvas, .st-key-matrix svg").first).to_be_visible()
        main = page.get_by_test_id("stMain")
        assert main.evaluate("(main) => main.scrollWidth") <= 390
        page.set_viewport_size({"width": 1280, "height": 800})
        for title in TITLES["fr"]:
            expect(page.get_by_role("link", name=title, exact=True).first).to_be_visible()
        page.set_viewport_size({"width": 1024, "height": 800})
        more = page.locator(".rc-overflow-item-rest").first
        expect(more).to_be_visible()
        word = "(more) => getComputedStyle(more.querySelector('p'), '::after').content"
        assert more.evaluate(word) == '"Plus"'


def test_the_endpoint_is_on_the_same_server(address: str) -> None:
    query = urllib.parse.urlencode({"query": "ASK { ?s ?p ?o }"})
    with urllib.request.urlopen(f"{address}/sparql?{query}") as answer:
        assert json.load(answer)["boolean"] is True


def test_pages_may_only_talk_to_this_server(address: str) -> None:
    with urllib.request.urlopen(f"{address}/?lang=en") as answer:
        policy = answer.headers["content-security-policy"]
        written = answer.read().decode()
    assert "default-src 'self'" in policy
    assert "connect-src 'self' data: blob:" in policy
    assert "http" not in policy
    assert '<html lang="en"' in written
    assert ".qg-head" in written.partition('<div id="root">')[2]  # styles come with the page, last
    with urllib.request.urlopen(address) as answer:
        assert '<html lang="fr"' in answer.read().decode()
