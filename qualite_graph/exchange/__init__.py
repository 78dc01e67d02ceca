"""Everything that comes into or goes out of the product as a file: workbooks, csv files, models and RDF."""

from qualite_graph.exchange.gathering import Alike, alike, gathered
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.outcome import LeftOver, Reading
from qualite_graph.exchange.problems import Problem, Severity
from qualite_graph.exchange.rdf import FORMATS, Format, serialise
from qualite_graph.exchange.reading import read
from qualite_graph.exchange.template import write_template, write_workbook
from qualite_graph.exchange.workbook import read_workbook

__all__ = [
    "FORMATS",
    "LAYOUT",
    "Alike",
    "Format",
    "LeftOver",
    "Problem",
    "Reading",
    "Severity",
    "alike",
    "gathered",
    "read",
    "read_workbook",
    "serialise",
    "write_template",
    "write_workbook",
]
