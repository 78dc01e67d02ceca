"""Whole graphs over HTTP: read, put, added to, deleted, by their name or at their own address.

Source of the method: SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013).
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from qualite_graph.errors import InputError, NotFoundError, RightError
from qualite_graph.history import Origin
from qualite_graph.http.call import Call, one_of
from qualite_graph.http.endpoint import Service
from qualite_graph.http.negotiation import chosen
from qualite_graph.http.rights import Right
from qualite_graph.http.sparql import Asking, run
from qualite_graph.http.update import body_limit
from qualite_graph.http.visible import organisation_of, slug_of
from qualite_graph.store import Dataset, everything
from qualite_graph.store.base import DEFAULT_GRAPH
from qualite_graph.store.documents import is_iri, media_of, ntriples
from qualite_graph.vocabulary import BASE, graph_of
from qualite_graph.workspace import Workspace

PATH: Final = "/store"
METHODS: Final = ("GET", "HEAD", "PUT", "POST", "DELETE")
_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_MULTIPART: Final = "multipart/form-data"
_UNNAMED: Final = "SPARQL"
_MOST_PARTS: Final = 100


async def graph_store(call: Call, service: Service) -> None:
    """Serve one graph."""
    right = service.right(call)
    workspace = await service.workspace()
    graph = _graph(call, workspace, right)
    if graph is None:
        await _create(call, service, workspace, right)
    elif call.method in ("GET", "HEAD"):
        await _read(call, service, workspace, right, graph)
    elif call.method == "DELETE":
        await _write(call, service, workspace, right, (graph, None))
    else:
        content = await _document(call, graph or call.address)
        await _write(call, service, workspace, right, (graph, content))


def _graph(call: Call, workspace: Workspace, right: Right) -> str | None:
    """Return the graph a request is about, or None when it asks for a new one."""
    asked = one_of(call.parameters())
    path = call.scope.get("path_params", {}).get("graph", "")
    named = asked.get("graph", [])
    if path:
        if named or "default" in asked:
            raise InputError("graph_needed")
        # Where trials are made a graph is called by its address; elsewhere addresses mirror the names.
        return call.address if right.scratch else BASE + quote(path, safe="/~:@!$&'()*+,;=")
    if len(named) + len(asked.get("default", [])) > 1:
        raise InputError("graph_needed")
    if "default" in asked:
        return DEFAULT_GRAPH if right.scratch else graph_of(_slug(workspace, right))
    if not named:
        if call.method == "POST" and right.scratch:
            return None
        raise InputError("graph_needed")
    if not is_iri(named[0]):
        raise InputError("bad_graph_name", graph=named[0])
    return named[0]


def _slug(workspace: Workspace, right: Right) -> str:
    slug = organisation_of(workspace, right, None)
    if slug is None:
        raise InputError("organisation_needed")
    return slug


async def _read(call: Call, service: Service, workspace: Workspace, right: Right, graph: str) -> None:
    _check_visible(workspace, right, graph)
    accept = call.headers.get("accept", "")
    reply = await run(call, service, workspace, Asking(_ALL, Dataset((graph,), ())), accept)
    headers = [
        ("content-type", chosen(accept)["graph"][0]),
        ("vary", "Accept, Accept-Encoding, Authorization"),
    ]
    if reply.packed:
        headers.append(("content-encoding", "gzip"))
    if not workspace.store.read_only:
        headers.append(("etag", f'W/"{workspace.store.version}-{reply.format}"'))
    if reply.path is not None:
        await call.reply_file(200, headers, Path(reply.path), reply.size)
    else:
        await call.reply(200, headers, reply.body)


def _check_visible(workspace: Workspace, right: Right, graph: str) -> None:
    """Refuse a graph that is not there, or that a request may not see: it cannot tell which.

    Raises:
        NotFoundError: so it is.
    """
    if right.scratch:
        seen = workspace.exists(graph)
    else:
        slug = slug_of(graph)
        if slug is not None:
            right.check_read(slug)
        seen = graph in everything(slug).graphs and graph in workspace.store.graphs()
    if not seen:
        raise NotFoundError("graph_missing", graph=graph)


async def _write(
    call: Call, service: Service, workspace: Workspace, right: Right, change: tuple[str, bytes | None]
) -> None:
    graph, content = change
    async with service.writing:
        if right.scratch:
            existed = graph == DEFAULT_GRAPH or workspace.exists(graph)
            if content is None and not existed:
                raise NotFoundError("graph_missing", graph=graph)
            await run_in_threadpool(workspace.store.update, _steps(call.method, graph, content))
        else:
            slug = slug_of(graph)
            if slug is None or graph != graph_of(slug):
                raise RightError("graph_not_writable", graph=graph, writable=graph_of("…"))
            right.check_write(slug)
            existed = graph in workspace.store.graphs()
            if content is None and not existed:
                raise NotFoundError("graph_missing", graph=graph)
            await run_in_threadpool(_change, workspace, right, (slug, call.method, content or b""))
    await call.reply(204 if existed else 201)


def _change(workspace: Workspace, right: Right, asked: tuple[str, str, bytes]) -> None:
    slug, method, content = asked
    change = workspace.add_statements if method == "POST" else workspace.replace_statements
    change(slug, content, Origin.now(right.bearer or _UNNAMED))


def _steps(method: str, graph: str, content: bytes | None) -> str:
    """Return the update that puts, adds to or deletes a graph of a store for trials."""
    name = f"GRAPH <{graph}>" if graph else "DEFAULT"
    steps = [f"DROP SILENT {name}"] if method != "POST" else []
    if content is not None:
        if graph:
            steps.append(f"CREATE SILENT {name}")
        data = content.decode()
        steps.append(f"INSERT DATA {{ {name} {{\n{data}}} }}" if graph else f"INSERT DATA {{\n{data}}}")
    return " ;\n".join(steps)


async def _create(call: Call, service: Service, workspace: Workspace, right: Right) -> None:
    graph = f"{call.address.rstrip('/')}/{secrets.token_hex(12)}"
    content = await _document(call, graph)
    async with service.writing:
        await run_in_threadpool(workspace.store.update, _steps("PUT", graph, content))
    await call.reply(201, [("location", graph)])


async def _document(call: Call, base: str) -> bytes:
    """Return the statements of a body, or of the files of a form, as N-Triples."""
    if call.media_type != _MULTIPART:
        content = await call.body(body_limit())
        return await run_in_threadpool(ntriples, content, call.media_type or "text/turtle", base)
    whole = await call.body(body_limit())

    async def stream() -> AsyncGenerator[bytes]:
        yield whole
        yield b""

    parser = MultiPartParser(
        Headers(scope=call.scope), stream(), max_files=_MOST_PARTS, max_fields=_MOST_PARTS
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise InputError("graph_unreadable", reason=error) from error
    parts = []
    for _, part in form.multi_items():
        if isinstance(part, UploadFile):
            media = (part.content_type or "").partition(";")[0].strip().lower()
            if media in ("", "application/octet-stream"):
                media = media_of(part.filename or "")
            parts.append(await run_in_threadpool(ntriples, await part.read(), media, base))
    if not parts:
        raise InputError("graph_unreadable", reason=_MULTIPART)
    return b"".join(parts)
