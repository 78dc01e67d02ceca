"""Derived relations: SPARQL CONSTRUCT rules, run to their fixpoint inside the store, each able to say why."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from typing import Final

from qualite_graph.headers import split_header
from qualite_graph.resources import ontology_directory
from qualite_graph.store import Dataset, Store, Value
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import PREFIXES, RDF, derived_graph_of, graph_of

_RULE: Final = re.compile(
    r"(?P<prologue>.*?)CONSTRUCT\s*\{(?P<head>[^{}]*)\}\s*WHERE\s*\{(?P<body>.*)\}\s*$", re.DOTALL
)
_TRIPLE: Final = re.compile(r"\?(\w+)\s+(a|\w+:\w+)\s+(\?\w+|\w+:\w+)\s*\.")
_VARIABLE: Final = re.compile(r"\?(\w+)")
_TERM: Final = re.compile(r"\bqg:\w+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One triple of a rule's head: a subject variable, a predicate IRI, an object variable or IRI."""

    subject: str
    predicate: str
    object_variable: str | None
    object_iri: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One derivation: if `body` holds of some `?flow`, every triple of `head` follows from that flow."""

    name: str
    labels: tuple[tuple[str, str], ...]
    prologue: str
    head: str
    body: str

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """Return the triples of the head."""
        return tuple(
            Pattern(
                subject,
                RDF.type if predicate == "a" else _expand(predicate),
                obj[1:] if obj.startswith("?") else None,
                None if obj.startswith("?") else _expand(obj),
            )
            for subject, predicate, obj in _TRIPLE.findall(self.head)
        )

    @property
    def produced(self) -> frozenset[str]:
        """Return the terms of the ontology that the head asserts."""
        return frozenset(_TERM.findall(self.head))

    @property
    def needed(self) -> frozenset[str]:
        """Return the terms of the ontology that the body reads."""
        return frozenset(_TERM.findall(self.body))

    def label(self, lang: str) -> str:
        """Return the rule in one sentence."""
        return dict(self.labels)[lang]

    @property
    def variables(self) -> frozenset[str]:
        """Return the variables of the head."""
        return frozenset(_VARIABLE.findall(self.head))

    def insertion(self, slug: str, restriction: str = "") -> str:
        """Return the rule as a SPARQL update that adds to the organisation's derived graph.

        A `restriction` (a VALUES block) keeps it to some flows or to some conclusions.
        """
        # Reading one graph costs less than a union of two; few rules read what others conclude.
        derived = f" USING <{derived_graph_of(slug)}>" if self.needed & conclusions() else ""
        return (
            f"INSERT {{ GRAPH <{derived_graph_of(slug)}> {{ {self.head} }} }}\n"
            f"USING <{graph_of(slug)}>{derived}\n"
            f"WHERE {{ {restriction} {self.body} }}"
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a derived triple holds: the rule, and the flows from which it follows, sorted by IRI."""

    rule: Rule
    flows: tuple[str, ...]


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, each after those whose conclusions it reads.

    Raises:
        graphlib.CycleError: two rules feed each other; a single ordered pass would not be a fixpoint.
    """
    return in_order(
        _parse(path.read_text("utf-8")) for path in sorted((ontology_directory() / "rules").glob("*.rq"))
    )


@functools.cache
def conclusions() -> frozenset[str]:
    """Return the terms of the ontology that some rule asserts."""
    return frozenset(term for rule in rules() for term in rule.produced)


def in_order(unordered: Iterable[Rule]) -> tuple[Rule, ...]:
    """Sort rules so that one pass reaches the fixpoint, as stratified Datalog without recursion does.

    Source of the method: Abiteboul, Hull, Vianu, *Foundations of Databases* (1995), chapter 12.
    """
    by_name = {rule.name: rule for rule in unordered}
    needs = {
        name: [other for other in sorted(by_name) if rule.needed & by_name[other].produced]
        for name, rule in sorted(by_name.items())
    }
    return tuple(by_name[name] for name in TopologicalSorter(needs).static_order())


def derivation(slug: str, ordered: Iterable[Rule] | None = None) -> str:
    """Return the SPARQL update that makes an organisation's derived graph anew, whole or not at all."""
    chosen = together(rules() if ordered is None else ordered)
    steps = [f"DROP SILENT GRAPH <{derived_graph_of(slug)}>", *(rule.insertion(slug) for rule in chosen)]
    return "\n;\n".join(steps)


def together(ordered: Iterable[Rule]) -> tuple[Rule, ...]:
    """Join the rules that read the same body, where the first of them stands: it is matched once for all.

    The order still holds: rules with one body need the same terms, and feed neither each other nor
    themselves.
    """
    by_body: dict[tuple[str, str], Rule] = {}
    for rule in ordered:
        known = by_body.get((rule.prologue, rule.body))
        joined = rule if known is None else replace(known, head=f"{known.head} {rule.head}")
        by_body[rule.prologue, rule.body] = joined
    return tuple(by_body.values())


def why(store: Store, slug: str, subject: str, predicate: str, obj: str) -> tuple[Reason, ...]:
    """Return the reasons of one derived triple, by rule name; empty when no rule gives it."""
    dataset = Dataset((graph_of(slug), derived_graph_of(slug)))
    reasons: list[Reason] = []
    for rule in rules():
        flows: set[str] = set()
        for pattern in rule.patterns:
            bindings = _match(pattern, subject, predicate, obj)
            if bindings is None:
                continue
            bound = " ".join(f"?{name}" for name in bindings)
            text = f"{rule.prologue}SELECT DISTINCT ?flow {bound} WHERE {{ {rule.body} }}"
            if "flow" in bindings:  # the triple is about the flow itself
                held = store.query(f"{rule.prologue}ASK {{ {rule.body} }}", dataset, bindings)
                if rows_of(held)[0][0] == Value("literal", "true"):
                    flows.add(subject)
                continue
            flows.update(row[0].value for row in rows_of(store.query(text, dataset, bindings)) if row[0])
        if flows:
            reasons.append(Reason(rule, tuple(sorted(flows))))
    return tuple(reasons)


def _match(pattern: Pattern, subject: str, predicate: str, obj: str) -> dict[str, Value] | None:
    if pattern.predicate != predicate or (pattern.object_iri is not None and pattern.object_iri != obj):
        return None
    bindings = {pattern.subject: Value("iri", subject)}
    if pattern.object_variable is not None:
        bindings[pattern.object_variable] = Value("iri", obj)
    return bindings


def _parse(text: str) -> Rule:
    header, body = split_header(text)
    found = _RULE.match(body)
    if found is None:
        raise ValueError(f"{header.get('rule')}: a rule is CONSTRUCT {{ triples }} WHERE {{ ?flow … }}")
    return Rule(
        header["rule"],
        (("fr", header["fr"]), ("en", header["en"])),
        found["prologue"],
        found["head"].strip(),
        found["body"].strip(),
    )


def _expand(name: str) -> str:
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local
