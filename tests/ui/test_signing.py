"""Signing in: nobody is asked on one's own machine; elsewhere a role opens each organisation and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from qualite_graph.errors import InputError, NotFoundError, RightError, StoreError
from qualite_graph.resources import example_workbook
from qualite_graph.saved_views import SavedView
from qualite_graph.ui import signing
from qualite_graph.ui.permitted import Permitted
from qualite_graph.ui.roles import Roles, roles_of
from qualite_graph.workspace import EXAMPLE, Workspace
from tests.ui.pages import html, session

NOTE = (
    '<https://w3id.org/qualite-graph/data/coffralp/note/1> <http://www.w3.org/2004/02/skos/core#note> "1" .'
)
READER, EDITOR, CHIEF = "lea@coffralp.example", "Claire@Coffralp.example", "chef@coffralp.example"
FILE = f"""
["{READER}"]
{EXAMPLE} = "reader"

["{EDITOR}"]
{EXAMPLE} = "editor"

["{CHIEF}"]
"*" = "administrator"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "roles.toml"
    path.write_text(FILE, "utf-8")
    monkeypatch.setenv("QUALITE_GRAPH_ROLES", str(path))
    return path


@pytest.fixture(scope="module")
def shared() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str | None]]:
    """The one thing that no provider can tell here: the address of who has signed in."""
    person: dict[str, str | None] = {"email": None}
    monkeypatch.setattr(signing, "offered", lambda: True)
    monkeypatch.setattr(signing, "email", lambda: person["email"])
    yield person


def _part(view: str, part: str) -> AppTest:
    app = session(view)
    app.query_params["view"] = part
    return app.run()


def test_a_role_is_looked_up_by_address_in_any_case(file: Path) -> None:
    assert roles_of("claire@coffralp.example", file).may("editor", EXAMPLE)
    assert not roles_of(READER, file).may("editor", EXAMPLE)
    assert roles_of(CHIEF, file).may("administrator", "to-come")
    assert roles_of("nobody@coffralp.example", file).role(EXAMPLE) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (None, "roles_missing"),
        ("[", "roles_unreadable"),
        ('lea = "reader"', "roles_of_whom"),
        ('["lea"]\ncoffralp = "boss"', "unknown_role"),
        ('["lea"]\ncoffralp = ["reader"]', "unknown_role"),
    ],
)
def test_a_slip_in_the_file_opens_nothing_and_says_where(file: Path, text: str | None, key: str) -> None:
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        roles_of(READER, file)
    assert caught.value.key == key
    assert str(file) in caught.value.message("fr")


def test_an_organisation_that_is_not_open_is_as_if_it_did_not_exist(shared: Workspace) -> None:
    nobody = Permitted(shared, Roles({"other": "administrator"}))
    assert nobody.organisations() == ()
    for read in (nobody.process_map, nobody.check, nobody.rows, nobody.network, nobody.journal):
        with pytest.raises(NotFoundError):
            read(EXAMPLE)
    with pytest.raises(NotFoundError):
        nobody.query("SELECT * { ?s ?p ?o } LIMIT 1", organisation=EXAMPLE)
    with pytest.raises(NotFoundError):
        nobody.overview(EXAMPLE)


def test_a_reader_reads_and_changes_nothing(shared: Workspace, tmp_path: Path) -> None:
    reader = Permitted(shared, Roles({EXAMPLE: "reader"}))
    before = shared.store.version
    assert len(reader.process_map(EXAMPLE).processes) == 18
    assert reader.organisation() == EXAMPLE
    for write in (
        lambda: reader.edit_rows([], EXAMPLE),
        lambda: reader.edit("", organisation=EXAMPLE),
        lambda: reader.undo(EXAMPLE),
        lambda: reader.load(tmp_path / "own.xlsx", EXAMPLE),
        lambda: reader.load(tmp_path / "own.xlsx", "new"),
        lambda: reader.remove(EXAMPLE),
        lambda: reader.save_view("map", SavedView("mine", {}), EXAMPLE),
        lambda: reader.forget_view("map", "mine", EXAMPLE),
        lambda: reader.keep_query("mine", "ASK {}"),
        lambda: reader.forget_query("mine"),
        lambda: reader.restore(tmp_path),
    ):
        with pytest.raises(RightError):
            write()
    assert shared.store.version == before


def test_an_editor_changes_and_only_an_administrator_removes() -> None:
    own = Workspace.in_memory()
    editor = Permitted(own, Roles({EXAMPLE: "editor"}))
    editor.save_view("map", SavedView("mine", {}), EXAMPLE)
    assert [view.name for view in own.saved_views("map", EXAMPLE)] == ["mine"]
    with pytest.raises(RightError):
        editor.remove(EXAMPLE)
    Permitted(own, Roles({"*": "administrator"})).remove(EXAMPLE)
    assert own.organisations() == ()


def test_nobody_is_asked_where_no_provider_is_named() -> None:
    assert not signing.offered()
    assert signing.may("administrator", EXAMPLE)
    assert "18" in html(session())


