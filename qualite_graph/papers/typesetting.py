"""Typst at work: in this process for most papers, in one of its own for a very long one.

Typst keeps what it has set for as long as its process lives: several very long papers would take
gigabytes. Run as a module, it reads a job from its standard input and writes the PDF.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Final, cast

import typst

_BROKEN: Final = 3
"""The exit code of a template that does not compile; the reason is on the error output."""


class SettingError(Exception):
    """A template does not compile; the text says where."""


@dataclass(frozen=True, slots=True)
class Job:
    """A template with its data: `day` dates the file, `own` keeps to the typeface that comes with Typst."""

    template: str
    paper: str
    look: str
    day: str
    own: bool
    tagged: bool


def compose(job: Job, *, apart: bool) -> bytes:
    """Return the PDF of a job, set in a process of its own when it is to be `apart`.

    Raises:
        SettingError: the template does not compile.
    """
    if not apart:
        return _compiled(job)
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(command, input=json.dumps(asdict(job)).encode(), capture_output=True, check=False)
    if done.returncode:
        raise SettingError(done.stderr.decode(errors="replace").strip())
    return done.stdout


def _compiled(job: Job) -> bytes:
    day = datetime.date.fromisoformat(job.day)
    try:
        compiler = typst.Compiler(
            job.template.encode(),
            ignore_system_fonts=job.own,
            sys_inputs={"paper": job.paper, "look": job.look},
        )
        made = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
        return cast("bytes", compiler.compile(format="pdf", timestamp=made, pdf_tags=job.tagged))
    except typst.TypstError as error:
        raise SettingError(error.diagnostic or error.message) from error


def main() -> int:
    """Set the job of the standard input."""
    try:
        content = _compiled(Job(**json.load(sys.stdin.buffer)))
    except SettingError as error:
        print(error, file=sys.stderr)
        return _BROKEN
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
