"""Own list in, faults mended, map seen, gap found, matrix away; and no page that shuts anybody out."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from qualite_graph.ui.menu import PAGES
from tests.ui.browser.conftest import OpenPage
from tests.ui.browser.driver import NEEDED, ready, serve

pytestmark = pytest.mark.browser

HEADINGS = ("Fournisseur", "Client", "Donnée de sortie")
ROWS = [
    ("Ventes", "Planification", "Commande confirmée"),
    ("Planification", "Production", "Ordre de fabrication"),
    ("Achats", "Production", "Matières reçues"),
    ("Production", "Expédition", "Produit contrôlé"),
    ("Expédition", "Ventes", "Avis d’expédition"),
]

# What Streamlit draws itself and we cannot mend: its menu's lists, its uploader, its data grid's canvas.
THEIRS = ("stTopNav", "stSidebarNav", "stFileUploader", "stDataFrame", "stToolbar", "stHeader", "stTooltip")


def workbook(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Liste")
        for number, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(number, 0, row)
    return path


def drop(page: Page, path: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    ready(page)


def test_from_ones_own_list_to_the_map_the_first_findings_and_the_matrix(
    browser: Browser, tmp_path: Path
) -> None:
    with serve(tmp_path / "data") as address:
        page = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="fr-FR").new_page()
        page.goto(f"{address}/donnees")
        ready(page)
        # A hole in the list is reported with its cell, and nothing is written.
        drop(page, workbook(tmp_path / "atelier-martin.xlsx", [*ROWS, ("Qualité", "", "Plan de contrôle")]))
        expect(page.get_by_text("1 erreur à corriger")).to_be_visible(timeout=NEEDED * 1000)
        expect(page.locator(".qg-problems")).to_contain_text("ligne 7, colonne B")
        expect(page.get_by_role("button", name="Charger dans")).to_be_disabled()
        with page.expect_download() as marked:
            page.get_by_role("button", name="Classeur annoté").click()
        assert marked.value.suggested_filename == "Atelier martin à corriger.xlsx"
        # Mended, it is loaded; the first three findings follow.
        page.goto(f"{address}/donnees")
        ready(page)
        drop(page, workbook(tmp_path / "atelier-martin.xlsx", [*ROWS, ("Qualité", "Production", "Plan")]))
        page.get_by_role("button", name="Charger dans").click(timeout=NEEDED * 1000)
        expect(page.locator(".qg-findings li")).to_have_count(3, timeout=NEEDED * 1000)
        assert "organisation=atelier-martin" in page.url
        # The map is drawn.
        page.get_by_role("link", name="Voir la carte").click()
        expect(page.get_by_role("radio", name="De gauche à droite")).to_be_checked(timeout=NEEDED * 1000)
        page.wait_for_selector("[data-node]", timeout=NEEDED * 1000)
        expect(page.locator("[data-node]").filter(has_text="Planification").first).to_be_attached()
        # The graph is explored from a process, not from the organisation, which nothing links to.
        page.goto(f"{address}/explorateur?organisation=atelier-martin")
        ready(page)
        expect(page.locator(".qg-crumbs")).to_contain_text("processus", timeout=NEEDED * 1000)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        # The gap: nobody owns the processes; the owner is written in the table of the page of data.
        page.goto(f"{address}/diagnostic?organisation=atelier-martin")
        ready(page)
        expect(page.locator(".qg-finding").filter(has_text="n’a pas de pilote")).to_be_visible()
        # The matrix and its flows are taken away.
        page.goto(f"{address}/relations?organisation=atelier-martin&supplier=P2")
        ready(page)
        with page.expect_download() as flows:
            page.get_by_role("button", name="Télécharger (CSV)").click()
        rows = list(csv.reader(io.StringIO(flows.value.path().read_text("utf-8-sig")), delimiter=";"))
        assert [row[1] for row in rows[1:]] == ["O2 Ordre de fabrication"]
        page.context.close()


def test_from_ones_own_list_to_a_gap_and_the_audit_pack_that_says_it(
    browser: Browser, tmp_path: Path
) -> None:
    with serve(tmp_path / "data") as address:
        page = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="fr-FR").new_page()
        page.goto(f"{address}/donnees")
        ready(page)
        drop(page, workbook(tmp_path / "atelier-martin.xlsx", ROWS))
        page.get_by_role("button", name="Charger dans").click(timeout=NEEDED * 1000)
        expect(page.locator(".qg-findings li")).to_have_count(3, timeout=NEEDED * 1000)
        # The gap: no process has an owner.
        page.goto(f"{address}/diagnostic?organisation=atelier-martin")
        ready(page)
        expect(page.locator(".qg-finding").filter(has_text="n’a pas de pilote")).to_be_visible()
        # The pack, as pages: it is made, taken away, and says the gap of each process.
        page.goto(f"{address}/documents?organisation=atelier-martin&paper=audit-pack")
        ready(page)
        for unwanted in ("PDF", "DOCX"):
            page.get_by_test_id("stMain").get_by_role("button", name=unwanted, exact=True).click()
            ready(page)
        page.get_by_role("button", name="Faire le dossier").click()
        taken = page.get_by_role("button", name="dossier-audit-atelier-martin.zip")
        expect(taken).to_be_visible(timeout=NEEDED * 1000)
        with page.expect_download() as pack:
            taken.click()
        content = pack.value.path().read_bytes()
        page.context.close()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert {
            "00-sommaire.html",
            "02-fiches-processus.html",
            "07-programme-audit-interne.html",
            "graphe.ttl",
        } <= {*names}
        assert not [name for name in names if name.endswith((".pdf", ".docx"))]
        sheets = archive.read("02-fiches-processus.html").decode()
        programme = archive.read("07-programme-audit-interne.html").decode()
    assert sheets.count('<th class="head">Pilote</th><td class="warn">') == len(PROCESSES)
    assert all(process in programme for process in PROCESSES)


PROCESSES = {end for row in ROWS for end in row[:2]}
PARTS = (
    "relations?part=turtle&process=R3",
    "principes?part=coverage&term=8.2.1",
    "voix-du-client?part=complaints&complaint=K07",
    "diagnostic?part=what_if&stops=R3",
    "questions?question=Q36",
    "donnees?part=past",
)


@pytest.mark.parametrize(
    ("scheme", "places"),
    [
        ("light", [path if view != "home" else "" for view, (path, _) in PAGES.items()]),
        ("dark", [*PARTS, "requetes"]),
    ],
)
def test_no_violation_of_wcag_is_ours(open_page: OpenPage, scheme: str, places: list[str]) -> None:
    found: dict[str, list[str]] = {}
    with open_page("", scheme=scheme) as page:
        root = page.url.partition("?")[0].rstrip("/")
        for place in places:
            page.goto(f"{root}/{place}")
            ready(page)
            if violations(page):  # what is still being drawn is half faded: what stays is what counts
                page.wait_for_timeout(3000)
                if mine := violations(page):
                    found[place] = mine
    assert found == {}


def violations(page: Page) -> list[str]:
    """Return the rules of WCAG 2.1 AA that are broken outside what Streamlit draws itself."""
    # What is half faded in has half its contrast.
    page.wait_for_function(
        "document.getAnimations().every(one => one.effect.getTiming().iterations === Infinity"
        " || one.playState !== 'running')"
    )
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
    answer = Axe().run(page, options=options).response
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
        if not is_theirs(page, node["target"])
    ]


def is_theirs(page: Page, target: list[str]) -> bool:
    selector = target[0] if isinstance(target[0], str) else ""
    inside = "(one, names) => names.some(name => one.closest(`[data-testid^=${name}]`))"
    located = page.locator(selector).first if selector else None
    return bool(located and located.count() and located.evaluate(inside, list(THEIRS)))
