"""Updates over HTTP, by those who may: each is tried on a copy first, then written with its history.

Source of the method: SPARQL 1.1 Protocol (W3C, 2013), update operation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool

from qualite_graph.errors import InputError
from qualite_graph.history import Origin
from qualite_graph.http.call import FORM, Call, one_of, pairs
from qualite_graph.http.endpoint import Service
from qualite_graph.http.rights import Right
from qualite_graph.http.sparql import source
from qualite_graph.http.visible import organisation_of
from qualite_graph.serving import federation
from qualite_graph.settings import setting
from qualite_graph.store import Dataset, everything
from qualite_graph.store.documents import is_iri
from qualite_graph.store.lexing import states_using, with_using
from qualite_graph.vocabulary import graph_of
from qualite_graph.workers import Job
from qualite_graph.workspace import Workspace

_DIRECT: Final = "application/sparql-update"
_UNNAMED: Final = "SPARQL"
_ATTEMPTS: Final = 5


async def update(call: Call, service: Service) -> None:
    """Apply an update.

    Without a graph's name it reads and changes what is asserted of one organisation; it can change nothing
    else. In a store for trials it changes whatever it names.
    """
    right = service.right(call)
    text, using = _asked(call, await call.body(body_limit()))
    workspace = await service.workspace()
    named = call.scope.get("path_params", {}).get("organisation")
    if right.scratch and named is None:
        async with service.writing:
            await run_in_threadpool(workspace.update_everything, _with(text, using), call.address)
    else:
        await _update_organisation(call, service, workspace, right, (named, text, using))
    await call.reply(204)


async def _update_organisation(
    call: Call, service: Service, workspace: Workspace, right: Right, asked: tuple[str | None, str, Dataset]
) -> None:
    named, text, using = asked
    slug = organisation_of(workspace, right, named)
    if slug is None:
        raise InputError("organisation_needed")
    right.check_write(slug)
    seen = everything(slug)
    job = Job(
        _with(text, using.within(seen)),
        seen.graphs,
        None,
        {},
        target=graph_of(slug),
        federation=federation(),
        base=call.address,
    )
    async with service.writing:
        origin = Origin.now(right.bearer or _UNNAMED)
        if await run_in_threadpool(workspace.change_statements, slug, job.text, job.base, origin):
            return
        for _ in range(_ATTEMPTS):
            version = workspace.store.version
            after = (await service.run(call, job, await source(workspace))).content()
            written = await run_in_threadpool(
                workspace.replace_statements, slug, after, origin, version=version
            )
            if written:
                return
    raise InputError("write_conflict")


def body_limit() -> int:
    """Return how many bytes an update or a graph may have."""
    return int(setting("body_size")) << 20


def _asked(call: Call, body: bytes) -> tuple[str, Dataset]:
    parameters = call.parameters()
    if call.media_type == _DIRECT:
        try:
            parameters = [*parameters, ("update", body.decode())]
        except UnicodeDecodeError:
            raise InputError("query_encoding") from None
    elif call.media_type == FORM:
        parameters = [*parameters, *pairs(body)]
    else:
        raise InputError("query_content_type", given=call.media_type or "–", expected=f"{FORM}, {_DIRECT}")
    asked = one_of(parameters)
    if len(asked.get("update", [])) != 1 or "query" in asked:
        raise InputError("update_missing")
    text = asked["update"][0]
    using = _using(asked)
    if (using.graphs or using.named) and states_using(text):
        raise InputError("using_twice")
    return text, using


def _using(asked: Mapping[str, list[str]]) -> Dataset:
    graphs, named = asked.get("using-graph-uri", []), asked.get("using-named-graph-uri", [])
    for graph in (*graphs, *named):
        if not is_iri(graph):
            raise InputError("bad_graph_name", graph=graph)
    return Dataset(tuple(graphs), tuple(named))


def _with(text: str, using: Dataset) -> str:
    return with_using(text, using.graphs, using.named or ()) if using.graphs or using.named else text
