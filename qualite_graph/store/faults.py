"""What the embedded engine complains of, as our own errors: where a text stops, what a disk refuses."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Final

from qualite_graph.errors import QuerySyntaxError, StoreError

_POSITION: Final = re.compile(r"error at (\d+):(\d+): *(.*)", re.DOTALL)
_GONE: Final = re.compile(r"IO error: No such file[^\n]*(?:\d\.(?:sst|log)|MANIFEST-\d)")
_NO_PREFIX: Final = "Prefix not found"
_CLASS: Final = re.compile(r"\[(?:'[^']*'|[^\]'])*\]")


def syntax_error(error: SyntaxError) -> QuerySyntaxError:
    """Return what the engine could not parse, with its place."""
    found = _POSITION.match(str(error))
    if found is None:
        return QuerySyntaxError(str(error), 1, 1)
    return QuerySyntaxError(_readable(found[3]), int(found[1]), int(found[2]))


def _readable(reason: str) -> str:
    """Drop the character classes from what the engine expected: people read tokens, not code points.

    >>> _readable("expected one of '.', ['0' ..= '9' | 'x'], [':']")
    "expected one of '.'"
    >>> _readable("expected one of Prefix not found, [':']")
    'Prefix not found'
    """
    if _NO_PREFIX in reason:  # whatever else could have stood there, this is what to mend
        return _NO_PREFIX
    start = "expected one of "
    parts = [part.strip() for part in _CLASS.sub("", reason).removeprefix(start).split(", ")]
    kept = ", ".join([part for part in parts if part and part != "expected"])
    return f"{start}{kept}" if reason.startswith(start) and kept else kept or "?"


def is_merged_away(error: OSError | RuntimeError) -> bool:
    """Tell whether a file went before its reader opened it: the writer had merged it with others.

    >>> gone = "IO error: No such file or directory: While open a file: /d/000041.sst"
    >>> is_merged_away(OSError(gone)), is_merged_away(OSError(2, "No such file or directory", "/d/12-result"))
    (True, False)
    """
    return _GONE.search(str(error)) is not None


def store_error(error: OSError | RuntimeError, directory: Path | None) -> StoreError:
    """Return why a directory could not be read or written."""
    if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error):
        return StoreError("disk_full", directory=directory or "")
    return StoreError("store_unavailable", directory=directory or "", reason=error)
