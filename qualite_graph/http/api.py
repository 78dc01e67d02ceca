"""The questions as an API: what people ask the graph, for programs that speak JSON and no SPARQL."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qualite_graph.asking import Answer, day_of
from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.http.deadline import Deadline
from qualite_graph.http.openapi import ROOT, document
from qualite_graph.http.problems import HEADERS, Answered, language_of, nowhere
from qualite_graph.http.rights import Right, Rights, right_of
from qualite_graph.http.visible import organisation_of
from qualite_graph.plain import Json, name_as, plain, row_as, value_as
from qualite_graph.questions import Question, catalogue
from qualite_graph.store.binding import bound
from qualite_graph.vocabulary import PREFIXES
from qualite_graph.workspace import Workspace

MOST: Final = 1000
"""The rows of one answer unless more or fewer are asked for."""

_OPTIONS: Final = frozenset({"lang", "organisation", "date", "limit", "offset"})
"""What questions take beside their own parameters."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One request, read: who asks, in which language, of which workspace."""

    request: Request
    workspace: Workspace
    right: Right
    lang: str

    def option(self, name: str) -> str | None:
        """Return an option of the address; an empty one counts as not given."""
        return self.request.query_params.get(name) or None

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return an option that is a whole number.

        Raises:
            InputError: it is none, or out of bounds.
        """
        text = self.option(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise InputError("bad_number", name=name, value=text, least=least, most=most)
        return int(text)

    def date(self) -> datetime.date | None:
        """Return the reference date asked for.

        Raises:
            InputError: it is no date.
        """
        text = self.option("date")
        return day_of(text) if text else None

    def organisation(self, slug: str | None) -> str:
        """Return the organisation to speak of: the one named, else the only one that may be read.

        Raises:
            NotFoundError: it does not exist or may not be read; which of the two is not said.
            InputError: several could be meant.
        """
        found = organisation_of(self.workspace, self.right, slug)
        if found is None:
            raise NotFoundError("no_organisation")
        return found


Answering = Callable[[Asking], Json]


def routes(open_workspace: Callable[[], Workspace], rights: Rights = right_of) -> list[Route]:
    """Return the routes of the API."""

    deadline = Deadline()

    def route(path: str, answering: Answering) -> Route:
        async def endpoint(request: Request) -> Response:
            right = rights(request)
            lang = language_of(request)

            def work() -> Json:
                return answering(Asking(request, open_workspace(), right, lang))

            return JSONResponse(await deadline.run(work), headers={**HEADERS, "Content-Language": lang})

        return Route(ROOT + path, Answered(endpoint), methods=None)

    return [
        route("", _entry),
        route("/openapi.json", lambda asking: document(asking.lang)),
        route("/questions", _questions),
        route("/questions/{id}", _answer),
        route("/terms", _terms),
        route("/organisations", _organisations),
        route("/organisations/{slug}", _organisation),
        route("/organisations/{slug}/processes", _processes),
        route("/organisations/{slug}/processes/{id}", _process),
        route("/organisations/{slug}/flows", _flows),
        route("/organisations/{slug}/findings", _findings),
        Route(ROOT + "/{rest:path}", Answered(nowhere), methods=None),
    ]


def _entry(asking: Asking) -> Json:
    del asking
    places = ("openapi.json", "questions", "terms", "organisations")
    return {"links": {place.partition(".")[0]: f"{ROOT}/{place}" for place in places} | {"sparql": "/sparql"}}


def _questions(asking: Asking) -> Json:
    group = asking.option("group")
    found = [question for question in catalogue() if group in (None, question.group)]
    return {"questions": [_question(question, asking.lang) for question in found]}


def _question(question: Question, lang: str) -> dict[str, Any]:
    return {
        "id": question.id,
        "title": question.title(lang),
        "kind": question.kind,
        "group": question.group,
        "parameters": [
            {"name": parameter.name, "type": parameter.type, "default": parameter.default}
            for parameter in question.parameters
        ],
        "columns": [{"name": column.name, "heading": column.heading(lang)} for column in question.columns],
        "links": {"answer": f"{ROOT}/questions/{question.id}"},
    }


def _answer(asking: Asking) -> Json:
    question = catalogue().question(asking.request.path_params["id"])
    options = asking.request.query_params
    # An option of the same name is the question's own parameter where it has one.
    own = {parameter.name for parameter in question.parameters}
    given = {name: text for name, text in options.items() if name in own or name not in _OPTIONS}
    slug = asking.option("organisation") if "organisation" not in own else None
    if question.needs_organisation or slug:
        slug = asking.organisation(slug)
    answer = asking.workspace.ask(
        question, given, organisation=slug, reference_date=asking.date(), within_limits=True
    )
    return _shown(asking, answer)


def _shown(asking: Asking, answer: Answer) -> Json:
    lang, question = asking.lang, answer.question
    rows = answer.in_language(lang)
    limit, offset = asking.number("limit", MOST, 1, 100_000), asking.number("offset", 0, 0, 10**8)
    names = asking.workspace.names(answer.iris(), answer.organisation)
    columns = [column.name for column in question.columns]
    parameters = {name: value_as(value, lang, names) for name, value in answer.bindings.items()}
    said = {name: value.get("notation") or value["value"] for name, value in parameters.items()}
    links = {"self": f"{ROOT}/questions/{question.id}?{urlencode(asking.request.query_params.multi_items())}"}
    query = None
    if question.computed_by is None:
        query = bound(question.text, answer.bindings)
        place = f"/sparql/{answer.organisation}" if answer.organisation else "/sparql"
        links["sparql"] = f"{place}?{urlencode({'query': query})}"
    return {
        "question": {**_question(question, lang), "title": question.title(lang, said)},
        "organisation": answer.organisation,
        "parameters": parameters,
        "count": len(rows),
        "offset": offset,
        "rows": [row_as(row, columns, lang, names) for row in rows[offset : offset + limit]],
        "query": query,
        "prefixes": _prefixes(query or ""),
        "computed_by": question.computed_by,
        "graphs": list(answer.dataset.graphs),
        "links": links,
    }


def _prefixes(query: str) -> Mapping[str, str]:
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}>" in query}


def _terms(asking: Asking) -> Json:
    text = asking.option("q")
    if text is None:
        raise InputError("search_missing")
    slug = asking.option("organisation")
    slug = asking.organisation(slug) if slug else None
    found = asking.workspace.named(text, slug)
    limit = asking.number("limit", 50, 1, 1000)
    return {"count": len(found), "terms": [name_as(name, asking.lang) for name in found[:limit]]}


def _organisations(asking: Asking) -> Json:
    known = {name.notation or "": name for name in asking.workspace.organisations()}
    shown = asking.right.visible(known)
    return {"organisations": [_about(slug, name_as(known[slug], asking.lang)) for slug in shown]}


def _about(slug: str, name: dict[str, Any]) -> dict[str, Any]:
    place = f"{ROOT}/organisations/{slug}"
    parts = ("processes", "flows", "findings")
    links = {"self": place, **{part: f"{place}/{part}" for part in parts}, "sparql": f"/sparql/{slug}"}
    return {"slug": slug, "name": name, "links": links}


def _slug(asking: Asking) -> str:
    return asking.organisation(asking.request.path_params["slug"])


def _organisation(asking: Asking) -> Json:
    slug = _slug(asking)
    name = next(name for name in asking.workspace.organisations() if name.notation == slug)
    return _about(slug, name_as(name, asking.lang))


def _processes(asking: Asking) -> Json:
    slug = _slug(asking)
    place = f"{ROOT}/organisations/{slug}/processes"
    return {
        "processes": [
            {
                "name": name_as(process.name, asking.lang),
                "family": process.family,
                "links": {"self": f"{place}/{process.name.notation}"} if process.name.notation else {},
            }
            for process in asking.workspace.process_map(slug).processes
        ]
    }


def _process(asking: Asking) -> Json:
    card = asking.workspace.process_card(asking.request.path_params["id"], _slug(asking))
    return plain(card, asking.lang)


def _flows(asking: Asking) -> Json:
    return {"flows": plain(asking.workspace.process_map(_slug(asking)).flows, asking.lang)}


def _findings(asking: Asking) -> Json:
    report = asking.workspace.check(_slug(asking), reference_date=asking.date())
    return {"findings": plain(report.findings, asking.lang)}
