"""The audit pack: every paper of an organisation in one archive, with its contents and the graph itself."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.papers.agreements import all_agreements
from qualite_graph.papers.audit_programme import audit_programme
from qualite_graph.papers.collections import all_checklists, all_sheets
from qualite_graph.papers.complaint_file import all_complaints
from qualite_graph.papers.content import Cell, Grid, Paper, Section, Text, cell
from qualite_graph.papers.coverage_statement import coverage_statement
from qualite_graph.papers.look import chosen_look
from qualite_graph.papers.management_review import management_review
from qualite_graph.papers.matrix import matrix
from qualite_graph.papers.matrix_book import matrix_book
from qualite_graph.papers.plain import as_plain
from qualite_graph.papers.press import FORMATS, PaperFile, file_name, plain_name
from qualite_graph.papers.printing import Printed, Printers
from qualite_graph.papers.process_map import process_map
from qualite_graph.papers.reader import Reader
from qualite_graph.papers.register import register
from qualite_graph.progress import Listener, unheard
from qualite_graph.workspace import Workspace


def _whole(write: Callable[[Reader], Paper]) -> Callable[[Reader], Iterator[Paper]]:
    def written(reader: Reader) -> Iterator[Paper]:
        yield write(reader)

    return written


CONTENTS: Final[tuple[tuple[str, Callable[[Reader], Iterable[Paper]]], ...]] = (
    ("process_map", _whole(process_map)),
    ("process_sheets", all_sheets),
    ("matrix", _whole(matrix)),
    ("agreements", all_agreements),
    ("coverage", _whole(coverage_statement)),
    ("register", _whole(register)),
    ("audit_programme", _whole(audit_programme)),
    ("audit_checklists", all_checklists),
    ("management_review", _whole(management_review)),
    ("complaints", all_complaints),
)
"""The papers of a pack in their order, each whole or in parts; the names are also those of its stages."""
STAGES: Final = (*(name for name, _ in CONTENTS), "packing")
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
_PACKED: Final = (".docx", ".xlsx", ".pdf")
"""Files that are packed inside: to pack them again takes time and gains nothing."""
_MOST_WAITING: Final = 4
"""How many papers may wait to be set: those written ahead take memory."""


def audit_pack(  # noqa: PLR0913 -- one choice each
    workspace: Workspace,
    *,
    organisation: str | None = None,
    lang: str = "fr",
    formats: Sequence[str] = tuple(FORMATS),
    day: datetime.date | None = None,
    progress: Listener = unheard,
) -> PaperFile:
    """Make the archive; the same graph at the same date gives the same bytes.

    `progress` is told each of `STAGES`. While papers are set in processes of their own, the next are written.

    Raises:
        NotFoundError: the organisation does not exist.
        InputError: a format is unknown, or a template or setting of the look cannot be used.
    """
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        raise InputError("unknown_paper_format", format=", ".join(unknown), formats=", ".join(FORMATS))
    reader = Reader(workspace, organisation, lang, day or datetime.date.today())
    look = chosen_look()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive, Printers(tuple(formats)) as printers:
        pack = _Pack(archive, printers, formats)
        for place, (stage, write) in enumerate(CONTENTS, start=1):
            progress(stage)
            for paper in write(reader):
                pack.add(place, paper)
            if stage == "matrix":
                pack.add_file(f"{place:02}-{reader.text('file.matrix')}.xlsx", matrix_book(reader, look))
        progress("packing")
        graph = f"{reader.text('file.graph')}.ttl"
        pack.listed.append((reader.text("pack.graph"), []))
        pack.add_file(graph, workspace.export(reader.slug, "turtle", lang=lang).content)
        pack.add(0, _contents(reader, tuple(pack.listed)))
        pack.close()
    name = f"{reader.text('file.pack')}-{plain_name(reader.slug)}.zip"
    return PaperFile(name, "application/zip", written.getvalue())


class _Pack:
    """An archive, filled in the order of its contents while papers are set beside it."""

    def __init__(self, archive: zipfile.ZipFile, printers: Printers, formats: Sequence[str]) -> None:
        self._archive = archive
        self._printers = printers
        self._formats = formats
        self._waiting: deque[tuple[Sequence[str], Future[Printed]]] = deque()
        self.listed: list[tuple[str, list[str]]] = []
        """Each paper by its title, with its files."""

    def add(self, place: int, paper: Paper) -> None:
        """Have a paper set, and put those that are ready into the archive."""
        names = tuple(f"{place:02}-{file_name(paper, None, extension)}" for extension in self._formats)
        self.listed.append((paper.title, [*names]))
        self._waiting.append((names, self._printers.set(as_plain(paper))))
        while len(self._waiting) > _MOST_WAITING or (self._waiting and self._waiting[0][1].done()):
            self._take()

    def add_file(self, name: str, content: bytes) -> None:
        """Put a file that is made already beside those of the last paper."""
        self.listed[-1][1].append(name)
        made: Future[Printed] = Future()
        made.set_result((("", content),))
        self._waiting.append(((name,), made))

    def close(self) -> None:
        """Wait for all that is being set."""
        while self._waiting:
            self._take()

    def _take(self) -> None:
        names, printed = self._waiting.popleft()
        for name, (_, content) in zip(names, printed.result(), strict=True):
            member = zipfile.ZipInfo(name, _OLDEST)
            packed = name.endswith(_PACKED)
            member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            self._archive.writestr(member, content)


def _contents(reader: Reader, listed: Sequence[tuple[str, Sequence[str]]]) -> Paper:
    reader.start()
    rows = tuple((cell(title), Cell(tuple(names))) for title, names in listed)
    headings = (reader.text("pack.paper"), reader.text("pack.files"))
    blocks = (Text(reader.text("pack.about")), Grid(headings, rows, (1, 1)))
    sections = (Section(reader.text("word.contents"), blocks),)
    return reader.paper("contents", reader.text("pack.title"), reader.text("pack.subtitle"), sections)
