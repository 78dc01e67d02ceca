"""Makes the columns that recur from sheet to sheet, so that the layout says of each only what is its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qualite_graph.exchange.columns import NO_NAMES, CellType, Column, Names, Word, names
from qualite_graph.vocabulary import RDFS, SKOS

ORGANISATION_KIND: Final = "organisation"
CLAUSE_KIND: Final = "clause"

SUPPLIER: Final = names(
    *("Fournisseur", "Supplier", "processus fournisseur", "fournisseur interne", "supplier process"),
    *("internal supplier", "fournisseurs", "suppliers", "de", "from", "émetteur", "origine", "source"),
    "provider",
)
CUSTOMER: Final = names(
    *("Client", "Customer", "processus client", "client interne", "customer process", "internal customer"),
    *("clients", "customers", "vers", "à", "to", "destinataire", "bénéficiaire", "cible", "target"),
    "receiver",
)
OUTPUT: Final = names(
    *("Donnée de sortie", "Output", "données de sortie", "outputs", "sortie", "sorties", "élément de sortie"),
    *("livrable", "livrables", "deliverable", "produit", "product", "quoi", "what", "objet du flux", "flux"),
    *("ce qui est transmis", "ce qui est remis", "ce qui est fourni", "ce qui passe", "élément transmis"),
    *("information transmise", "document transmis", "donnée échangée", "donnée transmise", "contenu du flux"),
    *("what is handed over", "what passes", "item transferred"),
)
CLAUSES: Final = names("Articles", "Clauses", "article", "clause")
PROCESS: Final = names("Processus", "Process")
PARTY_HELP: Final = names("Un client ou un prestataire.", "A customer or a provider.")

_LIST_HELP: Final = names(
    "Plusieurs identifiants se séparent par «\u00a0;\u00a0».", "Separate several identifiers with “;”."
)


def identifier() -> Column:
    """Return the column of the code that other rows use to name this one."""
    return Column(
        "id",
        names("Identifiant", "Identifier", "id", "code", "n°", "numéro", "repère", "réf", "référence"),
        CellType.IDENTIFIER,
        SKOS.notation,
        required=True,
        help=names("Code unique, court et stable.", "Unique code, short and stable."),
        width=13,
    )


def bilingual(key: str, fr: str, en: str, property_: str, *also: str) -> tuple[Column, Column]:
    """Return the two columns of a text given in French and in English."""
    french = names(fr, f"{en} (fr)", f"{fr} (fr)", f"{fr} français", *also)
    english = names(
        f"{en} (en)", f"{en} (en)", en, f"{fr} (en)", f"{fr} anglais", *[f"{other} (en)" for other in also]
    )
    return (
        Column(f"{key}_fr", french, CellType.TEXT, property_, lang="fr", width=44),
        Column(f"{key}_en", english, CellType.TEXT, property_, lang="en", width=44),
    )


def label(fr: str = "Nom", en: str = "Name") -> tuple[Column, Column]:
    """Return the two columns of an entity’s name."""
    return bilingual("label", fr, en, RDFS.label, "libellé", "intitulé", "désignation")


def text(key: str, heading: Names, property_: str, help_: Names = NO_NAMES) -> Column:
    """Return a column of free text in no particular language."""
    return Column(key, heading, CellType.TEXT, property_, help=help_, width=24)


def date(key: str, heading: Names, property_: str) -> Column:
    """Return a column of dates."""
    return Column(key, heading, CellType.DATE, property_, width=14)


def number(key: str, heading: Names, property_: str) -> Column:
    """Return a column of decimal numbers."""
    return Column(key, heading, CellType.DECIMAL, property_, width=14)


def boolean(key: str, heading: Names, property_: str, help_: Names = NO_NAMES) -> Column:
    """Return a column of yes and no."""
    return Column(key, heading, CellType.BOOLEAN, property_, help=help_)


def reference(key: str, heading: Names, property_: str, *kinds: str, help_: Names = NO_NAMES) -> Column:
    """Return a column whose cells name one row of one of these kinds."""
    return Column(key, heading, CellType.REFERENCE, property_, kinds=kinds, help=help_, width=14)


def references(key: str, heading: Names, property_: str, *kinds: str) -> Column:
    """Return a column whose cells name any number of rows of these kinds."""
    return Column(key, heading, CellType.REFERENCES, property_, kinds=kinds, help=_LIST_HELP, width=20)


def choice(key: str, heading: Names, property_: str, words: tuple[Word, ...], default: str = "") -> Column:
    """Return a column of words of a vocabulary; an empty cell states `default`, when there is one."""
    return Column(key, heading, CellType.CHOICE, property_, words=words, default=default, width=20)


def required(column: Column) -> Column:
    """Return the column with its cells made obligatory."""
    return replace(column, required=True)


def inverse(column: Column) -> Column:
    """Return the column with the named row as the subject of its statement."""
    return replace(column, inverse=True)


def of_companion(column: Column) -> Column:
    """Return the column speaking of the row’s companion instead of the row’s own entity."""
    return replace(column, property="", companion_property=column.property)
