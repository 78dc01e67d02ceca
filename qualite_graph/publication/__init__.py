"""The vocabulary as others read it: documents in two languages, an address for each thing, a catalogue."""

from qualite_graph.publication.addresses import Address, address_of, described
from qualite_graph.publication.catalogue import dataset_description
from qualite_graph.publication.documentation import documentation
from qualite_graph.publication.folder import write_documentation
from qualite_graph.publication.resource_page import resource_page

__all__ = [
    "Address",
    "address_of",
    "dataset_description",
    "described",
    "documentation",
    "resource_page",
    "write_documentation",
]
