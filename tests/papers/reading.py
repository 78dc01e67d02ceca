"""What a made file says, read back with other people's tools."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

OFFICE = shutil.which("soffice")


def pdf_text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return squeezed(" ".join(page.extract_text() for page in pages))


def docx_text(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    paragraphs = ("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return squeezed(" ".join(paragraphs))


class Page(HTMLParser):
    """Collects a page's text and the elements it is made of."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.headings: list[str] = []
        self._quiet = self._heading = False
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._quiet, self._heading = tag == "style", tag in ("h2", "h3") or (tag == "bdi" and self._heading)
        named = dict(attrs)
        self.links += [value for key in ("href", "src") if (value := named.get(key))]
        if found := named.get("id"):
            self.ids.add(found)

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.said.append(data)
        if self._heading and data.strip():
            self.headings.append(data)
        self._quiet = False

    @property
    def text(self) -> str:
        return squeezed(" ".join(self.said))


def squeezed(text: str) -> str:
    """Return a text without what line breaking does to it."""
    return re.sub(r"[\s\u00a0\u202f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]+", "", text)


def converted(content: bytes, folder: Path) -> bytes:
    """Return a Word document as LibreOffice prints it; skip where there is none, fail on a CI machine."""
    if OFFICE is None:
        why = "no LibreOffice. Debian: apt-get install libreoffice-writer-nogui"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(why, pytrace=False)
        pytest.skip(why)
    given = folder / "paper.docx"
    given.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(given)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    assert "Error" not in done.stderr, done.stderr
    return (folder / "paper.pdf").read_bytes()


def marks(text: str) -> Iterator[int]:
    """Yield the numbers in brackets of a text."""
    for found in re.finditer(r"\[(\d+)\]", text):
        yield int(found[1])