def test_who_has_not_signed_in_sees_nothing_but_the_question(file: Path, who: dict[str, str | None]) -> None:
    for view in (None, "questions", "data"):
        app = session(view)
        assert [button.label for button in app.button] == ["Se connecter"]
        assert "Coffralp" not in html(app)
    who["email"] = "nobody@coffralp.example"
    app = session()
    assert "nobody@coffralp.example" in html(app)
    assert [button.label for button in app.button] == ["Se déconnecter"]


def test_a_missing_file_of_roles_is_said_and_opens_nothing(file: Path, who: dict[str, str | None]) -> None:
    file.unlink()
    who["email"] = READER
    app = session()
    assert str(file) in app.error[0].value
    assert "Coffralp" not in html(app)


def test_data_and_workshop_are_closed_to_a_reader_and_open_to_an_editor(
    file: Path, who: dict[str, str | None]
) -> None:
    who["email"] = READER
    for view, part in (("data", "import"), ("data", "edit"), ("workshop", "")):
        app = _part(view, part)
        assert not app.exception
        assert any("pas de modifier" in warning.value for warning in app.warning), (view, part)
    who["email"] = EDITOR
    app = _part("data", "edit")
    assert not app.exception
    assert not any("pas de modifier" in warning.value for warning in app.warning)


def test_history_names_who_wrote_and_not_the_account_of_the_server(
    file: Path, who: dict[str, str | None]
) -> None:
    own = Workspace.in_memory()
    who["email"] = EDITOR
    signing.workspace_for(own).edit(NOTE, organisation=EXAMPLE)
    assert own.journal(EXAMPLE)[-1].origin.author == EDITOR
    own.undo(EXAMPLE)
    assert own.journal(EXAMPLE)[-1].origin.author not in ("", EDITOR)


def test_the_head_says_who_has_signed_in_and_what_they_may(file: Path, who: dict[str, str | None]) -> None:
    for email, role in ((READER, "que lecteur"), (EDITOR, "qu’éditeur"), (CHIEF, "qu’administrateur")):
        who["email"] = email
        written = html(session())
        assert f"<span>{email}</span>" in written
        assert f"connecté en tant {role}" in written
        assert 'href="?leave=1"' in written


def test_an_address_that_is_not_verified_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"is_logged_in": True, "email": READER}
    said = {**known, "email_verified": True}
    for user, expected in (
        (said, READER),
        (known, None),
        ({**said, "email_verified": False}, None),
        ({**said, "is_logged_in": False}, None),
    ):
        monkeypatch.setattr(st, "user", user)
        assert signing.email() == expected


def test_what_one_person_has_looked_at_is_kept_for_the_next(shared: Workspace) -> None:
    chief = Roles({"*": "administrator"})
    Permitted(shared, chief).edit(NOTE, organisation=EXAMPLE)
    first = Permitted(shared, chief).process_map(EXAMPLE)
    assert Permitted(shared, chief).process_map(EXAMPLE) is first
    shared.undo(EXAMPLE)


def test_no_refusal_names_an_organisation_that_is_closed(shared: Workspace) -> None:
    two = Workspace.over(shared.store)
    two.load(example_workbook(), "closed")
    for given in ({EXAMPLE: "reader"}, {EXAMPLE: "reader", "second": "reader"}, {}):
        for slug in ("nobody", "closed", None):
            try:
                Permitted(two, Roles(given)).organisation(slug)
            except (InputError, NotFoundError) as error:
                assert slug == "closed" or "closed" not in error.message("fr")
    two.remove("closed")


def test_a_comparison_with_what_is_closed_is_not_kept_for_others(shared: Workspace) -> None:
    shared.load(example_workbook(), "closed")
    sides = (EXAMPLE, "closed", EXAMPLE)
    Permitted(shared, Roles({"*": "administrator"})).comparison(*sides)
    with pytest.raises(NotFoundError):
        Permitted(shared, Roles({EXAMPLE: "reader"})).comparison(*sides)
    shared.remove("closed")


def test_secrets_that_cannot_be_read_let_nobody_in_until_they_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secrets.toml"
    monkeypatch.setattr(st, "get_option", {"secrets.files": [str(path)]}.__getitem__)
    signing.offered.cache_clear()
    path.write_text("[auth\n", "utf-8")
    for _ in range(2):
        with pytest.raises(StoreError, match=r"secrets\.toml"):
            signing.offered()
    path.write_text("", "utf-8")
    assert not signing.offered()
    signing.offered.cache_clear()


def test_pages_know_by_the_workspace_what_they_made(
    shared: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"roles": Roles({EXAMPLE: "reader"})}
    monkeypatch.setattr(signing, "roles", lambda: given["roles"])
    first = signing.workspace_for(shared)
    given["roles"] = Roles({EXAMPLE: "reader"})  # read again from the file
    assert signing.workspace_for(shared) is first
    given["roles"] = Roles({EXAMPLE: "editor"})
    assert signing.workspace_for(shared) is not first
