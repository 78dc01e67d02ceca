"""The command `template`: the empty workbook that people fill in, in their language."""

from __future__ import annotations

import sys
from pathlib import Path

from qualite_graph.cli.context import Context
from qualite_graph.cli.reasons import reason
from qualite_graph.errors import InputError


def run(context: Context, file: str) -> int:
    """Write the template; a file that is there already is somebody's work, and stays.

    Raises:
        InputError: the file exists or cannot be written.
    """
    from qualite_graph.exchange import write_template  # noqa: PLC0415 -- XlsxWriter, for this command only

    path = Path(file).expanduser()
    if path.exists():
        raise InputError("file_exists", file=file)
    try:
        path.open("xb").close()  # XlsxWriter would say only at the end that it cannot write
        write_template(path, context.lang)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise InputError("file_unwritable", file=file, reason=reason(error)) from None
    print(context.text("cli.template.written", file=file), file=sys.stderr)
    return 0
