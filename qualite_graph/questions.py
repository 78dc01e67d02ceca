"""The question catalogue: every `.rq` file of the ontology as a value that a face can list and ask."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from qualite_graph.errors import NotFoundError
from qualite_graph.headers import split_header
from qualite_graph.resources import ontology_directory

Kind = Literal["K", "O", "N", "G"]
"""Knowledge, organisation data, network analysis, gap (closed world)."""

PARAMETER_TYPES: Final = ("process", "customer", "clause", "principle", "complaint", "date", "organisation")
_HEADER_KEYS: Final = frozenset(
    {"id", "fr", "en", "kind", "group", "theme", "family", "parameters", "columns", "graphs", "computed"}
)
_ID: Final = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for: the variable's name, the type of its values, one to start with."""

    name: str
    type: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer: the query's variable and its heading in each language."""

    name: str
    fr: str
    en: str

    def heading(self, lang: str) -> str:
        """Return the heading in `lang`."""
        return self.fr if lang == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Question:
    """One competency question: its wording, its kind, what it needs, and the query that answers it."""

    id: str
    fr: str
    en: str
    kind: Kind
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    computed_by: str | None
    consultancy: bool
    theme: str = ""
    """What a question of a large group is about, to find it by."""

    family: str = ""
    """Questions of one family ask nearly the same: they are shown once, with a choice."""

    def title(self, lang: str, values: Mapping[str, str] | None = None) -> str:
        """Return the question in words, with its parameters filled by `values` or their defaults."""
        filled = {parameter.name: parameter.default or "…" for parameter in self.parameters}
        return (self.fr if lang == "fr" else self.en).format_map({**filled, **(values or {})})

    @property
    def needs_organisation(self) -> bool:
        """Tell whether the answer depends on an organisation's data."""
        return self.kind != "K"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every question, in the order of its identifiers."""

    by_id: Mapping[str, Question]

    def __iter__(self) -> Iterator[Question]:
        """Go through the questions in order."""
        return iter(self.by_id.values())

    def __len__(self) -> int:
        """Count the questions."""
        return len(self.by_id)

    def question(self, identifier: str) -> Question:
        """Return a question by its identifier, whatever its case (`q36`, `Q36`).

        Raises:
            NotFoundError: there is none.
        """
        try:
            return self.by_id[identifier.upper()]
        except KeyError:
            raise NotFoundError("unknown_question", question=identifier) from None


@functools.cache
def catalogue() -> Catalogue:
    """Return the catalogue, read once per process."""
    questions = [
        parse(path.read_text("utf-8"), path.name)
        for path in (ontology_directory() / "questions").glob("*.rq")
    ]
    questions.sort(key=lambda question: _rank(question.id))
    return Catalogue(MappingProxyType({question.id: question for question in questions}))


def parse(text: str, source: str) -> Question:
    """Read one question file.

    Raises:
        ValueError: the banner lacks something or has a key that nothing reads; it names `source`.
    """
    header, body = split_header(text)
    unknown = set(header) - _HEADER_KEYS
    missing = {"id", "fr", "en", "kind", "group", "columns"} - set(header)
    if unknown or missing:
        raise ValueError(f"{source}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    kind = header["kind"]
    if kind not in ("K", "O", "N", "G"):
        raise ValueError(f"{source}: kind {kind}")
    return Question(
        id=header["id"],
        fr=header["fr"],
        en=header["en"],
        kind=kind,  # type: ignore[arg-type]  # one of the four, checked above
        group=header["group"],
        parameters=tuple(_parameter(part, source) for part in _split(header.get("parameters", ""), ",")),
        columns=tuple(_column(part, source) for part in _split(header["columns"], ";")),
        text=body,
        computed_by=header.get("computed"),
        consultancy="consultancy" in header.get("graphs", ""),
        theme=header.get("theme", ""),
        family=header.get("family", ""),
    )


def _split(text: str, separator: str) -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]


def _parameter(text: str, source: str) -> Parameter:
    declared, _, default = text.partition("=")
    name, _, kind = declared.partition(":")
    if kind.strip() not in PARAMETER_TYPES:
        raise ValueError(f"{source}: parameter {text!r}: the type is one of {PARAMETER_TYPES}")
    return Parameter(name.strip(), kind.strip(), default.strip() or None)


def _column(text: str, source: str) -> Column:
    name, equals, headings = text.partition("=")
    fr, bar, en = headings.partition("|")
    if not (equals and bar):
        raise ValueError(f"{source}: column {text!r}: written name = français | English")
    return Column(name.strip(), fr.strip(), en.strip())


def _rank(identifier: str) -> tuple[str, int]:
    found = _ID.fullmatch(identifier)
    return (found[1], int(found[2])) if found else (identifier, 0)
