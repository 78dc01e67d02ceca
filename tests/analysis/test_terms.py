"""Names to complete are those that a query may write, with both languages' words."""

from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE
from qualite_graph.workspace import EXAMPLE, Workspace


def test_terms_are_written_as_a_query_reads_them() -> None:
    workspace = Workspace.in_memory()
    terms = {term.id: term for term in workspace.terms(EXAMPLE)}
    assert terms["qg:Process"].kind == "class"
    assert terms["qg:hasOwner"].kind == "property"
    assert terms["qg:hasOwner"].name.label("fr") == "a pour pilote"
    planning = next(term for term in terms.values() if term.name.notation == "R3")
    assert planning.name.full("en") == "R3 Plan production"
    for term in terms.values():
        if term.kind == "individual":
            text = f"{SPARQL_PROLOGUE}SELECT ?label {{ {term.id} rdfs:label ?label }}"
            assert rows_of(workspace.query(text, organisation=EXAMPLE)), term.id


def test_without_an_organisation_the_knowledge_is_there() -> None:
    kinds = {term.kind for term in Workspace.in_memory(example=False).terms()}
    assert kinds == {"class", "property", "individual"}
