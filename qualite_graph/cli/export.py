"""The command `export`: an organisation as a file of any format, and what that format leaves out."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_bytes
from qualite_graph.cli.progress import shown
from qualite_graph.cli.reasons import reason
from qualite_graph.errors import InputError
from qualite_graph.progress import EXPORTING


def run(
    context: Context, format_name: str | None, output: str | None, organisation: str | None, persons: bool
) -> int:
    """Write an organisation; what the format leaves out is told on the error output.

    Without a format, the file's extension says it; without either, Turtle.

    Raises:
        InputError: the format or the organisation is unknown, or the file cannot be written.
    """
    from qualite_graph.exchange.writing import find_export_format  # noqa: PLC0415

    extension = Path(output).suffix if output else ""
    wanted = find_export_format(format_name or extension or "turtle")
    workspace = open_for_reading(context)
    slug = workspace.organisation(organisation)
    with shown(context, EXPORTING) as progress:
        exported = workspace.export(slug, wanted.name, lang=context.lang, persons=persons, progress=progress)
    if output is None:
        write_bytes(exported.content)
    else:
        write_whole(Path(output), exported.content)
        written = context.text("cli.export.written", file=output, format=wanted.name, organisation=slug)
        print(written, file=sys.stderr)
    if exported.left_out:
        print(context.text("cli.export.left_out"), file=sys.stderr)
        for left in exported.left_out:
            print(f"  {left.message(context.lang)}", file=sys.stderr)
    return 0


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` in a file, all of it or none: what stood there stays until the new text is complete.

    Raises:
        InputError: it cannot be written.
    """
    temporary: str | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or a pipe cannot be replaced
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).chmod(0o666 & ~_mask())
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise InputError("file_unwritable", file=path, reason=reason(error)) from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
