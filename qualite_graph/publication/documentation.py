"""The documentation of the vocabulary: one page a language, each term with its anchor, each module drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from qualite_graph.messages import messages
from qualite_graph.publication.diagram import diagram
from qualite_graph.publication.frame import formats, link, page
from qualite_graph.publication.terms import Module, Term, read_modules
from qualite_graph.vocabulary import DCTERMS, OWL, PREFIXES, QG, RDF, RDFS, SKOS
from qualite_graph.workspace import Workspace

_VANN: Final = PREFIXES["vann"]
_LINKED: Final = (
    ("above", RDFS.subClassOf),
    ("above", RDFS.subPropertyOf),
    ("domain", RDFS.domain),
    ("range", RDFS.range),
    ("inverse", OWL.inverseOf),
    ("disjoint", OWL.disjointWith),
    ("scheme", SKOS.inScheme),
    ("replaced", DCTERMS.isReplacedBy),
    ("near", SKOS.closeMatch),
    ("related", SKOS.relatedMatch),
)
_METADATA: Final = (
    ("version", OWL.versionInfo),
    ("issued", DCTERMS.issued),
    ("modified", DCTERMS.modified),
    ("creator", DCTERMS.creator),
    ("publisher", DCTERMS.publisher),
    ("licence", DCTERMS.license),
    ("citation", DCTERMS.bibliographicCitation),
    ("prefix", _VANN + "preferredNamespacePrefix"),
    ("namespace", _VANN + "preferredNamespaceUri"),
)
_TRAITS: Final = {
    OWL.FunctionalProperty: "functional",
    OWL.SymmetricProperty: "symmetric",
    OWL.TransitiveProperty: "transitive",
}
_KINDS: Final = ("class", "object", "data", "scheme", "concept")


def documentation(
    workspace: Workspace, lang: str, only: str | None = None, *, standalone: bool = False
) -> str:
    """Return the documentation page in a language: of every module, or of the one with this IRI.

    Each term stands under the anchor that its IRI names. A `standalone` page is read from a folder.
    """
    texts = messages(lang)
    every = read_modules(workspace)
    names = {term.iri: term for module in every for term in module.terms}
    modules = [module for module in every if only in (None, module.header.iri)]
    path = "/ontology" if only is None else "/ontology/" + only.rpartition("/")[2]
    parts = [] if standalone else [formats(lang, path)]
    parts.append(_contents(modules, lang))
    parts += [_module(module, names, lang, standalone=standalone) for module in modules]
    title = texts.text("published.title")
    return page(
        title, lang, escape(texts.text("published.subtitle")), parts, path=path, standalone=standalone
    )


def _contents(modules: Sequence[Module], lang: str) -> str:
    lines = "".join(
        f'<li><a href="#{module.header.local}">{escape(module.header.text(DCTERMS.title, lang))}</a> '
        f"({len(module.terms)})</li>"
        for module in modules
    )
    return f'<nav aria-label="{escape(messages(lang).text("published.contents"))}"><ul>{lines}</ul></nav>'


def _module(module: Module, names: dict[str, Term], lang: str, *, standalone: bool) -> str:
    texts = messages(lang)
    header = module.header
    parts = [
        f'<section><h2 id="{header.local}">{escape(header.text(DCTERMS.title, lang))}</h2>',
        f"<p>{escape(header.text(DCTERMS.description, lang))}</p>",
        f"<dl>{''.join(_metadata(header, lang, standalone=standalone))}</dl>",
        diagram(module, names, lang),
    ]
    for kind in _KINDS:
        terms = module.of_kind(kind)
        if terms:
            parts.append(f"<h3>{escape(texts.text(f'published.kind.{kind}'))}</h3>")
            parts += [_article(term, names, lang, standalone=standalone) for term in terms]
    return "\n".join(parts) + "</section>"


def _metadata(header: Term, lang: str, *, standalone: bool) -> Iterator[str]:
    for key, predicate in _METADATA:
        for value in header.stated.get(predicate, ())[:1]:
            shown = (
                link(value.value, value.value, standalone=standalone)
                if value.kind == "iri"
                else escape(value.value)
            )
            yield f"<dt>{escape(messages(lang).text(f'published.fact.{key}'))}</dt><dd>{shown}</dd>"


def _article(term: Term, names: dict[str, Term], lang: str, *, standalone: bool) -> str:
    texts = messages(lang)
    facts = []

    def say(key: str, shown: str) -> None:
        if shown:
            facts.append(f"<dt>{escape(texts.text(f'published.fact.{key}'))}</dt><dd>{shown}</dd>")

    for key, predicate in _LINKED:
        say(key, ", ".join(_named(iri, names, lang, standalone=standalone) for iri in term.links(predicate)))
    say("synonyms", escape(", ".join(term.texts(SKOS.altLabel, lang))))
    traits = [texts.text(f"published.trait.{_TRAITS[iri]}") for iri in term.links(RDF.type) if iri in _TRAITS]
    say("traits", escape(", ".join(traits)))
    say("notation", escape(term.text(SKOS.notation, lang)))
    deprecated = any(value.is_true for value in term.stated.get(OWL.deprecated, ()))
    flag = f' <em class="missing">{escape(texts.text("published.deprecated"))}</em>' if deprecated else ""
    code = f"<code>{escape(_short(term))}</code>"
    return (
        f'<article id="{escape(term.local)}"><h4>{escape(term.label(lang))} {code}{flag}</h4>'
        f"<p>{escape(term.text(SKOS.definition, lang))}</p><dl>{''.join(facts)}</dl></article>"
    )


def _short(term: Term) -> str:
    return term.iri.replace(str(QG), "qg:")


def _named(iri: str, names: dict[str, Term], lang: str, *, standalone: bool) -> str:
    return link(iri, names[iri].label(lang) if iri in names else None, standalone=standalone)
