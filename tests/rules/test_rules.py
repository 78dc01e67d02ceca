"""Rules derive the same relations whatever the order, lose none when facts are added, and say why."""

from __future__ import annotations

from graphlib import CycleError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.rules import Rule, derivation, in_order, rules, why
from qualite_graph.store import EmbeddedStore
from qualite_graph.vocabulary import QG, RDF, derived_graph_of, entity, graph_of

SLUG = "essai"
PROCESSES = [entity(SLUG, "process", f"P{n}") for n in range(5)]
CUSTOMER = entity(SLUG, "customer", "C1")
PROVIDER = entity(SLUG, "provider", "F1")
OUTPUTS = {"product": entity(SLUG, "output", "O1"), "feedback": entity(SLUG, "output", "O2")}

Flow = tuple[str, str, str]
flow_ends = st.sampled_from([*PROCESSES, CUSTOMER, PROVIDER])
flow_lists = st.lists(st.tuples(flow_ends, flow_ends, st.sampled_from(sorted(OUTPUTS))), max_size=14)


def triples(flows: list[Flow]) -> list[str]:
    """Return the asserted statements of some flows; a flow's IRI follows from its content."""
    kind = dict.fromkeys(PROCESSES, f"<{RDF.type}> <{QG.Process}>")
    lines = [f"<{process}> {said} ." for process, said in kind.items()]
    lines += [f"<{end}> <{RDF.type}> <{QG.ExternalParty}> ." for end in (CUSTOMER, PROVIDER)]
    lines.append(f"<{CUSTOMER}> <{RDF.type}> <{QG.Customer}> .")
    lines.append(f"<{OUTPUTS['feedback']}> <{QG.outputKind}> <{QG.FeedbackOutput}> .")
    for supplier, customer, output in flows:
        flow = iri_of((supplier, customer, output))
        lines += [
            f"<{flow}> <{QG.supplier}> <{supplier}> .",
            f"<{flow}> <{QG.customer}> <{customer}> .",
            f"<{flow}> <{QG.transfers}> <{OUTPUTS[output]}> .",
        ]
    return lines


def iri_of(flow: Flow) -> str:
    supplier, customer, output = flow
    return entity(SLUG, "flow", "-".join([supplier.rsplit("/", 1)[1], customer.rsplit("/", 1)[1], output]))


def derived(lines: list[str], order: list[Rule] | None = None) -> frozenset[bytes]:
    store = filled(lines, order)
    return frozenset(store.quads((derived_graph_of(SLUG),)).splitlines())


def filled(lines: list[str], order: list[Rule] | None = None) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    store.update(f"INSERT DATA {{ GRAPH <{graph_of(SLUG)}> {{\n" + "\n".join(lines) + "\n} }")
    store.update(derivation(SLUG, order))
    return store


def by_definition(flows: list[Flow]) -> set[tuple[str, str, str]]:
    """Derive in plain Python what the rules should derive."""
    found: set[tuple[str, str, str]] = set()
    inside = set(PROCESSES)
    for flow in flows:
        supplier, customer, output = flow
        if supplier in inside and customer in inside:
            found.add((iri_of(flow), RDF.type, QG.InternalFlow))
            if supplier != customer:
                found |= {
                    (supplier, QG.hasInternalCustomer, customer),
                    (customer, QG.hasInternalSupplier, supplier),
                    (supplier, QG.interactsWith, customer),
                    (customer, QG.interactsWith, supplier),
                    (customer, RDF.type, QG.InternalCustomer),
                }
                if output == "feedback":
                    found.add((supplier, QG.sendsFeedbackTo, customer))
        elif customer in inside:
            found.add((iri_of(flow), RDF.type, QG.InboundFlow))
        elif supplier in inside:
            found.add((iri_of(flow), RDF.type, QG.OutboundFlow))
            if customer == CUSTOMER:
                found |= {(supplier, QG.deliversTo, customer), (customer, RDF.type, QG.ExternalCustomer)}
    return found


def as_lines(found: set[tuple[str, str, str]]) -> frozenset[bytes]:
    graph = derived_graph_of(SLUG)
    return frozenset(f"<{s}> <{p}> <{o}> <{graph}> .".encode() for s, p, o in found)


@settings(max_examples=60, deadline=None)
@given(flow_lists)
def test_rules_give_what_their_definitions_give(flows: list[Flow]) -> None:
    assert derived(triples(flows)) == as_lines(by_definition(flows))


@settings(max_examples=30, deadline=None)
@given(flow_lists)
def test_a_second_pass_adds_nothing(flows: list[Flow]) -> None:
    store = filled(triples(flows))
    once = store.quads((derived_graph_of(SLUG),))
    for rule in rules():
        store.update(rule.prologue + rule.insertion(SLUG))
    assert set(store.quads((derived_graph_of(SLUG),)).splitlines()) == set(once.splitlines())


@settings(max_examples=30, deadline=None)
@given(flow_lists, flow_lists)
def test_more_facts_never_take_a_conclusion_away(flows: list[Flow], more: list[Flow]) -> None:
    assert derived(triples(flows)) <= derived(triples(flows + more))


@settings(max_examples=30, deadline=None)
@given(flow_lists, st.randoms(use_true_random=False))
def test_the_order_of_facts_and_of_rule_files_does_not_matter(flows: list[Flow], random) -> None:  # type: ignore[no-untyped-def]
    lines, shuffled_rules = triples(flows), list(rules())
    expected = derived(lines)
    random.shuffle(lines)
    random.shuffle(shuffled_rules)
    assert derived(lines, list(in_order(shuffled_rules))) == expected


@settings(max_examples=20, deadline=None)
@given(flow_lists)
def test_every_derived_triple_names_the_flows_it_follows_from(flows: list[Flow]) -> None:
    store = filled(triples(flows))
    for subject, predicate, obj in by_definition(flows):
        reasons = why(store, SLUG, subject, predicate, obj)
        assert reasons, (subject, predicate, obj)
        cited = [flow for reason in reasons for flow in reason.flows]
        remaining = [flow for flow in flows if iri_of(flow) not in cited]
        assert (subject, predicate, obj) not in by_definition(remaining)


def test_what_no_rule_derives_has_no_reason() -> None:
    store = filled(triples([(PROCESSES[0], PROCESSES[1], "product")]))
    assert why(store, SLUG, PROCESSES[1], QG.hasInternalCustomer, PROCESSES[0]) == ()
    assert why(store, SLUG, PROCESSES[0], QG.hasOwner, PROCESSES[1]) == ()


def test_rules_that_feed_each_other_are_refused() -> None:
    first = Rule("one", (), "", "?a qg:x ?b .", "?flow qg:y ?a")
    second = Rule("two", (), "", "?a qg:y ?b .", "?flow qg:x ?a")
    with pytest.raises(CycleError):
        in_order([first, second])


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_reads_a_flow_and_is_said_in_both_languages(rule: Rule) -> None:
    assert "?flow" in rule.body
    assert rule.patterns
    assert rule.label("fr") != rule.label("en")
