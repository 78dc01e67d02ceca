"""Queries over HTTP: a standard client needs no word of ours to ask the graph.

Source of the method: SPARQL 1.1 Protocol (W3C, 2013), query operation.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from starlette.concurrency import run_in_threadpool

from qualite_graph.errors import InputError
from qualite_graph.http.caching import Answers, Kept, is_lasting
from qualite_graph.http.call import FORM, Call, one_of, pairs
from qualite_graph.http.description import describe
from qualite_graph.http.endpoint import Service
from qualite_graph.http.negotiation import chosen, offered, takes_gzip
from qualite_graph.http.rights import Right
from qualite_graph.http.visible import chosen_graphs, visible
from qualite_graph.serving import federation, narrowed
from qualite_graph.store import Dataset, EmbeddedStore
from qualite_graph.workers import Job, Reply, Source
from qualite_graph.workspace import Workspace

MOST_BYTES: Final = 1_000_000
"""A query longer than this is a mistake."""

_DIRECT: Final = "application/sparql-query"
_VARY: Final = ("vary", "Accept, Accept-Encoding, Accept-Language, Authorization, Origin")


class Query:
    """The query operation, with the answers it keeps."""

    def __init__(self) -> None:
        """Keep no answer yet."""
        self._answers = Answers()

    async def __call__(self, call: Call, service: Service) -> None:
        """Answer a query, or describe the service when nothing is asked."""
        right = service.right(call)
        workspace = await service.workspace()
        body = await call.body(MOST_BYTES) if call.method == "POST" else b""
        headers = call.headers
        accept = headers.get("accept", "")
        packed = takes_gzip(headers.get("accept-encoding", ""))
        # Relative IRIs are read against the address, as the client wrote it.
        asked_at = (call.address, call.scope["query_string"])
        key = (*asked_at, body, headers.get("content-type"), accept, packed, right)
        version = _version(workspace)
        kept = self._answers.get(version, key)
        if kept is None:
            asked = _parameters(call, body)
            if not asked:
                await describe(call, workspace, right)
                return
            asking = _asking(workspace, right, call, asked)
            text, dataset = asking.text, asking.dataset
            reply = await run(call, service, workspace, asking, accept)
            lasting = version is not None and is_lasting(text)
            written = _headers(call, reply, accept, (version, text, dataset) if lasting else None)
            if reply.path is not None:
                await call.reply_file(200, written, Path(reply.path), reply.size)
                return
            kept = Kept(written, reply.body)
            if lasting:
                self._answers.put(version, key, kept, len(asked_at[1]) + len(body))
        await _send(call, kept)


class Asking(NamedTuple):
    """A query and what it sees; `fixed` when the request names the graphs, so that the query may not."""

    text: str
    dataset: Dataset
    fixed: bool = False


async def run(call: Call, service: Service, workspace: Workspace, asking: Asking, accept: str) -> Reply:
    """Run a query within its limits, its result in a format that the client accepts.

    Raises:
        InputError: no such format exists for this kind of result.
    """
    formats = {kind: name for kind, (_, name) in chosen(accept).items()}
    packed = takes_gzip(call.headers.get("accept-encoding", ""))
    text, seen, base = asking.text, asking.dataset, call.address
    if not asking.fixed:
        seen = narrowed(text, seen, base)
    job = Job(text, seen.graphs, seen.named, formats, packed, federation=federation(), base=base)
    try:
        if not isinstance(workspace.store, EmbeddedStore):
            return await run_in_threadpool(_run_there, workspace, job)
        return await service.run(call, job, await source(workspace))
    except InputError as error:
        if error.key != "not_acceptable":
            raise
        kind = str(error.details["offered"])
        raise InputError("not_acceptable", accept=accept, offered=", ".join(offered(kind))) from None


async def source(workspace: Workspace) -> Source:
    """Return what a worker opens; a store in memory may first have to write itself down."""
    store = workspace.store
    if isinstance(store, EmbeddedStore) and store.directory is not None:
        return workspace.source()
    return await run_in_threadpool(workspace.source)


def _run_there(workspace: Workspace, job: Job) -> Reply:
    """Run a query on a store of another server, which keeps its own limits."""
    result = workspace.store.query(job.text, Dataset(job.graphs, job.named))
    name = job.formats.get(result.kind)
    if name is None:
        raise InputError("not_acceptable", accept="", offered=result.kind)
    body = result.serialize(name)
    return Reply(result.kind, name, body, None, len(body))


def _parameters(call: Call, body: bytes) -> Mapping[str, list[str]]:
    """Return the protocol's parameters, empty when the request asks nothing."""
    named = call.parameters()
    if call.method == "POST":
        if call.media_type == _DIRECT:
            named = [*named, ("query", _decoded(body))]
        elif call.media_type == FORM:
            named = [*named, *pairs(body)]
        else:
            raise InputError(
                "query_content_type", given=call.media_type or "–", expected=f"{FORM}, {_DIRECT}"
            )
    asked = one_of(named)
    if "update" in asked:
        raise InputError("update_refused")
    if (call.method == "POST" or named) and len(asked.get("query", [])) != 1:
        raise InputError("query_missing")
    return asked


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise InputError("query_encoding") from None


def _asking(workspace: Workspace, right: Right, call: Call, asked: Mapping[str, list[str]]) -> Asking:
    seen = visible(workspace, right, call.scope.get("path_params", {}).get("organisation"))
    stated = chosen_graphs(asked, seen, scratch=right.scratch)
    text = asked["query"][0]
    return Asking(text, seen) if stated is None else Asking(text, stated, fixed=True)


def _version(workspace: Workspace) -> int | None:
    """Return the version that answers are kept for; a snapshot does not know of the writes beside it."""
    return None if workspace.store.read_only else workspace.store.version


@functools.lru_cache(maxsize=256)
def _mark(*rest: Hashable) -> int:
    """Return a number for what an answer depends on beside the query."""
    return zlib.crc32(repr(rest).encode())


def _headers(
    call: Call, reply: Reply, accept: str, lasting: tuple[int | None, str, Dataset] | None
) -> tuple[tuple[str, str], ...]:
    headers = [("content-type", chosen(accept)[reply.kind][0]), _VARY]
    if reply.packed:
        headers.append(("content-encoding", "gzip"))
    if lasting is None:
        headers.append(("cache-control", "no-store"))
    else:
        version, text, dataset = lasting
        mark = zlib.crc32(text.encode(), _mark(dataset, reply.format, reply.packed, call.scope["path"]))
        headers += [("etag", f'W/"{version}-{mark:08x}"'), ("cache-control", "private, no-cache")]
    return tuple(headers)


async def _send(call: Call, kept: Kept) -> None:
    known = call.headers.get("if-none-match")
    if known is not None:
        mark = next((value for name, value in kept.headers if name == "etag"), None)
        if mark is not None and (known.strip() == "*" or mark in [one.strip() for one in known.split(",")]):
            await call.reply(304, kept.headers)
            return
    await call.reply(200, kept.headers, kept.body)
