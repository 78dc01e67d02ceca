"""The workspace as one person may use it: every way in and every write of the pages passes here.

What looks at the whole store needs a role in every organisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualite_graph.errors import RightError
from qualite_graph.narrowed import Narrowed
from qualite_graph.progress import Listener, unheard
from qualite_graph.saved_views import SavedView
from qualite_graph.store import Dataset
from qualite_graph.ui.roles import EVERY, Role, Roles
from qualite_graph.workspace import Workspace

if TYPE_CHECKING:
    from qualite_graph.editable import Edited
    from qualite_graph.editing import RowEdit
    from qualite_graph.exchange import Reading
    from qualite_graph.history import Origin

_REFUSALS: Final[Mapping[Role, str]] = {
    "editor": "role_needed_editor",
    "administrator": "role_needed_administrator",
}


class Permitted(Narrowed):
    """A workspace that shows the organisations that `roles` opens, and refuses writes it does not give."""

    def __init__(self, shared: Workspace, roles: Roles, who: str = "") -> None:
        """Look at the same store as `shared`; `who` writes, in place of the server's account."""
        super().__init__(shared, lambda slug: roles.role(slug) is not None)
        self._roles, self._who = roles, who

    def edit_rows(
        self, edits: Sequence[RowEdit], organisation: str | None = None, *, write: bool = True
    ) -> Edited:
        """Change rows, as an editor may; to try a change writes nothing, and needs no role."""
        slug = self._for("editor", organisation) if write else self.organisation(organisation)
        return super().edit_rows(edits, slug, write=write)

    def edit(self, added: str, removed: str = "", *, organisation: str | None = None) -> None:
        """Change statements, as an editor may."""
        super().edit(added, removed, organisation=self._for("editor", organisation))

    def undo(self, organisation: str | None = None) -> int:
        """Undo the latest write, as an editor may."""
        return super().undo(self._for("editor", organisation))

    def load(
        self, path: Path, slug: str, *, name: str = "", partial: bool = False, progress: Listener = unheard
    ) -> Reading:
        """Read a file into an organisation, as its editor may; into a new one, as an administrator may."""
        self._check_into(slug)
        return super().load(path, slug, name=name, partial=partial, progress=progress)

    def change_statements(self, slug: str, text: str, base: str | None, origin: Origin) -> bool:
        """Change statements by an update, as an editor may."""
        return super().change_statements(self._for("editor", slug), text, base, origin)

    def add_statements(self, slug: str, ntriples: bytes, origin: Origin) -> None:
        """Add statements; see `load` for who may."""
        self._check_into(slug)
        super().add_statements(slug, ntriples, origin)

    def replace_statements(
        self, slug: str, ntriples: bytes, origin: Origin, *, version: int | None = None
    ) -> bool:
        """Put statements in place of what stands; see `load` for who may."""
        self._check_into(slug)
        return super().replace_statements(slug, ntriples, origin, version=version)

    def remove(self, slug: str) -> None:
        """Take an organisation out, as its administrator may."""
        super().remove(self._for("administrator", slug))

    def save_view(self, page: str, view: SavedView, organisation: str | None = None) -> None:
        """Save a view for everybody, as an editor may."""
        super().save_view(page, view, self._for("editor", organisation))

    def forget_view(self, page: str, name: str, organisation: str | None = None) -> None:
        """Keep a view no longer, as an editor may."""
        super().forget_view(page, name, self._for("editor", organisation))

    def keep_query(self, name: str, text: str) -> None:
        """Keep a query for everybody, as an editor of any organisation may."""
        self._check_somewhere("editor")
        super().keep_query(name, text)

    def forget_query(self, name: str) -> None:
        """Keep a query no longer, as an editor of any organisation may."""
        self._check_somewhere("editor")
        super().forget_query(name)

    # The whole store

    def backup(self, directory: Path) -> None:
        """Copy everything, as an administrator of every organisation may."""
        self._check("administrator", EVERY)
        super().backup(directory)

    def restore(self, source: Path) -> None:
        """Put a backup in place of everything, as an administrator of every organisation may."""
        self._check("administrator", EVERY)
        super().restore(source)

    def whole(self) -> Dataset:
        """Return all that the store holds, to an administrator of every organisation."""
        self._check("administrator", EVERY)
        return super().whole()

    def exists(self, graph: str) -> bool:
        """Tell whether a graph exists, to an administrator of every organisation."""
        self._check("administrator", EVERY)
        return super().exists(graph)

    def statement_counts(self, graphs: tuple[str, ...]) -> Mapping[str, int]:
        """Count the statements of any graphs, for an administrator of every organisation."""
        self._check("administrator", EVERY)
        return super().statement_counts(graphs)

    def update_everything(self, text: str, base: str | None = None) -> None:
        """Change anything, as an administrator of every organisation may."""
        self._check("administrator", EVERY)
        super().update_everything(text, base)

    def _author(self) -> str:
        return self._who or super()._author()

    def _for(self, wanted: Role, organisation: str | None) -> str:
        slug = self.organisation(organisation)
        self._check(wanted, slug)
        return slug

    def _check_into(self, slug: str) -> None:
        # One that is closed is refused as one that does not exist: the answer does not tell which.
        self._check("editor" if slug in self._slugs() else "administrator", slug)

    def _check(self, wanted: Role, slug: str) -> None:
        if not self._roles.may(wanted, slug):
            raise RightError(_REFUSALS[wanted], organisation=slug)

    def _check_somewhere(self, wanted: Role) -> None:
        if not self._roles.may_somewhere(wanted):
            raise RightError(_REFUSALS[wanted], organisation=EVERY)
