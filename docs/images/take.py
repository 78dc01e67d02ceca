"""Takes the pictures of the documentation from the running application: `make screenshots`."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.ui.browser.driver import launch, ready, serve  # noqa: E402 -- the checkout's own tests drive the pages
from tests.ui.browser.test_stories import ROWS, drop, workbook  # noqa: E402

PICTURES = {
    "cartographie": "cartographie?process=R3",
    "accueil": "",
    "questions": "questions?question=Q43&process=S3",
    "principes": "principes?term=8.2.3",
    "donnees": "donnees",
    "matrice": "relations?supplier=R3",
    "diagnostic": "diagnostic",
    "et-si": "diagnostic?part=what_if&stops=R3",
    "couverture": "principes?part=coverage&term=8.2.1",
    "reclamations": "voix-du-client?part=complaints&complaint=K07",
    "requetes": "requetes",
}
"""The name of each file, and the page it shows."""

TOUR = ("donnees", "accueil", "cartographie", "diagnostic", "et-si", "matrice", "couverture", "reclamations")
"""The pictures of the tour in their order: from a list to what it tells."""

FRAME = (960, 600)
SECONDS = 2.2


def drop_a_faulty_list(page: Page) -> None:
    """Bring the newcomer's list of the tests, with its hole."""
    with tempfile.TemporaryDirectory() as folder:
        drop(
            page, workbook(Path(folder) / "atelier-martin.xlsx", [*ROWS, ("Qualité", "", "Plan de contrôle")])
        )
        page.locator(".qg-problems").wait_for()


def run_the_query(page: Page) -> None:
    """Run the query that the page starts with."""
    page.get_by_role("button", name="Exécuter").click()
    page.locator(".qg-table").wait_for()


STEPS: dict[str, Callable[[Page], None]] = {"donnees": drop_a_faulty_list, "requetes": run_the_query}
"""What is done on some pages before they are taken."""


def main() -> None:
    """Write every picture beside this script, 1440 pixels wide."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "data") as address,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="fr-FR")
        for name, place in PICTURES.items():
            take(page, f"{address}/{place}", Path(__file__).parent / f"{name}.png")
        browser.close()
    tour(Path(__file__).parent)


def tour(folder: Path) -> None:
    """Turn the upper part of some pictures into one that moves."""
    frames = []
    for name in TOUR:
        with Image.open(folder / f"{name}.png") as picture:
            whole = picture.convert("RGB")
        page = Image.new(
            "RGB", (whole.width, whole.width * FRAME[1] // FRAME[0]), whole.getpixel((2, whole.height - 2))
        )
        page.paste(whole)
        frames.append(page.resize(FRAME, Image.Resampling.LANCZOS))
    file = folder / "visite.webp"
    more = {
        "append_images": frames[1:],
        "duration": round(1000 * SECONDS),
        "loop": 0,
        "quality": 72,
        "method": 6,
    }
    frames[0].save(file, save_all=True, **more)
    print(file.relative_to(ROOT))


def take(page: Page, address: str, file: Path) -> None:
    """Take one page as a reader sees it, as high as its content."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    ready(page)
    if step := STEPS.get(file.stem):
        step(page)
        ready(page)
    page.wait_for_timeout(1500)  # fonts, and the map's own drawing
    height = page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")
    page.set_viewport_size({"width": 1440, "height": min(int(height), 1040)})
    page.wait_for_timeout(1000)
    page.screenshot(path=file)
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    main()
