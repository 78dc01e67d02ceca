"""What is stated of any entity, asserted or derived, and what surrounds it: the graph, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.analysis.subjects import subjects
from qualite_graph.naming import Name, names
from qualite_graph.store import Dataset, Store, Value, everything
from qualite_graph.store.base import rows_of, values_block
from qualite_graph.vocabulary import (
    OWL,
    RDF,
    RDFS,
    SKOS,
    SPARQL_PROLOGUE,
    derived_graph_of,
)

MOST_STATEMENTS: Final = 400
"""How many statements one look reads: a class of thousands is searched, not listed."""

_STATEMENTS: Final = """
SELECT ?outward ?predicate ?other ?graph $entity WHERE {
  { GRAPH ?graph { $entity ?predicate ?other } BIND(true AS ?outward) }
  UNION
  { GRAPH ?graph { ?other ?predicate $entity } BIND(false AS ?outward) }
} ORDER BY DESC(?outward) ?predicate ?other LIMIT """
_COLUMNS: Final = ("outward", "predicate", "other", "graph")
_HIDDEN: Final = frozenset({RDF.type, RDFS.label, SKOS.notation, SKOS.prefLabel, RDFS.isDefinedBy})
"""What names and kinds already say."""

_SAYING: Final = (
    "(skos:prefLabel|dcterms:title|qg:personName|qg:statedRequirement|qg:justification|skos:definition)"
)
"""What tells a thing that has no name, such as a need that a process states."""

_GENERAL: Final = frozenset(
    {
        *(OWL.NamedIndividual, OWL.Thing, SKOS.Concept),
        *(OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty),
    }
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement seen from an entity: outward from it, or inward to it."""

    outward: bool
    predicate: str
    other: Value
    derived: bool


@dataclass(frozen=True, slots=True)
class EntityLook:
    """What is stated of an entity, the names of all that is met, and the kind of each entity."""

    entity: str
    statements: tuple[Statement, ...]
    names: Mapping[str, Name]
    kinds: Mapping[str, str]
    """The class of each entity met, the most telling where it has several."""

    @property
    def cut(self) -> bool:
        """Tell whether more is stated than was read."""
        return len(self.statements) >= MOST_STATEMENTS

    def links(self) -> tuple[Statement, ...]:
        """Return the statements that lead to another entity."""
        return tuple(
            [
                one
                for one in self.statements
                if one.other.kind == "iri" and one.predicate not in _HIDDEN and one.other.value in self.kinds
            ]
        )

    def facts(self) -> tuple[Statement, ...]:
        """Return the statements that say a value."""
        return tuple(
            [one for one in self.statements if one.other.kind == "literal" and one.predicate not in _HIDDEN]
        )


def look_at(store: Store, slug: str | None, entity: str) -> EntityLook:
    """Read what is stated of an entity, given by IRI; nothing is stated of one that is unknown."""
    dataset = everything(slug)
    derived = derived_graph_of(slug) if slug else None
    query = f"{SPARQL_PROLOGUE}{_STATEMENTS}{MOST_STATEMENTS}"
    rows = rows_of(store.query(query, dataset, {"entity": Value("iri", entity)}), _COLUMNS)
    found: dict[tuple[bool, str, Value], bool] = {}
    for outward, predicate, other, graph in rows:
        if outward and predicate and other and graph and other.kind != "bnode":
            key = (outward.is_true, predicate.value, other)
            # What is asserted besides being derived counts as asserted.
            found[key] = found.get(key, True) and graph.value == derived
    # A derived relation is read from its own side: rules state its inverse as well.
    statements = tuple(
        [Statement(*key, derived=from_rules) for key, from_rules in found.items() if key[0] or not from_rules]
    )
    met = {entity, *(one.other.value for one in statements if one.other.kind == "iri")}
    kinds = _kinds(store, slug, met)
    told = names(store, dataset, {*met, *(one.predicate for one in statements), *kinds.values()})
    nameless = [iri for iri in met if iri in kinds and not told[iri].labels]
    told |= {iri: one.as_name() for iri, one in subjects(store, dataset, nameless).items()}
    told |= _by_what_they_say(store, dataset, [iri for iri in nameless if not told[iri].labels], told)
    return EntityLook(entity, statements, told, kinds)


def _by_what_they_say(
    store: Store, dataset: Dataset, iris: Iterable[str], told: Mapping[str, Name]
) -> dict[str, Name]:
    """Return the names of things that have none: the text that says most of each, by language."""
    wanted = set(iris)
    if not wanted:
        return {}
    text = (
        f"SELECT ?item ?said WHERE {{ {values_block('item', wanted)} ?item {_SAYING} ?said }} ORDER BY ?said"
    )
    labels: dict[str, dict[str, str]] = {}
    for item, said in rows_of(store.query(SPARQL_PROLOGUE + text, dataset)):
        if item and said and said.kind == "literal":
            labels.setdefault(item.value, {}).setdefault(said.lang or "", said.value)
    return {iri: Name(iri, told[iri].notation, found) for iri, found in labels.items()}


def _kinds(store: Store, slug: str | None, entities: Iterable[str]) -> dict[str, str]:
    """Return the class of each entity: the one that fewest entities of these share, by IRI where equal."""
    block = values_block("entity", entities)
    query = f"{SPARQL_PROLOGUE}SELECT DISTINCT ?entity ?class WHERE {{ {block} ?entity a ?class }}"
    dataset = everything(slug)
    # What rules derive are roles – internal customer, internal flow –, not what a thing is.
    asserted = Dataset(tuple([one for one in dataset.graphs if not slug or one != derived_graph_of(slug)]))
    classes: dict[str, list[str]] = {}
    for entity, kind in rows_of(store.query(query, asserted)):
        if entity and kind:
            classes.setdefault(entity.value, []).append(kind.value)
    shared: dict[str, int] = {}
    for own in classes.values():
        for name in own:
            shared[name] = shared.get(name, 0) + 1

    def telling(kind: str) -> tuple[bool, int, str]:
        return kind in _GENERAL, -shared[kind], kind

    return {entity: min(own, key=telling) for entity, own in sorted(classes.items())}
