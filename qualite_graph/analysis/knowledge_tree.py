"""The reference knowledge as a tree to browse: principles by type, clauses by chapter, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qualite_graph.folding import fold
from qualite_graph.naming import Name, names, natural_order
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

_PRINCIPLES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?principle ?type ?rank WHERE {
  ?principle a qg:QualityManagementPrinciple .
  ?membership qg:membershipPrinciple ?principle ; qg:rank ?rank .
  OPTIONAL { ?principle qg:hasPrincipleType ?type }
}
ORDER BY ?rank ?principle"""
)
_CLAUSES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?clause ?parent WHERE { ?clause a qg:Clause . OPTIONAL { ?clause skos:broader ?parent } }"""
)
_STATEMENTS: Final = SPARQL_PROLOGUE + "SELECT ?statement WHERE { ?statement a qg:SourceStatement }"
_WORDS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?term ?text WHERE {
  VALUES ?class { qg:QualityManagementPrinciple qg:Clause qg:SourceStatement }
  ?term a ?class ; skos:altLabel|skos:scopeNote|rdfs:comment ?text
}"""
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One term of the tree: its name, its depth in its branch, what a search reads of it."""

    name: Name
    depth: int
    words: str

    def found_by(self, query: str) -> bool:
        """Tell whether every word of `query` begins a word of the term, or the query its number.

        Case and accents do not count, and both languages are read.
        """
        if query and self.name.notation and self.name.notation.lower().startswith(query.strip().lower()):
            return True
        return all(f" {word}" in self.words for word in fold(query).split())


@dataclass(frozen=True, slots=True)
class Branch:
    """Some terms under a heading; `heading` is `None` where the graph names none."""

    heading: Name | None
    leaves: tuple[Leaf, ...]

    def narrowed(self, query: str) -> Branch:
        """Return the branch with only the terms that `query` finds."""
        return Branch(self.heading, tuple(leaf for leaf in self.leaves if leaf.found_by(query)))


@dataclass(frozen=True, slots=True)
class KnowledgeTree:
    """Principles by type, then the former ones; clauses by chapter; the founding document's claims."""

    principles: tuple[Branch, ...]
    clauses: tuple[Branch, ...]
    statements: tuple[Branch, ...]

    def leaves(self) -> tuple[Leaf, ...]:
        """Return every term of the tree."""
        branches = (*self.principles, *self.clauses, *self.statements)
        return tuple(leaf for branch in branches for leaf in branch.leaves)


def knowledge_tree(store: Store, dataset: Dataset) -> KnowledgeTree:
    """Read the tree of the reference knowledge in `dataset`."""
    principles = rows_of(store.query(_PRINCIPLES, dataset))
    parents = {
        clause.value: parent.value if parent else None
        for clause, parent in rows_of(store.query(_CLAUSES, dataset))
        if clause
    }
    statements = [row[0].value for row in rows_of(store.query(_STATEMENTS, dataset)) if row[0]]
    types = {row[0].value: row[1].value if row[1] else None for row in principles if row[0]}
    shown = [*types, *(kind for kind in types.values() if kind), *parents, *statements]
    named = names(store, dataset, shown)
    words: dict[str, list[str]] = {}
    for term, text in rows_of(store.query(_WORDS, dataset)):
        if term and text:
            words.setdefault(term.value, []).append(text.value)

    def leaf(iri: str, depth: int = 0) -> Leaf:
        name = named[iri]
        texts = [name.notation or "", *name.labels.values(), *words.get(iri, [])]
        return Leaf(name, depth, " " + " ".join([fold(text) for text in texts]))

    by_type: dict[str | None, list[Leaf]] = {}
    for iri, kind in types.items():
        by_type.setdefault(kind, []).append(leaf(iri))
    # The principles without a type are those of the former set: they come last.
    kinds = [kind for kind in by_type if kind is not None] + [kind for kind in by_type if kind is None]
    ordered = sorted((named[iri] for iri in parents), key=natural_order)
    chapters: dict[str, list[Leaf]] = {}
    for name in ordered:
        lineage = [name.iri]
        while (parent := parents.get(lineage[-1])) is not None:
            lineage.append(parent)
        chapters.setdefault(lineage[-1], []).append(leaf(name.iri, len(lineage) - 1))
    claims = sorted((named[iri] for iri in statements), key=natural_order)
    return KnowledgeTree(
        tuple(Branch(named[kind] if kind else None, tuple(by_type[kind])) for kind in kinds),
        tuple(Branch(named[chapter], tuple(leaves)) for chapter, leaves in chapters.items()),
        (Branch(None, tuple(leaf(name.iri) for name in claims)),),
    )
