"""People sign in through a real provider: what each may do is on the pages, and nobody else sees anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, Request, expect

from qualite_graph.workspace import EXAMPLE
from tests.ui.browser.driver import NEEDED, free_port, ready, serve

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of the provider's own libraries
]

READER, EDITOR, CLAIMED = "lea@coffralp.example", "claire@coffralp.example", "chef@coffralp.example"
PEOPLE = [
    User(sub="lea", claims={"email": READER, "email_verified": True}),
    User(sub="claire", claims={"email": EDITOR, "email_verified": True}),
    User(sub="passing", claims={"email": "passing@elsewhere.example", "email_verified": True}),
    User(sub="claims", claims={"email": CLAIMED, "email_verified": False}),
]
ROLES = f"""
["{READER}"]
{EXAMPLE} = "reader"

["{EDITOR}"]
{EXAMPLE} = "editor"

["{CLAIMED}"]
"*" = "administrator"
"""
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a text that only this test knows, long enough"
client_id = "qualite-graph"
client_secret = "secret"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guarded")


@pytest.fixture(scope="module")
def guarded(required: None, folder: Path) -> Iterator[str]:
    """The address of pages that ask who is there."""
    port = free_port()
    with run_server_in_thread(user_claims=PEOPLE) as provider:
        secrets = folder / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir()
        secrets.write_text(SECRETS.format(port=port, provider=provider.server_port), "utf-8")
        (folder / "roles.toml").write_text(ROLES, "utf-8")
        roles = str(folder / "roles.toml")
        with serve(folder / "data", port=port, home=folder, roles=roles) as address:
            yield address


@contextmanager
def _arrived(browser: Browser, address: str, who: str, place: str = "") -> Iterator[Page]:
    """Open a page, sign in at the provider, and come back; the browser calls nobody else."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    hosts: set[str] = set()

    def note(request: Request) -> None:
        if request.frame.url.startswith(address):  # the provider's own pages may call whom they like
            hosts.add(str(urlsplit(request.url).hostname))

    page.on("request", note)
    page.goto(f"{address}/{place}")
    ready(page)
    assert "Coffralp" not in page.inner_text("body")
    assert hosts == {"127.0.0.1"}
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(f"{address}/**")
    ready(page)
    try:
        yield page
    finally:
        context.close()
    assert hosts <= {"127.0.0.1"}


def test_a_reader_reads_what_is_open_and_may_not_write(browser: Browser, guarded: str) -> None:
    with _arrived(browser, guarded, "lea") as page:
        expect(page.locator(".qg-head")).to_contain_text("Coffralp")
        expect(page.get_by_test_id("stException")).to_have_count(0)
        page.get_by_role("link", name="Données", exact=True).first.click()
        ready(page)
        expect(page.get_by_text("Votre rôle permet de lire, pas de modifier.")).to_be_visible()
        page.reload()
        ready(page)
        expect(page.locator(".qg-head")).to_contain_text(READER)


def test_an_editor_writes_and_the_history_names_her(browser: Browser, guarded: str) -> None:
    with _arrived(browser, guarded, "claire", "atelier") as page:
        page.wait_for_url(f"{guarded}/atelier*", timeout=NEEDED * 1000)  # where she was asked who she is
        ready(page)
        line = page.get_by_role("combobox", name="Qui donne quoi à qui")
        line.press_sequentially("R3 > Ordre du jour > M1")
        line.press("Enter")
        page.get_by_role("button", name="Enregistrer dans l’organisme").click()
        expect(page.get_by_text("1 flux enregistré en une seule entrée")).to_be_visible(timeout=NEEDED * 1000)
        page.goto(f"{guarded}/donnees?part=past")
        ready(page)
        expect(page.locator(".qg-journal")).to_contain_text(EDITOR)


def test_what_was_made_is_closed_with_the_role(browser: Browser, guarded: str, folder: Path) -> None:
    with _arrived(browser, guarded, "lea", "documents") as page:
        page.wait_for_url(f"{guarded}/documents*", timeout=NEEDED * 1000)
        ready(page)
        expect(page.get_by_test_id("stDownloadButton")).to_be_visible()
        roles = folder / "roles.toml"
        try:
            roles.write_text(ROLES.replace(READER, "another@coffralp.example"), "utf-8")
            page.get_by_role("radio", name="HTML").click()  # a run of this part of the page alone
            expect(page.get_by_test_id("stAlertContentError")).to_be_visible(timeout=NEEDED * 1000)
            expect(page.get_by_test_id("stDownloadButton")).to_have_count(0)
            expect(page.get_by_test_id("stIFrame")).to_have_count(0)
        finally:
            roles.write_text(ROLES, "utf-8")


@pytest.mark.parametrize(
    ("who", "said"), [("passing", "Aucun organisme ne vous est ouvert"), ("claims", "n’est pas vérifiée")]
)
def test_who_has_no_role_is_told_why_and_sees_nothing(
    browser: Browser, guarded: str, who: str, said: str
) -> None:
    with _arrived(browser, guarded, who) as page:
        expect(page.get_by_role("heading", level=1)).to_contain_text(said)
        assert "Coffralp" not in page.inner_text("body")
        page.get_by_role("link", name="EN", exact=True).click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        assert page.locator("html").get_attribute("lang") == "en"


def test_who_signs_out_is_asked_again(browser: Browser, guarded: str) -> None:
    with _arrived(browser, guarded, "lea") as page:
        page.locator("[data-name=person] summary").click()
        expect(page.get_by_text("Vous êtes connecté en tant que lecteur")).to_be_visible()
        page.get_by_role("link", name="Se déconnecter").click()
        page.get_by_role("button", name="End session").click()  # at the provider
        page.goto(f"{guarded}/cartographie")
        ready(page)
        assert "Coffralp" not in page.inner_text("body")
        page.get_by_role("link", name="Norme", exact=True).first.click()
        page.get_by_role("button", name="Se connecter").click()
        page.get_by_role("button", name="lea", exact=True).click()
        page.wait_for_url(f"{guarded}/principes*", timeout=NEEDED * 1000)  # where the menu had led
        ready(page)
        page.goto(f"{guarded}/?leave=")  # what "back" leads to after the way out
        ready(page)
        expect(page.locator(".qg-head")).to_contain_text(READER)
