"""Making packs and sheets of the example and of synthetic organisations: what the measures of papers run."""

from __future__ import annotations

import datetime
import io
import resource
import zipfile

from benchmarks import synthetic
from benchmarks.growth_tasks import ORIGIN
from benchmarks.worker import Task
from qualite_graph.papers import PaperFile, audit_pack
from qualite_graph.papers.look import chosen_look
from qualite_graph.papers.press import rendered
from qualite_graph.papers.process_sheet import process_sheet
from qualite_graph.papers.reader import Reader
from qualite_graph.workspace import EXAMPLE, Workspace
from qualite_graph.writing import replace_organisation

DAY = datetime.date(2026, 6, 30)


def pack(processes: int) -> Task[Workspace]:
    """Make the audit pack of the example (0 processes) or of a synthetic organisation."""
    made: list[PaperFile] = []

    def run(workspace: Workspace) -> None:
        made[:] = [audit_pack(workspace, organisation=_slug(processes), day=DAY)]

    return Task(lambda: _workspace(processes), run, lambda _: _members(made[0]))


def sheet(processes: int) -> Task[Reader]:
    """Make the sheet of one process as PDF."""
    made: list[bytes] = []

    def run(reader: Reader) -> None:
        paper = process_sheet(reader, "P1")
        made[:] = [content for _, content in rendered(paper, ("pdf",), chosen_look())]

    return Task(
        lambda: Reader(_workspace(processes), synthetic.SLUG, "fr", DAY), run, lambda _: [str(len(made[0]))]
    )


def peak(processes: int) -> dict[str, int]:
    """Make one pack and return the most memory this process had, in megabytes."""
    audit_pack(_workspace(processes), organisation=_slug(processes), day=DAY)
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def _members(made: PaperFile) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return archive.namelist()


def _slug(processes: int) -> str:
    return synthetic.SLUG if processes else EXAMPLE


def _workspace(processes: int) -> Workspace:
    if not processes:
        return Workspace.in_memory()
    workspace = Workspace.in_memory(example=False)
    replace_organisation(workspace.store, synthetic.SLUG, synthetic.text(processes).encode(), ORIGIN)
    return workspace
