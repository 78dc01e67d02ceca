"""Every setting in one table: what it is called, what it changes, what it is by default."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, read from the environment; its help stands in the catalogues under `settings`."""

    name: str
    variable: str
    default: str


SETTINGS: Final = (
    Setting("data_directory", "QUALITE_GRAPH_DATA", ""),
    Setting("organisation", "QUALITE_GRAPH_ORGANISATION", ""),
    Setting("shacl_engine", "QUALITE_GRAPH_SHACL_ENGINE", ""),
    Setting("port", "QUALITE_GRAPH_PORT", "8501"),
    Setting("address", "QUALITE_GRAPH_ADDRESS", "127.0.0.1"),
    Setting("papers_logo", "QUALITE_GRAPH_PAPERS_LOGO", ""),
    Setting("papers_colour", "QUALITE_GRAPH_PAPERS_COLOUR", "#173a5e"),
    Setting("papers_templates", "QUALITE_GRAPH_PAPERS_TEMPLATES", ""),
    Setting("writing", "QUALITE_GRAPH_WRITING", ""),
    Setting("store", "QUALITE_GRAPH_STORE", ""),
    Setting("store_user", "QUALITE_GRAPH_STORE_USER", ""),
    Setting("store_password", "QUALITE_GRAPH_STORE_PASSWORD", ""),
    Setting("store_token", "QUALITE_GRAPH_STORE_TOKEN", ""),
    Setting("store_update", "QUALITE_GRAPH_STORE_UPDATE", ""),
    Setting("store_graphs", "QUALITE_GRAPH_STORE_GRAPHS", ""),
    Setting("store_timeout", "QUALITE_GRAPH_STORE_TIMEOUT", "60"),
    Setting("log_level", "QUALITE_GRAPH_LOG_LEVEL", "warning"),
    Setting("log_format", "QUALITE_GRAPH_LOG_FORMAT", "text"),
    Setting("tokens", "QUALITE_GRAPH_TOKENS", ""),
    Setting("roles", "QUALITE_GRAPH_ROLES", ""),
    Setting("query_seconds", "QUALITE_GRAPH_QUERY_SECONDS", "30"),
    Setting("query_memory", "QUALITE_GRAPH_QUERY_MEMORY", "1024"),
    Setting("query_result", "QUALITE_GRAPH_QUERY_RESULT", "256"),
    Setting("query_image", "QUALITE_GRAPH_QUERY_IMAGE", "256"),
    Setting("query_workers", "QUALITE_GRAPH_QUERY_WORKERS", ""),
    Setting("body_size", "QUALITE_GRAPH_BODY_SIZE", "64"),
    Setting("client_seconds", "QUALITE_GRAPH_CLIENT_SECONDS", "30"),
    Setting("origins", "QUALITE_GRAPH_ORIGINS", ""),
    Setting("federation", "QUALITE_GRAPH_FEDERATION", ""),
)
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""The addresses that only programs of this machine reach."""

_BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


_held: Final[dict[str, str]] = {}


def setting(name: str) -> str:
    """Return the value of a setting: that of its environment variable, else its default.

    Raises:
        KeyError: there is no such setting.
    """
    held = _held.get(name)
    if held is not None:
        return held
    row = _BY_NAME[name]
    return os.environ.get(row.variable) or row.default


def hold() -> None:
    """Read every setting for the last time: a server asks for half a dozen of them at each request."""
    _held.update({name: setting(name) for name in _BY_NAME}, tokens=str(tokens_file()))


def data_directory() -> Path:
    """Return the directory of the store: the one set, else the user's own data directory."""
    environ = os.environ
    return _data_directory(setting("data_directory"), environ.get("HOME"), environ.get("XDG_DATA_HOME"))


@functools.lru_cache(maxsize=8)
def _data_directory(chosen: str, *_where: str | None) -> Path:
    """Return the directory set, else the user's own, which each look of a page at the store needs to know."""
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 -- needed only where nothing is set

    return user_data_path("qualite-graph", appauthor=False)


def tokens_file() -> Path:
    """Return the file of the tokens: the one set, else one in the user's own configuration."""
    if chosen := setting("tokens"):
        return Path(chosen).expanduser()
    return _own_tokens_file(os.environ.get("HOME"), os.environ.get("XDG_CONFIG_HOME"))


@functools.lru_cache(maxsize=8)
def _own_tokens_file(*_where: str | None) -> Path:
    """Return the file in the user's own configuration, which each request needs to know."""
    from platformdirs import user_config_path  # noqa: PLC0415 -- needed only where nothing is set

    return user_config_path("qualite-graph", appauthor=False) / "tokens.json"
