"""The same pages when a SPARQL server of another make keeps the data."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from qualite_graph.messages import messages
from qualite_graph.ui.menu import PAGES
from tests.store.servers import has_virtuoso, oxigraph, virtuoso
from tests.ui.browser.conftest import OpenPage, pages_of
from tests.ui.browser.driver import NEEDED, node, ready, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def open_there(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenPage]:
    folder: Path = tmp_path_factory.mktemp(request.param)
    if request.param == "virtuoso" and not has_virtuoso() and not os.environ.get("CI"):
        pytest.skip("no Virtuoso on this machine")
    with ExitStack() as stack:
        start = {"oxigraph": oxigraph, "virtuoso": virtuoso}[request.param]
        address = stack.enter_context(start(folder))
        access = {"store_user": "dba", "store_password": "dba"} if request.param == "virtuoso" else {}
        pages = stack.enter_context(serve(folder / "data", store=address, **access))
        yield pages_of(browser, pages)


def test_every_page_shows_what_the_server_keeps(open_there: OpenPage) -> None:
    with open_there() as page:
        for view in PAGES:
            page.get_by_role("link", name=messages("fr").text(f"ui.menu.{view}"), exact=True).first.click()
            ready(page)
            expect(page.get_by_test_id("stException")).to_have_count(0)
            expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    with open_there("cartographie") as page:
        node(page, "R3")
        customers = page.locator(".st-key-map_card").get_by_role("radiogroup", name="Clients internes")
        expect(customers.get_by_role("radio")).to_have_count(6, timeout=NEEDED * 1000)
