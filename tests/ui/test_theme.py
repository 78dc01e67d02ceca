"""What is kept of the theme is what Streamlit reads of its settings, section by section."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig, NewSession
from streamlit.runtime import app_session

from qualite_graph.ui.theme import keep_theme

READING = "_populate_theme_msg"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Streamlit's own reading, in force until `keep_theme` takes its place."""
    own = inspect.unwrap(getattr(app_session, READING))
    monkeypatch.setattr(app_session, READING, own)
    return own


@pytest.fixture
def colour() -> Iterator[None]:
    before = config.get_option("theme.dark.primaryColor")
    yield
    config.set_option("theme.dark.primaryColor", before)


def whole(read: Any) -> CustomThemeConfig:
    theme = NewSession().custom_theme
    read(theme)
    for part in (theme.light, theme.dark):
        section = "theme.light" if part is theme.light else "theme.dark"
        read(part, section)
        read(part.sidebar, f"{section}.sidebar")
    read(theme.sidebar, "theme.sidebar")
    return theme


def test_what_is_kept_is_what_streamlit_reads(read: Any) -> None:
    keep_theme()
    kept = getattr(app_session, READING)
    assert kept is not read
    for _ in range(2):
        assert whole(kept) == whole(read)
    assert whole(read).light.HasField("sidebar")
    assert not whole(kept).HasField("sidebar")  # a part that nothing is said of stays unsaid


def test_settings_that_are_read_again_are_taken(read: Any, colour: None) -> None:
    keep_theme()
    kept = getattr(app_session, READING)
    whole(kept)
    config.set_option("theme.dark.primaryColor", "#123456")
    config._on_config_parsed.send()
    assert whole(kept).dark.primary_color == "#123456"


def test_a_streamlit_that_reads_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(app_session, READING)
    keep_theme()
    assert not hasattr(app_session, READING)
