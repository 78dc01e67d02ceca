"""Settings: read from the environment, explained in both languages and on their page."""

from pathlib import Path

import pytest

from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.settings import SETTINGS, data_directory, setting

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"


def test_a_setting_is_its_variable_else_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUALITE_GRAPH_PORT", raising=False)
    assert setting("port") == "8501"
    monkeypatch.setenv("QUALITE_GRAPH_PORT", "9000")
    assert setting("port") == "9000"
    monkeypatch.setenv("QUALITE_GRAPH_PORT", "")
    assert setting("port") == "8501"


def test_an_unknown_setting_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        setting("colour")


def test_the_data_directory_is_the_one_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(tmp_path))
    assert data_directory() == tmp_path
    monkeypatch.setenv("QUALITE_GRAPH_DATA", "~/donnees")
    assert data_directory() == Path.home() / "donnees"


def test_without_a_setting_the_data_lies_in_the_users_own_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUALITE_GRAPH_DATA", raising=False)
    assert data_directory().name == "qualite-graph"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_setting_is_explained(lang: str) -> None:
    assert set(messages(lang).section("settings")) == {row.name for row in SETTINGS}


def test_the_page_of_settings_is_the_table() -> None:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    expected = [
        f"| `{row.variable}` | {f'`{row.default}`' if row.default else '–'} | "
        f"{messages('en').text(f'settings.{row.name}')} |"
        for row in SETTINGS
    ]
    assert lines == expected
