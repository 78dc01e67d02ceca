"""Everything that comes into or goes out of the product as a file: workbooks and RDF."""

from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.problems import Problem, Severity
from qualite_graph.exchange.rdf import FORMATS, Format, serialise
from qualite_graph.exchange.template import write_template, write_workbook
from qualite_graph.exchange.workbook import Reading, read_workbook

__all__ = [
    "FORMATS",
    "LAYOUT",
    "Format",
    "Problem",
    "Reading",
    "Severity",
    "read_workbook",
    "serialise",
    "write_template",
    "write_workbook",
]
