"""Loading a workbook whole and by its parts, checking, editing: the sides of the exchange's measures."""

from __future__ import annotations

import datetime
import resource
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
import python_calamine

from benchmarks import synthetic
from benchmarks.growth_tasks import ORIGIN
from benchmarks.worker import Task
from qualite_graph.analysis.facts import facts
from qualite_graph.exchange import write_workbook
from qualite_graph.validation import Report, check
from qualite_graph.validation.structure import refuse_violations
from qualite_graph.vocabulary import QG, RDF, RDFS, SKOS, entity
from qualite_graph.workspace import Workspace
from qualite_graph.writing import replace_organisation

SLUG = synthetic.SLUG
DAY = datetime.date(2026, 6, 30)


def workbook(processes: int, path: str) -> dict[str, int]:
    """Write the organisation of that size as a workbook; return how large it is."""
    write_workbook(Path(path), synthetic.organisation(processes))
    return {"bytes": Path(path).stat().st_size}


def load(path: str) -> Task[Workspace]:
    """Load a workbook as people do: read, check the structure, write, derive, note."""
    return Task(_empty, lambda workspace: workspace.load(Path(path), SLUG), _statements)


def load_to_disk(path: str) -> Task[Workspace]:
    """Load a workbook into a data directory, as the command does."""
    return Task(
        lambda: Workspace.open(_directory_beside(path)),
        lambda workspace: workspace.load(Path(path), SLUG),
        _statements,
    )


def parts_to_disk(path: str) -> Task[ox.Store]:
    """Read the cells, put the resulting statements in a bare store on disk."""
    return replace(parts(path), prepare=lambda: ox.Store(_directory_beside(path)))


def parts(path: str) -> Task[ox.Store]:
    """Do what no product can do without: read the cells, put the resulting statements in a bare store."""
    workspace = _empty()
    workspace.load(Path(path), SLUG)
    nquads = workspace.quads(SLUG)
    del workspace

    def run(store: ox.Store) -> None:
        book = python_calamine.CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
        store.bulk_load(nquads, ox.RdfFormat.N_QUADS)

    def answer(store: ox.Store) -> Iterable[str]:
        return [f"{quad} ." for quad in store]

    return Task(ox.Store, run, answer)


def peak(path: str, on_disk: bool = False) -> dict[str, float]:
    """Load a workbook once, and return the most memory that this took."""
    workspace = Workspace.open(_directory_beside(path)) if on_disk else _empty()
    workspace.load(Path(path), SLUG)
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


@dataclass(slots=True)
class Checked:
    """What a check found, once it is run."""

    report: Report | None = None


def validate(processes: int, engine: str) -> Task[Checked]:
    """Check an organisation against every shape with one of the two engines."""
    workspace = _holding(synthetic.text(processes))
    computed = facts(workspace.network(SLUG))

    def run(state: Checked) -> None:
        state.report = check(workspace.store, SLUG, DAY, computed, engine)

    def answer(state: Checked) -> Iterable[str]:
        if state.report is None:
            raise ValueError("not run")
        return [repr(finding.order) for finding in state.report.findings]

    return Task(Checked, run, answer)


def edit(processes: int, kind: str) -> Task[Workspace]:
    """Add, change or remove one flow of an organisation that stands; the opposite is done untimed."""
    before, after = _ends(kind)
    workspace = _holding(synthetic.text(processes) + before)
    edited = False

    def prepare() -> Workspace:
        nonlocal edited
        if edited:
            workspace.edit(before, after, organisation=SLUG)
        edited = True
        return workspace

    return Task(prepare, lambda held: held.edit(after, before, organisation=SLUG), _statements)


def again(processes: int, kind: str) -> Task[Workspace]:
    """Check, write, derive and note all the statements that the edit leads to."""
    text = synthetic.text(processes) + _ends(kind)[1]
    return Task(_empty, _writer(text), _statements)


def _ends(kind: str) -> tuple[str, str]:
    return {
        "added": ("", _flow("P2")),
        "changed": (_flow("P2"), _flow("P3")),
        "removed": (_flow("P2"), ""),
    }[kind]


def _flow(customer: str) -> str:
    flow = f"<{entity(SLUG, 'flow', 'EDITED')}>"
    return "".join(
        [
            f"{flow} <{RDF.type}> <{QG.Flow}> .\n",
            f'{flow} <{SKOS.notation}> "EDITED" .\n',
            f'{flow} <{RDFS.label}> "Edited"@en .\n',
            f"{flow} <{QG.supplier}> <{entity(SLUG, 'process', 'P1')}> .\n",
            f"{flow} <{QG.customer}> <{entity(SLUG, 'process', customer)}> .\n",
            f"{flow} <{QG.transfers}> <{entity(SLUG, 'output', 'O1')}> .\n",
        ]
    )


def _directory_beside(path: str) -> Path:
    return Path(tempfile.mkdtemp(dir=Path(path).parent))


def _empty() -> Workspace:
    return Workspace.in_memory(example=False)


def _holding(text: str) -> Workspace:
    workspace = _empty()
    _writer(text)(workspace)
    return workspace


def _writer(text: str) -> Callable[[Workspace], None]:
    def write(workspace: Workspace) -> None:
        refuse_violations(workspace.store, text)
        replace_organisation(workspace.store, SLUG, text.encode(), ORIGIN)

    return write


def _statements(workspace: Workspace) -> Iterable[str]:
    return workspace.quads(SLUG).decode().rstrip("\n").split("\n")
