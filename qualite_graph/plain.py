"""The façade's values as JSON, and as the JSON Schema that describes it: one rule for each, so they agree."""

from __future__ import annotations

import ast
import dataclasses
import datetime
import enum
import inspect
import textwrap
import types
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from qualite_graph.naming import Name
from qualite_graph.store import Value
from qualite_graph.store.base import Row

Json = dict[str, Any] | list[Any] | str | int | float | bool | None
Names = Mapping[str, Name]

_PLAIN: Final[Mapping[object, str]] = {str: "string", int: "integer", float: "number", bool: "boolean"}
_LANGUAGES: Final = {"type": "object", "additionalProperties": {"type": "string"}}
_TEXT: Final = {"type": "string"}
_MAYBE_TEXT: Final = {"type": ["string", "null"]}

SCHEMAS: Final[Mapping[str, Json]] = {
    "Name": {
        "type": "object",
        "required": ["iri", "notation", "label", "labels"],
        "additionalProperties": False,
        "properties": {
            "iri": _TEXT,
            "notation": _MAYBE_TEXT,
            "label": _TEXT,
            "labels": _LANGUAGES,
        },
    },
    "Value": {
        "type": "object",
        "required": ["type", "value"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["iri", "literal", "bnode"]},
            "value": _TEXT,
            "lang": _TEXT,
            "datatype": _TEXT,
            "notation": _TEXT,
            "label": _TEXT,
        },
    },
}
"""The two values that every other is made of: an entity with its names, one term of an answer."""


def name_as(name: Name, lang: str) -> dict[str, Any]:
    """Return an entity with its names."""
    return {
        "iri": name.iri,
        "notation": name.notation,
        "label": name.stated(lang),
        "labels": {tag: text for tag, text in name.labels.items() if tag},
    }


def value_as(value: Value, lang: str, names: Names) -> dict[str, Any]:
    """Return one term of an answer, an entity with what it is called."""
    shown: dict[str, Any] = {"type": value.kind, "value": value.value}
    if value.lang:
        shown["lang"] = value.lang
    if value.datatype:
        shown["datatype"] = value.datatype
    if value.kind == "iri" and (name := names.get(value.value)):
        shown["label"] = name.stated(lang)
        if name.notation:
            shown["notation"] = name.notation
    return shown


def row_as(row: Row, columns: Sequence[str], lang: str, names: Names) -> dict[str, Any]:
    """Return one row of an answer by column; a column without a value is left out, as in SPARQL results."""
    return {
        column: value_as(value, lang, names)
        for column, value in zip(columns, row, strict=True)
        if value is not None
    }


def plain(item: object, lang: str) -> Json:  # noqa: PLR0911 -- one kind of value a line
    """Return a value of the façade as JSON: dataclasses by field, names and terms as above."""
    if isinstance(item, Name):
        return name_as(item, lang)
    if isinstance(item, Value):
        return value_as(item, lang, {})
    if isinstance(item, enum.Enum):
        return str(item.value)
    if item is None or isinstance(item, str | int | float | bool):
        return item
    if isinstance(item, tuple) and hasattr(item, "_fields"):
        return {name: plain(getattr(item, name), lang) for name in item._fields}
    if dataclasses.is_dataclass(item):
        return {field.name: plain(getattr(item, field.name), lang) for field in dataclasses.fields(item)}
    if isinstance(item, Mapping):
        return {str(key): plain(value, lang) for key, value in item.items()}
    if isinstance(item, frozenset | set):
        return [plain(one, lang) for one in sorted(item, key=str)]
    if isinstance(item, Sequence):
        return [plain(one, lang) for one in item]
    return str(item)


def schema_of(kind: Any) -> dict[str, Any]:  # noqa: PLR0911 -- one kind of type a line
    """Return the JSON Schema of what `plain` makes of a type.

    >>> schema_of(tuple[str, ...])
    {'type': 'array', 'items': {'type': 'string'}}
    >>> schema_of(tuple[str, int])["prefixItems"]
    [{'type': 'string'}, {'type': 'integer'}]
    """
    if kind in (Name, Value):
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if kind is type(None):
        return {"type": "null"}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema_of(one) for one in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")):
        return _object_schema(kind)
    if kind is datetime.date:
        return {"type": "string", "format": "date"}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {"enum": [one.value for one in kind]}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(arguments[1])}
    if origin is tuple and arguments[-1] is not Ellipsis:
        count = len(arguments)
        parts = [schema_of(one) for one in arguments]
        return {"type": "array", "prefixItems": parts, "minItems": count, "maxItems": count}
    if isinstance(origin, type) and issubclass(origin, Sequence | frozenset | set):
        return {"type": "array", "items": schema_of(arguments[0])}
    return {"type": "string"}


def _object_schema(kind: Any) -> dict[str, Any]:
    hints, notes = get_type_hints(kind), _notes(kind)
    made_of = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else None
    fields = made_of or list(kind._fields)
    return {
        "type": "object",
        "description": " ".join((inspect.getdoc(kind) or "").split()),
        "required": fields,
        "additionalProperties": False,
        "properties": {name: schema_of(hints[name]) | notes.get(name, {}) for name in fields},
    }


def _notes(kind: type) -> dict[str, dict[str, str]]:
    """Return what a class says under each of its fields, as a schema's descriptions."""
    declared = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    found: dict[str, dict[str, str]] = {}
    for field, note in pairwise(getattr(declared, "body", [])):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match note:
                case ast.Expr(ast.Constant(str() as text)):
                    found[field.target.id] = {"description": " ".join(text.split())}
    return found
