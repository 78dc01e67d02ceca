"""What a request sees: its right, the organisation it names and the graphs it names, as one dataset."""

from __future__ import annotations

from collections.abc import Mapping

from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.http.rights import Right
from qualite_graph.settings import setting
from qualite_graph.store import Dataset, everything
from qualite_graph.vocabulary import DATA
from qualite_graph.workspace import Workspace


def organisation_of(workspace: Workspace, right: Right, named: str | None) -> str | None:
    """Return the organisation a request is about: the one it names, else the only one it may be about.

    None stands for public knowledge alone, where the request names no organisation and may read none.

    Raises:
        NotFoundError: it may not read it, or it does not exist; nothing tells which, nor of any other.
        InputError: several could be meant.
    """
    known = [name.notation or "" for name in workspace.organisations()]
    if right.reads is None:
        return workspace.organisation(named) if named is not None or known else None
    seen = right.visible(known)
    if named is None and len(right.reads) == 1:
        named = next(iter(right.reads))
    elif named is None and setting("organisation") in seen:
        named = setting("organisation")
    if named is not None:
        right.check_read(named)
        if named not in seen:
            raise NotFoundError(
                "unknown_organisation", organisation=named, known=", ".join(sorted(right.reads))
            )
        return named
    if len(seen) > 1:
        raise InputError("which_organisation", known=", ".join(seen))
    return next(iter(seen), None)


def visible(workspace: Workspace, right: Right, named: str | None) -> Dataset:
    """Return all that a request may see of public knowledge and one organisation."""
    if right.scratch and named is None:
        return workspace.whole()
    return everything(organisation_of(workspace, right, named))


def chosen_graphs(asked: Mapping[str, list[str]], seen: Dataset, *, scratch: bool) -> Dataset | None:
    """Return the dataset that a request's own parameters name, or None when they name none.

    Raises:
        InputError: one of the graphs is not among those it may see.
    """
    graphs = tuple(dict.fromkeys(asked.get("default-graph-uri", [])))
    named = tuple(dict.fromkeys(asked.get("named-graph-uri", [])))
    if not graphs and not named:
        return None
    known = {*seen.graphs, *(seen.named or ())}
    if not scratch:
        for graph in (*graphs, *named):
            if graph not in known:
                raise InputError("unknown_graph", graph=graph, known=", ".join(sorted(known)))
    return Dataset(graphs, named).within(seen)


def slug_of(graph: str) -> str | None:
    """Return the organisation whose asserted or derived statements a graph holds.

    >>> slug_of("https://w3id.org/qualite-graph/data/coffralp/derived")
    'coffralp'
    """
    if not graph.startswith(DATA):
        return None
    return graph.removeprefix(DATA).partition("/")[0] or None
