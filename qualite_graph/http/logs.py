"""What the service writes of itself: one line an event, as text or as JSON, and nothing of who asked what."""

from __future__ import annotations

import datetime
import functools
import json
import logging
import sys
from typing import Final

from qualite_graph.settings import setting

LOGGER: Final = logging.getLogger("qualite_graph")
_FIELDS: Final = "fields"


class _Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as an object: when, how grave, what, and its own fields."""
        shown: dict[str, object] = {
            "time": _instant(record),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info:
            shown["error"] = self.formatException(record.exc_info)
        return json.dumps(shown, ensure_ascii=False)


class _Text(logging.Formatter):
    """One readable line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as words and `name=value` pairs."""
        fields: dict[str, object] = getattr(record, _FIELDS, {})
        pairs = "".join([f" {name}={value}" for name, value in fields.items()])
        line = f"{_instant(record)} {record.levelname.lower()} {record.getMessage()}{pairs}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _instant(record: logging.LogRecord) -> str:
    moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@functools.cache
def start_logging() -> None:
    """Send the service's and the server's lines to stderr, as the settings say; once in a process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if setting("log_format") == "json" else _Text())
    level = logging.getLevelNamesMapping().get(setting("log_level").upper(), logging.WARNING)
    for name in (LOGGER.name, "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False
    # Streamlit gives the server's errors a handler of its own, and keeps them from ours.
    errors = logging.getLogger("uvicorn.error")
    errors.handlers, errors.propagate = [], True


def is_heard(level: int = logging.INFO) -> bool:
    """Tell whether lines of a level are written."""
    return LOGGER.isEnabledFor(level)


def event(name: str, level: int = logging.INFO, **fields: str | float | None) -> None:
    """Write one line: an event's name and what belongs to it."""
    if is_heard(level):
        LOGGER.log(level, name, extra={_FIELDS: fields})
