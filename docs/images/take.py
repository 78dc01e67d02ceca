"""Takes the pictures of the documentation from the running application: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.ui.browser.driver import launch, ready, serve  # noqa: E402 -- the checkout's own tests drive the pages

PICTURES = {
    "cartographie": "cartographie?process=R3",
    "accueil": "",
    "questions": "questions?question=Q43&process=S3",
    "principes": "principes?term=8.2.3",
}
"""The name of each file, and the page it shows."""


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


def take(page: Page, address: str, file: Path) -> None:
    """Take one page as a reader sees it, as high as its content."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    ready(page)
    page.wait_for_timeout(1500)  # fonts, and the map's own drawing
    height = page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")
    page.set_viewport_size({"width": 1440, "height": min(int(height), 1040)})
    page.wait_for_timeout(1000)
    page.screenshot(path=file)
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    main()
