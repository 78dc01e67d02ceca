"""The journal in words, undoing from the façade, backup and restoration while the store is in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualite_graph import writing
from qualite_graph.changes import Delta
from qualite_graph.errors import InputError, StoreError
from qualite_graph.history import Origin
from qualite_graph.naming import Name
from qualite_graph.resources import example_workbook
from qualite_graph.store import Value
from qualite_graph.vocabulary import QG, RDFS, entity
from qualite_graph.workspace import EXAMPLE, Workspace

ME = Origin.now("essai")
S3 = entity(EXAMPLE, "process", "S3")
P09 = entity(EXAMPLE, "position", "P09")


def owned() -> Delta:
    old_name = '"Maintenir les équipements"@fr'
    return Delta(
        frozenset([f"<{S3}> <{QG.hasOwner}> <{P09}> .", f'<{S3}> <{RDFS.label}> "Entretenir"@fr .']),
        frozenset([f"<{S3}> <{RDFS.label}> {old_name} ."]),
    )


def shown(values: tuple[Name | Value, ...]) -> list[str]:
    return [value.full("fr") if isinstance(value, Name) else value.value for value in values]


def test_what_changed_is_said_by_entity_and_property() -> None:
    workspace = Workspace.in_memory()
    writing.change_organisation(workspace.store, EXAMPLE, owned(), ME)
    first, last = [entry.version for entry in workspace.journal()]
    facts = workspace.difference(first, last)
    assert {fact.subject.full("fr") for fact in facts} == {"S3 Entretenir"}
    assert [(shown(fact.before), shown(fact.after)) for fact in facts] == [
        (["Maintenir les équipements"], ["Entretenir"]),
        ([], ["P09 Responsable service client"]),
    ]
    assert workspace.process_card("S3").owner is not None


def test_what_is_gone_keeps_its_name() -> None:
    workspace = Workspace.in_memory()
    loaded = workspace.journal()[-1].version
    workspace.remove(EXAMPLE)
    removed = workspace.journal(EXAMPLE)[-1].version
    names = {fact.subject.full("fr") for fact in workspace.difference(loaded, removed, EXAMPLE)}
    assert "R3 Planifier la production" in names


def test_undoing_a_load_brings_back_what_stood_before(tmp_path: Path) -> None:
    workspace = Workspace.in_memory()
    before = sorted(workspace.quads(EXAMPLE).splitlines())
    writing.change_organisation(workspace.store, EXAMPLE, owned(), ME)
    workspace.load(example_workbook(), EXAMPLE)
    assert sorted(workspace.quads(EXAMPLE).splitlines()) == before
    workspace.undo(EXAMPLE)
    assert workspace.process_card("S3").owner is not None
    workspace.undo(EXAMPLE)
    assert sorted(workspace.quads(EXAMPLE).splitlines()) == before
    assert [entry.kind for entry in workspace.journal()] == ["load", "edit", "load", "undo", "undo"]


@pytest.mark.parametrize("beside", [False, True], ids=["by the writer", "beside the writer"])
def test_a_backup_brings_everything_back(tmp_path: Path, beside: bool) -> None:
    workspace = Workspace.open(tmp_path / "d")
    before = sorted(workspace.quads(EXAMPLE).splitlines())
    source = Workspace.open(tmp_path / "d", read_only=True) if beside else workspace
    source.backup(tmp_path / "copie")
    workspace.remove(EXAMPLE)
    version = workspace.store.version
    workspace.restore(tmp_path / "copie")
    assert sorted(workspace.quads(EXAMPLE).splitlines()) == before
    assert workspace.store.version > version
    assert [entry.kind for entry in workspace.journal(EXAMPLE)] == ["load"]
    workspace.load(example_workbook(), "autre")
    assert Workspace.open(tmp_path / "d", read_only=True).store.version == workspace.store.version


def test_a_backup_never_overwrites(tmp_path: Path) -> None:
    workspace = Workspace.in_memory()
    with pytest.raises(InputError) as caught:
        workspace.backup(tmp_path)
    assert caught.value.key == "backup_exists"


def test_a_restoration_from_nothing_changes_nothing(tmp_path: Path) -> None:
    workspace = Workspace.in_memory()
    with pytest.raises(StoreError):
        workspace.restore(tmp_path / "absent")
    assert workspace.ask("Q49").rows
