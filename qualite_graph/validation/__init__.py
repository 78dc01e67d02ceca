"""Checking an organisation against the shapes: what is wrong or missing, why it matters, what to do."""

from qualite_graph.validation.checking import check
from qualite_graph.validation.engines import ENGINES
from qualite_graph.validation.findings import Finding, Report, Severity, Shape
from qualite_graph.validation.shapes import Shapes, read_shapes

__all__ = ["ENGINES", "Finding", "Report", "Severity", "Shape", "Shapes", "check", "read_shapes"]
