"""The theme goes to the page with every run: it is read from the settings once.

Streamlit looks through all of its settings six times for it, at each run: as long as some pages take.
"""

from __future__ import annotations

import functools
from typing import Final

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_READING: Final = "_populate_theme_msg"


def keep_theme() -> None:
    """Keep what is read of each section of the theme, until Streamlit reads its settings again.

    A Streamlit that reads its theme otherwise goes on as it does.
    """
    if not hasattr(app_session, _READING):
        return
    read = getattr(app_session, _READING)

    @functools.cache
    def kept(section: str) -> CustomThemeConfig | None:
        whole = CustomThemeConfig()
        # What is set to nothing but Streamlit's own values is still set: a part of a message can tell.
        read(whole.light, section)
        return whole.light if whole.HasField("light") else None

    @functools.wraps(read)
    def told(message: CustomThemeConfig, section: str = "theme") -> None:
        if theme := kept(section):
            message.MergeFrom(theme)

    config.on_config_parsed(kept.cache_clear, force_connect=True)
    setattr(app_session, _READING, told)
