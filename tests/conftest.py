"""What every test shares: the browser, when there is one, and its absence said aloud."""

import os
import shutil

import pytest

HOW = "Debian: apt-get install chromium; elsewhere set CHROMIUM to the browser's path"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let expected texts be written again, to be read in the difference before they are committed."""
    parser.addoption("--refresh-golden", action="store_true", help="write the expected texts of tests again")


def chromium_path() -> str | None:
    """Return where Chromium is: the path set in CHROMIUM, else the first of its usual names found."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip browser tests where there is no browser; on a CI machine that is a failure."""
    if item.get_closest_marker("browser") is None or chromium_path():
        return
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"no Chromium on this CI machine. {HOW}", pytrace=False)
    pytest.skip(f"no Chromium. {HOW}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium, for Playwright's `executable_path`."""
    found = chromium_path()
    assert found, HOW
    return found
