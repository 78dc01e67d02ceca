"""The map looks as it did when somebody last looked at it: pictures kept, compared with some tolerance."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.ui.browser.conftest import OpenPage
from tests.ui.browser.driver import NEEDED

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden"
SHADES = 48
"""By how many shades of 256 a point may differ: letters are smoothed in more than one way."""
SHARE = 0.01
"""What share of the points may differ by more, on a picture shrunk by half."""


def half(picture: Image.Image) -> Image.Image:
    return picture.convert("L").resize((picture.width // 2, picture.height // 2), Image.Resampling.BOX)


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of the points that differ, 1 when not even the sizes agree."""
    if abs(one.width - other.width) > 4 or abs(one.height - other.height) > 4:
        return 1.0
    box = (0, 0, min(one.width, other.width), min(one.height, other.height))
    points = ImageChops.difference(half(one.crop(box)), half(other.crop(box))).histogram()
    return sum(points[SHADES:]) / sum(points)


@pytest.mark.parametrize("layout", ["classic", "hierarchical"])
def test_the_map_looks_as_it_did(open_page: OpenPage, request: pytest.FixtureRequest, layout: str) -> None:
    with open_page(f"cartographie?layout={layout}") as page:
        page.wait_for_selector(".qg-map[data-draws]", timeout=NEEDED * 1000)
        page.evaluate("() => document.fonts.ready")
        page.wait_for_timeout(1500)  # the canvas is painted a little after it is filled
        taken = Image.open(io.BytesIO(page.locator(".qg-map").screenshot(animations="disabled")))
    kept = GOLDEN / f"map-{layout}.png"
    if request.config.getoption("--refresh-golden"):
        GOLDEN.mkdir(exist_ok=True)
        taken.convert("RGB").quantize(128).save(kept, optimize=True)
    with Image.open(kept) as golden:
        share = differing(taken, golden)
    assert share <= SHARE, (
        f"{share:.1%} of the map differs from {kept.name}: look at it, then --refresh-golden"
    )


def test_a_picture_that_differs_is_seen() -> None:
    with Image.open(GOLDEN / "map-classic.png") as golden:
        whole = golden.convert("RGB")
    moved = ImageChops.offset(whole, 12, 0)
    assert differing(whole, whole) == 0
    assert differing(whole, moved) > SHARE
