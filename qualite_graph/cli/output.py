"""Content for files and other programs goes out as the bytes it is, whatever the terminal's encoding."""

from __future__ import annotations

import sys


def write_bytes(content: bytes) -> None:
    """Write content to the standard output, after what was printed, and end its last line."""
    sys.stdout.flush()
    rest = memoryview(content if not content or content.endswith(b"\n") else content + b"\n")
    while rest:
        # Unbuffered (PYTHONUNBUFFERED), a write may take a part only, and says so.
        rest = rest[sys.stdout.buffer.write(rest) :]


def write_text(content: str) -> None:
    """Write text as UTF-8, which CSV and JSON readers expect."""
    write_bytes(content.encode())
