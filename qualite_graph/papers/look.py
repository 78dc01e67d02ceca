"""How papers look: logo, colour, and the templates that an organisation may replace by its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.settings import setting

_OURS: Final = Path(__file__).parent / "templates"
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a PNG and a JPEG start: the pictures that every format takes."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colour of headings and tables, the logo as a picture, the folder of an organisation's templates."""

    colour: str
    logo: bytes | None
    templates: Path | None

    def template(self, name: str) -> Path | None:
        """Return the file of that name: the organisation's own, else ours, else `None`."""
        folders = (*((self.templates,) if self.templates else ()), _OURS)
        return next((folder / name for folder in folders if (folder / name).is_file()), None)

    def text(self, name: str) -> str:
        """Return the text of a template that always exists.

        Raises:
            InputError: it cannot be read.
        """
        path = self.template(name) or _OURS / name
        try:
            return path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("template_unreadable", file=path, reason=error) from error


def chosen_look() -> Look:
    """Return the look that is set.

    Raises:
        InputError: the colour is no colour, the logo is neither PNG nor JPEG, or a folder does not exist.
    """
    colour = setting("papers_colour")
    if not _COLOUR.fullmatch(colour):
        raise InputError("bad_colour", value=colour)
    folder = setting("papers_templates")
    templates = Path(folder).expanduser() if folder else None
    if templates is not None and not templates.is_dir():
        raise InputError("templates_missing", directory=templates)
    return Look(colour.lower(), _logo(setting("papers_logo")), templates)


def look_stamp() -> tuple[object, ...]:
    """Return what changes with the look: the settings, and when their files were written.

    A file that cannot be read has no time: `chosen_look` says what is wrong with it.
    """
    colour, logo, folder = (setting(f"papers_{name}") for name in ("colour", "logo", "templates"))
    files = [Path(logo).expanduser()] if logo else []
    if folder and Path(folder).expanduser().is_dir():
        files += sorted(Path(folder).expanduser().iterdir())
    return colour, folder, *[(file, file.stat().st_mtime_ns) for file in files if file.is_file()]


def _logo(path: str) -> bytes | None:
    if not path:
        return None
    try:
        content = Path(path).expanduser().read_bytes()
    except OSError as error:
        raise InputError("logo_unreadable", file=path, reason=error) from error
    if not content.startswith(_PICTURES):
        raise InputError("logo_format", file=path)
    return content
