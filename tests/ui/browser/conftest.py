"""One server and one browser for all tests; a page that fails its test when it calls another host."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.ui.browser.driver import chromium, installed, launch, ready, serve

OpenPage = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session", autouse=True)
def required() -> None:
    """Skip on a machine without a browser; in continuous integration there is one."""
    if os.environ.get("CI"):
        return
    if chromium() is None:
        pytest.skip("no Chromium on this machine")
    if not installed():
        pytest.skip("the package is not installed (make installs it)")


@pytest.fixture(scope="session")
def address(required: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("served") / "data") as url:
        yield url


@pytest.fixture(scope="session")
def browser(required: None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> OpenPage:
    """Open a page at a place; at its end, no other host was called and nothing went wrong."""
    return pages_of(browser, address)


def pages_of(browser: Browser, address: str) -> OpenPage:
    """Return what opens the pages of a server, and at the end of each finds that nothing went wrong."""

    @contextmanager
    def opened(place: str = "", *, width: int = 1440, scheme: str = "light") -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": width, "height": 1000},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="fr-FR",
        )
        page = context.new_page()
        foreign: list[str] = []
        errors: list[str] = []

        def check(request: Request) -> None:
            if not request.url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:")):
                foreign.append(request.url)

        def note(message: ConsoleMessage) -> None:
            if message.type == "error" and not _is_probe(message):
                errors.append(message.text)

        page.on("request", check)
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}/{place}")
        ready(page)
        yield page
        context.close()
        assert foreign == []
        assert errors == []

    return opened


def _is_probe(message: ConsoleMessage) -> bool:
    """Streamlit looks for its own root above a page's address, and the browser reports what is not there."""
    return "/_stcore/" in message.location.get("url", "") and "404" in message.text


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return tmp_path
