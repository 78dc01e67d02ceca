"""What the API says of itself: OpenAPI 3.1, made from the catalogue and from the façade's own types."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, get_type_hints

from qualite_graph import __version__
from qualite_graph.analysis.process_card import ProcessCard
from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.http.problems import MEDIA
from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.plain import SCHEMAS, schema_of
from qualite_graph.questions import PARAMETER_TYPES, catalogue
from qualite_graph.validation.findings import Report

ROOT: Final = "/api"

_Schema = dict[str, Any]
_TEXT: Final[_Schema] = {"type": "string"}
_MAYBE_TEXT: Final[_Schema] = {"type": ["string", "null"]}
_COUNT: Final[_Schema] = {"type": "integer", "minimum": 0}
_LINKS: Final[_Schema] = {"type": "object", "additionalProperties": {"type": "string"}}


@dataclass(frozen=True, slots=True)
class _Operation:
    """One operation: its path, its name, the schema of its answer, what it takes and how it may refuse."""

    path: str
    name: str
    schema: str
    parameters: tuple[str, ...]
    refusals: tuple[int, ...] = ()


@functools.cache
def document(lang: str) -> _Schema:
    """Return the document in a language."""
    said = messages(lang).section("api")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "qualite_graph",
            "version": __version__,
            "summary": said["summary"],
            "description": said["description"],
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": {ROOT + one.path: {"get": _described(said, one)} for one in _operations()},
        "components": {
            "schemas": {**SCHEMAS, **_schemas()},
            "parameters": _parameters(said),
            "responses": {
                "Problem": {
                    "description": said["problem"],
                    "content": {MEDIA: {"schema": _ref("Problem")}},
                }
            },
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": said["token"]},
            },
        },
    }


def _operations() -> tuple[_Operation, ...]:
    own = sorted({parameter.name for question in catalogue() for parameter in question.parameters})
    asking = ("question", "organisation", "date", "limit", "offset", "lang", *own)
    slug, found = ("slug", "lang"), (404, 503)
    place = "/organisations/{slug}"
    return (
        _Operation("", "entry", "Entry", ("lang",)),
        _Operation("/openapi.json", "openapi", "OpenApi", ("lang",)),
        _Operation("/questions", "questions", "Questions", ("group", "lang")),
        _Operation("/questions/{id}", "answer", "Answer", asking, found),
        _Operation("/terms", "terms", "Terms", ("q", "organisation", "limit", "lang"), found),
        _Operation("/organisations", "organisations", "Organisations", ("lang",), (503,)),
        _Operation(place, "organisation", "Organisation", slug, found),
        _Operation(f"{place}/processes", "processes", "Processes", slug, found),
        _Operation(f"{place}/processes/{{id}}", "process", "ProcessCard", ("process_id", *slug), found),
        _Operation(f"{place}/flows", "flows", "Flows", slug, found),
        _Operation(f"{place}/findings", "findings", "Findings", ("date", *slug), found),
    )


def _described(said: Mapping[str, str], operation: _Operation) -> _Schema:
    answers: _Schema = {
        "200": {
            "description": said[f"{operation.name}.answer"],
            "content": {"application/json": {"schema": _ref(operation.schema)}},
        }
    }
    for status in (400, 401, 403, *operation.refusals):
        answers[str(status)] = {"$ref": "#/components/responses/Problem"}
    return {
        "operationId": operation.name,
        "summary": said[f"{operation.name}.summary"],
        "parameters": [{"$ref": f"#/components/parameters/{key}"} for key in operation.parameters],
        "responses": answers,
    }


def _parameters(said: Mapping[str, str]) -> _Schema:
    examples = _examples()
    found = {
        "question": _place(said, "id", "question", [question.id for question in catalogue()]),
        "slug": _place(said, "slug", "slug", []),
        "process_id": _place(said, "id", "process_id", []),
        "lang": _option(said, "lang", {"enum": list(LANGUAGES)}),
        "group": _option(said, "group", _TEXT),
        "organisation": _option(said, "organisation", _TEXT),
        "date": _option(said, "date", {"type": "string", "format": "date"}),
        "limit": _option(said, "limit", {"type": "integer", "minimum": 1, "maximum": 1000}),
        "offset": _option(said, "offset", {"type": "integer", "minimum": 0, "maximum": 10**8}),
        "q": {**_option(said, "q", {"type": "string", "minLength": 1}), "required": True},
    }
    for name, (kind, example) in examples.items():
        schema = {"type": "string", "format": "date"} if kind == "date" else _TEXT
        found[name] = {**_option(said, name, schema, text=said[f"parameter.{kind}"])}
        if example:
            found[name]["example"] = example
    return found


def _examples() -> dict[str, tuple[str, str | None]]:
    """Return the parameters that questions take, each with its type and a value to start with."""
    every = [parameter for question in catalogue() for parameter in question.parameters]
    return {parameter.name: (parameter.type, parameter.default) for parameter in reversed(every)}


def _place(said: Mapping[str, str], name: str, key: str, values: list[str]) -> _Schema:
    schema = {"enum": values} if values else {"type": "string", "minLength": 1}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": said[f"parameter.{key}"],
        "schema": schema,
    }


def _option(said: Mapping[str, str], name: str, schema: _Schema, *, text: str = "") -> _Schema:
    description = text or said[f"parameter.{name}"]
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _schemas() -> _Schema:
    question = _closed(
        {
            "id": _TEXT,
            "title": _TEXT,
            "kind": {"enum": ["K", "O", "N", "G"]},
            "group": _TEXT,
            "parameters": _list(
                _closed({"name": _TEXT, "type": {"enum": list(PARAMETER_TYPES)}, "default": _MAYBE_TEXT})
            ),
            "columns": _list(_closed({"name": _TEXT, "heading": _TEXT})),
            "links": _LINKS,
        }
    )
    organisation = _closed({"slug": _TEXT, "name": _ref("Name"), "links": _LINKS})
    process = _closed({"name": _ref("Name"), "family": _MAYBE_TEXT, "links": _LINKS})
    values: _Schema = {"type": "object", "additionalProperties": _ref("Value")}
    return {
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status", "detail", "instance"],
            "properties": {
                "type": {"type": "string", "format": "uri"},
                "title": _TEXT,
                "status": {"type": "integer"},
                "detail": _TEXT,
                "instance": _TEXT,
            },
        },
        "Entry": _closed({"links": _LINKS}),
        "OpenApi": {"type": "object", "required": ["openapi", "info", "paths"]},
        "Question": question,
        "Questions": _closed({"questions": _list(_ref("Question"))}),
        "Answer": _closed(
            {
                "question": _ref("Question"),
                "organisation": _MAYBE_TEXT,
                "parameters": values,
                "count": _COUNT,
                "offset": _COUNT,
                "rows": _list(values),
                "query": _MAYBE_TEXT,
                "prefixes": {"type": "object", "additionalProperties": {"type": "string"}},
                "computed_by": _MAYBE_TEXT,
                "graphs": _list(_TEXT),
                "links": _LINKS,
            }
        ),
        "Terms": _closed({"count": _COUNT, "terms": _list(_ref("Name"))}),
        "Organisation": organisation,
        "Organisations": _closed({"organisations": _list(_ref("Organisation"))}),
        "Processes": _closed({"processes": _list(process)}),
        "ProcessCard": schema_of(ProcessCard),
        "Flows": _closed({"flows": schema_of(get_type_hints(ProcessMap)["flows"])}),
        "Findings": _closed({"findings": schema_of(get_type_hints(Report)["findings"])}),
    }


def _closed(properties: _Schema) -> _Schema:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/components/schemas/{name}"}
