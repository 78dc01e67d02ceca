"""Files that the reader dropped on the page, written to disk for as long as they are read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from qualite_graph.errors import InputError
from qualite_graph.folding import fold

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_TOGETHER: Final = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Dropped:
    """One file, or several csv files that are one workbook's sheets: their names and their bytes."""

    name: str
    files: tuple[tuple[str, bytes], ...]
    key: tuple[str, ...]

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """Give the path of the file, or of the folder of csv files, and take it away at the end."""
        with tempfile.TemporaryDirectory(prefix="qualite-graph-") as folder:
            home = Path(folder) / self.name if len(self.files) > 1 else Path(folder)
            home.mkdir(exist_ok=True)
            for name, content in self.files:
                (home / name).write_bytes(content)
            yield home if len(self.files) > 1 else home / self.files[0][0]


def dropped(uploads: Sequence[UploadedFile]) -> Dropped:
    """Return what was dropped.

    Raises:
        InputError: several files were, and they are not all csv files.
    """
    files = tuple((_safe(upload.name), upload.getvalue()) for upload in uploads)
    if len(files) > 1:
        others = [name for name, _ in files if not name.lower().endswith(_TOGETHER)]
        if others:
            raise InputError("one_file_at_a_time", files=", ".join(others))
    stem = PurePosixPath(files[0][0]).stem
    name = stem if len(files) > 1 else files[0][0]
    return Dropped(name, files, tuple(upload.file_id for upload in uploads))


def _safe(name: str) -> str:
    """Return the last part of a name given by a browser, whatever system it runs on."""
    return PureWindowsPath(PurePosixPath(name).name).name or "fichier"


def slug_of(name: str) -> str:
    """Return the slug made from an organisation's name: what stands in addresses.

    >>> slug_of("Éts Martin & Fils"), slug_of("…")
    ('ets-martin-fils', 'organisme')
    """
    letters = "".join([letter if letter.isascii() and letter.isalnum() else " " for letter in fold(name)])
    return "-".join(letters.split()) or "organisme"


def title_of(name: str) -> str:
    """Return what a file's name suggests to call its organisation.

    >>> title_of("liste_flux-martin.xlsx")
    'Liste flux martin'
    """
    words = " ".join(PurePosixPath(name).stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]
